import { defineCommand, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { printTime } from "../../messages/words.ts";
import { calls } from "../shared/examples.ts";
import { register } from "./offers.ts";
import { agreed, extensionPriceFields, pricingOf } from "./price-fields.ts";

/**
 * More hours for a work package, at the running rate or a fixed price (S3), with an approver's yes or what was agreed
 * at the sale (S9).
 */
export const extend = defineCommand({
  name: "extend",
  summary: "summary.extend",
  lines: [
    projectLine({
      summary: "summary.extend",
      examples: (agreement) => {
        const { work, paperwork } = calls(agreement);
        return [`extend ${work} 4h running`, `extend ${paperwork} 2h fixed:2500 agreed:"order 118"`];
      },
      allow: ["staff"],
      audience: "ledger",
      input: { package: field.workPackage(), time: field.duration(), ...extensionPriceFields, agreed },
      async run({ package: id, time: minutes, agreed: evidence, ...typed }, ctx) {
        const pricing = pricingOf({ ...typed, estimate: undefined, cap: undefined }, minutes);
        const work = ctx.agreement.packages.find((one) => one.id === id)?.name[ctx.facts.project.language] ?? id;
        const title = `${work} ${printTime(minutes)}`;
        return register(ctx, { kind: "extension", title, pricing, extends: { package: id, minutes } }, evidence);
      },
    }),
  ],
});
