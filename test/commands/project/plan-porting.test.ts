import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
// Monday 23 November 2026, 09:00.
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("workshop:2026-12-03 porting:2026-12-17 orgno:556036-0793");
});
afterEach(() => ws.close());

const full =
  'operator:"Exempeltele AB" subscriber:"Solbacken Vård AB" orgno:556036-0793 address:"Storgatan 1" signer:"Karin Ek" signed:2026-11-20 rest:none';
const plan = async () => (await ws.facts()).project.plan;
/** The lines to copy among the lines of a text. */
const offered = (text: string): readonly string[] => text.split("\n").filter((line) => /^(plan|porting) /u.test(line));

describe("D7: the porting day that cannot hold for want of the letter of authority is promised nowhere", () => {
  const doubt =
    "Thu 17 Dec 2026 (cannot hold, as the letter of authority is too late: Mon 21 Dec 2026 is the first day that can)";
  beforeEach(() => ws.playTo("2026-12-07T09:00"));

  test("in plan, status, porting, the digests and the customer's reminder", async () => {
    for (const line of ["plan", "status", "porting"])
      for (const where of ["solbacken", "solbacken-kund"])
        expect([line, (await ws.anna.says(line, { in: where })).text]).toEqual([line, expect.stringContaining(doubt)]);
    const shared = (await ws.messages("solbacken-kund")).map(({ text }) => text);
    expect(shared.findLast((text) => text.includes("week 50"))).toContain(`number porting ${doubt}`);
    expect((await ws.messages("solbacken")).findLast(({ text }) => text.includes("week 50"))?.text).toContain(doubt);
    const asked = shared.findLast((text) => text.includes("we are still waiting for the letter of authority"));
    expect(asked).toMatch(
      /your numbers cannot be ported on Thu 17 Dec 2026 any more, (?:Fri 18|Mon 21) Dec 2026 at the/u,
    );
    // Nobody loses a number (D4).
    expect((await ws.karin.says("porting")).text).toContain("must end after Mon 21 Dec 2026, the first day that");
  });

  test("signed in time it holds; signed too late it does not, and moved to a day that can it holds again", async () => {
    await ws.anna.says("porting done fullmakt on:2026-12-03");
    expect((await ws.anna.says("plan")).text).toMatch(/Number porting: Thu 17 Dec 2026(?: – next)?\n/u);
    await ws.anna.says("undo fullmakt");
    await ws.anna.says("porting done fullmakt on:2026-12-04");
    expect((await ws.anna.says("plan")).text).toContain("Fri 18 Dec 2026 is the first day that can");
    await ws.anna.says("plan move porting 2026-12-18");
    await ws.anna.presses("plan move-anyway");
    expect((await ws.anna.says("plan")).text).toMatch(/Number porting: Fri 18 Dec 2026(?: – next)?\n/u);
  });
});

describe("K2: a move of go-live says what becomes of the porting", () => {
  test("left behind, it is said, and the line that is offered moves it along", async () => {
    const asked = await ws.anna.says("plan move golive 2027-01-15");
    expect(asked.text).toContain("The number porting stays on Thu 17 Dec 2026, 16 business days before go-live.");
    const line = "plan set golive=2027-01-15,porting=2027-01-14";
    expect(offered(asked.text)).toEqual([line]);
    expect(asked.text).toContain("Last check-in call: by Tue 12 Jan 2027 instead of Tue 15 Dec 2026");
    const both = await ws.anna.says(line);
    expect(both.text).toContain("Letter of authority: by Mon 28 Dec 2026 instead of Thu 3 Dec 2026");
    const done = await ws.anna.presses("plan set-anyway");
    // All that moved is in the answer.
    for (const moved of ["Last check-in call: by Tue 12 Jan", "Letter of authority: by Mon 28 Dec"])
      expect(done.text).toContain(moved);
    expect(await plan()).toMatchObject({ porting: "2027-01-14", golive: "2027-01-15" });
  });

  test("before the porting, it is asked about, and each line that is offered holds", async () => {
    const asked = await ws.anna.says("plan move golive 2026-12-17");
    expect(asked.text).not.toContain("stays on");
    const before = await ws.anna.says("plan move golive 2026-12-16");
    expect(before.text).toContain("Go-live is planned before the number porting");
    const [move = "", all = ""] = offered(before.text);
    for (const [line, asks] of [
      [move, "plan move-anyway"],
      [all, "plan set-anyway"],
    ] as const) {
      expect((await ws.anna.says(line)).text).not.toContain("Go-live is planned before");
      await ws.anna.presses(asks);
      const { porting = "", golive = "" } = await plan();
      expect(porting <= golive).toBe(true);
    }
  });
});

describe("D7: a day that the operator has confirmed is no wish, and stands", () => {
  beforeEach(async () => {
    await ws.anna.says(`porting add "08-123 45 00" ${full} when:"2026-12-17 09:00"`);
    await ws.anna.says("porting asked P1");
    await ws.anna.says("porting confirmed P1");
  });

  test("plan says so, and every move of the porting or of go-live", async () => {
    const { text } = await ws.anna.says("plan");
    expect(text).toContain("P1: the operator has confirmed Thu 17 Dec 2026");
    expect(text).not.toContain("wanted");
    const stands =
      "P1: the operator has confirmed Thu 17 Dec 2026, and that stands until a new day is agreed on with them.";
    expect((await ws.anna.says("plan move golive 2027-01-15")).text).toContain(stands);
    const asked = await ws.anna.says("plan move porting 2026-12-18");
    expect(asked.text).toContain(stands);
    expect(asked.text).not.toContain("wanted");
    const done = await ws.anna.presses("plan move-anyway");
    expect(done.text).toContain(stands);
    expect((await ws.messages("solbacken-kund")).at(-1)?.text).toContain(stands);
  });
});

describe("K2: a number after the plan's day or go-live is asked about, and loses nothing", () => {
  test("with the line that has all that was given, and the one that moves the plan's day", async () => {
    await ws.anna.says('porting add "08-123 45 00"');
    const asked = await ws.anna.says('porting set P1 number:"08-123 46 00" signer:"Karin Ek" when:"2027-01-20 09:00"');
    expect(asked.text).toContain("It would be after the porting day of the plan, Thu 17 Dec 2026.");
    expect(asked.text).toContain("It would be after go-live, which is planned for Fri 18 Dec 2026.");
    expect((await ws.facts()).portingRequests).toHaveLength(1);
    const [line = "", move = ""] = offered(asked.text);
    const [, porting, golive] = /porting=([\d-]+).*golive=([\d-]+)/u.exec(move) ?? [];
    expect(line).toContain('signer:"Karin Ek"');
    expect([porting, golive]).toEqual(["2027-01-20", "2027-01-20"]);
    expect((await ws.anna.says(move)).outcome).not.toBe("refused");
    expect((await ws.anna.says(line)).outcome).toBe("done");
    const answers = Object.assign({}, ...(await ws.facts()).portingRequests.map((one) => one.answers));
    expect(answers).toMatchObject({ number: "+4681234600", signer: "Karin Ek", when: "2026-12-17T09:00" });
  });

  test("of a new number as well, and at the yes it is taken as it was wanted", async () => {
    const asked = await ws.anna.says('porting add "08-123 45 00" signer:"Karin Ek" when:"2026-12-18 06:00"');
    const [line = ""] = offered(asked.text);
    expect(line).toContain("porting add");
    expect(line).toContain('signer:"Karin Ek"');
    await ws.anna.presses("porting add-anyway");
    expect((await ws.facts()).portingRequests.at(-1)?.answers.when).toBe("2026-12-18T06:00");
  });
});

test("L2, L4: what comes after go-live stands in the plan by its last day", async () => {
  const rows = async () => (await ws.karin.says("plan")).text.split("\n").slice(-12).join("\n");
  const counted = ", counted from go-live";
  expect(await rows()).toContain(`Asking for the delivery approval: by Wed 23 Dec 2026${counted}`);
  expect(await rows()).toContain(`Delivery approval: by Tue 5 Jan 2027${counted}`);
  expect(await rows()).toContain(`Handover to operations: by Wed 13 Jan 2027${counted}`);
});

describe("K2, D2: a plan is only proposed with time for the customer's data", () => {
  const opens = async (days: string) => (await ws.anna.says(`open "Bergsund AB" ${days}`, { in: "dm-anna" })).text;

  test("with none left, nothing is proposed", async () => {
    const text = await opens("golive:2026-12-14 porting:2026-12-14");
    expect(text).not.toContain("plan set");
  });

  test("with little, how little is said", async () => {
    const text = await opens("golive:2026-12-15 porting:2026-12-15");
    expect(text).toContain("plan set data=2026-11-24,workshop=2026-12-01 in:bergsund");
    expect(text).toContain("That leaves the customer 1 business day for their data.");
  });

  test("with enough, nothing more is said", async () => {
    const text = await opens("golive:2027-01-15 porting:2027-01-14");
    expect(text).toContain("plan set data=");
    expect(text).not.toContain("That leaves the customer");
  });

  test("a porting day that leaves none, by the workshop that nobody has planned, is asked about first", async () => {
    const text = await opens("golive:2026-12-14 porting:2026-12-08");
    expect(text).toContain("The number porting leaves no time for the day for the customer data");
    expect((await ws.test.database.transaction((store) => store.projects.find("bergsund"))) === undefined).toBe(true);
  });
});
