import type { MeetingMinutes, ProjectFacts } from "../../domain/facts.ts";
import type { Day } from "../../domain/units.ts";
import { day, type Phrase, phrase } from "../../messages/phrase.ts";
import { daysAfter, escalation, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { defineReminder } from "../reminder.ts";

/** Minutes of the kickoff or a call that was held, not approved yet (S2: minutes are part of the documentation). */
export const minutesMissing = defineReminder({
  name: "minutes-missing",
  due(onDay) {
    const { facts, agreement } = onDay;
    return meetingsOf(facts).flatMap(({ meeting, on }) => {
      const minutes = facts.minutes.filter((candidate) => candidate.meeting === meeting);
      const subject = `minutes-missing/${meeting}`;
      const about = { subject, to: "internal" } as const;
      const nudge = reachedFor(
        onDay,
        about,
        daysAfter(agreement.reminders.minutesMissing.after),
        on,
        repeats(agreement),
      );
      if (nudge === undefined || minutes.some(({ state }) => state === "approved")) return [];
      const text = wordsOf(meeting, on, minutes.at(-1));
      return [
        {
          key: `${subject}/${on}/${nudge.name}`,
          ...about,
          text,
          late: true,
          // What was recorded weeks after it was held has not been asked for before: nothing says that it still waits.
          ...escalation(nudge.escalates === "again" ? { ...nudge, escalates: "lead" } : nudge),
        },
      ];
    });
  },
});

interface Meeting {
  readonly meeting: MeetingMinutes["meeting"];
  readonly on: Day;
}

function meetingsOf({ project, checkIns }: ProjectFacts): readonly Meeting[] {
  const kickoff: readonly Meeting[] =
    project.kickoff === undefined ? [] : [{ meeting: "kickoff", on: project.kickoff.on }];
  return [...kickoff, ...checkIns.filter(({ state }) => state === "held").map(({ ref, on }) => ({ meeting: ref, on }))];
}

function wordsOf(meeting: string, on: Day, minutes: MeetingMinutes | undefined): Phrase {
  const named =
    meeting === "kickoff" ? phrase("remind.minutes.kickoff") : phrase("remind.minutes.checkin", { ref: meeting });
  if (minutes?.state === "draft")
    return phrase("remind.minutes.draft", { ref: minutes.ref, meeting: named, on: day(on) });
  return phrase("remind.minutes.missing", { meeting: named, on: day(on) });
}
