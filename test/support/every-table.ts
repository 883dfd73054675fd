import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type pg from "pg";
import { tablesOf } from "../../src/store/backup/catalog.ts";
import { backupOf } from "../../src/store/backup/stream.ts";
import { minutesJob } from "../../src/store/contract/jobs.ts";
import type { Store, TakenData } from "../../src/store/store.ts";
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
    "checkin schedule 2026-11-24 10:00",
    "away until:2026-11-25",
    "kickoff",
    'task add "Skicka planritning" who:johan due:2026-12-01',
    `log 6h30 configuration ${JSON.stringify(awkward.replace(/["\t]/g, ""))}`,
    "log 2h configuration",
    "travel 3h30 costs:1200 to:Uppsala",
    "travel city:göteborg",
    'data receive hardware "Listan från Karin Ek"',
    "porting done fullmakt",
    'porting add "08-123 45 00–49" operator:"Exempeltele AB" signer:"Karin Ek"',
    'snooze fax until:2026-12-20 "faxen skrotas"',
    "reminders who voicemail johan",
    "reminders active",
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
  await ws.test.database.transaction(giveData);
  await anna.says("log");
  await ws.playTo("2026-12-07T09:30");
  await ws.test.database.ticks.daily("purge");
  await ws.test.database.modelTokens.take(1_000, 2_000);
  await ws.test.database.transaction((store) => store.jobs.add(minutesJob, { project: "none", notes: awkward }));
  await ws.test.database.keeping("slack").put("home", "U1", { words: awkward });
  return ws;
}

/** Customer data of every kind: taken, changed, and offered. */
async function giveData(store: Store): Promise<void> {
  const [project] = await store.projects.all();
  if (project === undefined) throw new Error("There is no project");
  const { id } = project.project;
  const by = { id: "system", name: "Startklar" } as const;
  const taken: Omit<TakenData, "from" | "records"> = {
    ...{ area: "user-licences", source: "form", on: project.project.openedOn, recordedAt: 1, by, bySide: "staff" },
    findings: [{ weight: "question", what: "value.twice", given: awkward }],
  };
  const records = [{ key: "karin ek", values: { "first-name": "Karin", "last-name": awkward } }];
  await store.heldData.take(id, { ...taken, from: 0, records });
  await store.heldData.take(id, {
    ...taken,
    from: 1,
    records: [...records, { key: "bo", values: {}, unsure: ["e-mail"] }],
  });
  const [trip] = project.trips;
  const file = await store.files.add({
    ...{ project: id, conversation: project.project.internal ?? "", name: "kvitto.pdf", content: new Uint8Array([1]) },
    by: project.members[0]?.id ?? "",
  });
  await store.travel.receipt(id, trip?.id ?? "", file.id);
  await store.bases.markSent(id, 1, { document: "118", total: 86_250, at: 1, by: "system" });
  await store.papers.keep(id, {
    ...{
      kind: "plan",
      about: "",
      version: 1,
      name: "Projektplan",
      digest: "0".repeat(64),
      on: project.project.openedOn,
    },
    ...{ at: 1, by, lists: true, pdf: new TextEncoder().encode("%PDF-"), markdown: awkward },
  });
  await store.heldData.offer(id, {
    by,
    bySide: "staff",
    recordedAt: 2,
    areas: [{ area: "fax", from: 0, records, findings: [] }],
  });
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
