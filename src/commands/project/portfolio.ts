import { defineCommand, freeLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { listProjects } from "../../bot/listing.ts";
import { portfolioMoneyLines } from "../money/portfolio-money.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { unlistedBlocks } from "../shared/unlisted.ts";
import { endedBlocks, openBlocks, pageButtons } from "./portfolio-blocks.ts";

/** How many projects one message shows. */
const most = 20;

/**
 * The open projects in a table, what is late first, a page at a time; and those that have ended with money left to
 * invoice.
 */
export const portfolio = defineCommand({
  name: "portfolio",
  summary: "summary.portfolio",
  lines: [
    freeLine({
      summary: "summary.portfolio",
      examples: ["portfolio", "portfolio late"],
      allow: ["staff"],
      audience: "ledger",
      reads: true,
      lists: true,
      input: {
        only: field.choice(["late", "not-agreed", "over-budget", "money"]).optional().inPlace(),
        after: field.after("project").optional(),
      },
      async run({ only, after }, { store, today, unreadable }) {
        const open = await listProjects(store, { state: "open", only, today, after, most }, unreadable);
        // They stand below the first page, where their money is asked for or everything.
        const withEnded = open.before === 0 && (only === undefined || only === "money");
        const ended = withEnded
          ? await listProjects(store, { state: "ended", only: "money", today, most }, unreadable)
          : undefined;
        const lost = (ended ?? open).lost.map(({ project }) => project);
        const without = unlistedBlocks(lost, open.unknown);
        if (only === undefined && open.count + (ended?.count ?? 0) + without.length === 0)
          return { audience: "ledger", blocks: [said("portfolio.none"), lineBlock('open "Solbacken Vård AB"')] };
        return {
          audience: "ledger",
          blocks: [
            ...openBlocks(open, { only, today, unreadable }),
            ...(ended === undefined ? [] : endedBlocks(ended, unreadable)),
            ...without,
            ...pageButtons(open, only, most),
          ],
        };
      },
    }),
    ...portfolioMoneyLines,
  ],
});
