/**
 * Writes the fixture of the newest migration: a database in that state with something in every table, and what the bot
 * answered on it.
 *
 *   npm run fixture
 *
 * Once per migration, while its code is the newest: the tests restore each fixture, upgrade it, and ask again. One that
 * is there is never written anew, since only the version of its time could make it.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { openTestDatabase } from "../test/support/databases.ts";
import { answers, backedUp, playEveryTable } from "../test/support/every-table.ts";
import { fixtureOf, folder, states } from "../test/support/fixtures.ts";

const newest = states.at(-1) ?? "";
const files = fixtureOf(newest);
if (existsSync(files.backup)) {
  process.stderr.write(`${files.backup} is there already; it belongs to the version of its time.\n`);
  process.exitCode = 1;
} else {
  const ws = await playEveryTable(openTestDatabase);
  const now = await ws.test.database.now();
  const said = await answers(ws);
  mkdirSync(folder, { recursive: true });
  writeFileSync(files.backup, await backedUp(ws.test.pool));
  writeFileSync(files.answers, `${JSON.stringify({ now, ...said }, null, 2)}\n`);
  process.stdout.write(`${files.backup}\n`);
  process.exit(0);
}
