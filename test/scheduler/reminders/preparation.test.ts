import { expect, test } from "vitest";
import { day, dueOf, keysOf, projectFacts, swedish, team } from "../support.ts";

const facts = projectFacts({ project: { plan: { workshop: day("2026-12-08") } }, members: team });
const key = (nudge: string) => [`preparation/2026-12-08/${nudge}`];

test.each([
  { today: "2026-11-23", why: "eleven business days before is too soon", sent: [] },
  { today: "2026-11-24", why: "ten business days before", sent: key("before-10") },
  { today: "2026-12-01", why: "five business days before", sent: key("before-5") },
  { today: "2026-12-05", why: "a Saturday: still the nudge of Friday", sent: key("before-2") },
  { today: "2026-12-07", why: "the day before", sent: key("before-2") },
  { today: "2026-12-08", why: "made up on the day itself", sent: key("before-2") },
  { today: "2026-12-09", why: "the workshop has been", sent: [] },
])("D3, K1: $today: $why", ({ today, sent }) => expect(keysOf("preparation", facts, today)).toEqual(sent));

test("D3: it asks for every department's needs, and requirements and wishes in writing", () => {
  const [item] = dueOf("preparation", facts, "2026-12-01");
  expect(item?.to).toBe("shared");
  expect(item && swedish(item.text)).toBe(
    "karin: workshopen är tis 8 dec. Förbered den genom att samla in underlag från alla berörda avdelningar och skriva ner krav och önskemål.",
  );
});

test("K1: nothing after kickoff", () => {
  const kickoff = { on: day("2026-11-27"), by: { id: "anna", name: "Anna" }, recordedAt: 1 };
  expect(keysOf("preparation", { ...facts, project: { ...facts.project, kickoff } }, "2026-12-01")).toEqual([]);
});
