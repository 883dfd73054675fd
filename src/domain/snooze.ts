import { type Agreement, type Offering, offers } from "./agreement.ts";
import type { PlanRole } from "./agreement-plan.ts";
import type { ProjectFacts, Snooze } from "./facts.ts";
import { planned } from "./plan.ts";
import { planDeeds } from "./plan-deeds.ts";
import { openRequests } from "./porting-request.ts";
import { isOpenTask } from "./task.ts";
import type { Day } from "./units.ts";

/** Every reminder there is, by the name that people can snooze it by. */
export const reminderNames = [
  "customer-data",
  "preparation",
  "porting",
  "check-in-not-booked",
  "check-in-tomorrow",
  "minutes-missing",
  "hours",
  "offer-waiting",
  "task-due",
  "go-live-near",
  "confirm-delivery",
  "handover",
  "stuck",
  "late",
  "untouched",
] as const;
export type ReminderName = (typeof reminderNames)[number];

type SnoozeTerms = Pick<Agreement, "areas" | "plan" | "deadlines" | Offering>;

/** The reminders that an agreement's projects can have. */
export function remindersOf(agreement: SnoozeTerms): readonly ReminderName[] {
  const without = (name: ReminderName): boolean => {
    if (name === "preparation") return planned(agreement, "kickoff") === undefined;
    const needs = needed[name];
    return needs !== undefined && !offers(agreement, needs);
  };
  return reminderNames.filter((name) => !without(name));
}

const needed: Partial<Record<ReminderName, Offering>> = {
  porting: "porting",
  "check-in-not-booked": "checkIns",
  "check-in-tomorrow": "checkIns",
};

/** The reminder that is about a day of the plan, by what the day means. */
export const reminderOfRole: Readonly<Record<PlanRole, ReminderName>> = {
  "customer-data": "customer-data",
  kickoff: "preparation",
  porting: "porting",
  "go-live": "go-live-near",
};

/** What can be late beside what a reminder is named for. */
export const lateSubjects = ["data-review", "ask-approval"] as const;

/**
 * Everything on a project that can be snoozed: the customer data as a whole (`data`) and each of its areas
 * (`data/fax`), each open task (`task/T1`), each offer that waits for an answer (`offer/X1`), each booked call
 * (`check-in/C1`), each number to port (`number/P1`), each milestone and deadline of the plan (`plan/preparation`),
 * what else can be late (C2), and each reminder by its name.
 */
export function snoozeSubjects(
  facts: Pick<ProjectFacts, "tasks" | "changes"> &
    Partial<Pick<ProjectFacts, "checkIns" | "portingRequests" | "project">>,
  agreement: SnoozeTerms,
): readonly string[] {
  return [
    "data",
    ...agreement.areas.map(({ id }) => `data/${id}`),
    ...facts.tasks.filter(isOpenTask).map(({ ref }) => `task/${ref}`),
    ...facts.changes.filter(({ state }) => state === "sent").map(({ ref }) => `offer/${ref}`),
    ...(facts.checkIns ?? []).filter(({ state }) => state === "scheduled").map(({ ref }) => `check-in/${ref}`),
    ...numbersOf(facts).map(({ ref }) => `number/${ref}`),
    ...planDeeds(agreement).map(({ id }) => `plan/${id}`),
    ...lateSubjects,
    ...remindersOf(agreement),
  ];
}

const numbersOf = ({ project, portingRequests }: Partial<Pick<ProjectFacts, "portingRequests" | "project">>) =>
  project === undefined || portingRequests === undefined ? [] : openRequests({ project, portingRequests });

/**
 * True while a subject is snoozed, by itself or with what it is part of: up to and not including the day that ends it.
 */
export function isSnoozed(snoozes: readonly Snooze[], subject: string, today: Day): boolean {
  return snoozes.some(
    (snooze) => today < snooze.until && (snooze.subject === subject || subject.startsWith(`${snooze.subject}/`)),
  );
}

/** The reason that somebody has given for one of these, by itself or with what it is part of, while it holds. */
export function reasonFor(snoozes: readonly Snooze[], subjects: readonly string[], today: Day): Snooze | undefined {
  return snoozes.find((snooze) => subjects.some((subject) => isSnoozed([snooze], subject, today)));
}

/**
 * The day by which what is snoozed is to be done, where that lies ahead and the snooze reaches past it (K2): nobody
 * would be reminded before it has passed. One area of several silences nothing but itself: the data stays owed by its
 * day. `owed`: what has a day by which it is done.
 */
export function snoozedPast(
  subject: string,
  until: Day,
  owed: readonly { readonly subject: string; readonly on: Day }[],
  today: Day,
): Day | undefined {
  const called = subject === "customer-data" ? "data" : subject;
  const isOf = (one: string): boolean => one === called || one.startsWith(`${called}/`);
  const [first] = owed.flatMap((one) => (isOf(one.subject) && one.on >= today ? [one.on] : [])).toSorted();
  return first !== undefined && until > first ? first : undefined;
}

/** The snoozes whose day is another now than the one that they were said for: they are over (K2). */
export function endedByMove(
  snoozes: readonly Snooze[],
  before: readonly { readonly subject: string; readonly on: Day }[],
  after: readonly { readonly subject: string; readonly on: Day }[],
  today: Day,
): readonly Snooze[] {
  const daysOf = (subject: string, all: typeof before) => {
    const called = subject === "customer-data" || subject.startsWith("data/") ? "data" : subject;
    const of = all.filter((one) => one.subject === called || one.subject.startsWith(`${called}/`));
    return JSON.stringify(of.map((one) => `${one.subject} ${one.on}`).toSorted());
  };
  return snoozes.filter(({ subject, until }) => today < until && daysOf(subject, before) !== daysOf(subject, after));
}

/** True for a reminder that speaks of the ledger, so that only staff know of it (A1). */
export function isLedgerReminder(subject: string): boolean {
  return subject === "hours";
}
