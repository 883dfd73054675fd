import type { Lists } from "../bot/lists.ts";
import { countMoney, type MoneyFilter, moneyColumns, moneyFilters } from "../commands/money/portfolio-money.ts";
import { unknownBlocks } from "../commands/shared/unlisted.ts";
import { dayOf } from "../domain/calendar.ts";
import { phrase } from "../messages/phrase.ts";
import type { Words } from "../messages/words.ts";
import type { Job } from "../outbox/jobs.ts";
import { type MoneyFileFor, moneyFileJob } from "../store/contract/jobs.ts";
import type { Database } from "../store/store.ts";

interface Parts {
  readonly database: Pick<Database, "transaction" | "once" | "now">;
  readonly lists: Pick<Lists, "known">;
  readonly words: Words;
  readonly timeZone: string;
  readonly failed: (error: unknown, details: object) => string;
}

/** How long the file waits until it is known of all projects where they stand, milliseconds. */
const longest = 30_000;

/** Makes a file of the projects' money for whoever asked, who alone sees it (A1). */
export const moneyFile = ({ database, lists, words, timeZone, failed }: Parts): Job => ({
  kind: moneyFileJob,
  async run(payload, doing) {
    const { by, where, language, which } = payload as MoneyFileFor;
    const only: MoneyFilter | undefined = moneyFilters.find((one) => one === which);
    await lists.known(longest);
    const now = await database.now();
    const asOf = dayOf(now, timeZone);
    const counted = await countMoney({
      ...{ today: asOf, which: only, page: database.transaction },
      heard: (project, error) => void failed(error, { project }),
    });
    const say = (what: ReturnType<typeof phrase>): string => words.text(language, what);
    const title = say(phrase("portfolio.money.file", { on: asOf }));
    // Its library is read only where somebody asks for one.
    const { moneyWorkbook } = await import("../documents/invoice/money-workbook.ts");
    const heads = [phrase("portfolio.column.project"), ...moneyColumns].map(say);
    const content = await moneyWorkbook({ asOf, title, heads, sum: say(phrase("invoice.list.sum")), all: counted.all });
    await database.once(`money-file/${doing.id}`, async (store) => {
      const file = await store.files.add({ conversation: where, name: `${title}.xlsx`, by, content, made: true });
      await store.messages.post({
        ...{ conversation: where, visibleTo: by, saidAt: now },
        content: {
          audience: "ledger",
          blocks: [
            { kind: "text", text: phrase("portfolio.money.fileMade", { count: counted.all.length }), tone: "success" },
            ...unknownBlocks(counted.unknown),
          ],
          files: [{ id: file.id, name: file.name }],
        },
      });
    });
  },
});
