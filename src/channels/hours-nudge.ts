import { businessCalendar, dayOf, instantOf } from "../domain/calendar.ts";
import type { Project } from "../domain/facts.ts";
import { type HoursMissing, hoursMissing } from "../domain/hours-missing.ts";
import type { Content } from "../messages/content.ts";
import type { Doing } from "../messages/doing.ts";
import { day, phrase } from "../messages/phrase.ts";
import { type HoursOf, hoursJob, type ToldPerson, tellPersonJob } from "../store/contract/jobs.ts";
import type { Database } from "../store/store.ts";

/**
 * The job that asks whoever held a meeting for its hours, once and privately, with a button that logs them (S6). Who is
 * away is asked on the day they are back.
 */
export function hoursNudgeJob({ database }: { readonly database: Pick<Database, "now" | "once"> }) {
  return {
    kind: hoursJob,
    async run(payload: unknown, { id: job }: Pick<Doing, "id">): Promise<void> {
      const { project, meeting } = payload as HoursOf;
      const now = await database.now();
      await database.once(`hours/${job}`, async (store) => {
        const facts = await store.projects.facts(project);
        const agreement = await store.agreements.of(project);
        const { timeZone, officeHours } = agreement.calendar;
        const today = dayOf(now, timeZone);
        const missing = hoursMissing(facts, agreement, meeting, today);
        if (missing === undefined) return;
        if (missing.awayUntil !== undefined) {
          const back = businessCalendar(agreement.calendar).addBusinessDays(missing.awayUntil, 0);
          await store.jobs.add(hoursJob, payload, instantOf(back, officeHours.from, timeZone));
          return;
        }
        const key = `hours-missing/${meeting}/${missing.on}/${missing.person}`;
        if ((await store.notices.claim(project, [key], today)).length === 0) return;
        const notice = noticeOf(facts.project, meeting, missing);
        await store.jobs.add(tellPersonJob, { person: missing.person, project, notice } satisfies ToldPerson);
      });
    },
  };
}

function noticeOf(
  { code, customer }: Pick<Project, "code" | "customer">,
  meeting: HoursOf["meeting"],
  missing: HoursMissing,
): Content {
  const text = phrase(`hours.missing.${meeting}`, { customer, code, on: day(missing.on) });
  const values = { on: missing.on, ...(missing.package === undefined ? {} : { activity: missing.package }) };
  const log = {
    id: "log",
    label: phrase("hours.missing.log"),
    style: "primary",
    runs: "log",
    values,
    asks: true,
  } as const;
  return {
    audience: "ledger",
    blocks: [
      { kind: "text", text },
      { kind: "buttons", buttons: [log] },
    ],
  };
}
