import { randomUUID } from "node:crypto";
import type pg from "pg";

/** Who logs what where, as the rows of the database name it. */
export interface ByHand {
  readonly user: string;
  readonly channel: string;
}

/**
 * What a `log` comes to when one writes it by hand, ten statements with BEGIN and COMMIT: claimed once, authorised, the
 * project locked, its hours counted, recorded, the answer stored and queued, audited, kept for a repeat. No agreement
 * is looked into, and no reminder.
 */
export async function logByHand(client: pg.PoolClient, { user, channel }: ByHand): Promise<void> {
  const [request, entry, message] = [randomUUID(), randomUUID(), randomUUID()];
  const now = Date.now();
  await client.query("begin");
  await client.query(
    "insert into requests (id, platform, tenant, key, at) select $1, 'slack', a.tenant, $2, $3 from accounts a where a.user = $4 on conflict do nothing",
    [request, `command/${request}`, now, user],
  );
  const { rows } = await client.query<{ person: string; staff: boolean; place: string; project: string }>(
    `select a.person_id as person, a.staff, c.id as place, p.id as project from accounts a, conversations c join projects p on p.internal_id = c.id
     where a.platform = 'slack' and a.user = $1 and c.platform = 'slack' and c.external = $2 and not c.outsiders for no key update of p`,
    [user, channel],
  );
  const [{ person, staff, place, project } = { person: "", staff: false, place: "", project: "" }] = rows;
  if (!staff) throw new Error("Not theirs to do");
  const counted = await client.query<{ minutes: number }>(
    "select coalesce(sum(minutes), 0)::int as minutes from work_entries where project_id = $1 and target = 'documentation' and not undone",
    [project],
  );
  const counter = await client.query<{ last: number }>(
    `insert into counters (project_id, letter, last) values ($1, 'H', 1)
     on conflict (project_id, letter) do update set last = counters.last + 1 returning last`,
    [project],
  );
  const ref = `H${counter.rows[0]?.last}`;
  await client.query(
    `insert into work_entries (id, project_id, ref, target_kind, target, minutes, note, "on", recorded_at, by_id)
     values ($1, $2, $3, 'package', 'documentation', 1, 'bench', date '2020-01-01', $4, $5)`,
    [entry, project, ref, now, person],
  );
  const answer = JSON.stringify({
    audience: "ledger",
    blocks: [{ kind: "text", text: { raw: `${ref}: ${counted.rows[0]?.minutes}` } }],
  });
  await client.query(
    `insert into messages (id, conversation_id, project_id, content, said_at, cause, lease_by, lease_until)
     values ($1, $2, $3, $4, $5, $6, 'shown at once', clock_timestamp() + interval '20 seconds')`,
    [message, place, project, answer, now, request],
  );
  await client.query(
    `with told as (insert into audit (id, at, actor_id, platform, conversation_id, project_id, runs, outcome, refs, fields, digest)
       values ($1, $2, $3, 'slack', $4, $5, 'log', 'done', $6, $7, $8))
     update requests set answered = true, answer = $9 where id = $10`,
    [randomUUID(), now, person, place, project, [ref], ["time", "activity", "note"], "bench", answer, request],
  );
  await client.query("commit");
}
