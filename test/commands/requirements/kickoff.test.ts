import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { audited } from "../../support/audited.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken("workshop:2026-11-25");
});
afterEach(() => house.close());
const agree = () => house.anna.says('require add "Main number answers 07–18"');

describe("K1: kickoff is the workshop or later", () => {
  test("before the planned workshop it is refused", async () => {
    await agree();
    const said = await house.anna.says("kickoff");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("the workshop is planned for Wed 25 Nov");
    expect((await house.facts()).project.kickoff).toBeUndefined();
  });

  test("with the workshop moved to the day, it is recorded", async () => {
    await agree();
    await house.anna.says("plan move workshop 2026-11-23");
    await house.anna.presses("plan move-anyway");
    expect((await house.anna.says("kickoff")).outcome).toBe("done");
  });

  test("S2: the first call is asked for only where none is booked", async () => {
    await agree();
    await house.playTo("2026-11-25T15:00");
    await house.anna.says("checkin schedule 2026-11-30 10:00");
    const said = await house.anna.says("kickoff");
    expect(said.outcome).toBe("done");
    expect(said.text).not.toContain("book the first check-in call");
  });

  test("a day to come is refused", async () => {
    await agree();
    const said = await house.anna.says("kickoff on:2026-11-27");
    expect(said.text).toContain("Fri 27 Nov 2026 has not come yet");
  });
});

describe("S5: kickoff freezes the baseline", () => {
  beforeEach(async () => {
    await house.playTo("2026-11-25T15:00");
  });

  test("it says how many requirements are frozen, here and to the customer, and what that means", async () => {
    await agree();
    const said = await house.anna.says("kickoff");
    expect(said.text).toContain("Kickoff for Solbacken Vård AB was held Wed 25 Nov");
    expect(said.text).toContain(
      "We now have one requirement to work from. If you would like to add or change something, just say so: you get a price",
    );
    const { project, requirements } = await house.facts();
    expect(project.kickoff).toMatchObject({ on: "2026-11-25", by: { name: "Anna Lind" } });
    expect(requirements.every(({ baseline }) => baseline)).toBe(true);
    const told = (await house.messages("solbacken-kund")).at(-1);
    expect(told?.text).toContain("Kickoff for Solbacken Vård AB was held");
    expect(told?.text).not.toContain("checkin schedule");
  });

  test("typed in the shared channel it is said once", async () => {
    await agree();
    const before = (await house.messages("solbacken-kund")).length;
    await house.anna.says("kickoff", { in: "solbacken-kund" });
    expect(await house.messages("solbacken-kund")).toHaveLength(before + 1);
  });

  test("without requirements it is asked about, and nothing is recorded until the button is pressed", async () => {
    const asked = await house.anna.says("kickoff");
    expect(asked.answer.reply?.question).toBe(true);
    expect((await house.facts()).project.kickoff).toBeUndefined();
    expect(await audited(house)).not.toContain("kickoff");
    const pressed = await house.anna.presses("kickoff anyway");
    expect(pressed.outcome).toBe("done");
    expect(pressed.text).toContain("No requirements are agreed yet");
    expect((await house.facts()).project.kickoff?.on).toBe("2026-11-25");
    const again = await house.anna.presses("kickoff anyway");
    expect(again.text).toContain("Anna Lind already did that, Wed 25 Nov");
    expect(await audited(house)).toEqual(["kickoff anyway"]);
  });

  test("asked in the shared channel, only the one who typed it sees the question", async () => {
    const [question] = (await house.anna.says("kickoff", { in: "solbacken-kund" })).messages;
    expect([question?.visibleTo === undefined, question?.buttons.map(({ runs }) => runs)]).toEqual([
      false,
      ["kickoff anyway"],
    ]);
  });

  test("twice is refused with who recorded it and when", async () => {
    await agree();
    await house.anna.says("kickoff");
    const said = await house.erik.says("kickoff");
    expect(said.text).toContain("Kickoff was held Wed 25 Nov 2026, recorded by Anna Lind.");
  });

  test("a customer records no kickoff", async () => {
    await agree();
    expect((await house.karin.says("kickoff")).outcome).toBe("refused");
  });
});
