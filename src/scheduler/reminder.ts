import type { Agreement } from "../domain/agreement.ts";
import type { Calendar } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { isSnoozed, type ReminderName } from "../domain/snooze.ts";
import type { Day } from "../domain/units.ts";
import type { Button } from "../messages/content.ts";
import type { Phrase } from "../messages/phrase.ts";

/** A project on a day: all that a reminder may look at. It is a pure rule. */
export interface OnDay {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly calendar: Calendar;
  readonly today: Day;
}

/** A project at an instant. */
export interface Snapshot extends OnDay {
  /** Business time, milliseconds since 1970: only for what a clock time decides, as everything else goes by the day. */
  readonly now: number;
}

/** Whom a nudge brings in after the one who was asked first; `again`: everybody has been brought in before. */
export type Escalation = "lead" | "sponsor" | "again";

/** Something to remind about now. */
export interface Due {
  /**
   * What the store holds once: it names what it is about, the day that it counts from and the nudge, so that a day that
   * was moved is reminded about anew. A nudge keeps its key until the next one is reached: a morning slept through is
   * made up.
   */
  readonly key: string;
  readonly to: "shared" | "internal";
  /** What `snooze` names: `data`, `data/fax`, `task/T1`. */
  readonly subject: string;
  readonly text: Phrase;
  readonly escalates?: Escalation;
  readonly buttons?: readonly Button[];
  /** It asks for what people may hand in as a file. */
  readonly takesFiles?: true;
  /** Its day has passed (C2): it is said before what is only near. */
  readonly late?: true;
  /** Among its buttons is one that says why it is not done, or nothing needs to be said. */
  readonly explained?: true;
}

interface Named {
  readonly name: ReminderName;
}
/**
 * What is due on a day, from its morning to its evening. Nothing more needs to be said: every project is looked at
 * every day.
 */
interface ByDay extends Named {
  due(onDay: OnDay): readonly Due[];
}
/** One that a clock time decides says at which instants of the day it may change, so that it is looked at then. */
interface ByClock extends Named {
  due(snapshot: Snapshot): readonly Due[];
  moments(onDay: OnDay): readonly number[];
}
export type Reminder = ByDay | ByClock;

/** Defines a reminder: by the day, or, when its `due` asks what time it is, with the `moments` at which it changes. */
export function defineReminder(reminder: ByClock): Reminder;
export function defineReminder(reminder: ByDay): Reminder;
export function defineReminder(reminder: Reminder): Reminder {
  return reminder;
}

/** True while a subject is silent on the snapshot's day. */
export function isSilent({ facts, today }: OnDay, subject: string): boolean {
  return isSnoozed(facts.snoozes, subject, today);
}

/** What a notice nudges about, whichever nudge and whoever it brings in: a later one takes its place. */
export function nudgedAbout(key: string): string {
  const nudge = key.replace(/\/(?:lead|sponsor|again)$/u, "");
  return nudge.slice(0, nudge.lastIndexOf("/"));
}
