import { snoozeSubjects } from "../domain/snooze.ts";
import { turnSubjects } from "../domain/turn.ts";
import { partyOfSubject } from "../domain/turn-party.ts";
import type { Button } from "../messages/content.ts";
import { phrase } from "../messages/phrase.ts";
import type { Due, Snapshot } from "./reminder.ts";

/**
 * The buttons of one thing that is reminded about: what does it, and what says why it is not done. The customer says
 * what they wait for, which turns it to us; we put it off, with a reason; either says who it waits for.
 */
export function answersFor(item: Due, snapshot: Snapshot): readonly Button[] {
  const answers = reasonsFor(item, snapshot);
  const { facts, agreement, calendar, today } = snapshot;
  const what = called(item.subject, turnSubjects(facts, agreement));
  if (what === undefined) return answers;
  // Who of us does what is ours is not asked of the customer (A1).
  const isOurs = () => partyOfSubject(what, facts, agreement, calendar, today) === "supplier";
  if (item.to === "shared" && isOurs()) return answers;
  const who = { id: `who-${item.subject}`, label: phrase("remind.button.who"), runs: "reminders who" } as const;
  return [...answers, { ...who, values: { what }, asks: true }];
}

/** The subject itself, or the reminder that it is of. */
const called = (subject: string, all: readonly string[]): string | undefined =>
  [subject, subject.split("/")[0] ?? ""].find((one) => all.includes(one));

function reasonsFor(item: Due, { facts, agreement }: Snapshot): readonly Button[] {
  const own = item.buttons ?? [];
  const all = snoozeSubjects(facts, agreement);
  const what = called(item.subject, all);
  if (what === undefined || item.explained === true) return own;
  const why: Button =
    item.to === "shared"
      ? {
          id: `why-${item.subject}`,
          label: phrase("remind.button.why"),
          runs: "snooze tell",
          values: { what },
          asks: true,
        }
      : {
          id: `later-${item.subject}`,
          label: phrase("remind.button.later"),
          runs: "snooze",
          values: { what },
          asks: true,
        };
  return own.some(({ id }) => id === why.id) ? own : [...own, why];
}
