import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Account } from "../../../src/store/store.ts";
import { audited } from "../../support/audited.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
const roles = async () => (await house.facts()).members.map(({ handle, role }) => `${handle} ${role}`).sort();
const met = (account: Partial<Account> & Pick<Account, "user" | "name">) =>
  house.test.database.transaction((store) =>
    store.people.meet({ platform: "slack", tenant: "T1", staff: false, handle: account.user, ...account }),
  );

beforeAll(async () => {
  house = await openWorkspace();
  await house.conversation("solbacken");
  await house.conversation("solbacken-kund", { outsiders: true });
  await house.anna.says('open "Solbacken Vård AB" via:"Televäxeln AB" shared:solbacken-kund');
  for (const one of [house.karin, house.petra]) await one.says("help");
  await met({ user: "sten", name: "Sten Gone", gone: "deactivated" });
  await met({ user: "robot", name: "Robot Helper", gone: "machine" });
});
afterAll(() => house.close());
beforeEach(async () => expect(await roles()).toContain("anna lead"));

test.each([
  { line: "team add sten approver", why: /Sten Gone no longer has an account/ },
  { line: "team add robot approver", why: /Robot Helper is a bot/ },
  { line: "team add sten", why: /no longer has an account/ },
  { line: "team lead sten", why: /no longer has an account/ },
  { line: "team role sten partner", why: /not on the project/ },
  { line: "project set sponsor:sten", why: /no longer has an account/ },
  { line: "project set sponsor:robot", why: /is a bot/ },
  { line: 'task add "Floor plan" who:sten', why: /no longer has an account/ },
  { line: 'task add "Floor plan" who:robot', why: /is a bot/ },
])("L3: nobody is there: $line", async ({ line, why }) => {
  const said = await house.anna.says(line);
  expect(said.outcome).toBe("refused");
  expect(said.text).toMatch(why);
  expect(await roles()).toEqual(["anna lead"]);
  expect((await house.facts()).tasks).toEqual([]);
});

test("L3: whoever leaves keeps no role to be changed, cannot be linked, and is taken off; back again, they may be named", async () => {
  const here = { user: "lisa", name: "Lisa Berg" };
  await met(here);
  await house.anna.says("team add lisa approver");
  await met({ ...here, gone: "deactivated" });
  expect((await house.facts()).members.find(({ handle }) => handle === "lisa")?.reachable).toBe(false);
  const listed = (await house.anna.says("team")).text;
  expect(listed).toContain("Nobody can approve");
  expect(listed).toMatch(/approver \(account closed\)/);
  // They had an account, and nobody is to wait until they write.
  expect(listed).not.toMatch(/without an account|no account here yet|team link/);
  expect((await house.anna.says("team role lisa customer")).text).toMatch(/no longer has an account/);
  await house.anna.says('team add "Lena Quist" approver');
  expect((await house.anna.says("team link lena @lisa")).outcome).toBe("refused");
  await house.anna.says("team remove lena");
  expect((await house.anna.says("team link lena @robot")).outcome).toBe("refused");
  expect((await house.anna.says("team remove lisa")).outcome).toBe("done");
  expect(await roles()).toEqual(["anna lead"]);
  await met(here);
  expect((await house.anna.says("team add lisa approver")).outcome).toBe("done");
  await house.anna.says("team remove lisa");
});

test("a machine that speaks: nothing is done or kept, and nobody answers", async () => {
  const account = {
    platform: "local",
    tenant: "local",
    user: "bot",
    name: "Bot",
    staff: true,
    gone: "machine",
  } as const;
  const conversation = {
    platform: "local",
    tenant: "local",
    external: "solbacken",
    name: "solbacken",
    outsiders: false,
    private: false,
  } as const;
  const before = (await house.messages("solbacken")).length;
  const answer = await house.house.dispatch.handle({
    ...{ account, conversation, key: "machine" },
    intent: { kind: "line", text: "log 1h documentation" },
  });
  expect(answer).toMatchObject({ outcome: "refused", caused: [] });
  expect(answer.reply).toBeUndefined();
  expect([(await house.messages("solbacken")).length, (await house.facts()).work.length]).toEqual([before, 0]);
});

test("L3: a partner's person approves for the customer only when staff say that it is meant so", async () => {
  await house.anna.says("team add petra partner");
  for (const line of ["team add petra approver", "team role petra approver"]) {
    const asked = await house.anna.says(line);
    expect(asked.text).toMatch(/Petra Sund belongs to the partner\. .* Nothing is changed yet/);
    expect(asked.answer.reply?.question).toBe(true);
    expect(await roles()).toEqual(["anna lead", "petra partner"]);
  }
  const pressed = await house.anna.presses("team anyway", { values: { how: "role" } });
  expect(pressed.text).toContain("Petra Sund is approver");
  expect(await roles()).toEqual(["anna lead", "petra approver"]);
  expect(await audited(house)).toContain("team anyway");
  await house.anna.says("team remove petra");
  expect((await house.karin.says("team anyway")).outcome).toBe("refused");
});

test.each(["Televäxeln", "televaxeln.se", "Televäxeln Sverige AB"])(
  "L3: so is one of the partner's organisation: %s",
  async (company) => {
    const person = { user: "pelle", name: "Pelle Partner", company };
    await met(person);
    expect((await house.anna.says("team add pelle approver")).text).toContain("belongs to the partner");
    expect(await roles()).toEqual(["anna lead"]);
  },
);

test("L3: an account of the partner's behind the customer's contact is asked about, too; others are not", async () => {
  await met({ user: "pelle", name: "Pelle Partner", company: "Televäxeln" });
  await met({ user: "kim", name: "Kim Kund", company: "Solbacken Vård AB" });
  await house.anna.says('team add "Vera Quist" approver');
  expect((await house.anna.says("team link vera @pelle")).text).toContain("Pelle Partner belongs to the partner");
  expect((await house.facts()).members.find(({ handle }) => handle === "vera")?.reachable).toBe(false);
  expect((await house.anna.presses("team anyway", { values: { how: "link" } })).outcome).toBe("done");
  expect((await house.facts()).members.find(({ handle }) => handle === "vera")?.reachable).toBe(true);
  expect((await house.anna.says("team add kim approver")).outcome).toBe("done");
  expect(await roles()).toContain("kim approver");
});
