import type { Agreement } from "../domain/agreement.ts";
import type { Calendar } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { isSnoozed, type ReminderName } from "../domain/snooze.ts";
import type { Day } from "../domain/units.ts";
import type { Button } from "../messages/content.ts";
import type { Phrase } from "../messages/phrase.ts";

/** All that a reminder may look at: it is a pure rule. */
export interface Snapshot {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly calendar: Calendar;
  readonly today: Day;
  /** Business time, milliseconds since 1970: only for what a clock time decides, as everything else goes by the day. */
  readonly now: number;
}

/** Whom a nudge brings in after the one who was asked first. */
export type Escalation = "lead" | "sponsor";

/** Something to remind about now. */
export interface Due {
  /**
   * What the store holds once: it names what it is about, the day that it counts from and the nudge, so that a day that was
   * moved is reminded about anew. A nudge keeps its key until the next one is reached: a morning slept through is made up.
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
}

export interface Reminder {
  readonly name: ReminderName;
  due(snapshot: Snapshot): readonly Due[];
}

/** Defines a reminder. */
export function defineReminder(reminder: Reminder): Reminder {
  return reminder;
}

/** True while a subject is silent on the snapshot's day. */
export function isSilent({ facts, today }: Snapshot, subject: string): boolean {
  return isSnoozed(facts.snoozes, subject, today);
}
