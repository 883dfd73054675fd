import { customers, defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { givesSomething } from "../../domain/customer-data.ts";
import type { FileRef } from "../../domain/delivery-facts.ts";
import type { PersonRef } from "../../domain/facts.ts";
import { isTranscript } from "../../domain/minutes-source.ts";
import type { Reply } from "../../messages/content.ts";
import { sayTurn } from "../project/turn.ts";
import { asking } from "../shared/asking.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { findings, say, sayOfAll } from "./answer.ts";
import { approveAll, askAboutApproving, askAboutReceiving, withOwed } from "./approve.ts";
import { fileSubject, handIn } from "./area-card.ts";
import { confirmLines } from "./confirm.ts";
import { exportLines } from "./export.ts";
import { fillLines } from "./fill.ts";
import { givenLines } from "./given.ts";
import { looseFiles } from "./loose-files-field.ts";
import { overviewCard, overviewSubject } from "./overview.ts";
import { owedArea } from "./owed-area-field.ts";
import { listsAmong, readLists } from "./reading.ts";
import { showLines } from "./show.ts";
import { askForTemplate, postTemplate, templateFailed } from "./template.ts";

const area = { area: field.area() };

/** What staff know that the customer is stuck with, and whom it waits for (D5). */
async function staffStuck(
  ctx: ProjectContext,
  { area, reason, waitsFor }: { readonly area: string; readonly reason: string; readonly waitsFor?: PersonRef },
): Promise<Reply> {
  if (waitsFor !== undefined) await sayTurn(ctx, `data/${area}`, waitsFor);
  const reply = await say(ctx, { area, kind: "stuck", note: reason });
  if (waitsFor === undefined) return reply;
  return { ...reply, blocks: [...reply.blocks, said("snooze.waitsFor", { who: waitsFor.name })] };
}

/** A file that no other command takes is customer data. */
const last = 100;

export const data = defineCommand({
  name: "data",
  summary: "summary.data",
  lines: [
    projectLine({
      summary: "summary.data",
      examples: ["data"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      async run(_values, ctx) {
        const { facts, agreement, place } = ctx;
        const theirs = facts.project.state === "open" && (place.kind === "shared" || !ctx.actor.staff);
        const newest = await ctx.store.heldData.newest(facts.project.id);
        const card = overviewCard({ facts, agreement, newest, theirs });
        const isChannel = place.kind === "shared" || place.kind === "internal";
        return isChannel ? { ...card, subject: overviewSubject(place.kind) } : card;
      },
    }),
    projectLine({
      verb: "template",
      summary: "summary.data.template",
      examples: ["data template"],
      allow: [...customers, "staff"],
      audience: "public",
      input: {},
      run: (_values, ctx) => askForTemplate(ctx),
    }),
    projectLine({
      verb: "templated",
      by: "card",
      summary: "summary.data.template",
      examples: [],
      allow: ["system"],
      audience: "public",
      input: { file: field.hidden(), name: field.hidden(), where: field.hidden() },
      run: ({ file, name, where }, ctx) => postTemplate(ctx, { id: file, name }, where),
    }),
    projectLine({
      verb: "unmade",
      by: "card",
      summary: "summary.data.template",
      examples: [],
      allow: ["system"],
      audience: "public",
      input: { where: field.hidden() },
      run: ({ where }, ctx) => templateFailed(ctx, where),
    }),
    ...givenLines,
    ...confirmLines,
    ...fillLines,
    ...showLines,
    ...exportLines,
    ...asking({
      of: "data",
      verb: "receive",
      summary: "summary.data.receive",
      examples: (agreement) => [`data receive ${calls(agreement).area} "list by mail 3 Dec"`],
      allow: ["staff"],
      audience: "public",
      input: { ...area, note: field.text().optional().inPlace() },
      label: "data.button.receiveAnyway",
      ask: (values, ctx) => askAboutReceiving(ctx, values.area),
      run: (values, ctx) => say(ctx, { area: values.area, kind: "received", note: values.note }),
    }),
    ...asking({
      of: "data",
      verb: "approve",
      summary: "summary.data.approve",
      examples: (agreement) => [`data approve ${calls(agreement).area}`],
      allow: ["staff"],
      audience: "public",
      input: area,
      label: "data.button.approveAnyway",
      ask: (values, ctx) => askAboutApproving(ctx, values.area),
      run: async ({ area: id }, ctx) => withOwed(ctx, [id], await say(ctx, { area: id, kind: "approved" })),
    }),
    projectLine({
      verb: "reject",
      summary: "summary.data.reject",
      examples: (agreement) => [`data reject ${calls(agreement).area} "two of them are missing"`],
      allow: ["staff"],
      audience: "public",
      input: { ...area, reason: field.longText() },
      run: (values, ctx) => say(ctx, { area: values.area, kind: "rejected", note: findings(values.reason) }),
    }),
    projectLine({
      verb: "na",
      summary: "summary.data.na",
      examples: (agreement) => [`data na ${calls(agreement).otherArea} "we have none"`],
      allow: ["staff"],
      audience: "public",
      input: { ...area, reason: field.text() },
      run: (values, ctx) => say(ctx, { area: values.area, kind: "not-applicable", note: values.reason }),
    }),
    projectLine({
      verb: "stuck",
      summary: "summary.data.stuck",
      examples: (agreement) => [`data stuck ${calls(agreement).area} "waiting for HR"`],
      allow: ["staff"],
      audience: "public",
      input: { ...area, reason: field.text(), waitsFor: field.member().optional().byKey() },
      run: (values, ctx) => staffStuck(ctx, values),
    }),
    projectLine({
      verb: "hand-in",
      by: "card",
      summary: "summary.data.hand-in",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: {
        area: field.several(owedArea()),
        files: looseFiles().optional(),
        na: field.flag(),
        note: field.longText().optional(),
      },
      opening: (_, ctx) => stillOpen(ctx.facts),
      run: (values, ctx) => handInAll(ctx, values),
    }),
    projectLine({
      verb: "approve-all",
      by: "card",
      summary: "summary.data.approve",
      examples: [],
      allow: ["staff"],
      audience: "public",
      input: { area: field.several(field.area()) },
      run: ({ area: areas }, ctx) => approveAll(ctx, areas),
    }),
    projectLine({
      verb: "say-stuck",
      by: "card",
      summary: "summary.data.say-stuck",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { area: owedArea(), reason: field.longText() },
      opening: (_, ctx) => stillOpen(ctx.facts),
      run: (values, ctx) => say(ctx, { area: values.area, kind: "stuck", note: values.reason }),
    }),
    projectLine({
      verb: "say-na",
      by: "card",
      summary: "summary.data.say-na",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { area: owedArea(), reason: field.longText() },
      opening: (_, ctx) => stillOpen(ctx.facts),
      run: (values, ctx) => say(ctx, { area: values.area, kind: "not-applicable", note: values.reason }),
    }),
    projectLine({
      verb: "file",
      by: "card",
      summary: "summary.data.file",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { file: field.hidden(), name: field.hidden() },
      takes: { come: "dropped", into: { file: "file", name: "name" }, order: last },
      async run(values, ctx) {
        stillOpen(ctx.facts);
        const { name } = values;
        if (isTranscript(name)) {
          const blocks = [said("data.transcript", { name, ours: ctx.actor.staff ? "yes" : "no" })];
          return { audience: "public", blocks };
        }
        const blocks = [said("data.file", { name }), ...buttonsBlock([handIn()])];
        return { audience: "public", blocks, takesFiles: true, subject: fileSubject(values.file) };
      },
    }),
    projectLine({
      verb: "linked",
      by: "card",
      summary: "summary.data.linked",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { name: field.hidden(), url: field.hidden() },
      takes: { come: "linked", into: { file: "url", name: "name" }, order: last },
      async run({ name, url }, ctx) {
        stillOpen(ctx.facts);
        const blocks = [
          said("data.linked", { name, url }),
          ...buttonsBlock([handIn({ note: `${name} ${url}`.trim() })]),
        ];
        return { audience: "public", blocks, takesFiles: true };
      },
    }),
  ],
});

interface HandedIn {
  readonly area: readonly string[];
  readonly files: readonly FileRef[] | undefined;
  readonly na: boolean;
  readonly note: string | undefined;
}

/**
 * What the customer hands in for some areas at once: files, words or both (D6); or that they do not apply, and why
 * (D5).
 */
async function handInAll(ctx: ProjectContext, { area: areas, files = [], na, note }: HandedIn): Promise<Reply> {
  const words = note === undefined ? {} : { note };
  if (na && note === undefined) throw refuse("data.refuse.naWhy", undefined, { field: "note" });
  if (na) return sayOfAll(ctx, { areas, kind: "not-applicable", ...words });
  if (!givesSomething({ note, files })) throw refuse("data.refuse.nothingGiven", undefined, { field: "note" });
  const lists = await listsAmong(ctx, files);
  const said = await sayOfAll(ctx, { areas, kind: "received", ...words, files });
  await readLists(ctx, lists, areas);
  return said;
}
