import type { Agreement } from "../domain/agreement.ts";
import type { Id } from "../domain/units.ts";
import { type CallMoment, callJob } from "../store/contract/jobs.ts";
import type { Database, ToLookAt } from "../store/store.ts";
import { Unavailable } from "../store/unavailable.ts";
import { type Card, lookAt } from "./page.ts";
import { rulesVersion } from "./version.ts";

export interface SweepParts {
  readonly database: Pick<Database, "transaction">;
  readonly log: { error(details: object, message: string): void };
  readonly card?: Card;
  /** How many projects a page has at most. */
  readonly pageSize?: number;
}

/**
 * The projects of one transaction: few enough that nobody waits long for one of them, enough that its statements cost
 * little each.
 */
const usualPage = 50;
/** So many caches are emptied in one statement. */
const forgotten = 1_000;

/**
 * Looks at every open project that is to be looked at by an instant, in pages, each in one transaction. Several sweeps
 * at once, in this process or another, share the pages. Nothing is kept of a page when its transaction fails: it is
 * gone through in halves, down to the one project that is to blame, which is logged and left to the next sweep.
 */
export type Sweep = (at: number) => Promise<void>;

export function createSweep({ database, log, card, pageSize = usualPage }: SweepParts): Sweep {
  const version = rulesVersion();
  const agreements = new Map<Id, Agreement>();

  /** Caches that other rules have filled are emptied. */
  async function byTheseRules(at: number): Promise<void> {
    if ((await database.transaction((store) => store.looks.rules())) === version) return;
    while ((await database.transaction((store) => store.looks.forget(forgotten))) > 0);
    await keepMoments(at);
    await database.transaction((store) => store.looks.setRules(version));
  }

  /** What was booked when nothing was said of calls at their time is told of like what is booked now. */
  const keepMoments = (at: number): Promise<void> =>
    database.transaction(async (store) => {
      for (const call of await store.checkIns.unkept(at))
        await store.jobs.add(callJob, { ...call, moment: "kept" } satisfies CallMoment);
    });

  /** One page, or of these what is still to be looked at. Returns how many that were; throws {@link PageFailed}. */
  async function page(at: number, size: number, among?: readonly Id[], locked = false): Promise<number> {
    let taken: readonly ToLookAt[] = [];
    let problems: readonly (() => void)[] = [];
    try {
      await database.transaction(async (store) => {
        const heard: (() => void)[] = [];
        taken = [];
        if (locked) for (const id of among ?? []) await store.projects.lock(id);
        taken = await store.looks.take(at, size, among);
        const problem = (project: Id, what: string, error: unknown) =>
          void heard.push(() => log.error({ err: error, project }, what));
        if (taken.length > 0) await lookAt(store, taken, { at, card, agreements, problem });
        problems = heard;
      });
    } catch (error) {
      throw new PageFailed(
        taken.map(({ project }) => project),
        error,
      );
    }
    for (const problem of problems) problem();
    return taken.length;
  }

  /** Looks at some projects together, and where that fails at each half by itself. */
  async function inHalves(at: number, projects: readonly Id[], locked = false): Promise<void> {
    try {
      await page(at, projects.length, projects, locked);
    } catch (failed) {
      if (!(failed instanceof PageFailed) || failed.ends) throw failed;
      await goOn(at, projects, failed.cause, locked);
    }
  }

  async function goOn(at: number, projects: readonly Id[], error: unknown, locked = false): Promise<void> {
    const [project] = projects;
    if (projects.length > 1) {
      const middle = Math.ceil(projects.length / 2);
      await inHalves(at, projects.slice(0, middle), locked);
      await inHalves(at, projects.slice(middle), locked);
    } else if (project !== undefined) {
      log.error({ err: error, project }, "a project could not be reminded");
      await putOff(at, project);
    }
  }

  /** The next sweep's, unless somebody has it, who will say when to look at it. */
  const putOff = (at: number, project: Id) =>
    database.transaction(async (store) => {
      if ((await store.looks.take(at, 1, [project])).length > 0)
        await store.looks.keep(new Map([[project, { at: at + 1 }]]));
    });

  async function pages(at: number): Promise<void> {
    let size = pageSize;
    for (;;) {
      try {
        if ((await page(at, size)) === 0) return;
      } catch (failed) {
        if (!(failed instanceof PageFailed) || failed.ends) throw failed;
        if (failed.projects.length === 0 && size === 1) throw failed.cause;
        if (failed.late || failed.projects.length === 0) size = Math.max(1, Math.floor(size / 2));
        await goOn(at, failed.projects, failed.cause);
      }
    }
  }

  /** Those that somebody had when their page was taken: now they are waited for, each by itself. */
  async function rest(at: number): Promise<void> {
    for (let after: Id | undefined; ; ) {
      const from = after;
      const ids = await database.transaction((store) => store.looks.waiting(at, pageSize, from));
      for (const id of ids) await inHalves(at, [id], true);
      after = ids.at(-1);
      if (after === undefined) return;
    }
  }

  return async (at) => {
    await byTheseRules(at);
    await pages(at);
    await rest(at);
  };
}

/** A page that came to nothing: the projects that were in it, as far as is known. */
class PageFailed extends Error {
  readonly projects: readonly Id[];
  constructor(projects: readonly Id[], cause: unknown) {
    super("a page of projects could not be looked at", { cause });
    this.name = "PageFailed";
    this.projects = projects;
  }
  /** It took too long: fewer may be quick enough. */
  get late(): boolean {
    return this.cause instanceof Unavailable && this.cause.late;
  }
  /** The database is away for all of them. */
  get ends(): boolean {
    return this.cause instanceof Unavailable && !this.cause.late && this.cause.trouble !== "busy";
  }
}
