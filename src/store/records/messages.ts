import { randomUUID } from "node:crypto";
import type { Day, Id } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import { isLedger } from "../../messages/picture-block.ts";
import { saysNothing } from "../../messages/says-nothing.ts";
import { storedContent } from "../../messages/stored-content.ts";
import type { Claimed, Followed, Messages, Notices, StoredMessage } from "../store.ts";
import { date, given, json, type Tx } from "./values.ts";

export interface MessageRow {
  readonly id: Id;
  readonly conversationId: Id;
  readonly projectId: Id | null;
  readonly content: unknown;
  readonly subject: string | null;
  readonly visibleToId: Id | null;
  readonly revision: number;
  readonly saidAt: bigint | number;
}
/** A row as the message it holds. */
export const message = (row: MessageRow): StoredMessage =>
  given<StoredMessage>({
    id: row.id,
    conversation: row.conversationId,
    project: row.projectId,
    content: storedContent(row.content),
    subject: row.subject,
    visibleTo: row.visibleToId,
    revision: row.revision,
    saidAt: Number(row.saidAt),
  });
const shown = {
  id: true,
  conversationId: true,
  projectId: true,
  content: true,
  subject: true,
  visibleToId: true,
  revision: true,
  saidAt: true,
} as const;

/** The same columns of a table's alias in a statement of our own, as such a row. */
export const messageColumns = (m: string): string =>
  `${m}.id, ${m}.conversation_id as "conversationId", ${m}.project_id as "projectId", ${m}.content, ${m}.subject,
   ${m}.visible_to_id as "visibleToId", ${m}.revision, ${m}.said_at as "saidAt"`;

/** A ledger content was about to go where it must not be seen (A1): a mistake in the program, never a person's. */
export class LedgerInTheOpen extends Error {
  constructor(conversation: string) {
    super(`A ledger message must not go to the conversation ${conversation}: it is not an internal place (A1).`);
    this.name = "LedgerInTheOpen";
  }
}

/** A content without a word was about to be posted: a mistake in the program, and nothing that anybody can read. */
export class Wordless extends Error {
  constructor(conversation: string) {
    super(`A message without words must not go to the conversation ${conversation}.`);
    this.name = "Wordless";
  }
}

/**
 * Ledger contents stay in places without outsiders: an internal channel, a private chat, or seen by one member of staff
 * alone (A1). The conversation is the row `c`, its reader `$2`.
 */
const place = `select c.name, not c.outsiders and case
      when c.private or (exists (select 1 from projects p where p.internal_id = c.id) and not exists (select 1 from projects p where p.shared_id = c.id))
      then $2::uuid is null or staff.reads else staff.reads end as inside
    from conversations c, (select exists (select 1 from accounts a where a.person_id = $2::uuid and a.staff) as reads) staff
    where c.id = $1::uuid`;

/** A message, where it may stand (`$4`: it is the ledger's). */
export const postQuery = `with place as (${place}), posted as (
    insert into messages (id, conversation_id, visible_to_id, project_id, content, subject, said_at, cause, thread, delivered_revision,
      next_attempt_at, lease_by, lease_until)
    select $3::uuid, $1::uuid, $2::uuid, $5::uuid, $6::json, $7, $8::bigint, $9::uuid, $10, case when $11 then 1 else 0 end,
      case when not $11 then clock_timestamp() end, case when $12 then $13 end,
      case when $12 then clock_timestamp() + $14::int * interval '1 millisecond' end
    from place where not $4 or place.inside returning id)
  select place.name, exists (select 1 from posted) as posted from place`;

async function guardAudience(tx: Tx, content: Content, conversation: Id, visibleTo: Id | null): Promise<void> {
  if (!isLedger(content)) return;
  const [there] = await tx.$queryRawUnsafe<{ name: string; inside: boolean }[]>(place, conversation, visibleTo);
  if (there?.inside !== true) throw new LedgerInTheOpen(there?.name ?? conversation);
}

/** A message was written by another project of its channel meanwhile: the second look sees it. */
export class Overtaken extends Error {
  readonly code = "40001";
  constructor() {
    super("a message has another revision by now");
    this.name = "Overtaken";
  }
}

/** Reminders of an internal channel hold what several projects say. */
export const manyWrite = ({ subject }: Pick<StoredMessage, "subject">): boolean => subject?.startsWith("nag/") === true;

/** Key order does not count: two contents are the same when they say the same. */
function same(one: unknown, other: unknown): boolean {
  const ordered = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(ordered)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, ordered(inner)]),
          )
        : value;
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

/**
 * Who has a message that is shown by its platform at once, and for how long, in milliseconds: longer than any
 * acknowledgement takes.
 */
export const showing = { holder: "shown at once", patience: 20_000 } as const;

/** `queued` hears that the outbox has something to do after the commit. */
export function messagesIn(tx: Tx, queued: () => void): Messages {
  return {
    async post({ conversation, project, content, subject, visibleTo, saidAt, cause, thread, delivered, held }) {
      if (saysNothing(content)) throw new Wordless(conversation);
      if (subject !== undefined) {
        await tx.message.updateMany({
          where: { projectId: project ?? null, conversationId: conversation, subject },
          data: { subject: null },
        });
      }
      const id = randomUUID();
      const ledger = isLedger(content);
      const [there] = await tx.$queryRawUnsafe<{ name: string; posted: boolean }[]>(
        postQuery,
        ...[
          conversation,
          visibleTo ?? null,
          id,
          ledger,
          project ?? null,
          JSON.stringify(content),
          subject ?? null,
          saidAt,
        ],
        ...[cause ?? null, thread ?? null, delivered === true, held === true, showing.holder, showing.patience],
      );
      if (there === undefined) throw new Error(`No conversation has the id ${conversation}.`);
      if (!there.posted) throw new LedgerInTheOpen(there.name);
      if (held !== true && delivered !== true) queued();
      return id;
    },
    async revise(which, content) {
      const known =
        typeof which === "string"
          ? message(await tx.message.findUniqueOrThrow({ where: { id: which }, select: shown }))
          : which;
      if (same(known.content, json(content))) return false;
      await guardAudience(tx, content, known.conversation, known.visibleTo ?? null);
      // What several projects say in one message is written over by none of them.
      const shared = manyWrite(known);
      const written = await tx.$executeRaw`
        update messages set content = ${JSON.stringify(content)}::json, revision = revision + 1, next_attempt_at = now(), attempts = 0,
          parked_at = null, withdrawn_at = null, purged_at = null, last_error = null
        where id = ${known.id}::uuid and (not ${shared} or revision = ${known.revision})`;
      if (shared && written === 0) throw new Overtaken();
      queued();
      return true;
    },
    async withdraw(id) {
      await tx.$executeRaw`
        update messages set withdrawn_at = clock_timestamp(), parked_at = null,
          next_attempt_at = case when lease_by is not null or platform_id is not null or delivered_revision > 0
            then coalesce(next_attempt_at, clock_timestamp()) end
        where id = ${id}::uuid`;
    },
    async get(id) {
      const row = await tx.message.findUnique({ where: { id }, select: shown });
      return row === null ? undefined : message(row);
    },
    async rename({ id, project, conversation }, subject) {
      await tx.message.updateMany({
        where: { projectId: project ?? null, conversationId: conversation, subject },
        data: { subject: null },
      });
      await tx.message.update({ where: { id }, data: { subject }, select: { id: true } });
    },
    async bySubject(project, subject, conversation) {
      const row = await tx.message.findFirst({
        where: { projectId: project, subject, conversationId: conversation },
        orderBy: { seq: "desc" },
        select: shown,
      });
      return row === null ? undefined : message(row);
    },
    cards: async (project) => (await tx.$queryRawUnsafe<MessageRow[]>(cardsQuery, project)).map(message),
  };
}

const cardsQuery = `select distinct on (m.subject) ${messageColumns("m")} from messages m
  where m.project_id = $1::uuid and m.subject is not null and m.visible_to_id is null and m.purged_at is null
    and m.withdrawn_at is null and m.subject not like 'nag/%' order by m.subject, m.seq desc`;

const messageJson = `json_build_object('id', m.id, 'conversationId', m.conversation_id, 'projectId', m.project_id, 'content', m.content,
  'subject', m.subject, 'visibleToId', m.visible_to_id, 'revision', m.revision, 'saidAt', m.said_at)`;

/**
 * What was said of a project that is kept true: what holds notices since a day, newest first, and the newest of a
 * subject.
 */
export const saidQuery = `select
  (select json_agg(json_build_object('row', ${messageJson}, 'unseen', m.delivered_revision <= 0 and m.platform_id is null,
      'keys', (select json_agg(n.key order by n.key) from notices n where n.message_id = m.id and n.project_id = $1::uuid)) order by m.seq desc)::text
    from messages m where m.id in (select n.message_id from notices n where n.project_id = $1::uuid and n."on" >= $2::date)) as nags,
  (select ${messageJson}::text from messages m where m.project_id = $1::uuid and m.subject = $3 order by m.seq desc limit 1) as standing`;

async function saidIn(tx: Tx, project: Id, on: Day, subject?: string): Promise<Followed> {
  const [row] = await tx.$queryRawUnsafe<{ nags: string | null; standing: string | null }[]>(
    saidQuery,
    project,
    on,
    subject ?? null,
  );
  const nags = JSON.parse(row?.nags ?? "[]") as { row: MessageRow; keys: string[]; unseen: boolean }[];
  return given<Followed>({
    nags: nags.map(({ row: of, ...rest }) => ({ message: message(of), ...rest })),
    standing: row?.standing == null ? undefined : message(JSON.parse(row.standing) as MessageRow),
  });
}

export function noticesIn(tx: Tx): Notices {
  return {
    async claim(project, keys, on) {
      const rows = await tx.$queryRaw<{ key: string }[]>`
        insert into notices (project_id, key, "on") select ${project}::uuid, k, ${date(on)}::date from unnest(${[...new Set(keys)]}::text[]) k
        on conflict do nothing returning key`;
      const claimed = new Set(rows.map((row) => row.key));
      return keys.filter((key) => claimed.delete(key));
    },
    async latest(project) {
      // What a project was reminded of before it was broken off has no message any more, and was in one.
      const rows = await tx.$queryRaw<{ key: string; on: string; sent: string | null }[]>`
        select n.key, n."on"::text as "on", case
            when m.id is null and n.key like '%~%' then 'shared'
            when m.delivered_revision <> 0 or m.platform_id is not null
              then case when m.conversation_id = p.internal_id then 'internal' else 'shared' end end as sent
        from notices n join projects p on p.id = n.project_id left join messages m on m.id = n.message_id
        where n.project_id = ${project}::uuid order by n."on" desc, n.key`;
      return rows.map((row) => given<Claimed>({ key: row.key, on: row.on as Day, sent: row.sent as Claimed["sent"] }));
    },
    async since(project, on) {
      return (await saidIn(tx, project, on)).nags;
    },
    async free(project, before) {
      await tx.$executeRaw`
        update notices n set key = n.key || '~' || ${String(before)}, message_id = null from messages m
        where n.project_id = ${project}::uuid and m.id = n.message_id and m.said_at < ${BigInt(before)} and n.key not like 'digest/%'`;
    },
    followed: (project, on, subject) => saidIn(tx, project, on, subject),
  };
}
