import { snoozeSubjects } from "../domain/snooze.ts";
import type { Button } from "../messages/content.ts";
import { phrase } from "../messages/phrase.ts";
import type { Due, Snapshot } from "./reminder.ts";

/**
 * The buttons of one thing that is reminded about: what does it, and what says why it is not done. The customer says
 * what they wait for, which turns it to us; we put it off, with a reason.
 */
export function answersFor(item: Due, { facts, agreement }: Snapshot): readonly Button[] {
  const own = item.buttons ?? [];
  const all = snoozeSubjects(facts, agreement);
  const what = [item.subject, item.subject.split("/")[0] ?? ""].find((one) => all.includes(one));
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
