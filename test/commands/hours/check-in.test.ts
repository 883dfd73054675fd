import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { instantOf } from "../../../src/domain/calendar.ts";
import type { Day } from "../../../src/domain/units.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
});
afterEach(() => ws.close());

const shared = async () =>
  (await ws.messages("solbacken-kund")).filter(({ text }) => text.includes("Check-in call")).map(({ text }) => text);
/** What the shared channel has of calls, and how many invitations go with each. */
const told = async () =>
  (await ws.messages("solbacken-kund"))
    .filter(({ text }) => /check-in call C/iu.test(text))
    .map(({ text, content }) => [text, content.files?.length ?? 0]);
const call = async (ref = "C1") => (await ws.facts()).checkIns.find((one) => one.ref === ref);

describe("a call is booked", () => {
  test.each([
    "checkin schedule 2026-12-01 kl 13:15",
    "checkin schedule 1 dec kl 13.15",
    "avstämning boka 2026-12-01 kl. 13:15 i:sölbacken",
  ])("as people say a time, and a project whose code has no dots: %s", async (line) => {
    expect((await ws.anna.says(line)).outcome).toBe("done");
    expect(await call()).toMatchObject({ at: Date.parse("2026-12-01T12:15:00Z") });
  });

  test("a verb that is nearly one is said with its dots", async () => {
    const said = await ws.anna.says('avstämning stäl-in C1 "sjuk"');
    expect(said.text).toContain("ställ in");
    expect(said.text).not.toContain("stall in");
  });

  test("moved or cancelled, those who are invited are told anew, and the older message says what became of it", async () => {
    expect((await ws.anna.says("checkin schedule 2026-12-01 10:00")).text).toBe(
      "C1 is booked for Tue 1 Dec 2026 10:00.",
    );
    expect(await shared()).toEqual(["Check-in call C1: Tue 1 Dec 2026 10:00."]);
    await ws.anna.says("checkin move C1 2026-12-02 09:00");
    const first =
      "Check-in call C1 was booked for Tue 1 Dec 2026 10:00. It is moved to Wed 2 Dec 2026 09:00: the invitation is further down.";
    expect(await told()).toEqual([
      [first, 0],
      [
        "Johan Berg: check-in call C1 is moved from Tue 1 Dec 2026 10:00 to Wed 2 Dec 2026 09:00. This invitation replaces the earlier one.",
        1,
      ],
    ]);
    await ws.anna.says('checkin cancel C1 "Karin is ill"');
    expect(await told()).toEqual([
      [first, 0],
      ["Check-in call C1 (Wed 2 Dec 2026 09:00) is cancelled.", 0],
      [
        "Johan Berg: check-in call C1 (Wed 2 Dec 2026 09:00) is cancelled. The file takes it out of your calendar.\n> Karin is ill",
        1,
      ],
    ]);
    expect(await call()).toMatchObject({ state: "cancelled", reason: "Karin is ill" });
  });

  test("a booking that is taken back is told of as well", async () => {
    await ws.anna.says("checkin schedule 2026-12-01 10:00");
    await ws.anna.says("undo C1");
    expect((await told()).map(([text, files]) => [String(text).includes("cancelled"), files])).toEqual([
      [true, 0],
      [true, 1],
    ]);
  });

  test("typed in the shared channel, the answer is short and only the one who typed sees it", async () => {
    const said = await ws.anna.says("checkin schedule 2026-12-01 10:00", { in: "solbacken-kund" });
    expect(said.answer.reply?.to).toBe("person");
    expect(await shared()).toEqual(["Check-in call C1: Tue 1 Dec 2026 10:00."]);
  });

  test.each([
    { lines: ["checkin schedule 2026-11-20 10:00"], why: "in the past" },
    { lines: ["checkin schedule 2026-11-23 08:59"], why: "a minute ago" },
    { lines: ["checkin schedule 2026-12-01 10:00", "checkin move C1 2026-11-20 10:00"], why: "moved into the past" },
    { lines: ["checkin schedule 2026-12-01 10:00", "checkin move C1 2026-12-01 10:00"], why: "moved to where it is" },
    { lines: ["checkin schedule 2026-12-01 10:00", "checkin hold C1"], why: "held before its day" },
    { lines: ["checkin schedule 2026-11-23 10:00", "checkin hold C1 17h"], why: "longer than a call can be" },
    {
      lines: ["checkin schedule 2026-11-23 10:00", 'checkin cancel C1 "ill"', "checkin hold C1"],
      why: "held though cancelled",
    },
    { lines: ["checkin hold C4"], why: "no such call" },
  ])("refused: $why", async ({ lines }) => {
    for (const line of lines.slice(0, -1)) expect((await ws.anna.says(line)).outcome).toBe("done");
    const before = await call();
    expect((await ws.anna.says(lines.at(-1) ?? "")).outcome).toBe("refused");
    expect(await call()).toEqual(before);
  });
});

describe("K2: what a time for a call may be", () => {
  test.each([
    { line: "checkin schedule 2026-12-24 10:00", why: "Christmas Eve" },
    { line: "checkin schedule 2026-12-05 10:00", why: "a Saturday" },
    { line: "checkin schedule 2026-12-01 16:30", why: "past the office hours" },
  ])("$why is asked about, and booked when somebody says so", async ({ line }) => {
    const asked = await ws.anna.says(line);
    expect([asked.outcome, await call(), await shared()]).toEqual(["done", undefined, []]);
    expect(asked.messages.at(-1)?.buttons.map(({ runs }) => runs)).toEqual(["checkin schedule-anyway"]);
    await ws.anna.presses("checkin schedule-anyway");
    expect(await call()).toMatchObject({ state: "scheduled" });
  });

  test("a time that the clock skips, and two calls at once, are refused; a moved call may come half an hour later", async () => {
    expect((await ws.anna.says("checkin schedule 2027-03-28 02:30")).outcome).toBe("refused");
    await ws.anna.says("checkin schedule 2026-12-01 10:00");
    expect((await ws.anna.says("checkin schedule 2026-12-01 10:30")).outcome).toBe("refused");
    expect((await ws.anna.says("checkin move C1 2026-12-01 10:30")).text).toContain("C1 is moved");
  });

  test("while the lead is away, or has another meeting, it is asked about", async () => {
    await ws.anna.says("away until:2026-12-07", { in: "dm-anna" });
    expect((await ws.anna.says("checkin schedule 2026-12-02 10:00")).text).toContain(
      "Anna Lind is away until Mon 7 Dec 2026.",
    );
    await ws.conversation("akero");
    await ws.anna.says('open "Åkerö Bygg AB" code:akero internal:akero', { in: "akero" });
    await ws.anna.says("checkin schedule 2026-12-09 10:00", { in: "akero" });
    expect((await ws.anna.says("checkin schedule 2026-12-09 10:30")).text).toContain(
      "Anna Lind has another meeting at Wed 9 Dec 2026 10:30.",
    );
    expect(await call()).toBeUndefined();
  });

  test("so is a time at which anybody of ours who is invited is elsewhere, and none such is proposed", async () => {
    await ws.conversation("akero");
    await ws.erik.says('open "Åkerö Bygg AB" code:akero internal:akero', { in: "akero" });
    await ws.erik.says("checkin schedule 2026-12-09 10:00", { in: "akero" });
    expect((await ws.anna.says("checkin schedule 2026-12-09 10:30")).text).toContain("C1 is booked");
    await ws.anna.says('checkin cancel C1 "moved"');
    await ws.anna.says("team add erik staff");
    const asked = await ws.anna.says("checkin schedule 2026-12-09 10:30");
    expect(asked.text).toContain("Erik Holm has another meeting at Wed 9 Dec 2026 10:30.");
    // Whom erik's call has invited too, though she does not lead it.
    await ws.erik.says("team add anna staff", { in: "akero" });
    await ws.anna.says("team remove erik");
    expect((await ws.anna.says("checkin schedule 2026-12-09 10:30")).text).toContain("Anna Lind has another meeting");
    expect((await ws.anna.says("checkin propose 10 from:2026-12-09")).text).not.toContain("Wed 9 Dec 2026 10:30");
  });
});

describe("S2: what is said of a call at its time", () => {
  const soon = async (where: string) =>
    (await ws.messages(where)).filter(({ text }) => text.includes("begins Tue 1 Dec"));
  const asked = async () => (await ws.messages("solbacken")).filter(({ text }) => text.includes("how did C1 go"));
  /** Asleep until then: nothing was played on the way. */
  const at = async (when: string) => {
    const [on = "", time = ""] = when.split("T");
    await ws.test.database.clock.moveTo(instantOf(on as Day, time, "Europe/Stockholm"));
    await ws.house.jobs.drain();
  };
  beforeEach(() => ws.anna.says("checkin schedule 2026-12-01 10:00"));

  test("a quarter before it, once, with what it is about; inside with what is left of the package (A1)", async () => {
    await ws.anna.says('task add "Send floor plan" who:karin due:2026-11-27');
    await at("2026-12-01T09:40");
    expect(await soon("solbacken-kund")).toEqual([]);
    await at("2026-12-01T09:46");
    await at("2026-12-01T09:50");
    const [shown, ...more] = await soon("solbacken-kund");
    expect(more).toEqual([]);
    expect(shown?.text).toMatch(
      /^Johan Berg: check-in call C1 begins Tue 1 Dec 2026 10:00, by phone\.\nTo talk about:\n.*Send floor plan/u,
    );
    expect(shown?.text).not.toMatch(/included|left/u);
    expect((await soon("solbacken"))[0]?.text).toContain("4 of 4 included calls are left.");
  });

  test("a clock that jumps a week passes through each of its instants, in order", async () => {
    await ws.anna.says("checkin schedule 2026-12-02 10:00");
    await ws.playTo("2026-12-07T09:00");
    const order = (await ws.messages("solbacken")).flatMap(
      ({ text }) => /(C\d begins|how did C\d go)/u.exec(text)?.[1] ?? [],
    );
    expect(order).toEqual(["C1 begins", "how did C1 go", "C2 begins", "how did C2 go"]);
    expect((await soon("solbacken-kund")).map(({ content }) => content.audience)).toEqual(["public"]);
  });

  test("moved when it was about to begin: what said so says that it is moved", async () => {
    await at("2026-12-01T09:46");
    await ws.anna.says("checkin move C1 2026-12-01 14:00");
    for (const where of ["solbacken-kund", "solbacken"]) expect(await soon(where)).toEqual([]);
    expect((await told()).filter(([text]) => String(text).includes("It is moved to"))).toHaveLength(2);
  });

  test("asleep until it has been, moved, or cancelled: nothing is said before it", async () => {
    await ws.anna.says("checkin move C1 2026-12-01 14:00");
    await at("2026-12-01T09:50");
    expect(await soon("solbacken-kund")).toEqual([]);
    await at("2026-12-01T14:05");
    expect(await soon("solbacken-kund")).toEqual([]);
    expect(await asked()).toEqual([]);
  });

  test("the reminder of a call offers to ask for another time, which ours hear with a way to move it; it stands until then", async () => {
    await ws.playTo("2026-11-30T08:30");
    const [reminder] = (await ws.messages("solbacken-kund")).filter(({ text }) => /C1 by phone/u.test(text));
    const ofCall = reminder?.buttons.slice(reminder.buttons.findIndex(({ runs }) => runs === "checkin other"));
    expect(ofCall?.map(({ runs, values }) => [runs, values])).toEqual([["checkin other", { call: "C1" }]]);
    const { form } = await ws.karin.presses("checkin other");
    const answer = await ws.karin.fills(form, { suits: "Wednesday would be better" });
    expect(answer.text).toContain("has got what you wrote");
    const [heard] = (await ws.messages("solbacken")).filter(({ text }) => text.includes("another time for C1"));
    expect(heard?.text).toContain("Wednesday would be better");
    expect(heard?.buttons.map(({ runs, values }) => [runs, values?.call])).toEqual([["checkin move", "C1"]]);
    expect((await ws.facts()).checkIns).toMatchObject([{ ref: "C1", state: "scheduled" }]);
  });

  test("L3: moved away and back, the history says once what was said before it, and how it went was asked", async () => {
    await ws.anna.says("checkin move C1 2026-12-01 14:00");
    await ws.anna.says("checkin move C1 2026-12-01 10:00");
    await at("2026-12-01T09:46");
    await at("2026-12-01T14:30");
    await at("2026-12-01T16:00");
    const { text } = await ws.anna.says("history");
    expect(text.match(/Asked how a check-in call went/gu)).toHaveLength(1);
    expect(await asked()).toHaveLength(1);
  });

  test("when it has been, its time, notes and the next one are asked for inside, until it is settled", async () => {
    await at("2026-12-01T11:01");
    await at("2026-12-01T11:05");
    const [question, ...more] = await asked();
    expect([more, question?.buttons.map(({ runs }) => runs)]).toEqual([
      [],
      ["checkin hold", "checkin no-show", "checkin move", "minutes", "checkin propose"],
    ]);
    const { form } = await ws.anna.presses("checkin hold");
    await ws.anna.fills(form, { time: "50m" });
    const [settled] = await asked();
    expect([settled?.buttons, settled?.text.includes("C1 is recorded as held.")]).toEqual([[], true]);
    for (const { text } of await ws.messages("solbacken-kund")) expect(text).not.toContain("how did C1 go");
  });

  test("A1: asked inside, where outsiders have come since, it is settled all the same; what stands there stays", async () => {
    await at("2026-12-01T11:01");
    const [question] = await asked();
    await ws.conversation("solbacken", { outsiders: true });
    const said = await ws.anna.says("checkin move C1 2026-12-02 14:00", { in: "solbacken-kund" });
    expect([said.outcome, said.text.includes("Wed 2 Dec 2026 14:00")]).toEqual(["done", true]);
    expect(await call()).toMatchObject({ state: "scheduled", on: "2026-12-02" });
    expect(await asked()).toEqual([question]);
  });
});

describe("S2: four calls and 60 minutes of each are included", () => {
  const held = async (count: number, time = "") => {
    for (let number = 1; number <= count; number += 1) {
      await ws.anna.says(`checkin schedule 2026-11-23 1${number}:00`);
      await ws.anna.says(`checkin hold C${number} ${time}`);
    }
  };

  test("a call is an hour unless told otherwise, and offers to write its minutes", async () => {
    await ws.anna.says("checkin schedule 2026-11-23 10:00");
    const said = await ws.anna.says("checkin hold C1");
    expect(said.text).toBe(
      "C1 was held: 1 h. 3 of 4 calls are left.\nWrite its notes now, while they are fresh, or drop the transcript here.",
    );
    expect(said.messages.at(-1)?.buttons.map(({ runs }) => runs)).toContain("minutes");
    expect(await call()).toMatchObject({ state: "held", minutes: 60, heldBy: { name: "Anna Lind" } });
    const again = await ws.erik.says("checkin hold C1");
    expect([again.outcome, again.text.includes("Anna Lind")]).toEqual(["refused", true]);
  });

  test("S6: what exceeds the hour is outside and not agreed", async () => {
    await ws.anna.says("checkin schedule 2026-11-23 10:00");
    const said = await ws.anna.says("checkin hold C1 1h20");
    expect(said.text).toContain("20 min are outside the package and not agreed: extend it, or undo C1.");
    expect(said.text).toContain("extend checkins 20m running");
  });

  test("S6: a fifth call is outside, however short the others were", async () => {
    await held(4, "30m");
    const asked = await ws.anna.says("checkin schedule 2026-11-23 15:00");
    expect(asked.text).toContain(
      "this would be number 5: its time will be outside the package. Nothing is booked yet.",
    );
    expect(asked.text).toContain("extend checkins 1h running");
    expect((await ws.anna.says("checkin schedule 2026-11-23 15:30", { in: "solbacken-kund" })).text).not.toMatch(
      /included|package/u,
    );
    expect((await ws.anna.says("checkin propose")).messages.at(-1)?.buttons.map(({ runs }) => runs)).toEqual([
      "checkin propose-anyway",
    ]);
    expect([await call("C5"), await shared()]).toEqual([undefined, await shared()]);
    await ws.anna.presses("checkin schedule-anyway");
    expect((await ws.anna.says("checkin hold C5 30m")).text).toContain("30 min are outside the package and not agreed");
  });

  test("a cancelled call uses up none", async () => {
    await ws.anna.says("checkin schedule 2026-11-23 10:00");
    await ws.anna.says('checkin cancel C1 "no-show"');
    expect((await ws.anna.says("checkin")).text).toContain("4 of 4 included calls are left.");
  });

  test("A1: held in the shared channel, the hours go to the internal one", async () => {
    await ws.anna.says("checkin schedule 2026-11-23 10:00");
    const said = await ws.anna.says("checkin hold C1 1h20", { in: "solbacken-kund" });
    expect(said.text).toBe("Check-in call C1 was held Mon 23 Nov 2026.");
    for (const { text } of await ws.messages("solbacken-kund")) expect(text).not.toMatch(/20 min|not agreed/);
    expect((await ws.messages("solbacken")).at(-1)?.text).toContain("20 min are outside the package and not agreed");
    expect((await ws.karin.says("checkin")).text).not.toMatch(/included|left/);
  });
});

describe("C1: what was recorded of a call is put right", () => {
  beforeEach(async () => {
    await ws.anna.says("checkin schedule 2026-11-23 10:00");
    await ws.playTo("2026-11-23T12:00");
  });

  test("that nobody came is somebody's own latest, and says who recorded it", async () => {
    await ws.anna.says("checkin no-show C1");
    expect((await ws.erik.says("checkin hold C1")).text).toContain("Anna Lind has recorded that nobody came to C1");
    expect((await ws.anna.says("undo")).text).toContain("that nobody came to C1");
    await ws.anna.presses("undo confirm");
    expect(await call()).toMatchObject({ state: "scheduled" });
  });

  test("its time, though there are approved minutes of it and it has been billed", async () => {
    await ws.anna.says("checkin hold C1 90m");
    await ws.anna.says("extend checkins 1h running agreed:order");
    await ws.anna.says("minutes C1 decision: two queues");
    await ws.anna.says("minutes approve M1");
    await ws.anna.says("invoice close");
    await ws.anna.presses("invoice confirm");
    const refused = await ws.anna.says("undo C1");
    expect([refused.outcome, refused.text.includes("checkin hold C1 <time>")]).toEqual(["refused", true]);
    const said = await ws.erik.says("checkin hold C1 50m");
    expect(said.text).toContain("C1: 50 min, not 1 h 30 min.");
    expect(said.text).toContain("the difference comes on the next one");
    expect(await call()).toMatchObject({ state: "held", minutes: 50, heldBy: { name: "Anna Lind" } });
    expect((await ws.anna.says("invoice")).text).toContain(
      "Reversal, C1: time at the running rate (basis 1) | – | −30 min | – | 25 % | −600,00 kr",
    );
    expect((await ws.anna.says("history C1")).text).toContain("1 h 30 min → 50 min");
    expect((await ws.anna.says("checkin hold C1 50m")).outcome).toBe("refused");
    expect((await ws.anna.says("checkin hold C1")).outcome).toBe("refused");
    expect((await ws.anna.says("checkin hold C1 17h")).outcome).toBe("refused");
  });
});
