import type { Agreement } from "./agreement.ts";
import type { Calendar } from "./calendar.ts";
import { areaStates, missingAreas, unreviewedAreas } from "./customer-data.ts";
import { deliveryDays } from "./delivery-days.ts";
import type { MeetingMinutes, PersonRef, PortingStep, ProjectFacts, Snooze } from "./facts.ts";
import { dayOfRole } from "./plan.ts";
import { dataDay } from "./plan-dates.ts";
import { owedDeeds, preparedBy } from "./plan-deeds.ts";
import { lastDayOfStep, portingStatus } from "./porting.ts";
import { owedSteps, type RequestStep } from "./porting-request.ts";
import { type Party, partyOf, roleOf } from "./role.ts";
import { type ReminderName, reasonFor } from "./snooze.ts";
import { isOpenTask } from "./task.ts";
import { turnThatStays } from "./turn.ts";
import type { Day, Ref } from "./units.ts";

/** Something whose day has passed without its deed (C2). */
export interface Late {
  readonly what: LateThing;
  /** The day that has passed. */
  readonly on: Day;
  /** Business days from it up to today: 0 while only days off have passed. */
  readonly days: number;
  /** Whose turn it is. */
  readonly who: Party;
  /** Whom of the project it waits for, as somebody said. */
  readonly person?: PersonRef;
  /** What reminders know it by, and `snooze` gives its reason to: `data`, `task/T1`, `go-live`. */
  readonly subject: string;
  /** Why it has not been done, as somebody recorded: it stays late, and nobody is chased for it until the day. */
  readonly because?: Excuse;
}

/** `until`: the day on which the reason no longer holds; unset: until somebody says otherwise. */
export interface Excuse {
  /** As it was typed; unset where the reader may not see it: what staff note of a delay is theirs (A1). */
  readonly reason?: string;
  readonly until?: Day;
  /** Whose turn it is: ours where somebody outside has said that they are stuck (D5), else whoever owes it. */
  readonly waitsFor: Party;
}

export type LateThing =
  /** Areas of customer data not handed in (D2). */
  | { readonly kind: "data"; readonly areas: readonly string[] }
  /** Areas handed in and not reviewed (D5). */
  | { readonly kind: "data-review"; readonly areas: readonly string[] }
  /** The day that means kickoff, not recorded (K1). */
  | { readonly kind: "kickoff" }
  | { readonly kind: "porting" }
  /** A step of the porting whose last day has passed (D4, D7). */
  | { readonly kind: "porting-step"; readonly step: PortingStep }
  /** A step of one number's porting (D4, D7). */
  | { readonly kind: "number"; readonly ref: Ref; readonly number: string; readonly step: RequestStep["step"] }
  | { readonly kind: "go-live" }
  /** A day that means nothing to the rules, and what is to be done before a day (K2), by its id in the agreement. */
  | { readonly kind: "milestone" | "deadline"; readonly id: string }
  /** The delivery approval, not asked for, and not answered (L2). */
  | { readonly kind: "ask-approval" }
  | { readonly kind: "approval" }
  | { readonly kind: "handover" }
  /** A call whose day has been: neither held, nor cancelled, nor a no-show (S2). */
  | { readonly kind: "check-in"; readonly ref: Ref; readonly at: number }
  | { readonly kind: "minutes"; readonly meeting: MeetingMinutes["meeting"] }
  | { readonly kind: "task"; readonly ref: Ref; readonly title: string }
  | { readonly kind: "offer"; readonly ref: Ref; readonly title: string };

interface Scene {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly calendar: Calendar;
  readonly today: Day;
}
interface Found extends Pick<Late, "what" | "on" | "who" | "subject"> {
  readonly because?: Given | undefined;
  /** The reminder that a snooze of all its kind names. */
  readonly reminder?: ReminderName;
  /** What somebody may have said whom it waits for, where that is a part of it: the area that the reason is of. */
  readonly part?: string | undefined;
}

/**
 * Everything that is late on a project: a day that has passed without its deed, until it is done, moved, or the project
 * cancelled (C2), in the one order in which it is said, drawn and chased: what nobody has given a reason for before
 * what somebody has, of each what has waited longest first, and of one day the project's own course before what is
 * beside it.
 */
export function late(facts: ProjectFacts, agreement: Agreement, calendar: Calendar, today: Day): readonly Late[] {
  return owed(facts, agreement, calendar, today)
    .filter(({ on }) => on < today)
    .toSorted((a, b) => explained(a) - explained(b) || a.on.localeCompare(b.on) || beside(a) - beside(b));
}

/**
 * The first day after which something is late, as of a day; it may be ahead. A reason is said with it and hides
 * nothing: a snooze that reaches past its own day would take the project out of sight.
 */
export function lateAfter(facts: ProjectFacts, agreement: Agreement, calendar: Calendar, today: Day): Day | undefined {
  return owed(facts, agreement, calendar, today)
    .map(({ on }) => on)
    .toSorted()[0];
}

/** Everything that has a day by which it is done, passed or ahead, and is not done. */
export function owed(facts: ProjectFacts, agreement: Agreement, calendar: Calendar, today: Day): readonly Late[] {
  if (facts.project.state !== "open") return [];
  const scene: Scene = { facts, agreement, calendar, today };
  return [...ofPlan(scene), ...ofDelivery(scene), ...ofMeetings(scene), ...ofAnswers(scene)].map(
    ({ reminder, part, ...found }): Late => {
      const because =
        found.because ??
        reasonFor(facts.snoozes, [found.subject, ...(reminder === undefined ? [] : [reminder])], today) ??
        // What was said of all that is late is said of each.
        (found.on < today ? reasonFor(facts.snoozes, ["late"], today) : undefined);
      const person = turnThatStays(facts, part ?? found.subject, found.who, preparedBy(agreement));
      return {
        ...found,
        ...(person === undefined ? {} : { person: { id: person.id, handle: person.handle, name: person.name } }),
        days: calendar.businessDaysBetween(found.on, today),
        because: because && excuseOf(because, found.who, facts),
      };
    },
  );
}

/** What of it nobody has given a reason for: what is said first, and chased. */
export function unexplained(all: readonly Late[]): readonly Late[] {
  return all.filter(({ because }) => because === undefined);
}

/** The reason that ends first. */
const byEnd = (a: Given | undefined, b: Given | undefined): number =>
  (a?.until ?? "9999").localeCompare(b?.until ?? "9999");

/** As somebody gave it. */
type Given = Pick<Snooze, "reason" | "by"> & Partial<Pick<Snooze, "until">>;

function excuseOf({ reason, until, by }: Given, who: Party, facts: ProjectFacts): Excuse {
  return { reason, until, waitsFor: turnedTo(who, by, facts) };
}

/** Whose turn it is with something for which somebody gave a reason: ours where that was somebody outside (D5). */
function turnedTo(who: Party, by: Given["by"], facts: ProjectFacts): Party {
  const role = by.id === "system" ? undefined : roleOf(facts, by.id);
  return role !== undefined && partyOf(role) !== "supplier" ? "supplier" : who;
}

/** Whom something waits for, wherever it is said: in words, in a list, in a picture (D5). */
export const waitedFor = ({ who, because }: Pick<Late, "who" | "because">): Party => because?.waitsFor ?? who;

const course: ReadonlySet<LateThing["kind"]> = new Set<LateThing["kind"]>([
  ...(["data", "data-review", "deadline", "kickoff", "milestone"] as const),
  ...(["porting-step", "number", "porting", "go-live"] as const),
  ...(["ask-approval", "approval", "handover"] as const),
]);
const explained = ({ because }: Late): number => (because === undefined ? 0 : 1);
const beside = ({ what }: Late): number => (course.has(what.kind) ? 0 : 1);

/** What has its day in the plan. */
function ofPlan(scene: Scene): readonly Found[] {
  const { facts, agreement } = scene;
  const { project } = facts;
  const kickoff = dayOfRole(project, agreement, "kickoff");
  const live = dayOfRole(project, agreement, "go-live");
  return [
    ...ofData(scene),
    ...(kickoff !== undefined && project.kickoff === undefined
      ? [{ what: { kind: "kickoff" }, on: kickoff, who: "supplier", subject: "preparation" } as const]
      : []),
    ...owedDeeds(facts, agreement, scene.calendar, scene.today).map(
      ({ kind, id, on, who }): Found => ({ what: { kind, id }, on, who, subject: `plan/${id}` }),
    ),
    ...ofPorting(scene),
    ...ofNumbers(scene),
    ...(live !== undefined && project.goLive === undefined
      ? [{ what: { kind: "go-live" }, on: live, who: "supplier", subject: "go-live-near" } as const]
      : []),
  ];
}

function ofData({ facts, agreement, calendar, today }: Scene): readonly Found[] {
  const states = areaStates(facts, agreement);
  const missing = missingAreas(states);
  const received = unreviewedAreas(states);
  const due = dataDay(facts, agreement, calendar);
  const list: Found[] = [];
  if (due !== undefined && missing.length > 0) {
    const reasons = missing.flatMap(({ area, stuck }) => {
      const given: Given | undefined = stuck ?? reasonFor(facts.snoozes, [`data/${area.id}`], today);
      return given === undefined ? [] : { given, part: `data/${area.id}` };
    });
    // One area that nobody has explained is late all the same.
    const first =
      reasons.length === missing.length ? reasons.toSorted((a, b) => byEnd(a.given, b.given))[0] : undefined;
    const areas = missing.map(({ area }) => area.id);
    list.push({
      what: { kind: "data", areas },
      on: due,
      who: "customer",
      subject: "data",
      because: first?.given,
      part: first?.part,
      reminder: "customer-data",
    });
  }
  const within = agreement.within?.dataReview;
  const reviews = received.flatMap(({ area, since }) =>
    since === undefined || within === undefined ? [] : [{ id: area.id, on: calendar.addBusinessDays(since, within) }],
  );
  const on = reviews.map((one) => one.on).toSorted()[0];
  if (on !== undefined) {
    // What was handed in later is not late with the others.
    const areas = reviews.filter((one) => one.on < today || one.on === on).map(({ id }) => id);
    list.push({ what: { kind: "data-review", areas }, on, who: "supplier", subject: "data-review" });
  }
  return list;
}

function ofPorting({ facts, agreement, calendar, today }: Scene): readonly Found[] {
  const status = portingStatus(facts, agreement, today);
  if (status === undefined || status.isPorted) return [];
  const owed = status.outstanding.length > 0;
  const steps = status.outstanding.flatMap((step): readonly Found[] => {
    const on = lastDayOfStep(step, facts.project.plan, agreement, calendar);
    return on === undefined
      ? []
      : [{ what: { kind: "porting-step", step }, on, who: "customer", subject: `porting/${step}` }];
  });
  return [
    ...steps,
    { what: { kind: "porting" }, on: status.day, who: owed ? "customer" : "supplier", subject: "porting" },
  ];
}

function ofNumbers({ facts, agreement, calendar }: Scene): readonly Found[] {
  return owedSteps(facts, agreement, calendar).flatMap(({ request: { ref, answers }, step, who, last }) => {
    const what = { kind: "number", ref, number: answers.number ?? "", step } as const;
    return last === undefined ? [] : [{ what, on: last, who, subject: `number/${ref}`, reminder: "porting" } as const];
  });
}

/** What comes after go-live and is next, within the agreement's time (L2, L4). */
function ofDelivery({ facts, agreement, calendar }: Scene): readonly Found[] {
  if (facts.project.goLive === undefined) return [];
  const next = deliveryDays(facts, agreement, calendar).find(({ isDone }) => !isDone);
  if (next === undefined) return [];
  const { kind, on } = next;
  const who = kind === "approval" ? "customer" : "supplier";
  return [{ what: { kind }, on, who, subject: kind === "approval" ? "confirm-delivery" : kind }];
}

/** Calls that have been, and the minutes of meetings that were held (S2). */
function ofMeetings({ facts, agreement, calendar }: Scene): readonly Found[] {
  const within = agreement.within?.minutes;
  const calls = facts.checkIns.filter(({ state }) => state === "scheduled");
  const held = [
    ...(facts.project.kickoff === undefined ? [] : [{ meeting: "kickoff", on: facts.project.kickoff.on }]),
    ...facts.checkIns.filter(({ state }) => state === "held").map(({ ref, on }) => ({ meeting: ref, on })),
  ].filter(({ meeting }) => !facts.minutes.some((one) => one.meeting === meeting && one.state === "approved"));
  return [
    ...calls.map(
      ({ ref, at, on }): Found => ({
        what: { kind: "check-in", ref, at },
        on,
        who: "supplier",
        subject: `check-in/${ref}`,
      }),
    ),
    ...(within === undefined ? [] : held).map(({ meeting, on }): Found => {
      const due = calendar.addBusinessDays(on, within ?? 0);
      return { what: { kind: "minutes", meeting }, on: due, who: "supplier", subject: `minutes-missing/${meeting}` };
    }),
  ];
}

/** Tasks and offers. */
function ofAnswers({ facts, agreement, calendar }: Scene): readonly Found[] {
  const within = agreement.within?.offer;
  const tasks = facts.tasks.filter(isOpenTask).flatMap(({ ref, title, due, who }): readonly Found[] => {
    if (due === undefined) return [];
    const role = who && roleOf(facts, who.id);
    const party = role === undefined ? "supplier" : partyOf(role);
    return [{ what: { kind: "task", ref, title }, on: due, who: party, subject: `task/${ref}`, reminder: "task-due" }];
  });
  const offers = facts.changes.flatMap(({ ref, title, state, offer }): readonly Found[] => {
    if (within === undefined || state !== "sent" || offer === undefined) return [];
    const on = calendar.addBusinessDays(offer.sentOn, within);
    return [
      { what: { kind: "offer", ref, title }, on, who: "customer", subject: `offer/${ref}`, reminder: "offer-waiting" },
    ];
  });
  return [...tasks, ...offers];
}
