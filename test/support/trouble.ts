import pg from "pg";
import { botProcess } from "./bot-process.ts";
import { localApi } from "./local-api.ts";
import type { PostgresServer } from "./postgres.ts";
import { type Cut, startProxy, type Wire } from "./proxy.ts";

/** What came of the commands that people typed while the network or the server was in trouble. */
export interface TroubleReport {
  readonly asked: number;
  /** Answered as done, before, during and after. */
  readonly acknowledged: number;
  /** Refused in words: not saved. */
  readonly refused: number;
  /** Refused in words: may have been saved. */
  readonly unsure: number;
  /** Anything else that came back, or did not: must be empty. */
  readonly wordless: readonly string[];
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** There more than once, also after every refused request was sent again. */
  readonly doubled: number;
  /** Said to be not saved, and there all the same. */
  readonly lied: number;
  /** Without an audit entry, a reply or an answer of their own, or those without them. */
  readonly halfDone: number;
  /** Milliseconds until the slowest command was answered. */
  readonly slowest: number;
  /** Milliseconds from the end of the trouble to the first command that was done. */
  readonly recovered: number;
}

interface Asked {
  readonly note: string;
  readonly began: number;
  outcome: "acknowledged" | "refused" | "unsure" | string;
}

const workers = 6;

/**
 * A bot in a process of its own on a PostgreSQL behind a proxy, six people typing without a pause, and trouble for so
 * many seconds in the middle of it. Afterwards the books are compared with what everybody was told, and what was
 * refused is sent again under the same key.
 */
export async function underTrouble(
  postgres: PostgresServer,
  seconds: number,
  trouble: (proxy: Wire, wait: () => Promise<void>) => Promise<void>,
): Promise<TroubleReport> {
  const direct = await postgres.create();
  const proxy = await startProxy(postgres.port);
  const bot = await botProcess({ DATABASE_URL: direct.replace(`:${postgres.port}/`, `:${proxy.port}/`), LOCALE: "en" });
  const all: Asked[] = [];
  try {
    await bot.start();
    const api = localApi(bot.url);
    await api.conversation("solbacken-kund", true);
    await api.conversation("solbacken", false);
    const opened = await api.say(
      "anna",
      "solbacken",
      'open "Solbacken" variant:smaller shared:solbacken-kund data:2027-11-05 golive:2027-12-17',
    );
    if (opened.status !== 200 || !/Solbacken/.test(opened.text))
      throw new Error(`The project did not open: ${opened.text}`);

    const ask = async (note: string): Promise<string> => {
      try {
        const said = await api.say("anna", "solbacken", `log 1m configuration "${note}"`, note);
        const words = said.status === 200 ? said.text : String((said as unknown as { error?: unknown }).error ?? "");
        if (/Logged 1 min|is done and saved/.test(words)) return "acknowledged";
        if (/may have been saved/.test(words)) return "unsure";
        if (/was not saved/.test(words)) return "refused";
        return `${said.status} ${words}`;
      } catch (error) {
        return String(error);
      }
    };
    let over = false;
    let ended = Number.POSITIVE_INFINITY;
    let recovered = Number.NaN;
    let slowest = 0;
    const typing = Array.from({ length: workers }, async (_, worker) => {
      for (let number = 0; !over; number += 1) {
        const asked: Asked = { note: `n-${worker}-${number}`, began: performance.now(), outcome: "nothing" };
        all.push(asked);
        asked.outcome = await ask(asked.note);
        slowest = Math.max(slowest, performance.now() - asked.began);
        if (asked.outcome === "acknowledged" && asked.began > ended && Number.isNaN(recovered))
          recovered = performance.now() - ended;
        if (asked.outcome !== "acknowledged") await pause(50);
      }
    });
    await pause(1_500);
    await trouble(proxy, () => pause(seconds * 1_000));
    ended = performance.now();
    for (const end = ended + 30_000; Number.isNaN(recovered) && performance.now() < end; ) await pause(50);
    await pause(500);
    over = true;
    await Promise.all(typing);

    const books = new pg.Client({ connectionString: direct });
    await books.connect();
    const times = async (): Promise<ReadonlyMap<string, number>> => {
      const { rows } = await books.query<{ note: string; times: string }>(
        "select note, count(*) as times from work_entries group by note",
      );
      return new Map(rows.map((row) => [row.note, Number(row.times)]));
    };
    const found = await times();
    const of = (outcome: string) => all.filter((asked) => asked.outcome === outcome);
    const lost = of("acknowledged").filter(({ note }) => !found.has(note)).length;
    const lied = of("refused").filter(({ note }) => found.has(note)).length;
    const { rows } = await books.query<{ half: string }>(`
      select count(*) as half from work_entries w full join requests r on r.key = 'anna/' || w.note and r.answered
      where (w.id is null and r.key like 'anna/n-%') or (w.id is not null and (r.id is null
        or not exists (select 1 from audit a where a.runs = 'log' and a.outcome = 'done' and w.ref = any(a.refs))
        or not exists (select 1 from messages m where m.cause = r.id)))`);
    const [refused, unsure] = [of("refused"), of("unsure")];
    const wordless = all
      .filter(({ outcome }) => !["acknowledged", "refused", "unsure"].includes(outcome))
      .map(({ outcome }) => outcome);
    for (const { note } of [...refused, ...unsure]) {
      const outcome = await ask(note);
      if (outcome !== "acknowledged") wordless.push(`sent again: ${outcome}`);
    }
    const doubled = [...(await times())].filter(([, count]) => count > 1).length;
    await books.end();
    return {
      ...{ asked: all.length, acknowledged: of("acknowledged").length, refused: refused.length, unsure: unsure.length },
      ...{ wordless, lost, doubled, lied, halfDone: Number(rows[0]?.half) },
      ...{ slowest: Math.round(slowest), recovered: Math.round(recovered) },
    };
  } finally {
    await bot.remove();
    await proxy.close();
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** A cut of one kind. */
export const cutBy = (cut: Cut) => async (proxy: Wire, wait: () => Promise<void>) => {
  await proxy.set(cut);
  await wait();
  await proxy.set("open");
};

/** The kinds of cut, each of which looks different to the bot. */
export const cuts: readonly Cut[] = ["drop", "stall", "reset", "refuse"];

/** What a report must be, whatever happened. */
export const nothingAmiss = { wordless: [], lost: 0, doubled: 0, lied: 0, halfDone: 0 } as const;

/**
 * Longer than this nobody waits for an answer, milliseconds: the sum of the store's own limits, and what a slow machine
 * adds.
 */
export const longestAnswer = 30_000;
