import { execFileSync } from "node:child_process";
import { readAgreement } from "../src/composition/agreements.ts";
import type { PaperMade, PaperWork } from "../src/documents/paper/making.ts";
import type { PaperOrder } from "../src/documents/paper/papers.ts";
import type { ProjectFacts, Requirement } from "../src/domain/facts.ts";
import type { Day } from "../src/domain/units.ts";
import { besideAims, costsOf } from "./costs.ts";
import { usersOf } from "./large-customer.ts";

/**
 * What documents cost (S2): of one page, of 200 requirements, and of 5,000 users beside them. Seconds to the document,
 * memory above idle at its peak, and the longest that the process which answers people did nothing else. The threads
 * run what was compiled, as they do for people.
 */
const [requirements, users] = [200, 5_000];
const on = "2026-11-30" as Day;
const aims = { seconds: 10, megabytes: 600, stall: 50 };

execFileSync(process.execPath, ["scripts/build.js"], { stdio: ["ignore", "ignore", "inherit"] });
const { writtenApart } = (await import(new URL("../dist/src/documents/paper/making.js", import.meta.url).href)) as {
  readonly writtenApart: (work: PaperWork) => Promise<PaperMade>;
};
const agreement = await readAgreement();

const requirementOf = (at: number): Requirement => ({
  ...{ id: String(at), ref: `R${at + 1}`, deviation: at % 9 === 0, agreedOn: on, recordedAt: at, state: "agreed" },
  text: `Kö ${at + 1} svarar 07:00–18:00 på vardagar, spelar musik och läser upp köplatsen på svenska och finska`,
  ...{ agreedBy: { id: "anna", name: "Anna Berg" }, baseline: true },
});
const nothing = {
  ...{ members: [], requirements: [], data: [], porting: [], portingRequests: [], tasks: [], work: [], trips: [] },
  ...{
    checkIns: [],
    minutes: [],
    changes: [],
    hardware: [],
    faults: [],
    deliveries: [],
    snoozes: [],
    turns: [],
    told: [],
  },
  closedBases: [],
};
const project: ProjectFacts["project"] = {
  ...{ id: "p1", code: "solbacken", customer: "Solbacken Vård AB", variant: "smaller" },
  via: { kind: "direct" },
  state: "open",
  language: "sv",
  ...{ options: [], hours: {}, openedOn: on, plan: {} },
};
const empty: ProjectFacts = { ...nothing, project };
const full: ProjectFacts = {
  ...empty,
  requirements: Array.from({ length: requirements }, (_, at) => requirementOf(at)),
};
const list = { area: "user-licence", records: usersOf(users) };
const base = { agreement, today: on, version: 1 } as const;
const papers: readonly (readonly [string, PaperOrder])[] = [
  ["a plan of one page", { ...base, kind: "plan", facts: empty }],
  [`${requirements} requirements`, { ...base, kind: "calloff", facts: full, approved: [] }],
  [`${requirements} requirements, ${users} users`, { ...base, kind: "calloff", facts: full, approved: [list] }],
];

for (const [name, order] of papers) {
  const { made, ...costs } = await costsOf(() => writtenApart({ order, anew: false }));
  const { pdf, markdown } = made;
  if (pdf === undefined) throw new Error(`${name} was not drawn`);
  const pages = /\/Type \/Pages\s+\/Count (\d+)/u.exec(Buffer.from(pdf).toString("latin1"))?.[1] ?? "?";
  const figures = [
    `${pages} pages, ${Math.round(pdf.length / 1024)} kB, ${Math.round(markdown.length / 1024)} kB Markdown`,
    besideAims(costs, aims),
  ];
  process.stdout.write(`  ${name.padEnd(36)} ${figures.join(", ")}\n`);
}
