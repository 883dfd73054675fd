import { afterAll, beforeAll, expect, test } from "vitest";
import { portingRequests } from "../../../src/domain/porting-request.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("workshop:2026-11-26 porting:2026-12-10 orgno:556036-0793");
});
afterAll(() => ws.close());

const days = async () => portingRequests(await ws.facts()).map(({ ref, day }) => `${ref} ${day}`);
const full =
  'operator:"Exempeltele AB" subscriber:"Solbacken Vård AB" orgno:556036-0793 address:"Storgatan 1" signer:"Karin Ek" signed:2026-11-20 rest:none';

test("K2, C1: at the yes the numbers on the old day go with it, and undo takes that back; one with its own day and a rejected one stay", async () => {
  await ws.anna.says('porting add "08-123 45 00" operator:"Exempeltele AB"');
  await ws.anna.says('porting add "08-123 46 00" operator:"Exempeltele AB" when:"2027-01-20 09:00"');
  await ws.anna.presses("porting add-anyway");
  await ws.anna.says(`porting add "08-123 47 00" ${full}`);
  await ws.anna.says("porting asked P3");
  await ws.anna.says('porting reject P3 "fel abonnent"');
  const before = ["P1 2026-12-10", "P2 2027-01-20", "P3 2026-12-10"];
  expect(await days()).toEqual(before);

  const asked = await ws.anna.says("plan move porting 2026-12-16");
  expect(asked.text).toContain("One number stands on that day and is moved along: P1.");
  expect(asked.text).toContain("P3 was rejected: its day is given anew when that is mended.");
  expect(asked.text).toContain("P2 is wanted for another day and keeps it.");
  expect(await days()).toEqual(before);
  const yes = await ws.anna.presses("plan move-anyway");
  expect(yes.text).toContain("P1 is wanted for that day as well.");
  expect(await days()).toEqual(["P1 2026-12-16", ...before.slice(1)]);
  expect((await ws.messages("solbacken-kund")).at(-1)?.text).toContain("P1 is wanted for that day as well.");

  expect((await ws.anna.says("undo P1")).outcome).toBe("done");
  expect(await days()).toEqual(before);
});

test("C2, A1: kickoff, late calls, missing minutes and urgent faults stand in the plan by their days; minutes in ours alone", async () => {
  await ws.anna.says("plan move data 2026-12-11");
  await ws.anna.presses("plan move-anyway");
  await ws.anna.says("plan move porting 2026-12-10");
  await ws.anna.presses("plan move-anyway");
  expect(await days()).toEqual(["P1 2026-12-10", "P2 2027-01-20", "P3 2026-12-10"]);
  await ws.anna.says("checkin schedule 2026-11-27 10:00");
  await ws.playTo("2026-11-26T15:00");
  await ws.anna.says("kickoff");
  await ws.anna.presses("kickoff anyway");
  await ws.playTo("2026-11-30T09:00");
  await ws.anna.says('fault "no incoming calls" urgent');
  const rows = [
    /^Urgent fault F1: reported Mon 30 Nov 2026, not settled$/u,
    /^Workshop: done Thu 26 Nov 2026$/u,
    /^Kickoff: done Thu 26 Nov 2026$/u,
    /^Check-in C1: Fri 27 Nov 2026 – late, 1 business day$/u,
    /^Minutes of the kickoff: missing – by Tue 1 Dec 2026$/u,
    /^Number porting: Thu 10 Dec 2026 \(cannot hold for P1 and one more number: Mon 14 Dec 2026 is the first day that can\)$/u,
    /^Customer data: Fri 11 Dec 2026/u,
    /^Go-live: Fri 18 Dec 2026$/u,
  ];
  const ours = (await ws.anna.says("plan")).text.split("\n");
  expect(ours.slice(1, 1 + rows.length)).toEqual(rows.map((row) => expect.stringMatching(row)));
  const theirs = rows.filter(({ source }) => !source.includes("Minutes"));
  for (const speaker of [ws.karin, ws.anna]) {
    const { text } = await speaker.says("plan", { in: "solbacken-kund" });
    expect(text.split("\n").slice(1, 1 + theirs.length)).toEqual(theirs.map((row) => expect.stringMatching(row)));
    expect(text).not.toContain("Minutes");
  }
});

test("D7: that the day can hold no more for some numbers is said in plan, status, portfolio, digest and picture alike", async () => {
  const doubt = "Thu 10 Dec 2026 (cannot hold for P1 and one more number: Mon 14 Dec 2026 is the first day that can)";
  const inPicture = "Number porting: Thu 10 Dec, cannot hold";
  const status = (await ws.anna.says("status")).text;
  expect(status).toContain(`Number porting: ${doubt}`);
  expect(status).toContain(inPicture);
  const portfolio = (await ws.anna.says("portfolio", { in: "dm-anna" })).text;
  expect(portfolio).toContain(`Number porting ${doubt}`);
  expect(portfolio).toContain("Number porting Thu 10 Dec, cannot hold");
  for (const where of ["solbacken", "solbacken-kund"]) {
    const digest = (await ws.messages(where)).findLast(({ text }) => text.includes("week 49"))?.text;
    expect(digest).toContain(`number porting ${doubt}`);
    expect(digest).toContain(inPicture);
  }
});

test("D7: 200 numbers are a few rows of the plan", async () => {
  const before = (await ws.anna.says("plan")).text.split("\n").length;
  const { project, portingRequests: all } = await ws.facts();
  const { id: _id, undone: _undone, ...first } = all[0] ?? expect.fail("no number");
  await ws.test.database.transaction(async (store) => {
    for (let at = 100; at < 300; at += 1) {
      const answers = { ...first.answers, number: `+468555${at}0` };
      await store.portingRequests.add(project.id, { ...first, ref: `P${at}`, answers });
    }
  });
  const { text } = await ws.anna.says("plan");
  expect(text).toContain("203 numbers and series, wanted from Thu 10 Dec 2026 to Wed 20 Jan 2027");
  expect(text).toContain("Exempeltele AB, P1, P3, P100, P101, P102 and P103 and 196 more: ported by Thu 10 Dec 2026");
  expect(text).toContain("cannot hold for P1 and 201 more numbers");
  expect(text.split("\n").length).toBe(before);
});
