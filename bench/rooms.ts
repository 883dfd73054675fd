import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { pino } from "pino";
import { compose, migrationsFolder } from "../src/compose.ts";
import { readAgreement } from "../src/composition/agreements.ts";
import { listedBy } from "../src/domain/listed.ts";
import type { Day } from "../src/domain/units.ts";
import { closeServer, createHttp, listen } from "../src/http.ts";
import { databaseOver } from "../src/store/database.ts";
import { openEmbedded } from "../src/store/engine/embedded.ts";
import { localApi } from "../test/support/local-api.ts";
import { longRoom } from "./long-room.ts";
import { percentile } from "./statements.ts";

/**
 * `npm run bench -- rooms`: what is long. A conversation with 50,000 messages in a real browser; `portfolio` and Home
 * with many projects, beside reading every project as it was done once; `history`, `status`, `invoice` and `log` of a
 * project with 20,000 entries. `MESSAGES`, `PROJECTS` (several, with commas) and `ENTRIES` say how many.
 */
const messages = Number(process.env.MESSAGES ?? 50_000);
const sizes = (process.env.PROJECTS ?? "100,2000,10000").split(",").map(Number);
const entries = Number(process.env.ENTRIES ?? 20_000);
const print = (line: string) => process.stdout.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), "startklar-bench-"));
const { pool, close } = await openEmbedded(folder);
const database = await databaseOver(pool, { migrations: migrationsFolder, close });
const house = await compose({
  config: { language: "sv", timeZone: "Europe/Stockholm", minutesModel: undefined },
  database,
  agreement: await readAgreement(),
  log: pino({ level: "silent" }),
});
for (const { prepare } of house.platforms) await prepare?.();
const server = await listen(createHttp(database, house.routers), "127.0.0.1", 0);
// A line that keeps the process busy for long loses nobody their connection.
server.keepAliveTimeout = 600_000;
const address = server.address();
const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
const api = localApi(() => url);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
/** The median of some runs, after one that is not counted. */
async function median(work: () => Promise<unknown>, runs = 5): Promise<string> {
  await work();
  const values = [];
  for (let run = 0; run < runs; run += 1) values.push(await timed(work));
  return `${percentile(values, 0.5).toFixed(1)} ms`;
}
const say = async (line: string, where = "solbacken") => {
  const said = await api.say("anna", where, line);
  if (said.messages.length < 1 || /ref [0-9a-f]{6}/u.test(said.text)) throw new Error(said.text);
  return said;
};
/** The plan of a statement, as far as it says what is read. */
async function explained(statement: string, values: readonly unknown[]): Promise<string> {
  const { rows } = await pool.query<{ "QUERY PLAN": string }>(
    `explain (analyze, buffers, costs off, summary off) ${statement}`,
    [...values],
  );
  return rows.map((row) => `    ${row["QUERY PLAN"]}`).join("\n");
}

await api.conversation("solbacken", false);
await say('open "Solbacken Vård AB" internal:solbacken');
await say("project set rate:1200");

async function conversation(): Promise<void> {
  print(`\nA conversation with ${messages} messages`);
  await seedMessages(pool, messages);
  for (const line of await longRoom(url, (text) => api.say("anna", "kontoret", text))) print(`  ${line}`);
  const at = `(select seq from keeping where platform = 'local' and collection = 'messages/kontoret' and key = 'm${messages - 1000}')`;
  const stretch = `select key, value from keeping where platform = $1 and collection = $2 and seq < ${at} order by seq desc limit 61`;
  print(`  a page before one, by the database:\n${await explained(stretch, ["local", "messages/kontoret"])}`);
}

async function projects(): Promise<void> {
  let there = 1;
  for (const size of sizes) {
    await seedProjects(pool, there, size);
    there = size;
    await pool.query("update projects set owed_on = null");
    print(`\nportfolio, ${size} open projects`);
    print(
      `  the first time, when all are worked out   ${(await timed(() => say("portfolio", "dm-anna"))).toFixed(0)} ms`,
    );
    print(`  each time after that                      ${await median(() => say("portfolio", "dm-anna"))}`);
    const first = await say("portfolio", "dm-anna");
    if (first.messages.at(-1)?.actions.length !== 0)
      print(`  the next page, by its button              ${await median(() => pressNext(first))}`);
    print(`  only what is late                         ${await median(() => say("portfolio late", "dm-anna"))}`);
    print(`  every project read, as it was once        ${await median(readAll, 3)}`);
  }
  const page =
    "select p.id from projects p where p.state = 'open' and (p.owed_on, p.seq) > ($1::date, $2) order by p.owed_on, p.seq limit 21";
  print(`  a page, by the database:\n${await explained(page, ["2026-12-01", 50])}`);
}
async function pressNext(first: Awaited<ReturnType<typeof say>>): Promise<void> {
  const message = first.messages.at(-1);
  const next = message && (await api.press("anna", message, /Nästa|Next/u));
  if (next?.status !== 200) throw new Error("The next page did not come");
}
const readAll = () =>
  database.transaction(async (store) => {
    const all = await store.projects.all();
    const terms = await store.agreements.ofMany(all.map(({ project }) => project.id));
    for (const facts of all) {
      const agreement = terms.get(facts.project.id);
      if (agreement !== undefined) listedBy(facts, agreement, "2026-11-28" as Day);
    }
  });

async function oneProject(): Promise<void> {
  const { rows } = await pool.query<{ id: string }>("select id from projects where code = 'solbacken'");
  const id = rows[0]?.id ?? "";
  for (const count of [entries / 10, entries]) {
    await seedEntries(pool, id, count);
    print(`\nA project with ${count} entries of hours and as many in its history`);
    for (const line of ["history", "history after:60", "history H7", "history R9", "status", "invoice", "log list"]) {
      print(`  ${line.padEnd(20)} ${await median(() => say(line), 3)}`);
    }
    print(`  ${"log 1m".padEnd(20)} ${await median(() => say('log 1m documentation "bench"'), 3)}`);
    print(
      `  ${"reading its facts".padEnd(20)} ${await median(() => database.transaction((store) => store.projects.facts(id)), 3)}`,
    );
  }
  const history = "select * from audit where project_id = $1::uuid and seq < $2 order by seq desc limit 31";
  print(`  the last page of the history, by the database:\n${await explained(history, [id, 60])}`);
  const ofRef = "select * from audit where project_id = $1::uuid and refs @> array[$2] order by seq desc limit 31";
  print(`  of one reference, old as it is:\n${await explained(ofRef, [id, "H7"])}`);
}

try {
  await oneProject();
  await projects();
  await conversation();
} finally {
  for (const { hangUp } of house.platforms) hangUp?.();
  await closeServer(server);
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

/** Messages as the local platform keeps them, one each five minutes. */
async function seedMessages(to: pg.Pool, count: number): Promise<void> {
  await to.query(
    `insert into keeping (platform, collection, key, value)
     select 'local', 'messages/kontoret', 'm' || i, json_build_object('id', 'm' || i, 'in', 'kontoret',
       'at', to_char(timestamp '2026-05-01' + i * interval '5 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'from', 'startklar',
       'text', 'Meddelande ' || i, 'actions', '[]'::json, 'files', '[]'::json, 'revision', 1,
       'blocks', json_build_array(json_build_object('kind', 'text', 'text', 'Meddelande ' || i)))
     from generate_series(1, $1::int) i order by i`,
    [count],
  );
  await to.query(
    "insert into keeping (platform, collection, key, value) select 'local', 'placed', 'm' || i, '\"kontoret\"'::json from generate_series(1, $1::int) i",
    [count],
  );
  await to.query("analyze keeping");
}

/** Projects beside those that are there, each with a plan of its own and five entries of hours. */
async function seedProjects(to: pg.Pool, there: number, count: number): Promise<void> {
  await to.query(
    `insert into projects (id, code, agreement_id, customer, variant, options, hours, opened_on, plan, language, rate)
     select gen_random_uuid(), 'p' || i, agreement_id, 'Kund ' || i || ' AB', variant, options, hours, opened_on,
       json_build_object('data', (date '2026-11-20' + i % 60)::text, 'golive', (date '2026-12-10' + i % 90)::text), language, rate
     from projects, generate_series($1::int, $2::int - 1) i where code = 'solbacken'`,
    [there, count],
  );
  await to.query(
    `insert into work_entries (id, project_id, ref, target_kind, target, minutes, note, "on", recorded_at)
     select gen_random_uuid(), p.id, 'H' || i, 'package', 'configuration', 60 + i, 'bench', date '2026-11-23', 0
     from projects p, generate_series(1, 5) i where p.code ~ '^p[0-9]+$' and not exists (select 1 from work_entries w where w.project_id = p.id)`,
  );
  for (const table of ["projects", "work_entries"]) await to.query(`analyze ${table}`);
}

async function seedEntries(to: pg.Pool, project: string, count: number): Promise<void> {
  await to.query(
    `insert into work_entries (id, project_id, ref, target_kind, target, minutes, note, "on", recorded_at, by_id)
     select gen_random_uuid(), $1::uuid, 'H' || i, 'package', 'documentation', 1, 'bench ' || i, date '2026-11-23' + i % 20, i,
       (select id from people where handle = 'anna')
     from generate_series((select count(*)::int + 1 from work_entries where project_id = $1::uuid), $2::int) i`,
    [project, count],
  );
  await to.query(
    `insert into audit (id, at, actor_id, platform, project_id, runs, outcome, refs, fields, digest)
     select gen_random_uuid(), i, (select id from people where handle = 'anna'), 'local', $1::uuid, 'log', 'done', array['H' || i], array['time'], ''
     from generate_series((select count(*)::int + 1 from audit where project_id = $1::uuid), $2::int) i`,
    [project, count],
  );
  await to.query(
    `insert into counters (project_id, letter, last) values ($1::uuid, 'H', $2) on conflict (project_id, letter) do update set last = excluded.last`,
    [project, count],
  );
  for (const table of ["audit", "work_entries"]) await to.query(`analyze ${table}`);
}
