import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { compose, migrationsFolder } from "../src/compose.ts";
import { readAgreement } from "../src/composition/agreements.ts";
import { closeServer, createHttp, listen } from "../src/http.ts";
import { databaseOver } from "../src/store/database.ts";
import { openEmbedded } from "../src/store/engine/embedded.ts";
import { localApi } from "../test/support/local-api.ts";
import { recorder } from "../test/support/statements.ts";
import { percentile, replayOf, twoAlike } from "./statements.ts";

/**
 * `npm run bench`: the answered `log` command through the local API (authorised, stored, audited, delivered, answered),
 * against the
 * same SQL sent by hand through the driver, in turn, in one process on one embedded database. Prints p50 and p99 in
 * milliseconds and their ratios.
 */
const runs = Number(process.env.RUNS ?? 300);
const folder = await mkdtemp(join(tmpdir(), "startklar-bench-"));
const { pool, close } = await openEmbedded(folder);
const record = recorder(pool);
const database = await databaseOver(pool, { migrations: migrationsFolder, close });
const house = await compose({
  config: { language: "sv", timeZone: "Europe/Stockholm", minutesModel: undefined },
  database,
  agreement: await readAgreement(),
  log: pino({ level: "silent" }),
});
for (const { prepare } of house.platforms) await prepare?.();
const server = await listen(createHttp(database, house.routers), "127.0.0.1", 0);
const address = server.address();
const api = localApi(() => `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
await api.conversation("solbacken", false);
await api.say("anna", "solbacken", 'open "Solbacken Vård AB" internal:solbacken');
const log = async () => {
  const said = await api.say("anna", "solbacken", 'log 1m documentation "bench"');
  if (!said.text.includes("H")) throw new Error(said.text);
};

for (let warm = 0; warm < 20; warm += 1) await log();
const [first, second] = await twoAlike(record, log);
const replay = replayOf(first, second);
const timed = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const raw = async (run: number) => {
  const client = await pool.connect();
  try {
    await replay(client, run);
  } finally {
    client.release();
  }
};
const commands: number[] = [];
const statements: number[] = [];
for (let run = 0; run < runs; run += 1) {
  commands.push(await timed(log));
  statements.push(await timed(() => raw(run)));
}
const line = (name: string, values: readonly number[]) =>
  `${name.padEnd(34)} p50 ${percentile(values, 0.5).toFixed(2)} ms   p99 ${percentile(values, 0.99).toFixed(2)} ms`;
process.stdout.write(
  [
    `${runs} runs each, in turn; ${second.length} statements in a command`,
    line("log, answered over HTTP", commands),
    line("the same SQL by hand", statements),
    `ratio p50 ${(percentile(commands, 0.5) / percentile(statements, 0.5)).toFixed(2)}   p99 ${(percentile(commands, 0.99) / percentile(statements, 0.99)).toFixed(2)}`,
    "",
  ].join("\n"),
);
await closeServer(server);
await database.close();
await rm(folder, { recursive: true, force: true });
