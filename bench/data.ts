import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { readAgreement } from "../src/composition/agreements.ts";
import { createWorkbooks } from "../src/documents/workbook/workbooks.ts";
import type { HeldArea } from "../src/domain/data-record.ts";
import type { Day } from "../src/domain/units.ts";
import { localApi } from "../test/support/local-api.ts";
import { besideAims, costsOf } from "./costs.ts";
import { onEmbedded, onPostgres } from "./house.ts";
import { groupsOf, usersOf } from "./large-customer.ts";

/**
 * What a large customer's data costs (D6): 5,000 users and 200 function groups of 25. Seconds to the answer, memory
 * above idle at its peak, and the longest that the process which answers people did nothing else: of reading and
 * writing alone, and of the whole way from the file that was dropped to the answer in the channel, on both databases.
 * All of it runs what was compiled, as it does for people. `STORES=embedded` or `postgres`: on one alone; `none`: the
 * first only.
 */
const [users, groups, members] = [5_000, 200, 25];
const on = "2026-11-30" as Day;
const aims = { seconds: 5, megabytes: 150, stall: 50 };

const held: readonly HeldArea[] = [
  { area: "user-licence", approved: false, records: usersOf(users) },
  { area: "function-groups", approved: false, records: groupsOf(groups, members, users) },
];

const print = (line: string) => process.stdout.write(`${line}\n`);
async function measured<Made>(name: string, work: () => Promise<Made>): Promise<Made> {
  const { made, ...costs } = await costsOf(work);
  print(`  ${name.padEnd(34)} ${besideAims(costs, aims)}`);
  return made;
}

execFileSync(process.execPath, ["scripts/build.js"], { stdio: ["ignore", "ignore", "inherit"] });
const agreement = await readAgreement();
const program = new URL("../dist/src/documents/workbook/worker.js", import.meta.url);
const order = { agreement, language: "sv", customer: "Solbacken Vård AB", asOf: on, held } as const;
const asked = { ...order, contacts: [], states: {} };
const all = held.map(({ area }) => area);

/** Each with a thread of its own, as after a while in which nobody gave anything. */
async function alone<Made>(name: string, work: (books: ReturnType<typeof createWorkbooks>) => Promise<Made>) {
  const books = createWorkbooks({ program });
  try {
    return await measured(name, () => work(books));
  } finally {
    await books.stop();
  }
}

print(`${users} users, ${groups} groups of ${members}:`);
const template = await alone("the workbook, filled in", (books) => books.template(asked));
const csv = await alone("the users as .csv", (books) =>
  books.exported({ ...order, as: "csv", areas: ["user-licence"] }),
);
await alone("all as .xlsx", (books) => books.exported({ ...order, as: "xlsx", areas: all }));
for (const [name, content, before] of [
  ["the workbook read", template, []],
  ["and once more, beside what is held", template, held],
  ["the .csv read", csv, []],
] as const) {
  const answer = await alone(name, (books) =>
    books.read({ name: name.includes(".csv") ? "a.csv" : "a.xlsx", content, agreement, held: before, on }),
  );
  const counted = answer.ok ? answer.read.given.areas.reduce((sum, { records }) => sum + records.length, 0) : 0;
  if (!answer.ok || answer.read.given.findings.length > 0 || counted < users)
    throw new Error(`${name}: ${counted} records, ${JSON.stringify(answer).slice(0, 400)}`);
}

const built = (path: string) => import(new URL(`../dist/src/${path}.js`, import.meta.url).href);
const { compose }: typeof import("../src/compose.ts") = await built("compose");
const { createHttp }: typeof import("../src/http.ts") = await built("http");
const { databaseOver, poolTo }: typeof import("../src/store/database.ts") = await built("store/database");
const { openEmbedded }: typeof import("../src/store/engine/embedded.ts") = await built("store/engine/embedded");

/** The whole way, in the local workspace: the file is dropped, read, compared, stored, and answered. */
async function dropped(name: string, open: typeof onEmbedded): Promise<void> {
  print(`\nDropped in the channel, ${name}:`);
  const { database, stop } = await open({ openEmbedded, databaseOver, poolTo });
  const log = pino({ level: "warn" });
  const config = { language: "sv", timeZone: "Europe/Stockholm", minutesModel: undefined } as const;
  const house = await compose({ config, database, agreement, log });
  for (const { prepare } of house.platforms) await prepare?.();
  const server = createServer(createHttp(database, house.routers));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const api = localApi(() => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await api.conversation("solbacken", false);
  await api.conversation("solbacken-kund", true);
  await api.say("anna", "solbacken", 'open "Solbacken Vård AB" internal:solbacken shared:solbacken-kund');
  await api.say("anna", "solbacken", "team add karin approver");
  const give = async (content: Uint8Array) => {
    const contentBase64 = Buffer.from(content).toString("base64");
    await api.call("POST", "/files", { as: "karin", in: "solbacken-kund", name: "Kunddata.xlsx", contentBase64 });
    await house.jobs.drain();
    await house.outbox.drain();
  };
  const answer = async () => (await api.messages("karin", "solbacken-kund")).at(-1);
  const press = async (label: RegExp) => {
    const asked = await answer();
    if (asked === undefined) throw new Error("nothing was answered");
    await api.press("karin", asked, label);
    await house.outbox.drain();
  };
  const says = async (pattern: RegExp) => {
    const text = (await answer())?.text ?? "";
    if (!pattern.test(text)) throw new Error(`${pattern}: ${text}`);
  };
  await measured("the first time", () => give(template));
  await says(/5\W?200 rader lästa, och allt ser rätt ut/u);
  await measured("the same again", () => give(template));
  await says(/Precis som vi redan hade det/u);
  await measured("all of it changed", () => give(moved));
  await says(/skulle något ändras/u);
  await measured("and its yes", () => press(/^Ja, ändra$/u));
  await says(/sa ja till det/u);
  await house.workbooks.stop();
  await new Promise((resolve) => void server.close(resolve));
  server.closeAllConnections();
  await stop();
}

const moved = await (async () => {
  const books = createWorkbooks({ program });
  const changed = held.map((area) => ({
    ...area,
    records: area.records.map(({ key, values }) => ({
      key,
      values: { ...values, ...(area.area === "user-licence" && { department: "Flyttad" }) },
    })),
  }));
  try {
    return await books.template({ ...asked, held: changed });
  } finally {
    await books.stop();
  }
})();
const stores: Readonly<Record<string, typeof onEmbedded>> = { embedded: onEmbedded, postgres: onPostgres };
for (const [name, open] of Object.entries(stores)) if ((process.env.STORES ?? name) === name) await dropped(name, open);
