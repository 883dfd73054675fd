import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { variantOf } from "../../../src/domain/agreement.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
const requirement = async (ref: string) => (await house.facts()).requirements.find((one) => one.ref === ref);

beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
  await house.anna.says('require add "Main number answers 07–18"');
});
afterEach(() => house.close());

describe("S1: what was agreed, delivered and verified", () => {
  test("a requirement records what, whether it deviates, when and by whom it was agreed", async () => {
    const said = await house.anna.says('require add "Own hold music per queue" deviation');
    expect(said.text).toBe("R2 agreed, as a deviation from standard: Own hold music per queue");
    const slip = await house.anna.says("require add r1");
    expect([slip.outcome, slip.text]).toEqual(["refused", expect.stringContaining("“R1” is only a reference")]);
    expect(await requirement("R1")).toMatchObject({
      deviation: false,
      state: "agreed",
      agreedOn: "2026-11-23",
      agreedBy: { name: "Anna Lind" },
    });
    expect(await requirement("R2")).toMatchObject({ deviation: true });
  });

  test("it is delivered, then verified, and the list says when and by whom", async () => {
    await house.anna.says("require deliver R1");
    const said = await house.erik.says("require verify R1");
    expect(said.text).toBe("R1 is verified by Erik Holm: Main number answers 07–18");
    expect(await requirement("R1")).toMatchObject({
      state: "verified",
      deliveredOn: "2026-11-23",
      verifiedBy: { name: "Erik Holm" },
    });
    const list = (await house.karin.says("require")).text;
    expect(list).toContain("1 requirement, 1 delivered, 1 verified");
    expect(list).toContain(
      "R1 | Main number answers 07–18 | standard | Mon 23 Nov 2026 | Mon 23 Nov 2026 | Mon 23 Nov 2026, Erik Holm",
    );
  });

  test("what is not delivered cannot be verified, with the line that comes first", async () => {
    const said = await house.anna.says("require verify R1");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("require deliver R1");
  });

  test("twice is refused with when it was done", async () => {
    await house.anna.says("require deliver R1");
    expect((await house.anna.says("require deliver R1")).text).toContain("R1 was marked delivered Mon 23 Nov");
  });

  test("an edit after delivery asks for delivery again", async () => {
    await house.anna.says("require deliver R1");
    const said = await house.anna.says('require edit R1 "Main number answers 07–20"');
    expect(said.text).toContain("R1 is to be delivered and verified again.");
    const after = await requirement("R1");
    expect(after).toMatchObject({ text: "Main number answers 07–20", state: "agreed" });
    expect(after?.deliveredOn).toBeUndefined();
  });

  test("what is dropped keeps its reason, and nothing happens to it any more", async () => {
    await house.anna.says('require drop R1 "no main number"');
    expect(await requirement("R1")).toMatchObject({ state: "dropped", droppedReason: "no main number" });
    expect((await house.anna.says("require deliver R1")).text).toContain("R1 is dropped");
    expect((await house.anna.says("require")).text).toContain("R1 Main number answers 07–18: no main number");
  });

  test("customers look, and change nothing", async () => {
    expect((await house.karin.says("require")).outcome).toBe("done");
    expect((await house.karin.says('require add "Free phones"')).outcome).toBe("refused");
    expect((await house.facts()).requirements).toHaveLength(1);
  });

  test("an unknown reference lists those there are", async () => {
    const said = await house.anna.says("require deliver R9");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("R1");
  });
});

describe("S5: after kickoff", () => {
  beforeEach(async () => {
    await house.anna.says("kickoff");
  });

  test.each([
    {
      line: 'require add "Two more queues" deviation',
      effect: { kind: "add-requirement", text: "Two more queues", deviation: true },
    },
    { line: 'require edit R1 "Answers 07–20"', effect: { kind: "edit-requirement", ref: "R1", text: "Answers 07–20" } },
  ])("$line becomes a change request to price", async ({ line, effect }) => {
    const said = await house.anna.says(line);
    const { requirements, changes } = await house.facts();
    expect(requirements).toHaveLength(1);
    expect(requirements[0]).toMatchObject({ text: "Main number answers 07–18", state: "agreed", baseline: true });
    expect(changes).toMatchObject([{ ref: "X1", kind: "change", state: "asked", effect }]);
    expect(said.text).toContain("change price X1 fixed:<kr>");
  });

  test("to leave one out needs a yes, not a price", async () => {
    const said = await house.anna.says('require drop R1 "not needed"');
    expect((await house.facts()).changes).toMatchObject([
      {
        ref: "X1",
        state: "priced",
        pricing: { kind: "fixed", price: 0 },
        effect: { kind: "drop-requirement", ref: "R1", reason: "not needed" },
      },
    ]);
    expect(said.text).toContain("change send X1");
    expect((await house.anna.says("change price X1 fixed:500")).outcome).toBe("done");
  });

  test("delivering and verifying are no changes", async () => {
    await house.anna.says("require deliver R1");
    expect((await house.anna.says("require verify R1")).outcome).toBe("done");
    expect((await house.facts()).changes).toEqual([]);
  });
});

test("S5, S8: where the agreement does not charge for changes, a requirement after kickoff is agreed at once", async () => {
  await house.close();
  house = await openWorkspace({
    agreement: (shipped) => ({
      ...shipped,
      variants: {
        ...shipped.variants,
        smaller: { ...variantOf({ variant: "smaller" }, shipped), chargesChangesAfterKickoff: false },
      },
    }),
  });
  await house.openSolbacken();
  await house.anna.says('require add "Main number answers 07–18"');
  await house.anna.says("kickoff");
  await house.anna.says('require add "Two more queues"');
  expect(await requirement("R2")).toMatchObject({ state: "agreed", baseline: true });
  expect((await house.facts()).changes).toEqual([]);
});

test("S1: who of the customer agreed is said: whom staff name, the approver's yes, and nobody where nobody was named", async () => {
  const agreedOf = async () => (await house.facts()).requirements.slice(-2).map(({ agreedWith }) => agreedWith?.name);
  await house.anna.says('require add "Main number answers"');
  await house.anna.says('require add "Own hold music" by:karin');
  expect(await agreedOf()).toEqual([undefined, "Karin Ek"]);
  const refused = await house.anna.says('require add "Night mode" by:erik');
  expect(refused.outcome).toBe("refused");
  expect(refused.text).toContain("Erik Holm is not one of the customer’s people");
  const { text } = await house.anna.says("require");
  expect(text).toContain("Own hold music | standard | Mon 23 Nov 2026, with Karin Ek");
  expect(text).toContain("Main number answers | standard | Mon 23 Nov 2026 |");
});
