import type { Agreement } from "../domain/agreement.ts";
import { dayOf } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { courseOf, happenedOn } from "../domain/plan.ts";
import { doubtOf } from "../domain/porting-outlook.ts";
import type { Language } from "../messages/language.ts";
import { name, phrase } from "../messages/phrase.ts";
import type { Words } from "../messages/words.ts";
import { invitationOf } from "./call.ts";
import { type CalendarDay, feedFile } from "./invitation.ts";

/** What somebody's calendar is made of. */
export interface FeedParts {
  readonly projects: readonly { readonly facts: ProjectFacts; readonly agreement: Agreement }[];
  readonly words: Words;
  /** That of the calendar's own name. */
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The booked calls and planned days of somebody's projects, as a calendar that is subscribed to: what everybody on them
 * may see, whoever it is (A1).
 */
export function personalFeed({ projects, words, language, now }: FeedParts): string {
  const calls = projects.flatMap(({ facts, agreement }) =>
    facts.checkIns
      .filter(({ state }) => state === "scheduled" || state === "held")
      .map((call) => ({
        ...invitationOf(facts, call, { words, agreement, mails: new Map(), now }),
        // It is somebody's own calendar, and invites nobody (RFC 5545, 3.8.4.3).
        organizer: undefined,
      })),
  );
  const days = projects.flatMap(({ facts, agreement }) => daysOf(facts, agreement, words, now));
  return feedFile(calls, words.text(language, phrase("calendar.name")), days);
}

function daysOf(facts: ProjectFacts, agreement: Agreement, words: Words, madeAt: number): readonly CalendarDay[] {
  const { project } = facts;
  const today = dayOf(madeAt, agreement.calendar.timeZone);
  const doubt = doubtOf(facts, agreement, today);
  return agreement.plan.flatMap(({ id, name: called, means }): readonly CalendarDay[] => {
    const on = happenedOn(courseOf(facts), agreement, id) ?? project.plan[id];
    const values = { what: name(called), customer: project.customer };
    const isDoubtful = means === "porting" && doubt !== undefined;
    const title = words.text(project.language, phrase(isDoubtful ? "calendar.day.doubt" : "calendar.day", values));
    return on === undefined ? [] : [{ uid: `${project.id}-${id}@startklar`, on, title, madeAt }];
  });
}
