import type { Absence, PersonRef } from "../../domain/facts.ts";
import { reminderProfiles } from "../../domain/reminder-profile.ts";
import type { Presence } from "../store.ts";
import { absence } from "./facts-query.ts";
import { person, shownOfPerson } from "./people.ts";
import { date, type Tx } from "./values.ts";

/** When people are away, and the calendars that are theirs alone. */
export function presenceIn(tx: Tx): Presence {
  return {
    async absence(id) {
      const [row] = await tx.$queryRawUnsafe<{ body: string }[]>(
        `select json_strip_nulls(${absence("n")})::text as body from people n where n.id = $1::uuid and n.away_until is not null`,
        id,
      );
      return row === undefined ? undefined : (JSON.parse(row.body) as Absence);
    },
    async absent(since) {
      const rows = await tx.$queryRawUnsafe<{ body: string }[]>(
        `select json_strip_nulls(json_build_object('person', json_build_object('id', n.id, 'handle', n.handle, 'name', n.name),
           'away', ${absence("n")}))::text as body
         from people n where n.away_until > $1::date and exists (select 1 from accounts a where a.person_id = n.id and a.staff and a.gone is null)
         order by n.away_from, n.handle`,
        date(since),
      );
      return rows.map(({ body }) => JSON.parse(body) as { person: PersonRef; away: Absence });
    },
    async setAbsence(id, away) {
      const data = {
        awayFrom: away === undefined ? null : date(away.from),
        awayUntil: away === undefined ? null : date(away.until),
        standInId: away?.standIn?.id ?? null,
      };
      await tx.person.update({ where: { id }, data, select: { id: true } });
    },
    async reminders(id) {
      const row = await tx.person.findUnique({ where: { id }, select: { reminders: true } });
      return reminderProfiles.find((one) => one === row?.reminders);
    },
    async setReminders(id, profile) {
      await tx.person.update({ where: { id }, data: { reminders: profile }, select: { id: true } });
    },
    async hasFeed(id) {
      return (await tx.person.findUnique({ where: { id }, select: { feedDigest: true } }))?.feedDigest != null;
    },
    async setFeed(id, digest) {
      await tx.person.update({ where: { id }, data: { feedDigest: digest ?? null }, select: { id: true } });
    },
    async ofFeed(digest) {
      const row = await tx.person.findUnique({ where: { feedDigest: digest }, select: shownOfPerson });
      const found = row === null ? undefined : person(row);
      return found?.reachable === true ? found : undefined;
    },
  };
}
