import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor, Line, Place } from "../../../src/bot/command.ts";
import type { Answer } from "../../../src/bot/incoming.ts";
import { Refusal } from "../../../src/bot/refusal.ts";
import { createRegistry } from "../../../src/bot/registry.ts";
import { authorise, fits, mayRun } from "../../../src/bot/turn/authorise.ts";
import type { ProjectFacts } from "../../../src/domain/facts.ts";
import { agreements, commands, examplesOf } from "../../support/commands.ts";
import { openWorkspace, type Speaker, type Workspace } from "../../support/workspace.ts";
import { ledgerInTheOpen, stateOf } from "../state.ts";

/**
 * Who may do what, and where it may be seen (A1, L3): every line there is. A line that is added, or whose rights
 * change, is added or changed here by hand, against the commands' table.
 *
 * - `all`: staff and everyone with a role on the project; `customers`: approvers and sponsors are customers too.
 * - `ledger`: typed in internal places only; `place`: says in internal places what it does not say elsewhere.
 */
const rights = `
  open              | staff            | ledger | typed | outside any project, in a conversation that is not bound too
  open anyway       | staff            | ledger | card  | outside any project, in a conversation that is not bound too
  bind              | staff            | public | typed | in a conversation that is not bound too
  bind internal     | staff            | public | typed | in a conversation that is not bound too
  bind shared       | staff            | public | typed | in a conversation that is not bound too
  project set       | staff            | ledger | typed |
  project cancel    | staff            | ledger | typed |
  project reopen    | staff            | ledger | typed |
  status            | all              | place  | typed | reads
  status own        | all              | public | card  | reads, short, for the one who pressed
  plan              | all              | public | typed | reads
  plan move         | staff            | public | typed |
  plan move-anyway  | staff            | public | card  |
  plan set          | staff            | public | typed |
  plan set-anyway   | staff            | public | card  |
  plan done         | staff            | public | typed |
  plan confirm      | customers, staff | public | card  |
  team              | all              | public | typed | reads
  team add          | staff            | public | typed |
  team role         | staff            | public | typed |
  team remove       | staff            | public | typed |
  team lead         | staff            | public | typed |
  team link         | staff            | public | typed |
  team anyway       | staff            | public | card  |
  require           | all              | public | typed | reads
  require add       | staff            | public | typed |
  require agree     | staff            | public | typed |
  require edit      | staff            | public | typed |
  require drop      | staff            | public | typed |
  require deliver   | staff            | public | typed |
  require verify    | staff            | public | typed |
  kickoff           | staff            | public | typed |
  kickoff anyway    | staff            | public | card  |
  data              | all              | public | typed | reads
  data template     | customers, staff | public | typed | posts what is held of the project's own data, where all on it may see it
  data templated    | system           | public | card  |
  data unmade       | system           | public | card  |
  data read         | customers, staff | public | card  | a list that was dropped: stored, and read as a job
  data given        | system           | public | card  |
  data unread       | system           | public | card  |
  data take         | customers, staff | public | card  |
  data keep         | customers, staff | public | card  |
  data confirm      | customers, staff | public | card  |
  data fill         | customers, staff | public | card  | reads
  data fill-area    | customers, staff | public | card  |
  data remove-row   | customers, staff | public | card  |
  data show         | staff            | ledger | typed | reads
  data export       | staff            | ledger | typed |
  data exported     | system           | ledger | card  |
  data receive      | staff            | public | typed |
  data receive-anyway | staff          | public | card  |
  data approve      | staff            | public | typed |
  data approve-anyway | staff          | public | card  |
  data reject       | staff            | public | typed |
  data na           | staff            | public | typed |
  data stuck        | staff            | public | typed |
  data hand-in      | customers, staff | public | card  |
  data approve-all  | staff            | public | card  |
  data say-stuck    | customers, staff | public | card  |
  data say-na       | customers, staff | public | card  |
  data file         | customers, staff | public | card  | a file that was dropped: stored, and the card to hand it in offered
  data linked       | customers, staff | public | card  | a file that is kept elsewhere: its name and link, and the card to hand it in
  porting           | all              | public | typed | reads
  porting done      | staff            | public | typed |
  porting confirm   | customers, staff | public | card  |
  porting add       | staff            | public | typed |
  porting add-anyway | staff           | public | card  |
  porting set       | staff            | public | typed |
  porting set-anyway | staff           | public | card  |
  porting fill      | customers, staff | public | card  |
  porting fill-anyway | customers, staff | public | card |
  porting asked     | staff            | public | typed |
  porting asked-anyway | staff         | public | card  |
  porting confirmed | staff            | public | typed |
  porting confirmed-anyway | staff     | public | card  |
  porting reject    | staff            | public | typed |
  porting mended    | customers, staff | public | typed |
  porting ported    | staff            | public | typed |
  porting withdraw  | staff            | public | typed |
  task              | all              | public | typed | reads
  task add          | staff            | public | typed |
  task done         | staff            | public | typed |
  task finish       | all              | public | card  | a partner's own tasks: the handler sees to it
  log               | staff            | ledger | typed |
  log anyway        | staff            | ledger | card  |
  log week          | staff            | ledger | typed | reads, outside any project
  travel            | staff            | ledger | typed |
  travel anyway     | staff            | ledger | card  |
  travel attached   | staff            | ledger | card  | receipts that came with the line
  travel attached-anyway | staff       | ledger | card  | the same, after what was asked about it
  checkin           | all              | place  | typed | reads
  checkin schedule  | staff            | public | typed |
  checkin schedule-anyway | staff      | public | card  |
  checkin propose   | staff            | public | typed |
  checkin propose-anyway | staff       | public | card  |
  checkin pick      | customers, staff | public | card  |
  checkin other     | customers, staff | public | card  |
  checkin move      | staff            | public | typed |
  checkin move-anyway | staff          | public | card  |
  checkin cancel    | staff            | public | typed |
  checkin no-show   | staff            | public | typed |
  checkin hold      | staff            | place  | typed | records time
  checkin soon      | system           | ledger | card  |
  checkin after     | system           | ledger | card  |
  checkin kept      | system           | public | card  |
  minutes           | all              | place  | typed | all may read what is approved; notes are staff's
  minutes approve   | staff            | public | typed |
  minutes correct   | staff            | ledger | typed |
  minutes amend     | staff            | ledger | card  |
  minutes stop      | staff            | ledger | card  |
  minutes edition   | all              | public | card  | reads
  minutes tick      | staff            | ledger | card  |
  minutes drop      | staff            | ledger | card  |
  minutes edit      | staff            | ledger | card  |
  minutes who       | staff            | ledger | card  |
  minutes when      | staff            | ledger | card  |
  minutes add       | staff            | ledger | card  |
  minutes page      | staff            | ledger | card  | reads
  minutes anew      | staff            | ledger | card  |
  minutes replace   | staff            | ledger | card  |
  minutes file      | staff            | ledger | card  | a transcript that was dropped among us: of which meeting is asked
  minutes attached  | staff            | ledger | card  | the file that came with the line: never customer data
  minutes from      | staff            | ledger | card  |
  minutes read      | system           | ledger | card  |
  minutes drafted   | system           | ledger | card  |
  minutes compare   | staff            | ledger | card  |
  change            | all              | place  | typed | reads
  change add        | staff            | ledger | typed | a price that is not sent is no offer yet (A1)
  change price      | staff            | ledger | typed |
  change send       | staff            | ledger | typed |
  change withdraw   | staff            | ledger | typed |
  change done       | staff            | offer  | typed |
  change ask        | customers, staff | public | card  |
  change approve    | approver         | offer  | typed | L3
  change decline    | approver         | offer  | typed | L3
  addon             | staff            | ledger | typed |
  extend            | staff            | ledger | typed |
  hardware          | all              | public | typed | reads
  hardware add      | staff            | public | typed |
  hardware set      | staff            | public | typed |
  hardware remove   | staff            | public | typed |
  fault             | all              | public | typed |
  fault report      | all              | public | card  |
  fault cause       | staff            | offer  | typed |
  golive            | staff            | public | typed |
  golive anyway     | staff            | public | card  |
  deliver           | staff            | public | typed |
  deliver approve   | approver         | public | typed | L3
  deliver decline   | approver         | public | typed | L3
  handover          | staff            | public | typed |
  handover anyway   | staff            | public | card  |
  invoice           | staff            | ledger | typed | reads
  invoice show      | staff            | ledger | typed | reads
  invoice list      | staff            | ledger | typed | reads
  invoice close     | staff            | ledger | typed |
  invoice confirm   | staff            | ledger | card  |
  invoice close-all | staff            | ledger | typed | reads, outside any project
  invoice confirm-all | staff          | ledger | card  | outside any project
  invoice confirm-one | system           | ledger | card  |
  invoice send      | staff            | ledger | typed |
  invoice sent      | system           | ledger | card  |
  document          | staff            | place  | typed | the invoice basis in internal places only
  document list     | staff            | place  | typed | reads
  document verify   | staff            | ledger | typed | reads
  document attached | staff            | ledger | card  | a file that came with the line: only compared
  document share    | staff            | offer  | card  | never the invoice basis
  document made     | system           | ledger | card  |
  document slow     | system           | ledger | card  |
  snooze            | staff            | place  | typed |
  snooze anyway     | staff            | place  | card  |
  snooze tell       | all              | public | card  | nobody nags them meanwhile, and our own channel hears it
  reminders         | all              | place  | typed | reads, for the one who asks
  reminders who     | all              | public | typed | what is ours: by staff alone, of one of us
  reminders set     | anyone           | public | typed | outside any project, for the one who says it
  away              | anyone           | place  | typed | reads, outside any project: of ours in internal places alone
  away set          | anyone           | place  | typed | outside any project: of ours in internal places alone
  calendar          | anyone           | public | typed | reads, outside any project
  calendar new      | anyone           | public | typed | outside any project
  calendar off      | anyone           | public | typed | outside any project
  portfolio         | staff            | ledger | typed | reads, outside any project
  portfolio money   | staff            | ledger | typed | reads, outside any project
  portfolio money-file | staff         | ledger | card  | outside any project
  history           | staff            | ledger | typed | reads
  history reminders | staff            | ledger | typed | reads
  undo              | staff            | place  | typed |
  undo confirm      | staff            | place  | card  |
  help              | anyone           | public | typed | reads, outside any project
  help ask          | anyone           | public | card  | what somebody says to a person; unnamed people may ask too
`;
interface Row {
  readonly runs: string;
  readonly who: string;
  readonly audience: string;
  readonly by: string;
  readonly note: string;
}
const rows: readonly Row[] = rights
  .trim()
  .split("\n")
  .map((row) => {
    const [runs = "", who = "", audience = "", by = "", note = ""] = row.split("|").map((cell) => cell.trim());
    return { runs, who, audience, by, note };
  });

const registry = createRegistry(commands, agreements);
const lineOf = (runs: string): Line => registry.line(runs)?.line ?? expect.fail(`no line ${runs}`);
const names: Readonly<Record<string, string>> = {
  "staff,customer,approver,partner,sponsor": "all",
  "customer,approver,sponsor,staff": "customers, staff",
};

test("A1, L3: every line of the registry has the rights of the table", () => {
  const written = rows.map(({ runs, who, audience, by }) => [runs, who, audience, by].join(" | "));
  const built = commands.flatMap(({ lines }) =>
    lines.map((line) =>
      [registry.runsOf(line), names[line.allow.join()] ?? line.allow.join(), line.audience, line.by ?? "typed"].join(
        " | ",
      ),
    ),
  );
  expect(built).toEqual(written);
});

test("only open and bind may be typed where no project is bound, only what looks is free of locks, and only these lines have no project", () => {
  const where = (is: (line: Line) => boolean) => rows.filter(({ runs }) => is(lineOf(runs))).map(({ runs }) => runs);
  expect(where((line) => line.opensPlace === true)).toEqual([
    "open",
    "open anyway",
    "bind",
    "bind internal",
    "bind shared",
  ]);
  expect(where((line) => line.project === "none")).toEqual([
    "open",
    "open anyway",
    "log week",
    "invoice close-all",
    "invoice confirm-all",
    "reminders set",
    "away",
    "away set",
    "calendar",
    "calendar new",
    "calendar off",
    "portfolio",
    "portfolio money",
    "portfolio money-file",
    "help",
  ]);
  expect(where((line) => line.reads === true)).toEqual(
    rows.filter(({ note }) => note.startsWith("reads")).map(({ runs }) => runs),
  );
});

test("L3: no line that approves or declines can be run by staff, and an approver can type each of them", () => {
  const answers = rows.filter(({ runs }) => /(?:change|deliver) (?:approve|decline)$/.test(runs));
  expect(answers.map(({ who, by }) => `${who} ${by}`)).toEqual(Array(4).fill("approver typed"));
});

const roles = ["anna", "approver", "customer", "sponsor", "partner", "stranger", "listed", "system"] as const;
type RoleName = (typeof roles)[number];
const facts = {
  members: [
    ...(["approver", "customer", "sponsor", "partner"] as const).map((role) => ({ id: role, name: role, role })),
    // Staff who are listed as the customer's approver stay staff; a customer listed as the lead stays without rights.
    { id: "anna", name: "Anna", role: "approver" },
    { id: "listed", name: "Listed", role: "lead" },
    { id: "listed", name: "Listed", role: "staff" },
  ],
} as unknown as ProjectFacts;
const actor = (who: RoleName): Actor => ({ id: who, handle: who, name: who, staff: who === "anna" });
const passes: Readonly<Record<string, readonly RoleName[]>> = {
  staff: ["anna"],
  all: ["anna", "approver", "customer", "sponsor", "partner"],
  "customers, staff": ["anna", "approver", "customer", "sponsor"],
  approver: ["approver"],
  system: ["system"],
  anyone: ["anna", "approver", "customer", "sponsor", "partner", "stranger", "listed"],
};

test.each(rows)("$runs is for $who", ({ runs, who }) => {
  expect(roles.filter((role) => mayRun(lineOf(runs), actor(role), facts))).toEqual(passes[who]);
});

const kinds = ["internal", "shared", "private", "unbound", "unbound with outsiders"] as const;
const placeOf = (kind: (typeof kinds)[number]): Place => ({
  conversation: kind,
  kind: kind === "unbound with outsiders" ? "unbound" : kind,
  outsiders: kind === "unbound with outsiders" || kind === "shared",
});
/** Where a line may be typed by somebody who may run it. */
function placesFor({ runs, audience }: Row, staff: boolean): readonly string[] {
  if (runs.startsWith("open")) return ["internal", "private", "unbound"];
  if (runs.startsWith("bind")) return kinds;
  if (["help", "reminders set"].includes(runs) || /^(?:calendar|away)/.test(runs)) return kinds;
  if (audience === "ledger") return staff ? ["internal", "private"] : [];
  return ["internal", "shared", "private"];
}

test.each(rows)("A1: $runs ($audience) is taken in its places", (row) => {
  const taken = (who: RoleName) => kinds.filter((kind) => fits(lineOf(row.runs), placeOf(kind), actor(who)));
  expect(taken("anna")).toEqual(placesFor(row, true));
  if (row.audience !== "ledger") expect(taken("customer")).toEqual(placesFor(row, false));
});

test("a stranger hears that the line is not for them before anything about the place", () => {
  const refusedWith = (who: RoleName, kind: (typeof kinds)[number]) => {
    try {
      authorise(lineOf("log"), actor(who), placeOf(kind), facts);
    } catch (problem) {
      return problem instanceof Refusal ? [problem.why.say, problem.help.recorded] : problem;
    }
    return "let through";
  };
  expect(refusedWith("stranger", "shared")).toEqual(["refusal.staff", true]);
  expect(refusedWith("customer", "internal")).toEqual(["refusal.staff", true]);
  expect(refusedWith("anna", "shared")).toEqual(["refusal.ledger", true]);
  expect(refusedWith("anna", "internal")).toBe("let through");
});

/**
 * The line as it is typed in a conversation, with the project named right after the command: where no text can swallow
 * it.
 */
const typedIn = (row: Row, example: string, code: string | undefined): string =>
  code === undefined || lineOf(row.runs).project === "none" || / in:/.test(example)
    ? example
    : example.replace(/^\S+/, `$& in:${code}`);

interface Spot {
  readonly in: string;
  readonly kind: (typeof kinds)[number];
  readonly code?: string;
}
const spots: readonly Spot[] = [
  { in: "solbacken", kind: "internal" },
  { in: "solbacken-kund", kind: "shared" },
  { in: "dm-", kind: "private", code: "solbacken" },
  { in: "lunch", kind: "unbound", code: "solbacken" },
  { in: "mingel", kind: "unbound with outsiders", code: "solbacken" },
  // The shared channel of another project: its own lines, and never a word of this one.
  { in: "akero-kund", kind: "shared" },
  { in: "akero-kund", kind: "shared", code: "solbacken" },
];
const people = ["anna", "karin", "johan", "petra", "olle"] as const;
type Person = (typeof people)[number];
const standing: Readonly<Record<Person, RoleName>> = {
  anna: "anna",
  karin: "approver",
  johan: "customer",
  petra: "partner",
  olle: "stranger",
};

/**
 * The table once more: may this person run this line in this spot? Staff of the house may look into any project of its
 * own places.
 */
function mayThere(row: Row, person: Person, spot: Spot): boolean {
  if (row.by === "card") return false;
  const free = lineOf(row.runs).project === "none";
  const stranger = !free && spot.in === "akero-kund" && spot.code === undefined && person !== "anna";
  if (stranger || !(passes[row.who]?.includes(standing[person]) ?? false)) return false;
  if (!free && spot.in === "akero-kund" && spot.code !== undefined && !row.runs.startsWith("bind")) return false;
  // When one of us is away is no customer's to read.
  if (row.runs.startsWith("away") && person === "anna") return ["internal", "private"].includes(spot.kind);
  return placesFor(row, person === "anna").includes(spot.kind);
}

const stopping =
  /^(?:refusal\.(?:staff|role|approver|ledger|private|unbound)|project\.(?:unknown|none|elsewhere)|parse\.card)$/;
const why = ({ reply, form }: Answer): string => {
  const [first] = reply?.blocks ?? [];
  return first?.kind === "text" && "say" in first.text ? first.text.say : JSON.stringify(first ?? form ?? null);
};

describe("A1, L3: through the front door", () => {
  let ws: Workspace;
  const speaker = (person: Person): Speaker => ws[person];
  const idOf = async (person: Person) =>
    (await ws.test.pool.query<{ id: string }>('select person_id as id from accounts where "user" = $1', [person]))
      .rows[0]?.id;

  /** Straight to the front door, as the workspace's speakers go: there are many lines. */
  const handle = (person: Person, place: string, text: string) =>
    ws.house.dispatch.handle({
      account: {
        platform: "local",
        tenant: "local",
        user: person,
        name: speaker(person).name,
        staff: person === "anna",
        handle: person,
      },
      conversation: {
        platform: "local",
        tenant: "local",
        external: place,
        name: place,
        private: place.startsWith("dm-"),
        outsiders: outside(place),
      },
      key: randomUUID(),
      intent: { kind: "line", text },
    });
  const outside = (place: string) => ["solbacken-kund", "akero-kund", "mingel"].includes(place);

  beforeAll(async () => {
    ws = await openWorkspace();
    await ws.openSolbacken("rate:1200");
    for (const [id, outsiders] of [
      ["akero", false],
      ["akero-kund", true],
      ["lunch", false],
      ["mingel", true],
    ] as const) {
      await ws.conversation(id, { outsiders });
    }
    const said = await ws.anna.says('open "Åkerö Bygg AB" code:akero internal:akero shared:akero-kund', {
      in: "akero",
    });
    expect(said.outcome).toBe("done");
    for (const person of people) {
      for (const spot of spots)
        expect((await handle(person, spot.kind === "private" ? `dm-${person}` : spot.in, "help")).outcome).toBe("done");
    }
    for (const line of [
      "team add petra partner",
      'require add "Main number answers"',
      'log 2h30 configuration "canary one"',
      "travel 3h30 costs:1200 to:Canaryville",
    ]) {
      expect((await ws.anna.says(line)).outcome, line).toBe("done");
    }
    // A private chat speaks as its person's projects do, from the first line on.
    await handle("petra", "dm-petra", "help");
  });
  afterAll(() => ws.close());

  /**
   * Of the people of the project's other side one goes everywhere; what a place is does not depend on who of them asks.
   */
  const goes = (person: Person, spot: Spot) =>
    !["johan", "petra"].includes(person) ||
    !(spot.kind.startsWith("unbound") || (spot.code === undefined && spot.in === "akero-kund"));
  const groups = people.flatMap((person) =>
    spots
      .filter((spot) => goes(person, spot))
      .map((spot) => ({ person, spot, where: `${spot.in}${spot.code === undefined ? "" : `, in:${spot.code}`}` })),
  );

  test.each(groups)(
    "$person in $where: what is not theirs is refused, to them alone, and changes nothing",
    async ({ person, spot }) => {
      const place = spot.kind === "private" ? `dm-${person}` : spot.in;
      const seenBy = spot.kind === "private" ? null : await idOf(person);
      const before = await stateOf(ws);
      const wrong: unknown[] = [];
      const said: string[] = [];
      for (const row of rows) {
        // Typed, a card's line is stopped before it is asked who and where: the project's own places will do.
        if (mayThere(row, person, spot) || (row.by === "card" && spot.code === undefined && spot.in === "akero-kund"))
          continue;
        if (row.by === "card" && spot.kind.startsWith("unbound")) continue;
        const text = typedIn(
          row,
          row.by === "card" ? `${row.runs} X1` : (examplesOf(lineOf(row.runs))[0] ?? row.runs),
          spot.code,
        );
        const answer = await handle(person, place, text);
        if (answer.outcome !== "refused" || !stopping.test(why(answer)) || answer.reply?.to !== "person")
          wrong.push([text, why(answer)]);
        said.push(...answer.caused);
        expect(answer.caused, text).toEqual([answer.replyId]);
      }
      expect(wrong).toEqual([]);
      expect(await stateOf(ws)).toEqual(before);
      const { rows: shown } = await ws.test.pool.query(
        `select c.external as "in", m.visible_to_id as "to", count(*)::int as count
       from messages m join conversations c on c.id = m.conversation_id where m.id = any($1::uuid[]) group by 1, 2`,
        [said],
      );
      expect(shown).toEqual(said.length === 0 ? [] : [{ in: place, to: seenBy, count: said.length }]);
    },
  );

  test.each(groups)("$person in $where: what only looks and is theirs is answered", async ({ person, spot }) => {
    const place = spot.kind === "private" ? `dm-${person}` : spot.in;
    const before = await stateOf(ws);
    for (const row of rows.filter((one) => lineOf(one.runs).reads === true && mayThere(one, person, spot))) {
      const said = await speaker(person).says(typedIn(row, examplesOf(lineOf(row.runs))[0] ?? row.runs, spot.code), {
        in: place,
      });
      expect(said.outcome, `${row.runs}: ${said.text}`).toBe("done");
      if (spot.in === "akero-kund") expect(said.text).not.toMatch(/solbacken/i);
      const hidden = person !== "anna" || spot.kind === "shared";
      if (hidden) expect(said.text, row.runs).not.toMatch(/canary|1 200|2 h 30/i);
    }
    expect(await stateOf(ws)).toEqual(before);
  });

  test("A1: notes for minutes are staff's to write, though everybody may read minutes", async () => {
    await ws.anna.says("checkin schedule 2026-11-23 09:30");
    const before = await stateOf(ws);
    for (const person of ["karin", "johan", "petra"] as const) {
      const said = await speaker(person).says("minutes C1 decision: port on 15 January");
      expect([said.outcome, why(said.answer)]).toEqual(["refused", "refusal.staff"]);
    }
    expect(await stateOf(ws)).toEqual(before);
  });

  test("A1: a person from outside who speaks in an internal channel is shown nothing of the ledger", async () => {
    const said = await ws.karin.says("status", { in: "solbacken" });
    expect(said.answer.reply?.audience).toBe("public");
    expect(said.text).not.toMatch(/2 h 30/);
    expect((await ws.anna.says("status")).text).toMatch(/2 h 30/);
  });

  test("A1: staff type everything in the shared channel, and nothing of the ledger is ever said there", async () => {
    for (const row of rows.filter(({ by }) => by === "typed")) {
      for (const example of examplesOf(lineOf(row.runs))) {
        if (/^(?:open|bind|project cancel)\b/.test(example)) continue;
        for (const place of ["solbacken", "solbacken-kund"]) {
          expect((await handle("anna", place, example)).outcome, example).toMatch(/^(?:done|refused)$/);
        }
      }
    }
    expect(await ledgerInTheOpen(ws)).toEqual([]);
    const inTheOpen = await ws.messages("solbacken-kund");
    expect(inTheOpen.length).toBeGreaterThan(50);
    expect(inTheOpen.filter(({ text }) => /canary|hunt groups/i.test(text)).map(({ text }) => text)).toEqual([]);
    const inside = (await ws.messages("solbacken")).filter(({ content }) => content.audience === "ledger");
    expect(inside.length).toBeGreaterThan(10);
  });
});
