import { describe, expect, test } from "vitest";
import type { MeetingMinutes, ProjectFacts } from "../../../src/domain/facts.ts";
import { held } from "../../fixtures/project-facts.ts";
import { day, dueOf, keysOf, member, projectFacts, swedish, team } from "../support.ts";

const by = { id: "anna", name: "Anna" };

describe("S2: minutes missing", () => {
  const facts = projectFacts({ members: team, checkIns: [held("C1", 60, { on: day("2026-12-03") })] });
  const minutes = (state: MeetingMinutes["state"]): MeetingMinutes => ({
    id: "m",
    ref: "M1",
    meeting: "C1",
    on: day("2026-12-03"),
    state,
    drafter: "template",
  });
  test.each([
    { today: "2026-12-03", why: "the day of the meeting", sent: [] },
    { today: "2026-12-04", why: "the day after", sent: ["minutes-missing/C1/2026-12-03/after-1"] },
    { today: "2026-12-06", why: "a Sunday does not count", sent: ["minutes-missing/C1/2026-12-03/after-1"] },
    { today: "2026-12-07", why: "two: still the first nudge", sent: ["minutes-missing/C1/2026-12-03/after-1"] },
    { today: "2026-12-08", why: "three business days: the lead", sent: ["minutes-missing/C1/2026-12-03/after-3"] },
  ])("$today: $why", ({ today, sent }) => expect(keysOf("minutes-missing", facts, today)).toEqual(sent));

  test("a draft waits for approval, approved ones for nothing", () => {
    const [draft] = dueOf("minutes-missing", { ...facts, minutes: [minutes("draft")] }, "2026-12-04");
    expect(draft?.to).toBe("internal");
    expect(draft && swedish(draft.text)).toBe("Protokoll M1 från avstämning C1 tors 3 dec väntar på godkännande.");
    expect(keysOf("minutes-missing", { ...facts, minutes: [minutes("approved")] }, "2026-12-04")).toEqual([]);
  });

  test("K1: the kickoff has minutes too", () => {
    const kickoff = projectFacts({ project: { kickoff: { on: day("2026-12-03"), by, recordedAt: 1 } } });
    expect(keysOf("minutes-missing", kickoff, "2026-12-04")).toEqual(["minutes-missing/kickoff/2026-12-03/after-1"]);
  });

  test("what was recorded weeks after it was held does not *still* wait, the first time that it is said", () => {
    for (const today of ["2027-01-11", "2027-01-13", "2027-01-18"]) {
      const [item] = dueOf("minutes-missing", facts, today);
      expect(item && swedish(item.text)).toBe("Protokollet från avstämning C1 tors 3 dec saknas. anna, ta tag i det.");
    }
  });

  test("the second nudge names the lead, and stays inside", () => {
    const items = dueOf("minutes-missing", facts, "2026-12-08");
    expect(items.map(({ to, text }) => [to, swedish(text)])).toEqual([
      ["internal", "Protokollet från avstämning C1 tors 3 dec saknas. anna, ta tag i det."],
    ]);
  });
});

describe("L2: the delivery approval that has no answer", () => {
  const asked: ProjectFacts = projectFacts({
    members: [...team, member("maria", "sponsor")],
    deliveries: [{ id: "d1", askedOn: day("2026-04-30"), askedBy: by, state: "asked", text: "", digest: "" }],
  });
  test.each([
    { today: "2026-04-30", why: "the day itself", sent: [] },
    { today: "2026-05-01", why: "May Day does not count", sent: [] },
    { today: "2026-05-04", why: "one business day is too soon", sent: [] },
    { today: "2026-05-05", why: "two business days after Thursday 30 April", sent: ["confirm-delivery/d1/after-2"] },
    { today: "2026-05-07", why: "still the first nudge", sent: ["confirm-delivery/d1/after-2"] },
    { today: "2026-05-08", why: "the lead", sent: ["confirm-delivery/d1/after-5", "confirm-delivery/d1/after-5/lead"] },
    {
      today: "2026-05-12",
      why: "still the lead",
      sent: ["confirm-delivery/d1/after-5", "confirm-delivery/d1/after-5/lead"],
    },
    {
      today: "2026-05-13",
      why: "the sponsor",
      sent: ["confirm-delivery/d1/after-8", "confirm-delivery/d1/after-8/sponsor"],
    },
  ])("$today: $why", ({ today, sent }) => expect(keysOf("confirm-delivery", asked, today)).toEqual(sent));

  test("it asks the approver", () => {
    const [item] = dueOf("confirm-delivery", asked, "2026-05-05");
    expect(item && swedish(item.text)).toMatch(/^johan: leveransgodkännandet/);
  });
  test.each(["approved", "declined", "outdated"] as const)("silent when it is %s", (state) => {
    const deliveries = asked.deliveries.map((request) => ({ ...request, state }));
    expect(keysOf("confirm-delivery", { ...asked, deliveries }, "2026-05-05")).toEqual([]);
  });
});

describe("L4: the handover that remains", () => {
  const request = {
    id: "d1",
    askedOn: day("2026-12-01"),
    askedBy: by,
    state: "approved",
    decidedOn: day("2026-12-22"),
    text: "",
    digest: "",
  } as const;
  const approved = projectFacts({ members: team, deliveries: [request] });
  test.each([
    { today: "2026-12-22", why: "the day itself", sent: [] },
    { today: "2026-12-23", why: "one business day", sent: [] },
    { today: "2026-12-25", why: "Christmas does not count", sent: [] },
    { today: "2026-12-28", why: "two business days", sent: ["handover/2026-12-22/after-2"] },
    { today: "2026-12-30", why: "four: still the first nudge", sent: ["handover/2026-12-22/after-2"] },
    { today: "2027-01-04", why: "five, past New Year", sent: ["handover/2026-12-22/after-5"] },
  ])("$today: $why", ({ today, sent }) => expect(keysOf("handover", approved, today)).toEqual(sent));

  test("not before the approval", () => {
    expect(keysOf("handover", { ...approved, deliveries: [{ ...request, state: "asked" }] }, "2026-12-28")).toEqual([]);
  });
});
