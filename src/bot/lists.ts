import { setTimeout as wait } from "node:timers/promises";
import { dayOf } from "../domain/calendar.ts";
import { type Listed, listedBy } from "../domain/listed.ts";
import type { Id } from "../domain/units.ts";
import type { Database, Store } from "../store/store.ts";
import { Unavailable } from "../store/unavailable.ts";
import type { Unreadable } from "./listing.ts";

/**
 * Works out where projects stand in lists, where that is not known: after an upgrade it may be all of them. Few at a
 * time, each time in a transaction of its own, so that nobody waits long for one of them; several processes share them.
 */
export interface Lists {
  /** From now on, and tries again what could not be worked out before. */
  start(): void;
  /** Until all are known, or so many milliseconds are over: the rest is worked out all the same. */
  known(patience?: number): Promise<void>;
  /** No page more; what is under way is finished first. */
  stop(): Promise<void>;
}

/** A list that is asked for waits for so long, milliseconds: whoever asks hears how many are missing then. */
const usualPatience = 5_000;
/** So many are held at once. */
const usualPage = 20;
/** How long to wait for those that somebody else has, milliseconds: each time, and at most in a row. */
const others = { pause: 50, most: 5_000 };

export function createLists(
  database: Pick<Database, "transaction">,
  heard: Unreadable,
  failed: (error: unknown) => void,
): Lists {
  let run: Promise<void> | undefined;
  const ending = new AbortController();

  /** Works out a page. Returns how many were in it, and how many are not known after that. */
  async function page(size: number): Promise<{ readonly taken: readonly Id[]; readonly left: number }> {
    let taken: readonly Id[] = [];
    try {
      return await database.transaction(async (store) => {
        taken = await store.listing.take(size);
        if (taken.length > 0) await workOut(store, taken, heard);
        return { taken, left: (await store.listing.unlisted()).unknown };
      });
    } catch (error) {
      // One by one it is known which of them is to blame.
      if (error instanceof Unavailable && !error.late) throw error;
      const [first] = taken;
      if (first === undefined) throw error;
      if (taken.length === 1) {
        heard(first, error);
        await database.transaction((store) => store.listing.lose(taken));
        return { taken, left: 1 };
      }
      for (let one = 0; one < taken.length; one += 1) await page(1);
      return { taken, left: 1 };
    }
  }

  async function all(): Promise<void> {
    for (let waited = 0; waited < others.most && !ending.signal.aborted; ) {
      const { taken, left } = await page(usualPage);
      if (left === 0) return;
      if (taken.length > 0) waited = 0;
      else {
        waited += others.pause;
        await wait(others.pause, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  }

  const underWay = (): Promise<void> =>
    (run ??= all()
      .catch(failed)
      .finally(() => {
        run = undefined;
      }));

  return {
    start() {
      database.transaction((store) => store.listing.tryAgain()).then(underWay, failed);
    },
    async known(patience = usualPatience) {
      const over = new AbortController();
      const late = wait(patience, undefined, { signal: over.signal }).catch(() => undefined);
      await Promise.race([underWay(), late]).finally(() => over.abort());
    },
    async stop() {
      ending.abort();
      await run;
    },
  };
}

/** Works out where some projects stand, and keeps it; also of which of them that cannot be done. */
async function workOut(store: Store, ids: readonly Id[], heard: Unreadable): Promise<void> {
  const now = await store.now();
  const terms = await store.agreements.ofMany(ids);
  const found = new Map<Id, Listed>();
  const lost: Id[] = [];
  for (const { project, facts } of await store.projects.each(ids)) {
    try {
      const agreement = terms.get(project);
      if (agreement === undefined) throw new Error("its agreement cannot be read");
      found.set(project, listedBy(facts(), agreement, dayOf(now, agreement.calendar.timeZone)));
    } catch (error) {
      heard(project, error);
      lost.push(project);
    }
  }
  await store.listing.keep(found);
  await store.listing.lose(lost);
}
