import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type pg from "pg";
import { tablesOf } from "../../src/store/backup/catalog.ts";
import { backupOf } from "../../src/store/backup/stream.ts";
import { minutesJob } from "../../src/store/contract/jobs.ts";
import type { TestDatabase } from "./databases.ts";
import { workbook } from "./office.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/**
 * Words that a copy must not harm: quotes, a backslash, a comma in braces, emoji, a line separator, both compositions
 * of å.
 */
export const awkward = "“svar” 'ja' \"nej\" \\ {a,b} \u2028 NULL å a\u030a 🎄\tslut";

/** Plays an onboarding through the front door until every table holds something, in Swedish. */
export async function playEveryTable(open: () => Promise<TestDatabase>): Promise<Workspace> {
  const ws = await openWorkspace({ open, language: "sv", clock: "2026-11-23T09:00" });
  const { anna, karin } = ws;
  await ws.openSolbacken("porting:2027-01-15 price:24000 rate:1200");
  const lines = [
    'require add "Huvudnumret svarar 07–18"',
    "team add petra partner",
    "away until:2026-11-25",
    "checkin schedule 2026-11-24 10:00",
    "kickoff",
    'task add "Skicka planritning" who:johan due:2026-12-01',
    `log 6h30 configuration ${JSON.stringify(awkward.replace(/["\t]/g, ""))}`,
    "log 2h configuration",
    "travel 3h30 costs:1200 to:Uppsala",
    "travel city:göteborg",
    'data receive hardware "Listan från Karin Ek"',
    "porting done fullmakt",
    'snooze fax until:2026-12-20 "faxen skrotas"',
    'hardware add "Yealink T54W" mac:805EC0123456 service bought',
    'fault "inga inkommande samtal" urgent',
    'fault cause F1 customer "brandväggen" bill',
    'change "Två köer till" fixed:4500',
    "change send X1",
  ];
  const said = async (line: string) => {
    const { outcome, text } = await anna.says(line);
    if (outcome !== "done") throw new Error(`${line}: ${outcome}: ${text}`);
  };
  for (const line of lines) await said(line);
  await karin.approves();
  await ws.playTo("2026-11-27T16:00");
  for (const line of [
    "checkin hold C1",
    "minutes C1 beslut: porteringen sker 15 januari\nKarin Ek: skicka planritning till 4/12",
    "minutes approve M1",
  ])
    await said(line);
  await said("invoice close");
  await anna.presses("invoice confirm");
  for (const line of ["golive", "require deliver R1", "require verify R1", "change done X1", "deliver"]) {
    await said(line);
    if (line === "golive") await anna.presses("golive anyway");
  }
  await karin.presses("deliver approve");
  await karin.drops("kunddata.xlsx", workbook());
  await anna.says("log");
  await ws.playTo("2026-12-07T09:30");
  await ws.test.database.ticks.daily("purge");
  await ws.test.database.transaction((store) => store.jobs.add(minutesJob, { project: "none", notes: awkward }));
  await ws.test.database.keeping("slack").put("home", "U1", { words: awkward });
  return ws;
}

/** The answers that must be the same wherever the records have been. */
export async function answers(ws: Workspace): Promise<Readonly<Record<"status" | "history" | "invoice", string>>> {
  const [status, history, invoice] = [
    await ws.anna.says("status"),
    await ws.anna.says("history"),
    await ws.anna.says("invoice"),
  ];
  return { status: status.text, history: history.text, invoice: invoice.text };
}

/** What a test database or a pool holds, gzipped. */
export const backedUp = (pool: pg.Pool): Promise<Buffer> => buffer(backupOf(pool));
export const bytesOf = (bytes: Uint8Array): Readable => Readable.from([bytes]);

/** How many rows each table has. */
export async function rowCounts(pool: pg.Pool): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { name } of await tablesOf(pool as unknown as pg.PoolClient)) {
    const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from "${name}"`);
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}
