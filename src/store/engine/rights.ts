import type { Pool } from "pg";
import { DatabaseUrlMistake } from "./connection.ts";

/** What is written once, and never again. */
const writtenOnce = ["audit", "_prisma_migrations"];

/**
 * Asks whether the user of a connection may do with our tables what the bot does.
 *
 * @throws DatabaseUrlMistake with what is missing, and what to grant.
 */
export async function checkRights(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ user: string; what: string; count: number }>(
    `with missing as (
       select format('%s on %s', lower(privilege), relname) as what
       from pg_class, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as privilege
       where relnamespace = current_schema()::regnamespace and relkind = 'r'
         and not (relname = any($1) and privilege in ('UPDATE', 'DELETE'))
         and not (relname = '_prisma_migrations' and privilege = 'INSERT')
         and not has_table_privilege(oid, privilege)
       union all
       select format('usage on %s', relname) from pg_class
       where relnamespace = current_schema()::regnamespace and case relkind when 'S' then not has_sequence_privilege(oid, 'USAGE') end)
     select current_user as user, min(what) as what, count(*)::int as count from missing having count(*) > 0`,
    [writtenOnce],
  );
  const missing = rows[0];
  if (missing === undefined) return;
  const more = missing.count > 1 ? ` (and ${missing.count - 1} more like it)` : "";
  throw new DatabaseUrlMistake(
    `the user ${missing.user} lacks a right that the bot needs: ${missing.what}${more}. As the owner of the tables: GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO the user, and GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO the user. Or make the user their owner: a later version makes tables of its own.`,
  );
}
