import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor, Line, Place } from "../../../src/bot/command.ts";
import { refuse } from "../../../src/bot/refusal.ts";
import { createRegistry } from "../../../src/bot/registry.ts";
import { fits, mayRun } from "../../../src/bot/turn/authorise.ts";
import { offeredTo } from "../../../src/bot/turn/offered.ts";
import type { ProjectFacts } from "../../../src/domain/facts.ts";
import type { Day } from "../../../src/domain/units.ts";
import { isPhraseId, locales } from "../../../src/messages/vocabulary.ts";
import { createWords } from "../../../src/messages/words.ts";
import { offersIn, sourceFiles } from "../../messages/usage.ts";
import { agreements, commands, examplesOf } from "../../support/commands.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

const registry = createRegistry(commands, agreements);
const words = createWords();
const today = "2026-11-23" as Day;
const supplier = { sv: "Leverantören", en: "The supplier" };

const facts = {
  members: [
    { id: "anna", name: "Anna Lind", role: "lead" },
    ...(["approver", "customer", "sponsor", "partner"] as const).map((role) => ({ id: role, name: role, role })),
  ],
} as unknown as ProjectFacts;
const actor = (id: string): Actor => ({ id, handle: id, name: id, staff: id === "anna" || id === "erik" });
const people = ["anna", "erik", "approver", "customer", "sponsor", "partner", "stranger"].map(actor);
const place = (kind: Place["kind"], outsiders: boolean): Place => ({ conversation: "c", kind, outsiders });
const places = [
  place("internal", false),
  place("shared", true),
  place("private", false),
  place("unbound", false),
  place("unbound", true),
];

const every: readonly (readonly [string, Line, string])[] = commands.flatMap(({ lines }) =>
  lines.flatMap((line) => examplesOf(line).map((example) => [registry.runsOf(line), line, example] as const)),
);
const everywhere = people.flatMap((who) => places.map((where) => ({ actor: who, place: where })));

test("L3, A1: a refusal offers a line to those alone who may type it where they are, and tells everybody else whom to ask or where", () => {
  const wrong: string[] = [];
  for (const [runs, line, example] of every) {
    for (const reader of everywhere) {
      const refusal = refuse("closed.cancelled", undefined, { line: example });
      const { help, why } = offeredTo(registry, { ...reader, facts, supplier, today }, refusal);
      const mine = mayRun(line, reader.actor, facts);
      const usable = line.by !== "card" && mine && fits(line, reader.place, reader.actor);
      const next = help.next === undefined ? "" : words.text("en", help.next);
      const instead = usable ? "" : mine && line.by !== "card" ? "internal channel" : "Ask Anna Lind";
      const said = words.text("en", why);
      const isTrue =
        help.line === (usable ? example : undefined) &&
        (instead === "" ? next === "" : next.includes(instead)) &&
        said.endsWith(":") === usable;
      if (!isTrue) wrong.push(`${runs} for ${reader.actor.id} in ${reader.place.kind}: ${help.line} ${next}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("L3, A1: the same of buttons, and of several lines to send", () => {
  const reader = { actor: actor("customer"), place: place("shared", true), facts, supplier, today };
  const label = { say: "offer.button.send" } as const;
  const buttons = ["change send", "checkin other"].map((runs) => ({ id: runs, label, runs }));
  const help = { buttons, lines: ["plan", "kickoff", "status"] };
  const left = offeredTo(registry, reader, refuse("line.several", { count: 3 }, help)).help;
  expect(left.buttons?.map(({ runs }) => runs)).toEqual(["checkin other"]);
  expect(left.lines).toEqual(["plan", "status"]);
});

test("words that lead to a line go with it: without it, no refusal ends in a colon", () => {
  const left = sourceFiles("src").flatMap((file) =>
    offersIn(file).flatMap(({ say, line }) => {
      if (!isPhraseId(say)) return [];
      const dangling = Object.values(locales).filter((locale) => locale[say].trimEnd().endsWith(":"));
      return dangling.length === 0 ? [] : [`${file}:${line} ${say}`];
    }),
  );
  expect(left).toEqual([]);
});

let ws: Workspace;
beforeAll(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken();
});
afterAll(() => ws.close());

test("C1: when a project was cancelled, a customer’s press on an old card is told whom to ask, and no line of ours", async () => {
  const task = await ws.anna.says('task add "Send floor plan" who:karin');
  const card = task.messages.find(({ in: where }) => where === "solbacken-kund") ?? expect.fail("no card");
  await ws.anna.says('project cancel "the customer chose another supplier"');
  const pressed = await ws.karin.presses("task finish", { on: card });
  expect(pressed.text).toBe("The project is cancelled, so nothing more is recorded in it.\nAsk Anna Lind about it.");
  const ours = await ws.anna.says("task done T1");
  expect(ours.text).toContain("Reopen it first:\nproject reopen in:solbacken");
  const shared = await ws.anna.says("task done T1", { in: "solbacken-kund" });
  expect(shared.text).not.toContain("project reopen");
  expect(shared.text).toContain("internal channel");
});
