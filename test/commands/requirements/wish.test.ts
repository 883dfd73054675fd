import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

const anna = (line: string) => house.anna.says(line);
const requirement = async (ref: string) => (await house.facts()).requirements.find((one) => one.ref === ref);
async function wish(text = "A queue for the evenings") {
  const { form } = await house.karin.presses("change ask");
  return house.karin.fills(form, { wish: text });
}
const last = async (conversation: string) => (await house.messages(conversation)).at(-1)?.text;

describe("S5: what a customer wishes before kickoff waits to be agreed on", () => {
  test("it is kept word for word, with who wished it, and is no requirement and no change yet", async () => {
    const said = await wish("A queue for the evenings\nand one for weekends");
    expect(said.text).toContain("We have noted your wish as R1");
    expect(await requirement("R1")).toMatchObject({
      ...{ state: "wished", text: "A queue for the evenings\nand one for weekends", baseline: false },
      wished: { on: "2026-11-23", by: { name: "Karin Ek" } },
    });
    expect((await house.facts()).changes).toEqual([]);
    expect(said.messages.find((message) => message.in === "solbacken")?.text).toContain("Karin Ek would like (R1):");
  });

  test("everybody sees in the status, the list and the digest that it waits for our answer", async () => {
    await wish();
    expect((await anna("status")).text).toContain("answer to wish R1 A queue for the evenings");
    expect((await house.anna.says("status", { in: "solbacken-kund" })).text).toContain(
      "answer to wish R1 A queue for the evenings",
    );
    expect((await anna("require")).text).toContain("A wish waits to be agreed on:");
    expect((await anna("require")).text).toContain("R1 A queue for the evenings (Karin Ek, Mon 23 Nov");
    await house.playTo("2026-11-30T09:00");
    for (const channel of ["solbacken", "solbacken-kund"])
      expect((await house.messages(channel)).map(({ text }) => text).join("\n")).toContain(
        "Answer wish R1 A queue for the evenings",
      );
  });

  test("staff agree on it with the button: it is a requirement then, and the customer is told", async () => {
    await wish();
    const said = await house.anna.presses("require agree");
    expect(said.text).toContain("R1 agreed: A queue for the evenings");
    expect(await requirement("R1")).toMatchObject({
      state: "agreed",
      agreedBy: { name: "Anna Lind" },
      wished: { by: { name: "Karin Ek" } },
    });
    expect(await last("solbacken-kund")).toContain(
      "Karin Ek, your wish R1 is agreed on and is one of the requirements now",
    );
    expect((await anna("status")).text).not.toContain("answer to wish");
    await anna("kickoff");
    expect(await requirement("R1")).toMatchObject({ baseline: true });
  });

  test("it can be agreed on in other words, as a deviation", async () => {
    await wish();
    await anna('require agree R1 "Evening queue 17–20" deviation');
    expect(await requirement("R1")).toMatchObject({ state: "agreed", text: "Evening queue 17–20", deviation: true });
    expect(await last("solbacken-kund")).toContain("Evening queue 17–20");
  });

  test("staff decline it with a reason, which the customer is told", async () => {
    await wish();
    const { form } = await house.anna.presses("require drop");
    const said = await house.anna.fills(form, { reason: "not in this licence" });
    expect(said.text).toContain("Wish R1 was declined Mon 23 Nov 2026 by Anna Lind: not in this licence");
    expect(await requirement("R1")).toMatchObject({ state: "dropped", droppedReason: "not in this licence" });
    expect(await last("solbacken-kund")).toContain(
      "Karin Ek, we cannot take on your wish R1 (A queue for the evenings): not in this licence",
    );
  });

  test("until then it cannot be delivered, verified or edited", async () => {
    await wish();
    for (const line of ["require deliver R1", "require verify R1", 'require edit R1 "Other words"']) {
      const said = await anna(line);
      expect([said.outcome, said.text]).toEqual([
        "refused",
        expect.stringContaining("R1 is a wish that is not agreed on yet"),
      ]);
    }
    expect((await requirement("R1"))?.state).toBe("wished");
    await anna("require agree R1");
    expect((await anna("require agree R1")).text).toContain("R1 is agreed already");
  });

  test("C1: our answer is taken back, the wish never is", async () => {
    await wish();
    expect((await anna("undo R1")).outcome).toBe("refused");
    await anna("require agree R1");
    await anna("undo");
    await house.anna.presses("undo confirm");
    expect(await requirement("R1")).toMatchObject({ state: "wished", wished: { by: { name: "Karin Ek" } } });
    await anna('require drop R1 "not in this licence"');
    await anna("undo R1");
    expect((await requirement("R1"))?.state).toBe("wished");
    expect((await house.anna.presses("require agree")).outcome).toBe("done");
  });
});

describe("S5: kickoff asks about wishes that are not answered", () => {
  test("they are listed, and nothing is recorded until it is said anyway; then they are no part of the baseline", async () => {
    await anna('require add "Main number answers 07–18"');
    await wish();
    const asked = await anna("kickoff");
    expect(asked.text).toContain(
      "A wish of the customer is not agreed on. After kickoff a wish that is agreed on is a change request with a price.",
    );
    expect(asked.text).toContain("R2 A queue for the evenings (Karin Ek");
    expect((await house.facts()).project.kickoff).toBeUndefined();
    expect((await house.anna.presses("kickoff anyway")).text).toContain("We now have one requirement to work from");
    expect(await requirement("R2")).toMatchObject({ state: "wished", baseline: false });
  });

  test("agreed on after kickoff it is a change, and the wish becomes the requirement when an approver says yes", async () => {
    await anna('require add "Main number answers 07–18"');
    await wish();
    await anna("kickoff");
    await house.anna.presses("kickoff anyway");
    expect((await anna("require agree R2")).text).toContain("Change request X1 is noted");
    expect((await anna("require agree R2")).text).toContain("Wish R2 is answered by change request X1");
    expect((await anna("require")).text).not.toContain("waits to be agreed on");
    await anna("change price X1 fixed:4500");
    await anna("change send X1");
    const asked = await house.karin.presses("change approve");
    await house.karin.presses("change approve", { on: asked.messages.find(({ buttons }) => buttons.length > 0) });
    expect(await requirement("R2")).toMatchObject({ state: "agreed", change: "X1", baseline: false });
  });

  test("a wish after kickoff is a change request as before", async () => {
    await anna('require add "Main number answers 07–18"');
    await anna("kickoff");
    await wish();
    expect((await house.facts()).changes).toMatchObject([{ ref: "X1", state: "asked" }]);
    expect((await house.facts()).requirements).toHaveLength(1);
  });
});
