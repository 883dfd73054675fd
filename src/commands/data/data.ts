import { customers, defineCommand, everyone, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { areaStates } from "../../domain/customer-data.ts";
import { asking } from "../shared/asking.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { findings, nothingHandedIn, say, whatIsLeft } from "./answer.ts";
import { dataTable, handIn, sayNotApplicable, sayStuck } from "./area-card.ts";
import { owedArea } from "./owed-area-field.ts";

const area = { area: field.area() };

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
        const states = areaStates(ctx.facts, ctx.agreement);
        const theirs = ctx.facts.project.state === "open" && (ctx.place.kind === "shared" || !ctx.actor.staff);
        const buttons = theirs ? [handIn(), sayStuck(), sayNotApplicable()] : [];
        const blocks = [whatIsLeft(states), dataTable(states), ...buttonsBlock(buttons)];
        return { audience: "public", blocks, ...(theirs ? { takesFiles: true } : {}) };
      },
    }),
    projectLine({
      verb: "receive",
      summary: "summary.data.receive",
      examples: ['data receive hardware "list by mail 3 Dec"'],
      allow: ["staff"],
      audience: "public",
      input: { ...area, note: field.text().optional().inPlace() },
      run: (values, ctx) => say(ctx, { area: values.area, kind: "received", ...(values.note === undefined ? {} : { note: values.note }) }),
    }),
    ...asking({
      of: "data",
      verb: "approve",
      summary: "summary.data.approve",
      examples: ["data approve hardware"],
      allow: ["staff"],
      audience: "public",
      input: area,
      label: "data.button.approveAnyway",
      ask: (values, ctx) => nothingHandedIn(ctx, values.area),
      run: (values, ctx) => say(ctx, { area: values.area, kind: "approved" }),
    }),
    projectLine({
      verb: "reject",
      summary: "summary.data.reject",
      examples: ['data reject hardware "MAC missing on 3"'],
      allow: ["staff"],
      audience: "public",
      input: { ...area, reason: field.longText() },
      run: (values, ctx) => say(ctx, { area: values.area, kind: "rejected", note: findings(values.reason) }),
    }),
    projectLine({
      verb: "na",
      summary: "summary.data.na",
      examples: ['data na fax "no fax"'],
      allow: ["staff"],
      audience: "public",
      input: { ...area, reason: field.text() },
      run: (values, ctx) => say(ctx, { area: values.area, kind: "not-applicable", note: values.reason }),
    }),
    projectLine({
      verb: "stuck",
      summary: "summary.data.stuck",
      examples: ['data stuck voicemail "waiting for HR"'],
      allow: ["staff"],
      audience: "public",
      input: { ...area, reason: field.text() },
      run: (values, ctx) => say(ctx, { area: values.area, kind: "stuck", note: values.reason }),
    }),
    projectLine({
      verb: "hand-in",
      by: "card",
      summary: "summary.data.hand-in",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { area: owedArea(), note: field.longText() },
      run: (values, ctx) => say(ctx, { area: values.area, kind: "received", note: values.note }),
    }),
    projectLine({
      verb: "say-stuck",
      by: "card",
      summary: "summary.data.say-stuck",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { area: owedArea(), reason: field.longText() },
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
      async run(values) {
        const blocks = [said("data.file", { name: values.name }), ...buttonsBlock([handIn({ note: values.name })])];
        return { audience: "public", blocks, takesFiles: true };
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
      async run({ name, url }) {
        const blocks = [said("data.linked", { name, url }), ...buttonsBlock([handIn({ note: `${name} ${url}`.trim() })])];
        return { audience: "public", blocks, takesFiles: true };
      },
    }),
  ],
});
