import type { Connection } from "../backup/connection.ts";

/** A message that has not reached its conversation. Nothing of what it says. */
export interface Undelivered {
  readonly id: string;
  readonly state: "waiting" | "parked";
  readonly platform: string;
  /** The channel's name; a private chat has none, since it would be a person's. */
  readonly conversation?: string;
  readonly project?: string;
  /** When it was said, business time, ISO 8601. */
  readonly said: string;
  /** The database's own time, ISO 8601: when it was parked, or is tried next. */
  readonly at: string;
  readonly attempts: number;
  readonly why?: string;
}

interface Row {
  readonly id: string;
  readonly parked_at: Date | null;
  readonly next_attempt_at: Date | null;
  readonly platform: string;
  readonly name: string;
  readonly private: boolean;
  readonly code: string | null;
  readonly said_at: string;
  readonly attempts: number;
  readonly last_error: string | null;
}

/** What waits and what is parked, in the order in which it was said. */
export async function undelivered(connection: Connection): Promise<readonly Undelivered[]> {
  const { rows } = await connection.query<Row>(
    `select m.id, m.parked_at, m.next_attempt_at, c.platform, c.name, c.private, p.code, m.said_at::text, m.attempts, m.last_error
     from messages m join conversations c on c.id = m.conversation_id left join projects p on p.id = m.project_id
     where m.parked_at is not null or m.next_attempt_at is not null order by m.seq`,
  );
  return rows.map((row) => ({
    id: row.id,
    state: row.parked_at === null ? "waiting" : "parked",
    platform: row.platform,
    conversation: row.private ? undefined : row.name,
    project: row.code ?? undefined,
    said: new Date(Number(row.said_at)).toISOString(),
    at: (row.parked_at ?? row.next_attempt_at ?? new Date(0)).toISOString(),
    attempts: row.attempts,
    why: row.last_error ?? undefined,
  }));
}

/**
 * Makes messages due now: parked ones are tried again from the beginning, waiting ones at once. Returns the ids of
 * those that were.
 *
 * @param which ids, or every parked one.
 */
export async function resend(connection: Connection, which: readonly string[] | "parked"): Promise<readonly string[]> {
  const { rows } = await connection.query<{ id: string }>(
    `update messages set parked_at = null, attempts = 0, next_attempt_at = clock_timestamp(), last_error = null
     where ${which === "parked" ? "parked_at is not null" : "id::text = any($1) and (parked_at is not null or next_attempt_at is not null)"}
     returning id`,
    which === "parked" ? [] : [[...which]],
  );
  return rows.map((row) => row.id);
}
