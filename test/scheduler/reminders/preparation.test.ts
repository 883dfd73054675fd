import { expect, test } from "vitest";
import { businessCalendar } from "../../../src/domain/calendar.ts";
import { preparation } from "../../../src/scheduler/reminders/preparation.ts";
import { agreement, day, dueOf, keysOf, projectFacts, swedish, team } from "../support.ts";

const facts = projectFacts({ project: { plan: { workshop: day("2026-12-08") } }, members: team });
const key = (nudge: string) => [`preparation/2026-12-08/${nudge}`];

test.each([
  { today: "2026-11-23", why: "eleven business days before is too soon", sent: [] },
  { today: "2026-11-24", why: "ten business days before", sent: key("before-10") },
  { today: "2026-12-01", why: "five business days before", sent: key("before-5") },
  { today: "2026-12-04", why: "two business days before: its own last day", sent: key("before-2") },
  { today: "2026-12-05", why: "its own last day has passed: it is late from now on", sent: [] },
  { today: "2026-12-08", why: "on the day itself", sent: [] },
  { today: "2026-12-09", why: "the workshop has been", sent: [] },
])("D3, K1: $today: $why", ({ today, sent }) => expect(keysOf("preparation", facts, today)).toEqual(sent));

test("D3: it asks for every department's needs, and requirements and wishes in writing", () => {
  const [item] = dueOf("preparation", facts, "2026-12-01");
  expect(item?.to).toBe("shared");
  expect(item && swedish(item.text)).toBe(
    "karin: workshopen är tis 8 dec. Förbered den genom att samla in underlag från alla berörda avdelningar och skriva ner krav och önskemål.",
  );
});

test("D3: on the day itself, where nothing is to be ready before it, it says that it is today", () => {
  const { deadlines: _, ...rest } = agreement;
  const terms = { ...rest, deadlines: [] };
  const [item] = preparation.due({
    ...{ facts, agreement: terms, calendar: businessCalendar(terms.calendar), today: day("2026-12-08") },
    now: 0,
  });
  expect(item && swedish(item.text)).toBe(
    "karin: workshopen är i dag. Ta med underlaget från alla berörda avdelningar och de krav och önskemål som ni har skrivit ner.",
  );
});

test("K1: nothing after kickoff", () => {
  const kickoff = { on: day("2026-11-27"), by: { id: "anna", name: "Anna" }, recordedAt: 1 };
  expect(keysOf("preparation", { ...facts, project: { ...facts.project, kickoff } }, "2026-12-01")).toEqual([]);
});

test.each([
  { today: "2026-12-04", sent: [] },
  { today: "2026-12-05", sent: [] },
  { today: "2026-12-07", sent: ["late/plan/preparation/2026-12-04/after-1"] },
  { today: "2026-12-08", sent: ["late/plan/preparation/2026-12-04/after-1"] },
  { today: "2026-12-09", sent: [] },
])("C2, D3: on $today the customer is asked whether they are prepared: $sent", ({ today, sent }) => {
  expect(keysOf("late/plan/preparation", facts, today)).toEqual(sent);
});

test("C2: who is prepared says so with a press, and is not reminded of it again", () => {
  const [item] = dueOf("late/plan/preparation", facts, "2026-12-07");
  expect(item).toMatchObject({ to: "shared", late: true, buttons: [{ runs: "plan confirm" }] });
  expect(item && swedish(item.text)).toBe(
    "karin: förberedelse av workshopen – det skulle ha varit klart fre 4 dec, så att dagen används till beslut. Är ni klara? Säg det med ett tryck.",
  );
  const by = { id: "karin", name: "Karin" };
  const porting = [{ id: "p", step: "preparation", on: day("2026-12-01"), by, undone: false }];
  expect(keysOf("late/plan/preparation", { ...facts, porting }, "2026-12-07")).toEqual([]);
  expect(keysOf("preparation", { ...facts, porting }, "2026-12-04")).toEqual([]);
});

test("D3: before its last day too, who is prepared says so with a press", () => {
  const [item] = dueOf("preparation", facts, "2026-12-01");
  expect(item?.buttons).toMatchObject([{ runs: "plan confirm", values: { what: "preparation" } }]);
});
