import { describe, expect, test } from "vitest";
import type { ConversationRef } from "../../../src/platforms/teams/who/conversation-ref.ts";
import { accountOf, hasOutsiders, isGuest, type Member, nameOf } from "../../../src/platforms/teams/who/identity.ts";

const home = "home";
const anna: Member & { tenantId: string } = {
  ...{ id: "29:anna", name: "Anna Lind", tenantId: home, userRole: "user" },
  ...{ userPrincipalName: "Anna.Lind@Leverantoren.se", email: "anna.lind@leverantoren.se" },
};
const karin = {
  ...anna,
  ...{ id: "29:karin", name: "Karin Ek", userRole: "guest", email: "karin.ek@solbacken.se" },
  userPrincipalName: "karin.ek_solbacken.se#EXT#@leverantoren.onmicrosoft.com",
};
const johan = { ...anna, id: "29:johan", name: "Johan Berg", tenantId: "solbacken", email: "johan.berg@solbacken.se" };

describe("who somebody is", () => {
  test.each([
    { who: "a member of the home tenant", member: anna, inGroup: true, staff: true },
    { who: "a member who is not in the staff group", member: anna, inGroup: false, staff: false },
    { who: "a guest of the home tenant", member: karin, inGroup: true, staff: false },
    { who: "a guest whose role is not told", member: { ...karin, userRole: undefined }, inGroup: true, staff: false },
    { who: "a guest by role alone", member: { ...anna, role: "Guest" }, inGroup: true, staff: false },
    { who: "somebody without an account", member: { ...anna, userRole: "anonymous" }, inGroup: true, staff: false },
    { who: "a member of another tenant", member: johan, inGroup: true, staff: false },
  ])("A1: $who is staff: $staff", ({ member, inGroup, staff }) => {
    expect(accountOf(member, home, inGroup).staff).toBe(staff);
  });

  test.each(["agenticUser", "bot", "skill"])("a machine is nobody's staff, whatever tenant it is of: %s", (role) => {
    expect(accountOf({ ...anna, role }, home, true)).toMatchObject({ staff: false, gone: "machine" });
    expect(accountOf(anna, home, true).gone).toBeUndefined();
  });

  test("an address is taken only where the home tenant has proven it", () => {
    expect(accountOf(anna, home, true)).toMatchObject({
      email: "anna.lind@leverantoren.se",
      tenant: home,
      user: "29:anna",
    });
    expect(accountOf(karin, home, true)).not.toHaveProperty("email");
    expect(accountOf(johan, home, true)).not.toHaveProperty("email");
  });

  test("somebody from outside is shown with the company that their address names", () => {
    expect(accountOf(karin, home, true)).toMatchObject({ company: "solbacken.se" });
    expect(accountOf(johan, home, true)).toMatchObject({ company: "solbacken.se", tenant: "solbacken" });
    expect(accountOf(anna, home, true)).not.toHaveProperty("company");
  });

  test("#EXT# marks a guest in any case", () => {
    expect(isGuest({ id: "x", userPrincipalName: "a_b.se#ext#@c.onmicrosoft.com" })).toBe(true);
  });
});

const channel: ConversationRef = {
  ...{ id: "19:a@thread.tacv2", serviceUrl: "https://x/", tenant: home, kind: "channel", name: "solbacken" },
  ...{ team: { id: "19:t@thread.tacv2", name: "Leverans" }, bot: { id: "28:bot" } },
};

describe("people from outside", () => {
  test.each([
    { what: "only members of ours", ref: channel, roster: [anna], outsiders: false },
    { what: "a guest", ref: channel, roster: [anna, karin], outsiders: true },
    { what: "somebody of another tenant", ref: channel, roster: [anna, johan], outsiders: true },
    { what: "nobody knows who", ref: channel, roster: undefined, outsiders: true },
    { what: "a member whose tenant nobody knows", ref: channel, roster: [{ id: "29:x" }], outsiders: true },
    {
      what: "another tenant that it is shared with",
      ref: { ...channel, sharedWith: ["solbacken"] },
      roster: [anna],
      outsiders: true,
    },
    {
      what: "another team of ours that it is shared with",
      ref: { ...channel, sharedWith: [home] },
      roster: [anna],
      outsiders: false,
    },
    { what: "another host", ref: { ...channel, tenant: "solbacken" }, roster: [anna], outsiders: true },
    { what: "the bot itself", ref: channel, roster: [anna, { id: "28:bot" }], outsiders: false },
    { what: "a visitor before", ref: { ...channel, visited: true as const }, roster: [], outsiders: true },
    { what: "a private chat", ref: { ...channel, kind: "personal" as const }, roster: undefined, outsiders: false },
  ])("A1: $what: $outsiders", ({ ref, roster, outsiders }) => {
    expect(hasOutsiders(ref, home, roster)).toBe(outsiders);
  });

  test("A1: before any home is known everybody is from outside", () => {
    expect(hasOutsiders(channel, undefined, [anna])).toBe(true);
  });
});

test.each([
  { what: "a channel", ref: channel, name: "solbacken" },
  { what: "the General channel", ref: { ...channel, id: "19:t@thread.tacv2" }, name: "Leverans" },
  {
    what: "a chat with a topic",
    ref: { ...channel, kind: "groupChat" as const, team: undefined, name: "Solbacken" },
    name: "Solbacken",
  },
  {
    what: "a chat without one",
    ref: { ...channel, kind: "groupChat" as const, name: undefined },
    name: "Anna Lind, Karin Ek",
  },
  { what: "a private chat", ref: { ...channel, kind: "personal" as const }, name: "Startklar" },
])("$what is called $name", ({ ref, name }) => {
  const { name: called, team, ...rest } = ref;
  const shown: ConversationRef = {
    ...rest,
    ...(called === undefined ? {} : { name: called }),
    ...(team === undefined ? {} : { team }),
  };
  expect(nameOf(shown, [karin, anna])).toBe(name);
});
