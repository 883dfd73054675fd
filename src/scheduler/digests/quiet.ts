import { lastActivity } from "../../domain/activity.ts";
import { addDays, daysBetween } from "../../domain/calendar.ts";
import { comingDates } from "../../domain/coming.ts";
import type { Day } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import { lateForAll } from "../../messages/late-words.ts";
import { day, phrase } from "../../messages/phrase.ts";
import type { Due, Snapshot } from "../reminder.ts";
import type { Week } from "./due.ts";
import { datesText, lateOf } from "./shared.ts";

const week = 7;

/**
 * A week without news: nobody has recorded anything since the digest before, and no day of the plan or call lay in it
 * or lies in the one to come. Since when, else undefined.
 */
export function quietSince({ facts, agreement, calendar, today }: Snapshot): Day | undefined {
  const since = lastActivity(facts, calendar.timeZone);
  if (daysBetween(since, today) <= week) return undefined;
  const near = comingDates(facts, agreement, addDays(today, -week)).some(({ on }) => on <= addDays(today, week));
  return near ? undefined : since;
}

/** Such a week is one line, below what is late (C2). */
export function quietDigest(snapshot: Snapshot, where: Due["to"], { number }: Week, since: Day): Content {
  const { customer } = snapshot.facts.project;
  const values = { customer, week: number, since: day(since), dates: datesText(snapshot) };
  return {
    audience: where === "internal" ? "ledger" : "public",
    blocks: [
      ...(where === "internal" ? lateOf(snapshot) : lateOf(snapshot, lateForAll)),
      { kind: "text", text: phrase("digest.quiet", values) },
    ],
  };
}
