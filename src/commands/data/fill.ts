import { customers, type Line, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { FieldErrors, refuse } from "../../bot/refusal.ts";
import type { DataArea } from "../../domain/agreement.ts";
import { areaStates } from "../../domain/customer-data.ts";
import { fitsForm } from "../../domain/data-form.ts";
import { findingsOf } from "../../domain/data-held.ts";
import type { Button, Reply } from "../../messages/content.ts";
import { calledInWords } from "../../messages/data-value-words.ts";
import { findingText } from "../../messages/finding-words.ts";
import { name, type Phrase, phrase, raw } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { whatIsLeft } from "./answer.ts";
import { confirmButton, isOdd } from "./confirm.ts";
import { areaOf, boxes, slots } from "./fill-boxes.ts";
import { askRemoval, removalLines } from "./fill-removal.ts";
import { beside, shownOf, type Written } from "./fill-seen.ts";
import { heldIn, heldOf, readFilled } from "./fill-values.ts";
import { give } from "./give.ts";
import { findingBlocks, takenBlocks } from "./given-card.ts";
import { reviseOverview } from "./overview.ts";

/** As many records of an area have a button each; those of a longer list are changed in the workbook. */
const mostRecords = 10;

/** What a form may leave for now: it is told, and the area is not complete. */
const leftForNow: ReadonlySet<string> = new Set(["required", "required.when"]);

/** Which areas can be filled in here, or which records of one: a button each. */
async function choose(ctx: ProjectContext, id: string | undefined): Promise<Reply> {
  const { facts, agreement, store } = ctx;
  stillOpen(facts);
  const area = areaOf(agreement, id);
  const open = (values: Readonly<Record<string, string>>, label: Button["label"]): Button => ({
    id: `fill-${values.area}-${values.record ?? ""}`.slice(0, 200),
    ...{ label, runs: "data fill-area", values, asks: true },
  });
  if (area === undefined) {
    const areas = areaStates(facts, agreement).filter(
      (one) => fitsForm(one.area) && one.state !== "not-applicable" && one.state !== "approved",
    );
    if (areas.length === 0) throw refuse("data.refuse.nothingToFill");
    const buttons = areas.map(
      ({ area: one }): Button =>
        one.single
          ? open({ area: one.id }, name(one.name))
          : { id: `fill-${one.id}`, label: name(one.name), runs: "data fill", values: { area: one.id } },
    );
    return { audience: "public", to: "person", blocks: [said("data.fill.which"), ...buttonsBlock(buttons)] };
  }
  const held = await heldIn(store, facts);
  const records = held.find((one) => one.area === area.id)?.records ?? [];
  const add = open({ area: area.id }, phrase("data.button.add"));
  const shown = records.slice(0, mostRecords);
  const change = shown.map((one, index) => ({
    ...open({ area: area.id, record: one.key }, raw(calledInWords(area, one).slice(0, 60))),
    id: `fill-${area.id}-${index}`,
  }));
  const blocks = [
    said("data.fill.records", { area: name(area.name), count: records.length, more: records.length - shown.length }),
    ...buttonsBlock([{ ...add, style: "primary" }, ...change]),
  ];
  return { audience: "public", to: "person", blocks };
}

/** What a form was opened for, and what its boxes showed then. */
interface Opened {
  readonly area: string;
  readonly record: string | undefined;
  readonly seen: string | undefined;
}

/** Takes one record of an area from a form: read as a file is, and taken at once, since they saw what is held. */
async function fill(
  ctx: ProjectContext,
  { area: id, record, seen }: Opened,
  boxes: Readonly<Record<string, string | undefined>>,
): Promise<Reply> {
  const { facts, agreement, store } = ctx;
  stillOpen(facts);
  const area = areaOf(agreement, id);
  if (area === undefined) throw refuse("data.refuse.nothingToFill");
  const project = facts.project.id;
  const boxed = Object.fromEntries(
    area.fields.flatMap(({ id: its }, index) => {
      const value = boxes[slots[index] ?? ""];
      return value === undefined ? [] : [[its, value]];
    }),
  );
  const now = seen === undefined ? undefined : await shownOf(ctx, area, record);
  if (seen !== undefined && now === undefined) throw refuse("data.refuse.rowGone");
  const typed = now === undefined ? boxed : beside(boxed, JSON.parse(seen ?? "{}") as Written, now);
  const { from, record: before, others } = await heldOf(ctx, area, record);
  if (Object.keys(typed).length === 0 && before !== undefined)
    return askRemoval(ctx, { area, record: before, others }, from);
  const first = area.fields.find(({ required }) => required) ?? area.fields[0];
  if (Object.keys(typed).length === 0 && first !== undefined)
    throw new FieldErrors(errorsOf(area, [[first.id, phrase("finding.required", { field: name(first.name) })]]));
  const read = await readFilled(ctx, { area, typed, ...(record === undefined ? {} : { record }) }, from);
  const wrong = read.findings.filter(({ weight, what }) => weight === "fault" && !leftForNow.has(what));
  if (wrong.length > 0)
    throw new FieldErrors(
      errorsOf(
        area,
        wrong.map((one) => [one.field, findingText(one, agreement)]),
      ),
    );
  const areas = [{ area: id, from, records: read.records, findings: findingsOf(read.left, id) }];
  const { outcomes = [], named = [] } = (await give(ctx, { areas, source: "form", sure: true })) ?? {};
  await reviseOverview(ctx);
  const asks = findingsOf(read.findings, id).some(isOdd);
  const newest = (await store.heldData.newest(project)).filter((one) => one.area === id);
  const priced = outcomes.some(({ does }) => does === "change");
  return {
    audience: "public",
    blocks: [
      said(
        priced ? "data.given.asked" : "data.filled",
        { area: name(area.name), who: ctx.actor.name, count: 1 },
        "success",
      ),
      ...takenBlocks(outcomes, true),
      ...findingBlocks([...findingsOf(read.findings, id), ...named], agreement, false),
      ...buttonsBlock(asks ? confirmButton(newest) : []),
      whatIsLeft(areaStates(await ctx.reload(), agreement)),
    ],
  };
}

/** What is wrong, by the boxes of the form; what belongs to none stands at the first. */
function errorsOf(
  { fields }: DataArea,
  found: readonly (readonly [string | undefined, Phrase])[],
): Record<string, Phrase> {
  const at = (id: string | undefined) =>
    slots[
      Math.max(
        0,
        fields.findIndex((one) => one.id === id),
      )
    ] ?? "v1";
  return Object.fromEntries(found.map(([id, why]) => [at(id), why]));
}

/** The lines of filling in a small area in a form (D6). */
export const fillLines: readonly Line[] = [
  projectLine({
    verb: "fill",
    by: "card",
    summary: "summary.data.fill",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    reads: true,
    input: { area: field.hidden().optional() },
    run: ({ area }, ctx) => choose(ctx, area),
  }),
  projectLine({
    verb: "fill-area",
    by: "card",
    summary: "summary.data.fill",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    input: {
      ...{ area: field.hidden(), record: field.hidden().optional(), seen: field.hidden({ max: 50_000 }).optional() },
      ...boxes,
    },
    opening: (_, ctx) => stillOpen(ctx.facts),
    async prefill({ area: id, record }, ctx): Promise<Readonly<Record<string, string>>> {
      const area = areaOf(ctx.agreement, id);
      const seen = area === undefined ? undefined : await shownOf(ctx, area, record);
      return seen === undefined ? {} : { seen: JSON.stringify(seen) };
    },
    run: ({ area, record, seen, ...values }, ctx) =>
      fill(ctx, { area, record, seen }, values as Readonly<Record<string, string | undefined>>),
  }),
  ...removalLines,
];
