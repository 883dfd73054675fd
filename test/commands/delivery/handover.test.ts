import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { annaTypes, toLive } from "../../support/delivered.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken("price:45000 rate:1200");
});
afterEach(() => house.close());

const refused = async (line: string) => {
  const said = await house.anna.says(line);
  expect(said.outcome).toBe("refused");
  expect((await house.facts()).project.state).toBe("open");
  return said.text;
};

test("L4: it comes after the delivery, and after its approval", async () => {
  expect(await refused("handover")).toContain("Go-live is not recorded");
  await toLive(house);
  const text = await refused("handover");
  expect(text).toContain("The customer has not approved the delivery");
  expect(text).toContain("deliver");
});

describe("after the approval", () => {
  beforeEach(async () => {
    await toLive(house);
    await annaTypes(house, "deliver");
    await house.karin.presses("deliver approve");
  });

  test("L4, A1: it closes the project: the shared channel gets a farewell, our own what is left to invoice", async () => {
    await annaTypes(house, 'task add "Send the manual"', 'task add "Send floor plan" who:karin', "checkin propose");
    const said = await annaTypes(house, "handover");
    expect(said.text).toContain(
      "Solbacken Vård AB was handed over to operations Mon 23 Nov 2026. The project is closed.",
    );
    expect(said.text).toContain("open tasks: T1 and T2");
    // Nothing that was asked of the customer can be pressed any more, until it is taken up again.
    const pressed = async () => {
      const theirs = (await house.messages("solbacken-kund")).filter(({ visibleTo }) => visibleTo === undefined);
      return [...new Set(theirs.flatMap(({ buttons }) => buttons.map(({ runs }) => runs)))].toSorted();
    };
    expect(await pressed()).toEqual(["fault report", "status own"]);
    expect(said.text).toContain("Left to invoice: 45 000,00 kr excluding VAT, 1 line.");
    const farewell = said.messages.find(
      ({ in: where, text }) => where === "solbacken-kund" && text.includes("Thank you"),
    );
    expect(farewell?.text).toContain("Thank you for working with us on the onboarding.");
    expect(farewell?.text).not.toContain("45 000");
    expect((await house.facts()).project).toMatchObject({ state: "closed", handover: { on: "2026-11-23" } });
    expect((await house.anna.says("task add more")).outcome).toBe("refused");
    await annaTypes(house, "project reopen");
    expect(await pressed()).toEqual(expect.arrayContaining(["checkin pick", "task finish"]));
  });

  test("A1: typed in the shared channel the farewell is the answer, and the invoicing goes to our own channel", async () => {
    const said = await house.anna.says('handover anyway:"the data is agreed"', { in: "solbacken-kund" });
    expect(said.outcome).toBe("done");
    expect(said.text).toContain("Thank you for working with us");
    expect(
      said.messages.filter(
        (message) => message.in === "solbacken-kund" && message.text.includes("was handed over to operations"),
      ),
    ).toHaveLength(1);
    expect(said.messages.find((message) => message.in === "solbacken")?.text).toContain(
      "Left to invoice: 45 000,00 kr",
    );
  });

  test("L4: what the customer relies on keeps it back, with the list, unless a reason is given", async () => {
    await annaTypes(house, "checkin schedule 2026-11-26 10:00", 'fault "no sound" urgent');
    const text = await refused("handover");
    for (const open of ["urgent fault: F1", "check-in call booked: C1", "handover anyway:<reason>"])
      expect(text).toContain(open);
    const closed = await annaTypes(house, 'handover anyway:"operations hold the call"');
    for (const left of ["urgent fault: F1", "check-in call booked: C1", "because:\n> operations hold the call"])
      expect(closed.text).toContain(left);
    expect((await house.facts()).project).toMatchObject({ state: "closed", stateReason: "operations hold the call" });
  });

  test("L4: customer data that is missing, and a call that nobody recorded, keep it back", async () => {
    expect(await refused("handover")).toContain("customer data missing: all 13 areas");
    await annaTypes(house, "checkin schedule 2026-11-24 10:00");
    await house.playTo("2026-11-25T09:00");
    expect(await refused("handover")).toContain("check-in call that nobody has recorded: C1");
  });

  test("L4: a call that stands is said to the customer, reminded of, asked about, moved, cancelled and held after it; reopened, they hear it", async () => {
    for (const clock of ["10:00", "13:00", "15:00"]) await annaTypes(house, `checkin schedule 2026-11-26 ${clock}`);
    await annaTypes(house, 'handover anyway:"operations hold the calls"');
    const theirs = async () => (await house.messages("solbacken-kund")).map(({ text }) => text);
    expect((await theirs()).at(-1)).toContain("Check-in calls C1 (Thu 26 Nov 2026 10:00), C2");
    expect((await theirs()).at(-1)).toContain("stand as booked");
    await annaTypes(house, "checkin move C2 2026-11-27 13:00", 'checkin cancel C3 "no need"');
    await house.playTo("2026-11-26T12:00");
    expect((await theirs()).some((text) => text.includes("C1") && text.includes("begins"))).toBe(true);
    expect(
      (await house.messages("solbacken")).some(({ text }) => text.includes("C1") && text.includes("how did C1 go")),
    ).toBe(true);
    await annaTypes(house, "checkin hold C1 30m");
    expect((await house.facts()).checkIns.map(({ ref, state }) => [ref, state])).toEqual([
      ["C1", "held"],
      ["C2", "scheduled"],
      ["C3", "cancelled"],
    ]);
    expect((await house.anna.says("checkin schedule 2026-11-30 10:00")).outcome).toBe("refused");
    await annaTypes(house, "project reopen");
    expect((await theirs()).at(-1)).toContain("The onboarding of Solbacken Vård AB goes on.");
  });

  test("L4: not ahead of time, and once", async () => {
    expect(await refused("handover on:2026-11-24")).toContain("has not come yet");
    await annaTypes(house, "handover");
    expect((await house.anna.says("handover")).text).toContain(
      "The handover was Mon 23 Nov 2026, recorded by Anna Lind.",
    );
  });

  test("F2: a fault after the handover is not recorded, and still gets its route", async () => {
    await annaTypes(house, "handover");
    const said = await house.karin.says('fault "no incoming calls"');
    expect(said.text).toContain("The project has been handed over to operations");
    expect(said.text).toContain("kundcenter@icentrex.se");
    expect(said.text).toContain("Anna Lind has got what you wrote, too.");
    expect((await house.facts()).faults).toEqual([]);
    const told = async () =>
      (await house.messages("solbacken")).filter(({ text }) => text.includes("after the handover"));
    expect((await told()).map(({ text }) => text)).toEqual([expect.stringContaining("> no incoming calls")]);
    const { form } = await house.johan.presses("fault report");
    await house.johan.fills(form, { problem: "no <b>sound</b>", urgent: "yes", hardware: "Yealink T54W" });
    expect((await told()).at(-1)?.text).toContain("Anna Lind: Johan Berg reports an urgent fault after the handover:");
    expect((await told()).at(-1)?.content.blocks).toContainEqual({
      kind: "quote",
      text: "no <b>sound</b> (Yealink T54W)",
    });
    for (const more of ["no lights", "no power"]) await house.karin.says(`fault "${more}"`);
    expect((await told()).map(({ text }) => text.includes("no power"))).toEqual([true, false]);
    await house.anna.says('fault "no tone"');
    expect(await told()).toHaveLength(2);
  });

  test("S6: the basis can be read, and work that was done be marked so, after the handover", async () => {
    await annaTypes(house, "addon training fixed:12000", "change send X1");
    await house.karin.approves();
    expect((await annaTypes(house, "handover")).text).toContain("changes neither done nor settled: X1");
    await annaTypes(house, "change done X1 in:solbacken");
    expect((await annaTypes(house, "invoice in:solbacken")).text).toContain(
      "S6 | X1 Training | Mon 23 Nov 2026 | – | – | 25 % | 12 000,00 kr",
    );
  });
});

test("L4, C1: after the handover late work is asked about, told to the lead, and on the next basis; and the project can be taken up again", async () => {
  await toLive(house);
  await annaTypes(house, "deliver");
  await house.karin.presses("deliver approve");
  await annaTypes(house, "handover");
  const asked = await house.erik.says("log 1h documentation in:solbacken", { in: "solbacken" });
  expect(asked.text).toContain("Late work comes on the next invoice basis");
  expect((await house.facts()).work).toEqual([]);
  await house.erik.presses("log anyway", { in: "solbacken" });
  expect((await house.facts()).work).toMatchObject([{ ref: "H1", undone: false }]);
  expect((await house.messages("solbacken")).some(({ text }) => text.includes("Erik Holm recorded H1"))).toBe(true);
  await annaTypes(house, "travel city:göteborg");
  await house.anna.presses("travel anyway");
  await annaTypes(house, "undo H1");
  expect((await annaTypes(house, "invoice")).text).toContain("V1 trip within Gothenburg");
  await annaTypes(house, "project reopen");
  const { project } = await house.facts();
  expect([project.state, project.handover]).toEqual(["open", undefined]);
});

test("L4: a kickoff without approved minutes keeps it back", async () => {
  await annaTypes(
    house,
    'require add "Main number answers 07–18"',
    "kickoff",
    "require deliver R1",
    "require verify R1",
    "golive",
    "deliver",
  );
  await house.karin.presses("deliver approve");
  expect(await refused("handover")).toContain("the kickoff, without approved minutes");
  await annaTypes(house, "minutes kickoff decision: the main number closes at 17");
  expect(await refused("handover")).toContain("the kickoff, without approved minutes");
  await annaTypes(house, "minutes approve M1", "handover");
  expect((await house.facts()).project.state).toBe("closed");
});
