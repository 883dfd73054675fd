import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
const open = async (more = "") => {
  house = await openWorkspace();
  await house.openSolbacken(more);
};
afterEach(() => house.close());

describe("bought directly", () => {
  beforeEach(() => open());

  test.each([
    {
      line: 'fault "no incoming calls"',
      route: "Report it by e-mail to kundcenter@icentrex.se; failing that, by phone, 020-20 20 22.",
    },
    { line: 'fault "no incoming calls" urgent', route: "It is urgent: call 020-20 20 22 now." },
  ])("F2: $line", async ({ line, route }) => {
    const said = await house.karin.says(line);
    expect(said.text).toContain("F1 is noted");
    expect(said.text).toContain(route);
    expect((await house.facts()).faults).toMatchObject([
      { ref: "F1", text: "no incoming calls", by: { name: "Karin Ek" }, billed: false },
    ]);
  });

  test.each(["done F1", "F1 is fixed now", "f1: fixed"])(
    "F1: what is said of a fault that stands is no new one: %s",
    async (said) => {
      await house.karin.says('fault "no incoming calls"');
      const theirs = await house.karin.says(`fault "${said}"`);
      expect(theirs.text).toContain("F1 stands already, so no new fault is recorded.");
      const ours = await house.anna.says(`fault "${said}"`);
      expect(ours.text).toContain('fault cause F1 <supplier|customer|third-party> "<reason>"');
      expect((await house.facts()).faults).toHaveLength(1);
      await house.karin.says('fault "since F1 was fixed nobody can call out"');
      expect((await house.facts()).faults).toHaveLength(2);
    },
  );

  test("F1, F3: the answer asks for help with the troubleshooting, and says what we answer for in the device", async () => {
    await house.anna.says('hardware add "Yealink T54W" service approved bought provisioned');
    const known = await house.karin.says('fault "no sound" on:yealink');
    expect(known.text).toContain("Yealink T54W: part of the service, so we answer for it, and we support it.");
    expect(known.text).toContain("Please help us find the fault");
    expect((await house.facts()).faults[0]?.hardware).toBe("Yealink T54W");
    const unknown = await house.karin.says('fault "no sound" on:"Panasonic"');
    expect(unknown.text).toContain("“Panasonic” is not on the project’s hardware list.");
    expect(unknown.text).toContain("support hardware that we have approved, sold and, where needed, provisioned");
  });

  test("F2: the standing card's form reports it too, and our own channel hears it", async () => {
    const { form } = await house.johan.presses("fault report");
    const said = await house.johan.fills(form, { problem: "Crackling", urgent: "yes" });
    expect(said.text).toContain("F1 is noted as urgent: Crackling");
    const told = said.messages.find((message) => message.in === "solbacken");
    expect(told?.text).toContain("Johan Berg reports an urgent fault, F1:");
    expect(told?.text).toContain("> Crackling");
    expect(told?.text).toContain("fault cause F1");
  });

  describe("its cause", () => {
    beforeEach(async () => {
      await house.anna.says("project set rate:1200");
      await house.karin.says('fault "no incoming calls"');
      await house.anna.says('log 1h F1 "looked for it"');
    });

    test("F4: not ours and chosen to be billed: the customer sees the reason, and the time is billable", async () => {
      expect((await house.anna.says("invoice")).text).toContain(
        "F4 | F1 no incoming calls | 1 h | – | the cause is not known yet",
      );
      const said = await house.anna.says('fault cause F1 customer "the switch was unplugged" bill');
      expect(said.text).toContain("F1: the cause lay with the customer, and the time on it is billed.");
      const card = (await house.messages("solbacken-kund")).at(-1);
      expect(card?.text).toContain("> the switch was unplugged");
      expect(card?.text).toContain("charged at 1 200,00 kr per hour");
      expect((await house.anna.says("invoice")).text).toContain(
        "F4 | F1, fault: the switch was unplugged (H1) | – | 1 h | 1 200,00 kr per hour | 25 % | 1 200,00 kr",
      );
    });

    test("F4: not ours and not chosen: not billed", async () => {
      await house.anna.says('fault cause F1 third-party "the carrier was down"');
      expect((await house.messages("solbacken-kund")).at(-1)?.text).toContain("The time spent on it is not charged.");
      expect((await house.anna.says("invoice")).text).toContain("you chose not to bill it");
    });

    test.each([
      { line: 'fault cause F1 supplier "a wrong setting" bill', says: "A fault that is ours is never billed." },
      { line: "fault cause F1 customer bill", says: "the customer sees the reason" },
    ])("F4: $line is refused", async ({ line, says }) => {
      const said = await house.anna.says(line);
      expect(said.outcome).toBe("refused");
      expect(said.text).toContain(says);
      expect((await house.facts()).faults[0]?.cause).toBeUndefined();
    });

    test("F4: a corrected cause is written into what the customer saw", async () => {
      await house.anna.says('fault cause F1 customer "the switch was unplugged" bill');
      const before = (await house.messages("solbacken-kund")).length;
      await house.anna.says('fault cause F1 supplier "a wrong queue setting"');
      const seen = await house.messages("solbacken-kund");
      expect(seen).toHaveLength(before);
      expect(seen.at(-1)?.text).toContain("the cause lay with us");
      expect((await house.anna.says('fault cause F1 supplier "a wrong queue setting"')).text).toContain(
        "already recorded for F1",
      );
    });

    test("F4: a customer cannot say whose it was", async () => {
      const said = await house.karin.says('fault cause F1 supplier "yours"');
      expect(said.outcome).toBe("refused");
      expect((await house.facts()).faults[0]?.cause).toBeUndefined();
    });
  });
});

test("F2: bought through a partner: to that partner, urgent or not", async () => {
  house = await openWorkspace();
  await house.conversation("solbacken");
  await house.conversation("solbacken-kund", { outsiders: true });
  await house.anna.says(
    'open "Solbacken Vård AB" via:"Telebolaget AB" internal:solbacken shared:solbacken-kund language:en',
  );
  const said = await house.anna.says('fault "no incoming calls" urgent', { in: "solbacken-kund" });
  expect(said.text).toContain(
    "You bought the service through Telebolaget AB: report the fault to them, by their own guidelines.",
  );
  expect(said.text).not.toContain("020-20 20 22");
});
