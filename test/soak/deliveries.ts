import type pg from "pg";
import type { Slack } from "../support/slack/index.ts";

/** What became of everything that the bot has said. */
export interface Deliveries {
  readonly said: number;
  /** Waiting or parked at the end, or not on the platform that was to have it. */
  readonly undelivered: number;
  /** On the platform more than once, by our own id in its metadata. */
  readonly doubled: number;
  /**
   * The same words to the same person more than once, where a platform keeps no metadata: Slack's messages that one
   * person sees.
   */
  readonly doubledUnseen: number;
  readonly wrong: readonly string[];
}

interface Row {
  readonly id: string;
  readonly platform: string;
  readonly placed: boolean;
  readonly sent: boolean;
  readonly waits: boolean;
}

/** Looks every message up where it was to go. */
export async function deliveriesIn(pool: pg.Pool, slack: Slack): Promise<Deliveries> {
  const { rows } = await pool.query<Row>(
    `select m.id, c.platform, m.platform_id is not null and m.visible_to_id is null as sent,
      exists (select 1 from keeping k where k.platform = 'local' and k.collection = 'placed' and k.key = m.id::text) as placed,
      m.next_attempt_at is not null or m.parked_at is not null or m.delivered_revision < m.revision as waits
    from messages m join conversations c on c.id = m.conversation_id where m.withdrawn_at is null`,
  );
  const shown = new Map<string, number>();
  const alone = new Map<string, number>();
  for (const channel of slack.channels) {
    for (const { metadata } of slack.messages(channel.id)) {
      const { id, part } = (metadata?.event_payload ?? {}) as { readonly id?: string; readonly part?: number };
      if (id !== undefined) shown.set(`${id}/${part}`, (shown.get(`${id}/${part}`) ?? 0) + 1);
    }
    for (const { text, ephemeralTo = "" } of slack.ephemerals(channel.id))
      alone.set(`${ephemeralTo} ${text}`, (alone.get(`${ephemeralTo} ${text}`) ?? 0) + 1);
  }
  const there = ({ id, platform, placed, sent }: Row) =>
    platform === "local" ? placed : !sent || shown.has(`${id}/0`);
  const missing = rows.filter((row) => row.waits || !there(row));
  const doubled = [...shown].filter(([, times]) => times > 1);
  return {
    said: rows.length,
    undelivered: missing.length,
    doubled: doubled.length,
    doubledUnseen: [...alone.values()].filter((times) => times > 1).length,
    wrong: [
      ...missing.map(({ id, platform, waits }) => `undelivered: ${platform} ${id} ${waits ? "waits" : "is not there"}`),
      ...doubled.map(([id]) => `delivered twice: ${id}`),
    ],
  };
}
