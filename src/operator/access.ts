import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Pool } from "pg";
import { poolTo } from "../store/engine/connection.ts";
import { openEmbedded } from "../store/engine/embedded.ts";
import { FolderDamaged, putAside } from "../store/engine/folder/damage.ts";
import { FolderInUse } from "../store/engine/folder/lock.ts";
import { type Operating, operatingOver } from "../store/operating/operating.ts";
import { runningBot, type Say } from "./client.ts";
import { OperatorRefusal } from "./refusal.ts";

/** Where the bot's database is. */
export interface DatabaseAt {
  /** `postgresql://…`; undefined: the embedded database in `dataDir`. */
  readonly url: string | undefined;
  readonly dataDir: string;
}
export interface Access {
  /** What the place is called in messages; a password never is. */
  readonly name: string;
  readonly pool: Pool;
  close(): Promise<void>;
}

/** An address without its password. */
export function masked(url: string): string {
  try {
    const address = new URL(url);
    if (address.password !== "") address.password = "***";
    for (const name of ["password", "sslpassword"])
      if (address.searchParams.has(name)) address.searchParams.set(name, "***");
    return address.href;
  } catch {
    return "postgresql://…";
  }
}

/** What PostgreSQL's drivers and the network say, as a sentence that says what to look at. */
const unreachable: Readonly<Record<string, string>> = {
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name could not be looked up",
  ECONNREFUSED: "nothing listens there",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "it cannot be reached",
  "28P01": "the user or the password is not right",
  "28000": "the user may not connect",
  "3D000": "there is no such database; create it first",
  "42501": "the user may not do that there",
};

async function openPostgres(url: string): Promise<Access> {
  const name = masked(url);
  const pool = poolTo(url, () => undefined, { max: 2, patient: true });
  try {
    await pool.query("select 1");
    return { name, pool, close: () => pool.end() };
  } catch (error) {
    await pool.end().catch(() => undefined);
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new OperatorRefusal(`${name} cannot be opened: ${unreachable[code] ?? message}.`, error);
  }
}

/** Opens the embedded database's folder for this process alone. */
async function openFolder(dataDir: string, { make }: { readonly make: boolean }): Promise<Access> {
  const there = await stat(join(dataDir, "database")).catch(() => undefined);
  if (!make && there === undefined)
    throw new OperatorRefusal(
      `There is no database in ${dataDir}. Set DATA_DIR to the bot's data folder, or DATABASE_URL to its database.`,
    );
  const { pool, close } = await openEmbedded(dataDir, { anew: make });
  return { name: `the data folder ${dataDir}`, pool, close };
}

/** Opens a database that no bot may have open meanwhile. */
export async function openAlone(place: DatabaseAt, say: Say, { make }: { readonly make: boolean }): Promise<Access> {
  if (place.url !== undefined) return openPostgres(place.url);
  if ((await runningBot(place.dataDir, say)) !== undefined)
    throw new OperatorRefusal(
      `The bot runs on the data folder ${place.dataDir}. Stop it first, so that nothing comes in meanwhile.`,
    );
  return openFolder(place.dataDir, { make });
}

/**
 * Opens a database that a backup is restored into. A damaged embedded one is put aside first, and `say` hears where it
 * is.
 */
export async function openToRestore(place: DatabaseAt, say: Say): Promise<Access> {
  try {
    return await openAlone(place, say, { make: true });
  } catch (error) {
    if (!(error instanceof FolderDamaged)) throw error;
    say(`The damaged database was put aside, to ${await putAside(place.dataDir)}.`);
    return openAlone(place, say, { make: true });
  }
}

/**
 * The database as the operator's commands see it, `say` hearing what keeps them waiting: through the bot where it runs
 * on the folder, opened here where it does not.
 */
export async function operate<T>(
  place: DatabaseAt,
  say: Say,
  standIn: (number: number) => string,
  work: (operating: Operating) => Promise<T>,
): Promise<T> {
  const bot = place.url === undefined ? await runningBot(place.dataDir, say) : undefined;
  if (bot !== undefined) return work(bot);
  const access = await (place.url === undefined
    ? openFolder(place.dataDir, { make: false })
    : openPostgres(place.url)
  ).catch((error: unknown) => {
    throw error instanceof FolderInUse && place.url === undefined
      ? new OperatorRefusal(
          `${error.message} If that is the bot, it is just starting or stopping: try again in a moment.`,
          error,
        )
      : error;
  });
  try {
    return await work(operatingOver(access.pool, standIn));
  } finally {
    await access.close();
  }
}
