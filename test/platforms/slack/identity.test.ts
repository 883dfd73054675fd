import { describe, expect, test } from "vitest";
import { accountOf, isStaff, placeOf, type Workspace } from "../../../src/platforms/slack/who/identity.ts";

const home: Workspace = {
  team: "T1",
  name: "Leverantören",
  url: "https://l.slack.com/",
  botUser: "UB",
  bot: "B1",
  enterprise: "E1",
};
const member = { id: "U1", team_id: "T1", name: "anna", profile: { real_name: "Anna Lind" } };

describe("staff", () => {
  test.each([
    { who: "a member of the home workspace", user: member, staff: true },
    { who: "a guest of several channels", user: { ...member, is_restricted: true }, staff: false },
    { who: "a guest of one channel", user: { ...member, is_ultra_restricted: true }, staff: false },
    { who: "somebody who has left", user: { ...member, deleted: true }, staff: false },
    { who: "a bot", user: { ...member, is_bot: true }, staff: false },
    {
      who: "an admin of another workspace",
      user: { ...member, team_id: "T2", is_admin: true, is_owner: true },
      staff: false,
    },
    { who: "a stranger by the flag alone", user: { ...member, is_stranger: true }, staff: true },
    {
      who: "somebody of our enterprise who is in our workspace",
      user: { ...member, team_id: "T9", enterprise_user: { enterprise_id: "E1", teams: ["T9", "T1"] } },
      staff: true,
    },
    {
      who: "somebody of our enterprise who is not",
      user: { ...member, team_id: "T9", enterprise_user: { enterprise_id: "E1", teams: ["T9"] } },
      staff: false,
    },
    {
      who: "somebody of another enterprise",
      user: { ...member, team_id: "T9", enterprise_user: { enterprise_id: "E2", teams: ["T9", "T1"] } },
      staff: false,
    },
  ])("$who: $staff", ({ user, staff }) => expect(isStaff(user, home, undefined)).toBe(staff));

  test("a staff group narrows it", () => {
    expect(isStaff(member, home, new Set(["U1"]))).toBe(true);
    expect(isStaff(member, home, new Set(["U2"]))).toBe(false);
  });
});

test("an e-mail counts only when Slack has confirmed it", () => {
  const user = { ...member, profile: { ...member.profile, email: "anna@icentrex.se" } };
  const known = { staff: true, company: "Leverantören" };
  expect(accountOf(user, home, known)).not.toHaveProperty("email");
  expect(accountOf({ ...user, is_email_confirmed: true }, home, known)).toMatchObject({
    email: "anna@icentrex.se",
    name: "Anna Lind",
    handle: "anna",
  });
});

test.each([
  { what: "a channel of ours", channel: {}, guests: false, outsiders: false },
  { what: "one with a guest in it", channel: {}, guests: true, outsiders: true },
  { what: "one shared with another organisation", channel: { is_ext_shared: true }, guests: false, outsiders: true },
  { what: "one that is about to be", channel: { is_pending_ext_shared: true }, guests: false, outsiders: true },
  { what: "a private chat", channel: { is_im: true }, guests: true, outsiders: false },
])("people from outside are in $what: $outsiders", ({ channel, guests, outsiders }) =>
  expect(placeOf({ id: "C1", name: "sol", ...channel }, home, guests).outsiders).toBe(outsiders),
);
