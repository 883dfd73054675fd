import type { Dispatch } from "../bot/incoming.ts";
import { Refusal } from "../bot/refusal.ts";
import { type ClosedAll, closedAllBlocks } from "../commands/money/close-all.ts";
import type { Id } from "../domain/units.ts";
import { phrase } from "../messages/phrase.ts";
import type { Job } from "../outbox/jobs.ts";
import { type BasesToClose, closeBasesJob } from "../store/contract/jobs.ts";
import type { Database } from "../store/store.ts";

interface Parts {
  readonly database: Pick<Database, "transaction" | "once" | "now">;
  readonly system: Dispatch["system"];
  readonly failed: (error: unknown, details: object) => string;
}

/**
 * Closes bases one by one, each in a transaction of its own, and tells who asked what was closed, and what was not and
 * why. Run again after a crash, it finds what it has closed already (I1).
 */
export function closingJob({ database, system, failed }: Parts): Job {
  const called = (project: Id) =>
    database.transaction(async (store) => {
      const { customer, code } = (await store.projects.withoutHours(project)).project;
      return `${customer} (${code})`;
    });
  const closedBy = (run: string, project: Id) =>
    database.transaction(async (store) => {
      const number = await store.bases.closedIn(run, project);
      const shown = number === undefined ? undefined : await store.bases.shown(project, number);
      return number === undefined || shown === undefined ? undefined : { number, net: shown.net, gross: shown.gross };
    });

  return {
    kind: closeBasesJob,
    async run(payload, doing) {
      const { each, until, by, where } = payload as BasesToClose;
      const run = doing.id;
      const done: ClosedAll["done"][number][] = [];
      const not: ClosedAll["not"][number][] = [];
      for (const { project, digest } of each) {
        await doing.keep();
        const name = await called(project);
        const closing = { digest, by: by.id, who: by.name, run, ...(until === undefined ? {} : { through: until }) };
        try {
          if ((await closedBy(run, project)) === undefined) await system(project, "invoice confirm-one", closing);
          const closed = await closedBy(run, project);
          if (closed !== undefined) done.push({ called: name, ...closed });
        } catch (error) {
          if (error instanceof Refusal) not.push({ called: name, why: error.why });
          else {
            const ref = failed(error, { project });
            not.push({ called: name, why: phrase("invoice.closeAll.failed", { ref }) });
          }
        }
      }
      const saidAt = await database.now();
      const content = { audience: "ledger", blocks: closedAllBlocks({ done, not }) } as const;
      await database.once(`closed/${run}`, async (store) => {
        await store.messages.post({ conversation: where, visibleTo: by.id, content, saidAt });
      });
    },
  };
}
