import type { Id } from "../../domain/units.ts";
import type { InBulk, Keys, Nag } from "../store.ts";
import { type MessageRow, message, messageColumns } from "./messages.ts";
import { date, type Tx } from "./values.ts";

/** Rows of keys, by their project. */
function byProject(
  rows: readonly { readonly project: Id; readonly key: string }[],
): ReadonlyMap<Id, ReadonlySet<string>> {
  const found = new Map<Id, Set<string>>();
  for (const { project, key } of rows) found.set(project, (found.get(project) ?? new Set<string>()).add(key));
  return found;
}

/** Each key beside what it belongs to, as rows for the database. */
const rowsOf = (all: readonly Keys[]): string =>
  JSON.stringify(all.flatMap(({ keys, ...one }) => keys.map((key) => ({ ...one, key }))));

type Written = "mayHoldLedger" | "post" | "revise" | "withdraw";

/** The notices of many projects at once, and the messages that tell them. */
export const noticesInBulk = (tx: Tx): Omit<InBulk, Written> => ({
  async claim(wanted) {
    if (wanted.length === 0) return new Map();
    return byProject(
      await tx.$queryRaw<{ project: Id; key: string }[]>`
        insert into notices (project_id, key, "on")
        select r.project, r.key, r."on" from json_to_recordset(${rowsOf(wanted)}::json) r(project uuid, key text, "on" date)
        on conflict do nothing returning project_id as project, key`,
    );
  },
  async claimed(keys) {
    if (keys.length === 0) return new Map();
    return byProject(
      await tx.$queryRaw<{ project: Id; key: string }[]>`
        select n.project_id as project, n.key from json_to_recordset(${rowsOf(keys)}::json) r(project uuid, key text)
        join notices n on n.project_id = r.project and n.key = r.key`,
    );
  },
  async unsent(projects) {
    const rows = await tx.$queryRaw<{ project: Id }[]>`
      select distinct p.id as project from projects p
      join messages m on m.conversation_id in (p.internal_id, p.shared_id)
      where p.id = any(${[...projects]}::uuid[]) and m.next_attempt_at is not null and m.delivered_revision <= 0
        and m.platform_id is null and exists (select 1 from notices n where n.message_id = m.id and n.project_id = p.id)`;
    return new Set(rows.map(({ project }) => project));
  },
  async noticed(projects, since) {
    if (projects.length === 0) return new Map();
    const rows = await tx.$queryRawUnsafe<
      (MessageRow & { readonly of: Id; readonly keys: readonly string[]; readonly unseen: boolean })[]
    >(
      `select ${messageColumns("m")}, n.project_id as of, n.keys, m.delivered_revision <= 0 and m.platform_id is null as unseen
       from (select message_id, project_id, array_agg(key order by key) as keys, max("on") as latest from notices
         where project_id = any($1::uuid[]) and message_id is not null group by message_id, project_id) n
       join messages m on m.id = n.message_id where n.latest >= $2::date order by m.seq desc`,
      [...projects],
      date(since),
    );
    const found = new Map<Id, Nag[]>();
    for (const { of: project, keys, unseen, ...row } of rows) {
      found.set(project, [...(found.get(project) ?? []), { message: message(row), keys, unseen }]);
    }
    return found;
  },
  async withSubject(projects, subject) {
    const rows = await tx.$queryRawUnsafe<MessageRow[]>(
      `select distinct on (m.project_id) ${messageColumns("m")} from messages m
       where m.project_id = any($1::uuid[]) and m.subject = $2 order by m.project_id, m.seq desc`,
      [...projects],
      subject,
    );
    return new Map(rows.map((row) => [row.projectId ?? "", message(row)]));
  },
  async inShared(conversations, subjects) {
    if (conversations.length === 0) return [];
    const held = await tx.$queryRaw<{ id: Id }[]>`
      select c.id from conversations c where c.id = any(${[...conversations]}::uuid[])
        and (select count(*) from projects p where p.internal_id = c.id) > 1 order by c.id for no key update`;
    if (held.length === 0) return [];
    const rows = await tx.$queryRawUnsafe<MessageRow[]>(
      `select distinct on (m.conversation_id, m.subject) ${messageColumns("m")} from messages m
       where m.conversation_id = any($1::uuid[]) and m.subject = any($2::text[]) and m.withdrawn_at is null
         and m.purged_at is null order by m.conversation_id, m.subject, m.seq desc`,
      held.map(({ id }) => id),
      [...subjects],
    );
    return rows.map(message);
  },
  async put(notices) {
    if (notices.length === 0) return;
    await tx.$executeRaw`update notices n set message_id = r.message
      from json_to_recordset(${rowsOf(notices)}::json) r(message uuid, project uuid, key text)
      where n.project_id = r.project and n.key = r.key`;
  },
});
