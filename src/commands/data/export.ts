import { type Line, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { areaStates } from "../../domain/customer-data.ts";
import type { Button, Reply } from "../../messages/content.ts";
import { list, name, phrase } from "../../messages/phrase.ts";
import { type ExportFor, exportDataJob } from "../../store/contract/jobs.ts";
import { said } from "../shared/blocks.ts";
import { calls } from "../shared/examples.ts";

/** Has a file made of what is held, for our own channel (A1, D6): the audit says who took it. */
export const exportButton = (area: string): Button => ({
  ...{ id: "export", label: phrase("data.button.export"), runs: "data export", values: { area } },
});

const formats = ["csv", "xlsx"] as const;
type Format = (typeof formats)[number];

export const exportLines: readonly Line[] = [
  projectLine({
    verb: "export",
    summary: "summary.data.export",
    examples: (agreement) => ["data export", `data export ${calls(agreement).area}`],
    allow: ["staff"],
    audience: "ledger",
    input: { area: field.area().optional().inPlace(), as: field.choice(formats).optional() },
    run: (values, ctx) => ask(ctx, values.area, values.as),
  }),
  projectLine({
    verb: "exported",
    by: "card",
    summary: "summary.data.export",
    examples: [],
    allow: ["system"],
    audience: "ledger",
    input: { file: field.hidden(), name: field.hidden(), who: field.hidden() },
    run: (values, ctx) => post(ctx, values),
  }),
];

/** One area is a .csv unless told otherwise; several are sheets of a workbook. */
async function ask(ctx: ProjectContext, wanted: string | undefined, as: Format | undefined): Promise<Reply> {
  const { facts, agreement, store, actor } = ctx;
  const newest = await store.heldData.newest(facts.project.id);
  const held = agreement.areas.filter(({ id }) => newest.some((one) => one.area === id && one.records > 0));
  // What does not apply is exported by its name alone: nobody is to set it up by mistake.
  const applies = areaStates(facts, agreement).filter(({ state }) => state !== "not-applicable");
  const areas = held.filter(({ id }) =>
    wanted === undefined ? applies.some(({ area }) => area.id === id) : id === wanted,
  );
  const area = agreement.areas.find(({ id }) => id === wanted);
  if (area !== undefined && areas.length === 0) throw refuse("data.refuse.nothingHeld", { area: name(area.name) });
  if (areas.length === 0) throw refuse("data.refuse.nothingHeldAtAll");
  if (facts.project.internal === undefined) throw refuse("data.refuse.exportNowhere");
  if (as === "csv" && areas.length > 1) throw refuse("data.refuse.csvOfOne", undefined, { field: "area" });
  const format = as ?? (wanted === undefined ? "xlsx" : "csv");
  const job: ExportFor = {
    ...{ project: facts.project.id, by: actor.id, who: actor.name, as: format },
    areas: areas.map(({ id }) => id),
  };
  await store.jobs.add(exportDataJob, job);
  const names = list(areas.map((one) => name(one.name)));
  return {
    audience: "ledger",
    to: "person",
    blocks: [said("data.export.making", { areas: names, count: areas.length }, "quiet")],
  };
}

async function post(
  ctx: ProjectContext,
  { file, name: called, who }: { readonly file: string; readonly name: string; readonly who: string },
): Promise<Reply> {
  const content = {
    audience: "ledger",
    blocks: [said("data.export.here", { who, name: called })],
    files: [{ id: file, name: called }],
  } as const;
  await ctx.post("internal", content);
  return content;
}
