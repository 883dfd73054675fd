import type { Dispatch } from "../bot/incoming.ts";
import type { Workbooks } from "../documents/workbook/workbooks.ts";
import { dayOf } from "../domain/calendar.ts";
import { phrase } from "../messages/phrase.ts";
import type { Words } from "../messages/words.ts";
import type { Job } from "../outbox/jobs.ts";
import { type ExportFor, exportDataJob } from "../store/contract/jobs.ts";
import type { Database } from "../store/store.ts";

interface Parts {
  readonly database: Pick<Database, "transaction">;
  readonly workbooks: Pick<Workbooks, "exported">;
  readonly words: Words;
  readonly system: Dispatch["system"];
}

/** Makes a file of what is held, outside any transaction, and brings it back as a command of the system. */
export const exportJob = ({ database, workbooks, words, system }: Parts): Job => ({
  kind: exportDataJob,
  async run(payload) {
    const { project, areas, as, by, who } = payload as ExportFor;
    const { facts, agreement, held, asOf } = await database.transaction(async (store) => {
      const terms = await store.agreements.of(project);
      return {
        ...{ facts: await store.projects.facts(project), agreement: terms },
        held: await store.heldData.held(project),
        asOf: dayOf(await store.now(), terms.calendar.timeZone),
      };
    });
    const { language, customer, internal } = facts.project;
    if (internal === undefined || by === "system") return;
    const content = await workbooks.exported({
      ...{ as, agreement, language, areas, customer, asOf },
      held: held.map(({ area, records }) => ({ area, records, approved: false })),
    });
    const [only] = agreement.areas.filter(({ id }) => areas.length === 1 && id === areas[0]);
    const of = only === undefined ? phrase("data.export.all") : { name: only.sheet ?? only.name };
    const called = words.text(language, phrase("data.export.file", { customer, of, on: asOf }));
    const name = `${called
      .replace(/[\p{C}\\/:*?"<>|]/gu, " ")
      .replace(/\s+/gu, " ")
      .trim()
      .slice(0, 120)}.${as}`;
    const file = await database.transaction((store) =>
      store.files.add({ project, conversation: internal, name, by, content, made: true }),
    );
    await system(project, "data exported", { file: file.id, name, who });
  },
});
