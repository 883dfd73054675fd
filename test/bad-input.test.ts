import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Intent } from "../src/bot/incoming.ts";
import { createRegistry } from "../src/bot/registry.ts";
import { ledgerInTheOpen, stateOf } from "./bot/state.ts";
import { agreements, commands, examplesOf } from "./support/commands.ts";
import { openWorkspace, type Said, type Workspace } from "./support/workspace.ts";

let ws: Workspace;
const people = ["anna", "karin", "johan", "petra", "olle"] as const;
const places = ["solbacken", "solbacken-kund", "dm-self", "lunch", "mingel", "akero-kund"] as const;
type Person = (typeof people)[number];

/** What a platform brings: anything, from anybody, anywhere. */
function brings(person: Person, place: string, intent: Intent): Promise<Answer> {
  const where = place === "dm-self" ? `dm-${person}` : place;
  const outsiders = ["solbacken-kund", "mingel", "akero-kund"].includes(where);
  return ws.house.dispatch.handle({
    account: {
      platform: "local",
      tenant: "local",
      user: person,
      name: ws[person].name,
      staff: person === "anna",
      handle: person,
    },
    conversation: {
      platform: "local",
      tenant: "local",
      external: where,
      name: where,
      private: where.startsWith("dm-"),
      outsiders,
    },
    key: randomUUID(),
    intent,
  });
}
const reason = ({ answer }: Said): string => {
  const [first] = answer.reply?.blocks ?? [];
  return first?.kind === "text" && "say" in first.text ? first.text.say : "";
};
const lineToCopy = ({ answer }: Said): string | undefined =>
  answer.reply?.blocks.find((block) => block.kind === "line")?.line;

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
  await ws.anna.says('open "Åkerö Bygg AB" code:akero internal:akero shared:akero-kund', { in: "akero" });
  for (const person of people) for (const place of places) await brings(person, place, { kind: "line", text: "help" });
  for (const text of [
    "team add petra partner",
    'require add "Main number answers"',
    "checkin schedule 2026-11-30 10:00",
    'task add "Send floor plan"',
  ]) {
    const said = await ws.anna.says(text);
    if (said.outcome !== "done") throw new Error(`${text}: ${said.text}`);
  }
});
afterAll(() => ws.close());

/** Refused, worded in English without a name of ours in it, seen by the person alone, and nothing stored. */
async function refused(text: string, options: { readonly who?: Person; readonly in?: string } = {}): Promise<Said> {
  const before = await stateOf(ws);
  const said = await ws[options.who ?? "anna"].says(text, options.in === undefined ? {} : { in: options.in });
  expect([said.outcome, said.text.slice(0, 300)]).toEqual(["refused", expect.stringMatching(/\S/)]);
  expect(said.text.replaceAll(text, "")).not.toMatch(/undefined|\[object|Prisma|NaN|null|Error/);
  expect(said.messages.every(({ visibleTo }) => visibleTo !== undefined) || options.in?.startsWith("dm-")).toBe(true);
  expect(await stateOf(ws)).toEqual(before);
  return said;
}

describe("nonsense", () => {
  test.each([
    "asdf",
    "qwerty 123",
    "!!",
    "🙂",
    "🙂 log",
    "null",
    "undefined",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "SELECT 1",
    "-",
    "--help",
    "42",
  ])("%s is not known, and help is offered", async (text) => {
    const said = await refused(text);
    expect(reason(said)).toBe("line.unknown");
    expect(said.text).toContain("help");
  });
  test.each([
    ["lgo 2h configuration", "log"],
    ["invocie", "invoice"],
    ["statsu", "status"],
    ["kravv", "krav"],
  ])("%s: what was probably meant is the line to copy", async (text, meant) => {
    expect(lineToCopy(await refused(text))).toContain(meant);
  });
  test.each(["", "   ", "\n\t", "@Startklar", "/startklar", "\u200b", "\u0000"])(
    "nothing at all (%j) is answered with help",
    async (text) => {
      const before = await stateOf(ws);
      expect((await ws.anna.says(text)).outcome).toBe("done");
      expect(await stateOf(ws)).toEqual(before);
    },
  );
});

describe("half a command: what is missing, and a line to copy", () => {
  test.each([
    ["log 2h", /^log 2h <.+>/],
    ["log configuration", /^log /],
    ["travel 3h30 costs:", /travel/],
    ["team add", undefined],
    ["data reject hardware", undefined],
    ["checkin schedule 2026-12-01", /checkin schedule/],
    ["require edit R1", /require edit R1/],
    ["plan move golive", /plan move golive <day>/],
    ["snooze fax", /snooze fax/],
  ])("%s", async (text, copy) => {
    const before = await stateOf(ws);
    const said = await ws.anna.says(text);
    if (said.form !== undefined) {
      expect(copy, "a form is only opened where nothing but its notes is missing").toBeUndefined();
      expect((await stateOf(ws)).work_entries).toBe(before.work_entries);
      return;
    }
    expect(said.outcome).toBe("refused");
    if (copy !== undefined) expect(lineToCopy(said)).toMatch(copy);
    expect(await stateOf(ws)).toEqual(before);
  });
});

describe("values that cannot be", () => {
  test.each([
    ["log 2h configuration on:2026-02-30", "field.day.date"],
    ["log 2h configuration on:2026-13-01", "field.day.month"],
    ["log 2h configuration on:30/2", "field.day.date"],
    ["log 2h configuration on:someday", "field.day.unknown"],
    ["log 2h configuration on:2027-01-01", "log.refuse.future"],
    ["log 0h configuration", "field.duration.zero"],
    ["log 0m configuration", "field.duration.zero"],
    ["log -2h configuration", "field.duration.negative"],
    ["log 500h configuration", "log.refuse.tooMuch"],
    ["log 1e9h configuration", "field.duration.unknown"],
    ["log 2 configuration", "field.duration.unit"],
    ["log 2h nonsense", "field.activity.unknown"],
    ["log 1h X9", undefined],
    ["log 1h R1", undefined],
    ["log 2h configuration by:karin", "log.refuse.notStaff"],
    ["log 2h configuration by:nobody", "field.person.unknown"],
    ["travel 3h costs:-5", "field.money.negative"],
    ["travel 3h costs:abc", "field.money.unknown"],
    ["travel city:paris", "field.city.unknown"],
    ["plan move golive 2026-02-30", "field.day.date"],
    ["plan move golive 9999999-01-01", undefined],
    ["data receive windows", "field.area.unknown"],
    ["team role karin emperor", undefined],
    ["team role emperor approver", undefined],
    ["hardware add Phone mac:XYZ", "field.mac.unknown"],
    ["task done T99", "field.ref.unknown"],
    ["require drop R99999999999 reason", undefined],
    ["minutes C99 decision: x", undefined],
    ["checkin move C1 2026-12-02 25:00", undefined],
    ["project set rate:-1", "field.money.negative"],
    ["project set rate:99999999999999999999", "field.money.large"],
    ["open X code:Ö!", undefined],
    ['open "Y AB" orgno:123', "field.orgno.unknown"],
    ["log 2h configuration in:nosuch", "project.unknown"],
    ["status in:", undefined],
    ["status in:' or '1'='1", undefined],
    ['log 2h configuration "unclosed', undefined],
    ['require add "unclosed', undefined],
    ["log 2h configuration time:3h", undefined],
    ["log 2h configuration on:fri on:thu", undefined],
    ["plan move golive 2027-01-15 __proto__:x", undefined],
    ["plan move golive 2027-01-15 constructor:x", undefined],
  ])("%s", async (text, why) => {
    const said = await refused(text);
    if (why !== undefined) expect(reason(said)).toBe(why);
  });

  test("27 hours on one day look like a mistake: it asks, and logs nothing until the button is pressed", async () => {
    const before = await stateOf(ws);
    const asked = await ws.anna.says("log 27h configuration");
    expect(asked.text).toContain("27 h");
    expect(asked.messages.flatMap(({ buttons }) => buttons).map(({ runs }) => runs)).toEqual(["log anyway"]);
    expect((await stateOf(ws)).work_entries).toBe(before.work_entries);
  });

  test("a date that does not exist comes back with one that does", async () => {
    expect((await refused("log 2h configuration on:2026-02-30")).text).toContain("28");
  });
});

describe("other people's projects and rights", () => {
  test.each([
    "log 2h configuration",
    "team add olle approver",
    'change "free work" fixed:1',
    "kickoff",
    "golive",
    "project cancel mine",
    "invoice",
  ])("karin types %s: refused", async (text) => {
    await refused(text, { who: "karin" });
    await refused(text, { who: "karin", in: "dm-karin" });
  });
  test.each(["status", "plan", "invoice", "log 2h configuration", "bind shared"])(
    "karin learns nothing of akero by %s in:akero",
    async (text) => {
      for (const place of ["solbacken-kund", "dm-karin", "mingel"]) {
        const real = await refused(`${text} in:akero`, { who: "karin", in: place });
        const none = await refused(`${text} in:finnsej`, { who: "karin", in: place });
        expect(real.text.replaceAll("akero", "…")).toBe(none.text.replaceAll("finnsej", "…"));
        expect(real.text).not.toContain("Åkerö");
      }
    },
  );
});

/** Texts that have broken other programs. */
const hostile = {
  "10,000 characters": "x".repeat(10_000),
  "10,000 words": "ord ".repeat(10_000),
  "10,000 emoji": "🙂".repeat(10_000),
  "a family": "👨‍👩‍👧‍👦 at the desk",
  markup: '<script>alert(1)</script><img src=x onerror="alert(1)">',
  "right-to-left marks": "abc\u202Edcba\u202C \u200Fxyz\u200E \u2066isolated\u2069",
  SQL: "'; drop table projects; -- \" or 1=1",
  NUL: "a\u0000b\u0000",
  "escaped NUL": "a\\u0000b",
  "lone surrogates": "\ud800 and \udc00",
  "control characters": "\u0001\u0007\u001b[31mred\u007f\u009f",
  combining: `e${"\u0301".repeat(2_000)}`,
  "line breaks": "one\r\ntwo\rthree\u2028four\u2029five",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody may type
  placeholders: "{ref} {count, plural, other {x}} %s $1 ${x}",
  mentions: "<!channel> @everyone <@U123> <at>all</at>",
  markdown: "**bold** `code` [link](javascript:alert(1)) ```",
  backslashes: '\\ \\" \\\\',
  "unclosed quotes": 'one "two „three »four',
  keys: "in:akero on:fri key:value ::: a:b:c",
};
const named = Object.entries(hostile).map(([what, text]) => ({ what, text }));

describe("texts that have broken other programs", () => {
  const lines = (text: string) => [
    text,
    `"${text}"`,
    `log 30m documentation "${text}"`,
    `log 30m documentation ${text}`,
    `log ${text}`,
    `require add "${text}"`,
    `require add ${text}`,
    `task add "${text}" due:fri`,
    `fault "${text}" urgent`,
    `team add "${text}"`,
    `data reject hardware ${text}`,
    `minutes C1 ${text}`,
    `hardware add "${text}"`,
    `status in:${text}`,
    `help ${text}`,
    `snooze ${text} until:fri "${text}"`,
    `travel city:${text}`,
    `open "${text}"`,
    `bind shared in:${text}`,
    `project set reference:"${text}"`,
    `history ${text}`,
  ];

  test.each(named)("$what, in every corner: refused or stored, never an unexpected error", async ({ text }) => {
    for (const typed of lines(text)) {
      const before = await stateOf(ws);
      const answer = await brings("anna", "solbacken", { kind: "line", text: typed });
      expect([typed.slice(0, 60), answer.outcome]).toEqual([
        typed.slice(0, 60),
        expect.stringMatching(/^(?:done|refused)$/),
      ]);
      if (answer.outcome === "refused")
        expect([typed.slice(0, 60), await stateOf(ws)]).toEqual([typed.slice(0, 60), before]);
    }
  });

  test.each(named.filter(({ what }) => what !== "10,000 words"))(
    "$what, said back: a refusal stays short enough to read",
    async ({ text }) => {
      for (const typed of [
        text,
        `log ${text}`,
        `status in:${text}`,
        `data approve ${text}`,
        `team add "${text}" emperor`,
      ]) {
        const said = await ws.anna.says(typed);
        if (said.outcome === "refused")
          expect([typed.slice(0, 40), said.text.length < 25_000]).toEqual([typed.slice(0, 40), true]);
        const block = said.answer.reply?.blocks[0];
        if (said.outcome === "refused" && block?.kind === "text")
          expect(JSON.stringify(block).length).toBeLessThan(4_000);
      }
    },
  );

  test("what is kept is what was meant: no NUL, no half characters, no direction marks, everything else as typed", async () => {
    const kept = async (text: string) => {
      const said = await ws.anna.says(`require add "${text}"`);
      expect(said.outcome, said.text).toBe("done");
      return (await ws.facts()).requirements.at(-1)?.text;
    };
    expect(await kept(hostile.NUL)).toBe("ab");
    expect(await kept(hostile["lone surrogates"])).toBe("\ufffd and \ufffd");
    expect(await kept(hostile["right-to-left marks"])).toBe("abcdcba xyz isolated");
    expect(await kept("<script>alert('1')</script> {ref} 👨‍👩‍👧‍👦 $1")).toBe(
      "<script>alert('1')</script> {ref} 👨‍👩‍👧‍👦 $1",
    );
  });

  test("in forms and files too", async () => {
    for (const { text } of named) {
      const { form } = await ws.anna.says("fault");
      expect(form, "fault opens its form").toBeDefined();
      const filled = await brings("anna", "solbacken", {
        kind: "form",
        form: form?.id ?? "",
        values: { problem: text, [text]: text, urgent: text },
      });
      expect(filled.outcome).not.toBe("failed");
      const dropped = await brings("karin", "solbacken-kund", {
        kind: "file",
        name: text,
        content: new Uint8Array([1, 2, 3]),
      });
      expect([text.slice(0, 30), dropped.outcome]).toEqual([
        text.slice(0, 30),
        expect.stringMatching(/^(?:done|refused)$/),
      ]);
      const pressed = await brings("karin", "solbacken-kund", { kind: "press", message: text, button: text });
      expect(pressed.outcome).toBe("refused");
    }
  });
});

describe("any string, typed by anyone, anywhere", () => {
  const registry = createRegistry(commands, agreements);
  const words = registry.commands.flatMap(({ name, lines }) =>
    lines.map((line) => (line.verb === undefined ? name : `${name} ${line.verb}`)),
  );
  const piece = fc.oneof(
    fc.constantFrom(...words, ...commands.flatMap(({ lines }) => lines.flatMap(examplesOf))),
    fc.constantFrom(
      "in:akero",
      "in:solbacken",
      "on:fri",
      "2h30",
      "-1h",
      "0h",
      "R1",
      "C1",
      "H1",
      "X1",
      "T1",
      "karin",
      "approver",
      "hardware",
      '"',
      "”",
      ":",
      "<day>",
      "2026-02-30",
    ),
    fc.constantFrom(...Object.values(hostile).filter((text) => text.length < 100)),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  );
  const typed = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(" "));

  test("never ends in an unexpected error, and a refusal changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...people), fc.constantFrom(...places), typed, async (person, place, text) => {
        const before = await stateOf(ws);
        const answer = await brings(person, place, { kind: "line", text });
        expect(answer.outcome).toMatch(/^(?:done|refused)$/);
        if (answer.outcome === "refused") expect(await stateOf(ws)).toEqual(before);
        if (place !== "solbacken" && person !== "anna") expect(answer.reply?.audience ?? "public").not.toBe("ledger");
      }),
      { numRuns: 250 },
    );
  });

  test("A1: and after all that, nothing of the ledger stands where a customer reads", async () => {
    expect(await ledgerInTheOpen(ws)).toEqual([]);
  });
});
