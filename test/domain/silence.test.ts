import { describe, expect, test } from "vitest";
import { silenceOf } from "../../src/domain/silence.ts";
import { day, karin, member, projectFacts, said } from "../fixtures/project-facts.ts";

const asked = { subject: "data", about: "customer-data/2026-12-04" };
const told = [day("2026-12-03"), day("2026-12-07")].map((on) => ({ about: asked.about, on }));
const today = day("2026-12-11");
const members = [member("anna", "lead"), member("karin", "customer")];
const snooze = (subject: string, until: string) => [
  { id: "s", subject, until: day(until), reason: "HR", by: { id: "anna", name: "Anna" } },
];
const away = (from: string, until: string) => ({ away: { from: day(from), until: day(until) } });

describe("C2: no answer counts from what the customer was told where they read it", () => {
  test.each([
    ["told days ago", {}, "silent"],
    ["no channel with them: nobody was asked", { project: { shared: undefined } }, "unasked"],
    ["never told", { told: [] }, "lately"],
    ["told of another day", { told: [{ about: "customer-data/2026-11-20", on: day("2026-11-20") }] }, "lately"],
    ["told today alone", { told: [{ about: asked.about, on: today }] }, "lately"],
    ["a snooze that ended today", { snoozes: snooze("data", "2026-12-11") }, "put-off"],
    ["a snooze of the reminder", { snoozes: snooze("customer-data", "2026-12-09") }, "put-off"],
    ["a snooze of something else", { snoozes: snooze("porting", "2026-12-11") }, "silent"],
    ["told again since the snooze ended", { snoozes: snooze("data", "2026-12-07") }, "silent"],
    [
      "they have said that they are stuck",
      { data: [{ ...said("fax", "stuck", "2026-12-10"), by: karin }] },
      "answered",
    ],
    ["on the day they were asked", { data: [{ ...said("fax", "stuck", "2026-12-07"), by: karin }] }, "answered"],
    ["asked again since they answered", { data: [{ ...said("fax", "stuck", "2026-12-04"), by: karin }] }, "silent"],
    ["what we recorded is no answer", { data: [said("fax", "rejected", "2026-12-10")] }, "silent"],
    [
      "nobody of theirs is there",
      { members: [members[0], member("karin", "customer", away("2026-12-01", "2026-12-20"))] },
      "away",
    ],
    [
      "back from an absence",
      { members: [members[0], member("karin", "customer", away("2026-12-01", "2026-12-10"))] },
      "back",
    ],
    [
      "somebody else of theirs was asked meanwhile",
      {
        members: [
          ...[members[0], member("karin", "customer", away("2026-12-01", "2026-12-10"))],
          member("johan", "approver"),
        ],
      },
      "silent",
    ],
  ] as const)("%s", (_, more, expected) => {
    const facts = projectFacts({ members, told, ...(more as object) });
    expect(silenceOf(facts, asked, today)).toBe(expected);
  });
});
