import { createHash } from "node:crypto";
import { dayOf } from "../domain/calendar.ts";
import { listsDeletedOn } from "../domain/data-keeping.ts";
import type { Id } from "../domain/units.ts";
import type { Database } from "../store/store.ts";

/** So many projects are looked up in one go. */
const page = 100;

interface Parts {
  readonly database: Pick<Database, "transaction">;
  readonly log: { error(details: object, message: string): void };
}

/**
 * Deletes the customers' lists of projects that have ended long enough ago (D6), each in a transaction of its own: one
 * that cannot be read is logged, and no other's trouble. Nobody is written to, since what was said there passes by its
 * own age; the project's history says it.
 */
export async function deleteOldLists({ database, log }: Parts, at: number): Promise<void> {
  for (let after: Id | undefined; ; ) {
    const from = after;
    const ended = await database.transaction((store) => store.heldData.ended(page, from));
    for (const { project, lastTouched } of ended) {
      try {
        await database.transaction(async (store) => {
          await store.projects.lock(project);
          const facts = await store.projects.facts(project);
          const agreement = await store.agreements.of(project);
          const { timeZone } = agreement.calendar;
          const [on, spoken] = [dayOf(at, timeZone), dayOf(lastTouched, timeZone)];
          const due = listsDeletedOn(facts, agreement, spoken);
          if (due === undefined || on < due) return;
          await store.heldData.clear(project, { on, recordedAt: at });
          await store.audit.add({
            ...{ at, actor: { id: "system", name: "Startklar" }, platform: "system", project, runs: "data clear" },
            ...{ outcome: "done", refs: [], fields: ["on"] },
            digest: createHash("sha256")
              .update(JSON.stringify([["on", on]]))
              .digest("hex"),
          });
        });
      } catch (error) {
        log.error({ err: error, project }, "the lists of a project could not be deleted");
      }
    }
    after = ended.at(-1)?.project;
    if (ended.length < page) return;
  }
}
