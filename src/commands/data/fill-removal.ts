import { customers, type Line, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { DataArea } from "../../domain/agreement.ts";
import { areaStates } from "../../domain/customer-data.ts";
import { findingsOf } from "../../domain/data-held.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import type { Reply } from "../../messages/content.ts";
import { calledInWords } from "../../messages/data-value-words.ts";
import { name, phrase } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { whatIsLeft } from "./answer.ts";
import { heldOf, readFilled } from "./fill-values.ts";
import { give } from "./give.ts";
import { findingBlocks, stillNamedBlocks } from "./given-card.ts";
import { namingIfTaken } from "./gone.ts";
import { reviseOverview } from "./overview.ts";

/** A form that was emptied: the row would be gone, which is asked about as it is of a file (D6). */
export async function askRemoval(
  ctx: ProjectContext,
  {
    area,
    record,
    others,
  }: { readonly area: DataArea; readonly record: DataRecord; readonly others: readonly DataRecord[] },
  from: number,
): Promise<Reply> {
  const list = { given: { area: area.id, records: others }, gone: [record] };
  const values = { area: area.id, record: record.key, from: String(from) };
  const button = { id: "remove", label: phrase("data.button.removeRow"), runs: "data remove-row", values } as const;
  return {
    ...{ audience: "public", to: "person", question: true },
    blocks: [
      said("data.fill.asksRemoval", { area: name(area.name), row: calledInWords(area, record) }, "warning"),
      ...stillNamedBlocks(await namingIfTaken(ctx, [list], []), ctx.agreement),
      ...buttonsBlock([button]),
    ],
  };
}

/** The row of a form is gone, if the list is still the one that they saw. */
async function remove(ctx: ProjectContext, id: string, record: string, seen: string): Promise<Reply> {
  const { facts, agreement } = ctx;
  stillOpen(facts);
  const area = agreement.areas.find((one) => one.id === id);
  const { from, record: gone } = area === undefined ? { from: 0 } : await heldOf(ctx, area, record);
  if (area === undefined || gone === undefined || String(from) !== seen) throw refuse("data.refuse.answered");
  const { records, left } = await readFilled(ctx, { area, typed: {}, record }, from);
  const areas = [{ area: id, from, records, findings: findingsOf(left, id) }];
  const { outcomes = [], named = [] } = (await give(ctx, { areas, source: "form", sure: true })) ?? {};
  await reviseOverview(ctx);
  const priced = outcomes.some(({ does }) => does === "change");
  const values = { area: name(area.name), who: ctx.actor.name, row: calledInWords(area, gone) };
  return {
    audience: "public",
    blocks: [
      priced ? said("data.given.asked") : said("data.fill.removed", values, "success"),
      ...findingBlocks(named, agreement, false),
      whatIsLeft(areaStates(await ctx.reload(), agreement)),
    ],
  };
}

/** The line of the button that removes a row. */
export const removalLines: readonly Line[] = [
  projectLine({
    verb: "remove-row",
    by: "card",
    summary: "summary.data.fill",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    input: { area: field.hidden(), record: field.hidden(), from: field.hidden() },
    run: ({ area, record, from }, ctx) => remove(ctx, area, record, from),
  }),
];
