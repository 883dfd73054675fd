import { defineCommand, projectLine } from "../../bot/command.ts";
import { findNamed } from "../../bot/fields/choices.ts";
import { field } from "../../bot/fields.ts";
import { unpricedOption } from "../../domain/pricing.ts";
import { register } from "./offers.ts";
import { agreed, priceFields, pricingOf } from "./price-fields.ts";

/** An add-on at delivery (tillval): one that the agreement names, or anything else (T1: an open list), with an approver's yes (S9). */
export const addon = defineCommand({
  name: "addon",
  summary: "summary.addon",
  lines: [
    projectLine({
      summary: "summary.addon",
      examples: [
        "addon training fixed:12000",
        'addon "extra workshop" running estimate:8h',
        'addon statistics fixed:9000 agreed:"order 118"',
      ],
      allow: ["staff"],
      audience: "ledger",
      input: { name: field.text({ max: 200 }), ...priceFields, agreed },
      async run({ name, agreed: evidence, ...typed }, ctx) {
        const known = findNamed(name, ctx.agreement.addOns);
        const title = known?.name[ctx.facts.project.language] ?? name;
        const option = unpricedOption(ctx.facts.project, ctx.agreement, (one) => findNamed(name, [one]) !== undefined);
        const effect = option === undefined ? undefined : ({ kind: "option", option: option.id } as const);
        return register(
          ctx,
          { kind: "addon", title: option?.name[ctx.facts.project.language] ?? title, effect, pricing: pricingOf(typed) },
          evidence,
        );
      },
    }),
  ],
});
