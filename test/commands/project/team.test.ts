import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
const roles = async () => (await house.facts()).members.map(({ handle, role }) => `${handle} ${role}`).sort();

beforeEach(async () => {
  house = await openWorkspace();
  await house.conversation("solbacken");
  await house.conversation("solbacken-kund", { outsiders: true });
  await house.anna.says('open "Solbacken Vård AB" shared:solbacken-kund');
  for (const one of [house.karin, house.johan, house.petra]) await one.says("help");
  await house.erik.says("help");
});
afterEach(() => house.close());

describe("L3: who approves is whom staff named", () => {
  test("somebody of the customer's becomes the approver", async () => {
    const said = await house.anna.says("team add karin approver");
    expect(said.text).toBe("Karin Ek is approver on the project for Solbacken Vård AB.");
    expect(await roles()).toEqual(["anna lead", "karin approver"]);
  });

  test("of two with one name it is asked which, also when one of them is on the project; a mention is one person", async () => {
    await house.anna.says('team add "Nils Ek"');
    const { database } = house.test;
    await database.transaction(async (store) => void (await store.people.addContact("Nils Ek", "nils.ek")));
    await database.transaction(async (store) => void (await store.people.addContact("nils", "nisse")));
    const said = await house.anna.says('team add "Nils Ek" approver');
    expect([said.outcome, said.text]).toEqual([
      "refused",
      expect.stringMatching(/Nils Ek \(@nils\).*Nils Ek \(@nils\.ek\)/),
    ]);
    expect((await house.anna.says("team add nils approver")).outcome).toBe("refused");
    expect(await roles()).toEqual(["anna lead", "nils customer"]);
    expect((await house.anna.says("team add @nils.ek approver")).outcome).toBe("done");
    expect((await house.anna.says("team add @nils customer")).text).not.toMatch(/nisse/);
  });

  test.each(["approver", "sponsor", "customer"])("S9: one of ours cannot be %s", async (role) => {
    const said = await house.anna.says(`team add erik ${role}`);
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("Erik Holm is one of ours");
    expect(await roles()).toEqual(["anna lead"]);
  });

  test("somebody of the customer's cannot be staff or lead", async () => {
    expect((await house.anna.says("team add karin staff")).text).toContain("Karin Ek is not one of ours");
    expect((await house.anna.says("team lead karin")).text).toContain("Karin Ek is not one of ours");
    expect(await roles()).toEqual(["anna lead"]);
  });

  test("a customer names nobody", async () => {
    await house.anna.says("team add karin approver");
    const said = await house.karin.says("team add johan approver");
    expect(said.outcome).toBe("refused");
    expect(await roles()).toEqual(["anna lead", "karin approver"]);
  });

  test("the list says when nobody can approve, to staff alone", async () => {
    expect((await house.anna.says("team")).text).toContain("Nobody can approve on the customer’s side");
    await house.anna.says("team add johan");
    expect((await house.johan.says("team")).text).not.toContain("Nobody can approve");
  });

  test("taking away the only approver is said", async () => {
    await house.anna.says("team add karin approver");
    const said = await house.anna.says("team remove karin");
    expect(said.text).toContain("Karin Ek is no longer on the project");
    expect(said.text).toContain("name an approver");
    expect(await roles()).toEqual(["anna lead"]);
  });
});

describe("roles", () => {
  test("without a role, ours are staff and others customers", async () => {
    await house.anna.says("team add erik");
    await house.anna.says("team add johan");
    expect(await roles()).toEqual(["anna lead", "erik staff", "johan customer"]);
  });

  test("a person can have two roles; `team role` leaves one", async () => {
    await house.anna.says("team add karin approver");
    await house.anna.says("team add karin sponsor");
    expect(await roles()).toEqual(["anna lead", "karin approver", "karin sponsor"]);
    await house.anna.says("team role karin partner");
    expect(await roles()).toEqual(["anna lead", "karin partner"]);
  });

  test("the same role twice is refused", async () => {
    await house.anna.says("team add johan");
    expect((await house.anna.says("team add johan customer")).text).toContain(
      "Johan Berg is customer on this project already.",
    );
    expect((await house.anna.says("team role johan customer")).outcome).toBe("refused");
  });

  test("a project is never without its lead, and has one", async () => {
    expect((await house.anna.says("team remove anna")).text).toContain("name another one first");
    const said = await house.anna.says("team lead erik");
    expect(said.text).toBe("Erik Holm is project lead, instead of Anna Lind.");
    expect(await roles()).toEqual(["anna staff", "erik lead"]);
  });

  test("who is not on the project has no role to change", async () => {
    expect((await house.anna.says("team role petra partner")).text).toContain("Petra Sund is not on the project");
    expect((await house.anna.says("team remove petra")).outcome).toBe("refused");
  });
});

describe("contacts without an account", () => {
  test("a slip in the role of somebody known is no new contact", async () => {
    const said = await house.anna.says("team add karin emperor");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("I know Karin Ek, but “emperor” is no role");
    expect(await roles()).toEqual(["anna lead"]);
  });

  test("a name that nobody has is a pending contact, said so, with how to link it", async () => {
    const said = await house.anna.says("team add Lena Quist approver");
    expect(said.text).toContain("Lena Quist has no account here yet: a contact without rights.");
    expect(said.text).toContain("team link lena <mention>");
    const lena = (await house.facts()).members.find(({ handle }) => handle === "lena");
    expect(lena).toMatchObject({ name: "Lena Quist", role: "approver", reachable: false });
    expect((await house.anna.says("team")).text).toContain("approver (contact without an account)");
  });

  test("L3: linking gives the account the contact's roles", async () => {
    await house.anna.says('team add "Olle Quist" approver');
    const contact = (await house.facts()).members.find(({ role }) => role === "approver");
    await house.olle.says("help");
    const said = await house.anna.says(`team link "Olle Quist" "Olle Okänd"`);
    expect(said.outcome).toBe("done");
    const linked = (await house.facts()).members.find(({ role }) => role === "approver");
    expect(linked).toMatchObject({ id: contact?.id, reachable: true });
    expect((await house.olle.says("team")).outcome).toBe("done");
  });

  test("S9: one of ours is never linked to the customer's contact", async () => {
    await house.anna.says('team add "Lena Quist" approver');
    const said = await house.anna.says("team link lena @erik");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("Erik Holm is one of ours");
  });

  test("an account that nobody has met is asked for", async () => {
    await house.anna.says('team add "Lena Quist" approver');
    expect((await house.anna.says("team link lena @ingen")).text).toContain("I have not met @ingen here yet");
  });
});
