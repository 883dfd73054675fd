import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
const channel = async (as: "internal" | "shared") => {
  const { project } = await house.facts();
  const id = project[as];
  return id === undefined
    ? undefined
    : house.test.database.transaction(async (store) => (await store.places.get(id))?.external);
};

beforeEach(async () => {
  house = await openWorkspace();
  await house.conversation("solbacken");
  await house.conversation("solbacken-kund", { outsiders: true });
  await house.anna.says('open "Solbacken Vård AB"');
});
afterEach(() => house.close());

describe("A1: the shared channel", () => {
  test("binding posts and pins the card that stays", async () => {
    const said = await house.anna.says("bind shared in:solbacken", { in: "solbacken-kund" });
    expect(said.outcome).toBe("done");
    expect(await channel("shared")).toBe("solbacken-kund");
    const card = (await house.messages("solbacken-kund")).find(({ content }) => content.pinned);
    expect(card?.buttons.map(({ runs }) => runs)).toEqual([
      "status own",
      "data hand-in",
      "data template",
      "fault report",
      "change ask",
    ]);
  });

  test.each(["bind in:solbacken", "koppla i:solbacken"])(
    "%s alone asks in a form what the channel is to be",
    async (line) => {
      const { form } = await house.anna.says(line, { in: "solbacken-kund" });
      expect(form?.fields.map(({ name }) => name)).toEqual(["channel", "language"]);
      expect((await house.anna.fills(form, { channel: "internal" }, { in: "solbacken-kund" })).outcome).toBe("invalid");
      expect((await house.anna.fills(form, { channel: "shared" }, { in: "solbacken-kund" })).outcome).toBe("done");
      expect(await channel("shared")).toBe("solbacken-kund");
    },
  );

  test("bound twice it says so", async () => {
    await house.anna.says("bind shared in:solbacken", { in: "solbacken-kund" });
    const said = await house.anna.says("bind shared in:solbacken", { in: "solbacken-kund" });
    expect(said.text).toContain("is the shared channel for Solbacken Vård AB already");
  });

  test("moved to another channel, the old card loses its buttons", async () => {
    await house.anna.says("bind shared in:solbacken", { in: "solbacken-kund" });
    await house.conversation("solbacken-nya", { outsiders: true });
    const said = await house.anna.says("bind shared in:solbacken", { in: "solbacken-nya" });
    expect(said.text).toContain(
      "solbacken-nya is the shared channel for Solbacken Vård AB, instead of solbacken-kund.",
    );
    expect(await channel("shared")).toBe("solbacken-nya");
    const [old] = await house.messages("solbacken-kund");
    expect(old?.buttons).toEqual([]);
    expect(old?.text).toContain("has moved to another channel");
    expect((await house.messages("solbacken-nya")).some(({ buttons }) => buttons.length === 5)).toBe(true);
  });

  test("an internal channel is not shared with a customer", async () => {
    const said = await house.anna.says("bind shared in:solbacken");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("is the internal channel of solbacken");
  });

  test("a shared channel has one project", async () => {
    await house.anna.says("bind shared in:solbacken", { in: "solbacken-kund" });
    await house.conversation("akero");
    await house.anna.says('open "Åkerö Bygg AB"', { in: "akero" });
    const said = await house.anna.says("bind shared in:akero", { in: "solbacken-kund" });
    expect(said.outcome).toBe("refused");
    expect((await house.facts("akero")).project.shared).toBeUndefined();
  });
});

describe("A1: the internal channel", () => {
  test("a channel with people from outside is refused", async () => {
    const said = await house.anna.says("bind internal in:solbacken", { in: "solbacken-kund" });
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("has people from outside in it");
    expect(await channel("internal")).toBe("solbacken");
  });

  test("one channel can be internal to several projects", async () => {
    await house.conversation("akero");
    await house.anna.says('open "Åkerö Bygg AB"', { in: "akero" });
    const said = await house.anna.says("bind internal in:akero");
    expect(said.text).toContain("solbacken is the internal channel for Åkerö Bygg AB, instead of akero.");
    expect(said.text).toContain("bind shared in:akero");
  });

  test("a private chat is no channel", async () => {
    expect((await house.anna.says("bind internal in:solbacken", { in: "dm-anna" })).text).toContain(
      "a project needs a channel",
    );
  });
});

test("a channel can have a language of its own", async () => {
  const said = await house.anna.says("bind shared in:solbacken language:sv", { in: "solbacken-kund" });
  expect(said.outcome).toBe("done");
  const after = await house.anna.says("plan", { in: "solbacken-kund" });
  expect(after.answer.language).toBe("sv");
  expect((await house.anna.says("plan")).answer.language).toBe("en");
});

test("a customer binds nothing", async () => {
  const said = await house.karin.says("bind shared in:solbacken", { in: "solbacken-kund" });
  expect(said.outcome).toBe("refused");
  expect(await channel("shared")).toBeUndefined();
});
