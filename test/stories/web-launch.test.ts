import { afterAll, beforeAll, expect, test } from "vitest";
import { readAgreements } from "../../src/composition/agreements.ts";
import { openWorkspace, type Said, type Workspace } from "../support/workspace.ts";

/**
 * Another trade's onboarding from the sale to the handover, on an agreement that is one more file: a web agency's
 * launch package, with its own variants, packages, areas and days, and without travel, porting and check-in calls.
 */
let ws: Workspace;
const internal = { in: "nord" };
const shared = { in: "nord-kund" };

beforeAll(async () => {
  const all = await readAgreements();
  ws = await openWorkspace({ agreements: () => all });
  await ws.conversation("nord");
  await ws.conversation("nord-kund", { outsiders: true });
});
afterAll(() => ws.close());

/** Anna types lines in the project's own channel, each of which succeeds. Returns what came of the last. */
async function anna(...lines: readonly string[]): Promise<Said> {
  let last: Said | undefined;
  for (const line of lines) {
    last = await ws.anna.says(line, internal);
    expect(last.outcome, `${line}: ${last.text}`).toBe("done");
  }
  return last ?? expect.fail("nothing was typed");
}
const refused = async (line: string): Promise<string> => {
  const said = await ws.anna.says(line, internal);
  expect(said.outcome, said.text).toBe("refused");
  return said.text;
};

test("P1: the sale: staff choose the agreement, and its own words are read, those of the usual one are not", async () => {
  expect(await refused('open "Nordfors Cykel AB" agreement:magazine')).toMatch(
    /“magazine”.*Custom Onboarding and Website launch/u,
  );
  const [days, areas] = ["workshop:2026-11-27", "hours:configuration=2h"];
  expect(await refused(`open "Nordfors Cykel AB" agreement:web ${days}`)).toMatch(
    /no day called workshop.*material.*launch/u,
  );
  expect(await refused(`open "Nordfors Cykel AB" agreement:web ${areas}`)).toMatch(/configuration/u);
  await anna(
    'open "Nordfors Cykel AB" agreement:webblansering variant:store shared:nord-kund material:2026-12-04 sketch:2026-11-25 start:2026-11-23 launch:2026-12-18 language:en',
  );
  const opened = await ws.anna.presses("open anyway", {
    ...internal,
    values: { material: "2026-12-04", sketch: "2026-11-25", start: "2026-11-23", launch: "2026-12-18" },
  });
  for (const part of [
    "Web shop, 114 h",
    "125 000,00 kr",
    "1 150,00 kr",
    "Material: Fri 4 Dec 2026",
    "Launch: Fri 18 Dec 2026",
  ])
    expect(opened.text).toContain(part);
  await anna("team add karin approver", "team add johan");
});

test("its form asks for the days, variants and options of the agreement that was chosen, and offers both", async () => {
  const { form } = await ws.anna.says("open", { in: "dm-anna" });
  const fields = new Map(form?.fields.map((field) => [field.name, field]));
  expect(fields.get("agreement")?.options?.map(({ value }) => value)).toEqual(["anpassad-uppstart", "web-launch"]);
  expect([...fields.keys()]).toEqual(expect.arrayContaining(["workshop", "porting", "golive"]));
  expect([...fields.keys()]).not.toContain("sketch");
});

test("the plan has its days in order; a milestone without a role is moved like any other, and a day out of order is said", async () => {
  const { text } = await anna("plan move preview 2026-12-02");
  expect(text).toContain("The preview would be planned for Wed 2 Dec 2026.");
  expect(text).toContain("The preview is planned before the customer data is due.");
  await ws.anna.presses("plan move-anyway", internal);
  await anna("plan move förhandsvisning 2026-12-09");
  await ws.anna.presses("plan move-anyway", internal);
  const lines = (await anna("plan")).text.split("\n");
  expect(lines.map((line) => line.split(":")[0]).slice(1, 7)).toEqual([
    "Start meeting",
    "Kickoff",
    "Sketch ready",
    "Material",
    "Preview",
    "Launch",
  ]);
  expect(await refused("plan move workshop 2026-12-09")).toMatch(
    /Material, Start meeting, Sketch ready, Preview and Launch/u,
  );
});

test("what the agreement does not have is refused in plain words, and shown nowhere", async () => {
  for (const line of ["travel 2h costs:100", "travel city:göteborg"])
    expect(await refused(line)).toContain("Website launch has no travel");
  for (const line of ["porting", "porting done fullmakt"])
    expect(await refused(line)).toContain("Website launch has no number porting");
  expect(await refused("checkin schedule 2026-12-01 10:00")).toContain("Website launch has no check-in calls");
  expect((await ws.anna.says("travel", internal)).form).toBeUndefined();
  const help = (await anna("help")).text;
  for (const word of ["travel", "porting", "checkin"]) expect(help).not.toMatch(new RegExp(`• ${word} `, "u"));
  expect(help).toMatch(/• log /u);
  expect((await anna("help porting")).text).toContain("Website launch has no number porting");
  const examples = (
    await Promise.all(["log", "plan", "data", "addon", "extend", "snooze"].map((word) => anna(`help ${word}`)))
  ).map(({ text }) => text);
  expect(examples.join("\n")).not.toMatch(/configuration|golive|fax|hardware|workshop|training|statistics/u);
  expect(examples.join("\n")).toMatch(/log 2h30 design/u);
  expect(await refused('snooze porting until:2026-12-30 "x"')).not.toMatch(/check-in|one of:.*porting/u);
  expect((await anna('snooze start until:2026-12-30 "it is booked"')).text).toContain(
    "the start meeting and its preparation",
  );
});

test("elsewhere the usual agreement's commands are all there", async () => {
  const help = await ws.anna.says("help", { in: "dm-anna" });
  for (const word of ["travel", "porting", "checkin"]) expect(help.text).toMatch(new RegExp(`• ${word} `, "u"));
});

test("D5, S5: the material comes in, kickoff may be held on any day, and freezes what was agreed", async () => {
  expect((await ws.johan.says("status", shared)).text).toContain("all 5 areas (by Fri 4 Dec 2026)");
  await anna('data receive logo "three files"', "data approve brand", 'data na legal "our lawyers write it"');
  expect((await anna("data")).text).toMatch(/Logo and brand \| approved/u);
  await anna('require add "Sells in Swedish and English"');
  const kickoff = await anna("kickoff");
  expect(kickoff.text).not.toContain("checkin");
  await anna("minutes kickoff decision: the main number closes at 17", "minutes approve M1");
});

test("S5, S6, S9: hours are counted in its packages, and what comes after kickoff is a change with a price that karin approves", async () => {
  await ws.playTo("2026-11-24T17:00");
  expect((await anna('log 9h strategy "site map" on:yesterday')).text).toMatch(/strategy and site map/u);
  expect((await anna("log 4h sitemap")).text).toMatch(/1 h.*not agreed/su);
  await anna('change "Gift cards" fixed:8000', "change send X1");
  expect((await ws.karin.approves({ in: "nord-kund" })).outcome).toBe("done");
  expect((await anna("change done X1")).text).toContain("X1");
  await anna('addon photography fixed:9500 agreed:"order 7"');
  await anna('extend strategi 1h running agreed:"order 6"');
});

test("reminders and digests speak of its days alone", async () => {
  const texts = async () => (await Promise.all(["nord", "nord-kund"].map((where) => ws.messages(where)))).flat();
  const before = new Set((await texts()).map(({ id }) => id));
  await ws.playTo("2026-12-14T10:00");
  const said = (await texts()).flatMap(({ id, text }) => (before.has(id) ? [] : [text])).join("\n");
  expect(said).toMatch(/customer data was due Fri 4 Dec/u);
  expect(said).toMatch(/launch Fri 18 Dec/u);
  expect(said).not.toMatch(/porting|numbers are to be|check-in|workshop|travel/iu);
});

test("L1, L2, L4, I1: it goes live, is approved, invoiced and handed over", async () => {
  await anna("require deliver R1", "require verify R1", 'data receive texts "all"', "data approve texts");
  for (const area of ["images", "domain"]) await anna(`data receive ${area}`, `data approve ${area}`);
  await anna("change done X2", "change done X3", "golive", "deliver");
  expect((await ws.karin.presses("deliver approve", shared)).outcome).toBe("done");
  const basis = await anna("invoice");
  for (const part of ["125 000,00 kr", "8 000,00 kr", "Web shop"]) expect(basis.text).toContain(part);
  expect(basis.text).not.toMatch(/travel|trip/iu);
  await anna("handover");
  expect((await ws.facts("nordfors")).project.state).toBe("closed");
  expect((await ws.facts("nordfors")).project.plan).toEqual({
    ...{
      material: "2026-12-04",
      start: "2026-11-23",
      sketch: "2026-11-25",
      preview: "2026-12-09",
      launch: "2026-12-18",
    },
  });
});
