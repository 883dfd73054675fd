import { randomUUID } from "node:crypto";
import pg from "pg";
import { checkedUrl, limits } from "./connection.ts";

/** How replicas on one PostgreSQL hear of each other's new work, without asking for it. */
export interface Wakes {
  /** Work has been committed here: the others are told, in a moment, however much it is. */
  tell(): void;
  hear(listener: () => void): void;
  close(): Promise<void>;
}

export interface WakesOptions {
  readonly pool: Pick<pg.Pool, "query">;
  /** Where to listen. */
  readonly url: string;
  /** A pooler gives each transaction another session: listening is then pointless, telling is not. */
  readonly pooled: boolean;
  /** Nothing is heard until `hearing`: what waits is found by looking for it. Said once for each time. */
  readonly log: (event: "deaf" | "hearing", details: Readonly<Record<string, unknown>>) => void;
}

const channel = "startklar_work";
/** What is told within so many milliseconds of each other is one. */
const together = 20;
const firstPause = 500;
const longestPause = 30_000;
/** A connection that a firewall has forgotten looks alive until something is asked on it. */
const askEvery = 20_000;

/**
 * On a connection of its own, which is opened again when it is lost. What was committed meanwhile is looked for as soon
 * as it is back. Nothing depends on being heard: whoever waits for work also looks for it every second.
 */
export function createWakes({ pool, url, pooled, log }: WakesOptions): Wakes {
  const listeners: (() => void)[] = [];
  const self = randomUUID();
  let closed = false;
  let isDeaf = false;
  let client: pg.Client | undefined;
  let pause = firstPause;
  let again: NodeJS.Timeout | undefined;
  let telling: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;

  const wake = () => {
    for (const listener of listeners) listener();
  };
  const deaf = (details: Readonly<Record<string, unknown>>) => {
    if (!isDeaf) log("deaf", details);
    isDeaf = true;
  };

  async function listen(): Promise<void> {
    const mine = new pg.Client({
      connectionString: checkedUrl(url),
      application_name: "startklar",
      connectionTimeoutMillis: limits.connect,
      query_timeout: limits.silence,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
    });
    let isLost = false;
    const lost = (error?: unknown) => {
      if (isLost) return;
      isLost = true;
      clearInterval(asking);
      if (client === mine) client = undefined;
      mine.end().catch(() => undefined);
      if (closed) return;
      deaf({ error });
      again = setTimeout(() => void listen(), pause);
      again.unref();
      pause = Math.min(longestPause, pause * 2);
    };
    mine.on("error", lost);
    mine.on("end", () => lost());
    mine.on("notification", ({ payload }) => {
      if (payload !== self) wake();
    });
    try {
      client = mine;
      await mine.connect();
      await mine.query(`listen ${channel}`);
    } catch (error) {
      return lost(error);
    }
    if (closed) return void mine.end().catch(() => undefined);
    asking = setInterval(() => mine.query("select 1").catch(lost), askEvery);
    asking.unref();
    pause = firstPause;
    if (isDeaf) log("hearing", {});
    isDeaf = false;
    wake();
  }

  if (pooled)
    deaf({
      why: "a pooler in transaction mode is in between: what another replica leaves to do is found within a second",
    });
  else void listen();
  return {
    tell() {
      telling ??= setTimeout(() => {
        telling = undefined;
        // Whoever is not told finds it all the same.
        if (!closed) pool.query("select pg_notify($1, $2)", [channel, self]).catch(() => undefined);
      }, together);
      telling.unref();
    },
    hear: (listener) => void listeners.push(listener),
    async close() {
      closed = true;
      for (const timer of [again, telling]) clearTimeout(timer);
      clearInterval(asking);
      await client?.end().catch(() => undefined);
    },
  };
}
