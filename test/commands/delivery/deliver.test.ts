import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { annaTypes, toLive } from "../../support/delivered.ts";
import { openWorkspace, type Seen, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

const card = async (): Promise<Seen> => {
  const found = (await house.messages("solbacken-kund")).findLast((message) =>
    message.text.includes("Delivery approval for"),
  );
  if (found === undefined) throw new Error("The approval was not asked for");
  return found;
};
const blocked = async () => {
  const said = await house.anna.says("deliver");
  expect(said.outcome).toBe("refused");
  return said.text;
};

describe("L2: it is asked for only when everything is delivered", () => {
  test("what blocks is listed, with the line that clears the first of it", async () => {
    expect(await blocked()).toContain("Go-live is not recorded.");
    await annaTypes(house, 'require add "One"', 'require add "Two"', "kickoff", "golive", "require deliver R2");
    const text = await blocked();
    expect(text).toContain("• Not delivered: R1.");
    expect(text).toContain("• Delivered but not verified: R2.");
    expect(text).toContain("require deliver R1");
    expect((await house.facts()).deliveries).toEqual([]);
  });

  test("an approved change counts: its work must be done first", async () => {
    await toLive(house);
    await annaTypes(house, 'change "Two more queues" fixed:4500', "change send X1");
    await house.karin.approves();
    expect(await blocked()).toContain("Approved change not done: X1.");
    await annaTypes(house, "change done X1", "deliver");
    expect((await card()).text).toContain("• X1 Two more queues");
  });

  test("L3: nobody to ask blocks it too", async () => {
    await toLive(house);
    await annaTypes(house, "team remove karin");
    expect(await blocked()).toContain("name an approver");
  });
});

describe("L2, L3: asked", () => {
  beforeEach(() => toLive(house));

  test("it says exactly what is approved, which is kept word for word with who approved and when", async () => {
    const said = await annaTypes(house, "deliver");
    expect(said.text).toContain("Karin Ek can approve or decline it in the shared channel.");
    const asked = await card();
    const [request] = (await house.facts()).deliveries;
    const question = `Karin Ek: please approve the delivery, or decline it with your remarks.\n${request?.text}`;
    const code = request?.digest.slice(0, 6);
    expect(asked.text).toBe(
      `${question}\nIf the buttons do not work, write to me instead:\ndeliver approve ${code}\ndeliver decline ${code} <remarks>`,
    );
    expect(request?.text).toContain("In operation since Mon 23 Nov 2026, which is the delivery date.");
    expect(request?.text).toContain(
      "• R1 Main number answers 07–18, delivered Mon 23 Nov 2026, verified Mon 23 Nov 2026",
    );
    const approved = await house.karin.presses("deliver approve");
    expect(approved.text).toContain("Thank you: the delivery is approved.");
    expect((await card()).text).toBe(`${request?.text}\nApproved by Karin Ek, Mon 23 Nov 2026.`);
    expect((await card()).buttons).toEqual([]);
    expect(approved.messages.find((message) => message.in === "solbacken")?.text).toContain("handover");
    expect((await house.facts()).deliveries).toMatchObject([
      { state: "approved", text: request?.text, decidedBy: { name: "Karin Ek" } },
    ]);
    expect((await house.anna.says("deliver")).text).toContain("The delivery was approved Mon 23 Nov 2026 by Karin Ek.");
  });

  test.each(["johan", "anna", "petra"] as const)(
    "L3: %s is no approver: the press is refused, and recorded",
    async (who) => {
      await annaTypes(house, "team add petra partner", "deliver");
      const said = await house[who].presses("deliver approve", { in: "solbacken-kund" });
      expect(said.outcome).toBe("refused");
      expect(said.text).toContain("Only Karin Ek can approve or decline this.");
      expect((await house.facts()).deliveries).toMatchObject([{ state: "asked" }]);
      const project = (await house.facts()).project.id;
      const [entry] = await house.test.database.transaction((store) => store.audit.of(project));
      expect(entry).toMatchObject({ runs: "deliver approve", outcome: "refused" });
    },
  );

  describe("answered by a typed line, as it stands on the card", () => {
    const code = async () => (await house.facts()).deliveries.at(-1)?.digest.slice(0, 6) ?? expect.fail("not asked");
    const karin = (line: string) => house.karin.says(line, { in: "solbacken-kund" });
    const states = async () => (await house.facts()).deliveries.map(({ state }) => state);
    beforeEach(() => annaTypes(house, "deliver"));

    test("a yes", async () => {
      const said = await karin(`deliver approve ${await code()}`);
      expect([said.outcome, await states()], said.text).toEqual(["done", ["approved"]]);
      expect((await card()).text).not.toContain("write to me instead");
    });

    test("a no with its remarks, one task a line", async () => {
      const said = await karin(`leverans avböj ${await code()} Kvällskön ringer inte\n- Röstbrevlådan är på engelska`);
      expect([said.outcome, await states()], said.text).toEqual(["done", ["declined"]]);
      expect((await house.facts()).tasks.map(({ title }) => title)).toEqual([
        "Kvällskön ringer inte",
        "Röstbrevlådan är på engelska",
      ]);
    });

    test("L3: of nobody but an approver", async () => {
      for (const who of [house.johan, house.anna]) {
        const said = await who.says(`deliver approve ${await code()}`, { in: "solbacken-kund" });
        expect([said.outcome, said.text.includes("Only Karin Ek can")]).toEqual(["refused", true]);
      }
      expect(await states()).toEqual(["asked"]);
    });

    test.each([
      { line: "deliver approve", says: "Which text have you seen?" },
      { line: "deliver approve ffffff", says: "There is a newer question" },
      { line: "deliver decline ffffff nothing rings", says: "There is a newer question" },
    ])("$line is refused and shows the current text, with its line", async ({ line, says }) => {
      const said = await karin(line);
      expect([said.outcome, await states()]).toEqual(["refused", ["asked"]]);
      for (const words of [says, "Delivery approval for", await code()]) expect(said.text).toContain(words);
    });
  });

  test("a second press hears who decided and when", async () => {
    await annaTypes(house, "deliver");
    const asked = await card();
    await house.karin.presses("deliver approve", { on: asked });
    const again = await house.karin.presses("deliver approve", { on: asked });
    expect(again.outcome).toBe("refused");
    expect(again.text).toContain("The delivery is already approved (Karin Ek, Mon 23 Nov 2026).");
  });

  test("it is asked once", async () => {
    await annaTypes(house, "deliver");
    expect(await blocked()).toContain("was asked for Mon 23 Nov 2026 and waits for an answer");
    expect((await house.facts()).deliveries).toHaveLength(1);
  });

  test("L3: each remark of a no becomes a task, and approval is asked for again when they are done", async () => {
    await annaTypes(house, "deliver");
    const first = await card();
    const { form } = await house.karin.presses("deliver decline");
    const said = await house.karin.fills(form, {
      remarks: "- The evening queue does not ring\n\n2. Voicemail is in English",
    });
    expect(said.text).toContain("• T1 The evening queue does not ring");
    expect(said.text).toContain("• T2 Voicemail is in English");
    expect((await card()).text).toContain("Declined by Karin Ek, Mon 23 Nov 2026, with 2 remarks.");
    expect((await house.facts()).tasks).toMatchObject([
      { ref: "T1", source: "remark" },
      { ref: "T2", source: "remark" },
    ]);
    expect(await blocked()).toContain("Remarks not put right yet: T1 and T2.");
    await annaTypes(house, "task done T1", "task done T2", "deliver");
    const second = await card();
    expect(second.id).not.toBe(first.id);
    const old = await house.karin.presses("deliver approve", { on: first });
    expect(old.outcome).toBe("refused");
    expect(old.text).toContain("There is a newer question");
    expect((await house.karin.presses("deliver approve", { on: second })).outcome).toBe("done");
    expect((await house.facts()).deliveries.map(({ state }) => state)).toEqual(["declined", "approved"]);
  });

  test("L3: when the last remark is put right, and not before, it is prompted to ask again", async () => {
    await annaTypes(house, "deliver");
    const { form } = await house.karin.presses("deliver decline");
    await house.karin.fills(form, { remarks: "The evening queue does not ring\nVoicemail is in English" });
    expect((await annaTypes(house, "task done T2")).text).not.toContain("deliver");
    const { text, messages } = await annaTypes(house, "task done T1");
    expect(text).toContain("Every remark on the delivery has now been put right. Ask for the approval again:");
    expect(messages.flatMap(({ content }) => content.blocks)).toContainEqual({ kind: "line", line: "deliver" });
    expect((await house.facts()).deliveries).toMatchObject([{ state: "declined" }]);
  });

  test("L3: a no without a remark is asked for one, and the form is not used up", async () => {
    await annaTypes(house, "deliver");
    const { form } = await house.karin.presses("deliver decline");
    const empty = await house.karin.fills(form, { remarks: "-" });
    expect(empty.errors.remarks).toContain("one remark per line");
    expect((await house.facts()).deliveries).toMatchObject([{ state: "asked" }]);
    expect((await house.karin.fills(form, { remarks: "No sound" })).outcome).toBe("done");
  });

  test("L2: a text that no longer says what would be delivered cannot be answered, and is asked anew", async () => {
    await annaTypes(house, "deliver");
    const first = await card();
    await annaTypes(house, 'require add "Own hold music"', "change price X1 fixed:900", "change send X1");
    await house.karin.approves();
    const stale = await house.karin.presses("deliver approve", { on: first });
    expect(stale.outcome).toBe("refused");
    expect(stale.text).toContain("Something has changed since you were asked");
    await annaTypes(house, "require deliver R2", "require verify R2");
    expect((await house.karin.presses("deliver approve", { on: first })).outcome).toBe("refused");
    await annaTypes(house, "deliver");
    const second = await card();
    expect(second.text).toContain("• R2 Own hold music (change X1)");
    const [old] = (await house.messages("solbacken-kund")).filter((message) => message.id === first.id);
    expect(old?.text).toContain("This no longer applies");
    const shown = await house.karin.presses("deliver approve", { on: first });
    expect(shown.text).toContain("R2 Own hold music");
    expect((await house.karin.presses("deliver approve", { on: second })).outcome).toBe("done");
    expect((await house.facts()).deliveries.map(({ state }) => state)).toEqual(["outdated", "approved"]);
  });
});
