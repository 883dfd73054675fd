import type pg from "pg";
import { pino } from "pino";
import { compose, migrationsFolder } from "../src/compose.ts";
import { readAgreement } from "../src/composition/agreements.ts";
import { businessCalendar, instantOf } from "../src/domain/calendar.ts";
import type { Day } from "../src/domain/units.ts";
import { databaseOver, poolTo } from "../src/store/database.ts";
import { cloneProjects } from "../test/support/clone.ts";
import { startPostgres } from "../test/support/postgres.ts";
import { openWorkspace } from "../test/support/workspace.ts";
import { type Costs, costsOf } from "./costs.ts";

/**
 * `npm run bench -- sweep`: what a tick costs with many open projects, on PostgreSQL. One project is played through the
 * front door into the middle of its onboarding and cloned; each morning a tenth of them has a task that is due on the
 * next day, and nothing else is new. For each size (`SIZES`, 1,000 and ten times and a hundred times as many unless
 * told otherwise): the night, in which all of them are looked at; the morning's tick; the next one, with none due. Then
 * three replicas tick at once, and nothing may be said twice. `NIGHT=0`: nobody looks at night, and when to look in the
 * morning is set as a night would have left it; no three replicas then.
 */
const night = process.env.NIGHT !== "0";
const sizes = (process.env.SIZES ?? "1000 10000 100000").split(/[ ,]+/).map(Number);
const say = (text: string) => process.stdout.write(`${text}\n`);
const server = await startPostgres();
const url = await server.create();
const lost = () => undefined;
const patient = poolTo(url, lost, { patient: true, max: 1 });
const agreement = await readAgreement();
const calendar = businessCalendar(agreement.calendar);
const at = (day: Day, clock: string) => instantOf(day, clock, agreement.calendar.timeZone);

let statements = 0;
function counted(pool: pg.Pool): pg.Pool {
  return pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    (client as { query: unknown }).query = (...given: unknown[]) => {
      statements += 1;
      return query(...given);
    };
  });
}
const errors: string[] = [];
async function replica() {
  const pool = counted(poolTo(url, lost));
  const database = await databaseOver(pool, { migrations: migrationsFolder, close: () => pool.end() });
  const log = pino({ level: "error" }, { write: (line: string) => void errors.push(line) });
  const { scheduler } = await compose({
    config: { language: "sv", timeZone: "Europe/Stockholm", minutesModel: undefined },
    database,
    agreement,
    log,
  });
  return { pool, database, scheduler };
}

/** A project in the middle of its onboarding. */
async function playOne(): Promise<void> {
  const { database, pool } = await replica();
  const ws = await openWorkspace({ open: async () => ({ database, pool, close: database.close }), language: "sv" });
  await ws.openSolbacken("porting:2027-06-15 workshop:2026-11-24 rate:1200");
  const types = async (...lines: readonly string[]) => {
    for (const line of lines) {
      const said = await ws.anna.says(line);
      if (said.outcome !== "done") throw new Error(`${line}: ${said.text}`);
      const asked = said.messages.flatMap(({ buttons }) => buttons).find(({ runs }) => runs.endsWith("anyway"));
      if (asked !== undefined) await ws.anna.presses(asked.runs);
    }
  };
  await types(
    'require add "Huvudnumret svarar 07–18"',
    'require add "Två köer, sälj och support"',
    "team add petra partner",
    "team add lena sponsor",
    ...agreement.areas.map(({ id }) => `data receive ${id} "Listan från Karin Ek"`),
    ...agreement.areas.slice(2).map(({ id }) => `data approve ${id}`),
    'log 6h30 configuration "köer"',
    'log 2h configuration "svarsgrupper"',
    "travel 3h30 costs:1200 to:Uppsala",
    "porting done fullmakt",
    'hardware add "Yealink T54W" mac:805EC0123456 service bought',
    'fault "inga inkommande samtal" urgent',
  );
  await ws.playTo("2026-11-24T16:00");
  await types("kickoff", 'change "Två köer till" fixed:4500', "change send X1");
  await ws.karin.approves();
  await types(
    'task add "Skicka planritning" who:johan due:2027-06-01',
    // A call after the day of going live would be asked about.
    "plan move golive 2027-06-18",
    "checkin schedule 2027-05-20 10:00",
  );
  await ws.playTo("2026-12-07T16:00");
  // A project that nobody touches is spoken of, which nothing here is about.
  await types('log 1h configuration "köer"');
  await patient.query(
    "update messages set delivered_revision = revision, platform_id = id::text, next_attempt_at = null",
  );
  await ws.close();
}

interface Measured extends Costs {
  readonly statements: number;
}
async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const before = statements;
  const costs = await costsOf(work);
  return { ...costs, statements: statements - before };
}
const told = ({ seconds, statements: sent, megabytes, stall }: Measured) =>
  `${seconds.toFixed(2).padStart(8)} s  ${String(sent).padStart(7)} statements  +${megabytes.toFixed(0).padStart(4)} MB  longest stall ${stall.toFixed(0).padStart(4)} ms`;

/** A tenth of the projects has a task that is due on the next business day; the others' is far away. */
async function aTenthDue(day: Day): Promise<number> {
  const { rowCount } = await patient.query(
    `update tasks t set due = $1 from projects p where p.id = t.project_id and p.seq % 10 = 0 and t.ref = 'T1'`,
    [calendar.addBusinessDays(day, 1)],
  );
  return rowCount ?? 0;
}
async function asAfterTheNight(day: Day): Promise<void> {
  await patient.query("update projects set look_at = case when seq % 10 = 0 then $1::bigint else $2::bigint end", [
    ...[at(day, "08:00"), at(calendar.addBusinessDays(day, 1), "00:00")],
  ]);
}
const nags = async (day: Day) =>
  Number(
    (await patient.query<{ n: string }>("select count(*) as n from messages where subject = $1", [`nag/${day}`]))
      .rows[0]?.n,
  );
const sentAll = () =>
  patient.query(
    "update messages set delivered_revision = revision, platform_id = id::text, next_attempt_at = null where next_attempt_at is not null",
  );

await playOne();
// Receipts of what was typed are nobody's reminders: without them millions of rows fewer are cloned.
if (!night)
  await patient.query(
    "delete from messages m where subject is null and not exists (select 1 from notices n where n.message_id = m.id)",
  );
// Clones refer to what there is: no need to look it up for millions of rows.
const unchecked = "set session_replication_role = replica";
await patient.query(unchecked);
const [one] = (await patient.query<{ rows: string }>("select count(*) as rows from notices")).rows;
say(`one project: ${one?.rows} notices said`);
const { scheduler, pool: replicaPool } = await replica();
let there = 1;
let day = "2026-12-07" as Day;
const tenths: { readonly size: number; readonly seconds: number }[] = [];
for (const size of sizes) {
  const making = performance.now();
  // A connection of which nothing is asked for a while is closed, and the next one knows nothing of it.
  await patient.query(unchecked);
  await cloneProjects(patient, there + 1, size);
  await patient.query("vacuum analyze");
  if (size > 50_000) say(`\n${size} projects were made in ${((performance.now() - making) / 1_000).toFixed(0)} s`);
  there = size;
  // Mondays have their digests: another day tells what is looked for.
  do day = calendar.addBusinessDays(day, 1);
  while (new Date(day).getUTCDay() === agreement.reminders.digest.weekday);
  const due = await aTenthDue(day);
  say(`\n${size} projects`);
  if (night) say(`the night, all     ${told(await measured(() => scheduler.tick(at(day, "00:00"))))}`);
  else await asAfterTheNight(day);
  await sentAll();
  const tenth = await measured(() => scheduler.tick(at(day, "08:00")));
  tenths.push({ size, seconds: tenth.seconds });
  say(`a tenth due        ${told(tenth)}`);
  if ((await nags(day)) !== due) say(`WRONG: ${due} were due, and ${await nags(day)} were said`);
  await sentAll();
  say(`none due           ${told(await measured(() => scheduler.tick(at(day, "08:30"))))}`);
}
for (const [index, { size, seconds }] of tenths.entries()) {
  const before = tenths[index - 1];
  if (before === undefined) continue;
  say(
    `\nexponent of growth from ${before.size} to ${size}: ${(Math.log(seconds / before.seconds) / Math.log(size / before.size)).toFixed(2)}`,
  );
}

if (!night) {
  await Promise.all([replicaPool.end(), patient.end()]);
  await server.stop();
  process.exit(0);
}
const three = await Promise.all([replica(), replica(), replica()]);
day = calendar.addBusinessDays(day, 1);
const due = await aTenthDue(day);
await patient.query("update projects set look_at = null");
const shared = await measured(() => Promise.all(three.map((one) => one.scheduler.tick(at(day, "08:00")))));
const twice = await patient.query(
  `select project_id, conversation_id from messages where subject = $1 group by 1, 2 having count(*) > 1`,
  [`nag/${day}`],
);
say(`\nthree replicas, all looked at: ${told(shared)}`);
say(`${due} due, ${await nags(day)} said, ${twice.rowCount} twice`);
for (const error of errors.slice(0, 3)) say(error);
await Promise.all([...three.map((one) => one.database.close()), replicaPool.end(), patient.end()]);
await server.stop();
