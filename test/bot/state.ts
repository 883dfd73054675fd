import type { Workspace } from "../support/workspace.ts";

/**
 * What a refusal may add to: what was said, what was asked, who was refused (L3). The rest of the database is what is
 * decided.
 */
const toldOnly = ["messages", "requests", "audit", "clock", "leases", "keeping", "_prisma_migrations"];

/** A private chat speaks as its person's projects do, from whichever line comes next: no line decides that. */
const placed = "(to_jsonb(t) - case when t.private then 'language' else '' end)::text";

/** A digest of every row that a person's refused line must leave as it was, table by table. */
export async function stateOf({ test }: Pick<Workspace, "test">): Promise<Readonly<Record<string, string>>> {
  const tables = await test.pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  const counted = tables.rows.map(({ name }) => name).filter((name) => !toldOnly.includes(name));
  const digests = counted.map((name) => {
    const row = name === "conversations" ? placed : "t::text";
    return `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(${row}, '|' order by ${row})), '') as digest from "${name}" t`;
  });
  const { rows } = await test.pool.query<{ name: string; digest: string }>(digests.join(" union all "));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

/**
 * Ledger messages (A1) where anybody but staff could read them: in a conversation with outsiders, or shown to a person
 * who is not staff.
 */
export async function ledgerInTheOpen({ test }: Workspace): Promise<readonly string[]> {
  const { rows } = await test.pool.query<{ found: string }>(`
    select c.name || ': ' || (m.content->'blocks')::text as found
    from messages m join conversations c on c.id = m.conversation_id
    where m.content->>'audience' = 'ledger' and (c.outsiders
      or exists (select 1 from projects p where p.shared_id = c.id)
      or (m.visible_to_id is not null and not exists (select 1 from accounts a where a.person_id = m.visible_to_id and a.staff)))`);
  return rows.map(({ found }) => found);
}
