import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { type Field, fieldOf } from "../../bot/field.ts";
import { findNamed } from "../../bot/fields/choices.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { isApproved } from "../../domain/change.ts";
import { addonOfOption, optionPrice } from "../../domain/pricing.ts";
import { money, name } from "../../messages/phrase.ts";
import { calls } from "../shared/examples.ts";
import { refuseMeant } from "./meant.ts";
import { register } from "./offers.ts";
import { agreed, priceFields, pricingOf } from "./price-fields.ts";

/** What the agreement names, or anything else. */
const addOn = (): Field<string> => fieldOf<string>({ ...field.text({ max: 200 }).kind, named: ({ addOns }) => addOns });

/**
 * An add-on at delivery (tillval): one that the agreement names, or anything else (T1: an open list), with an
 * approver's yes (S9).
 */
export const addon = defineCommand({
  name: "addon",
  summary: "summary.addon",
  lines: [
    projectLine({
      summary: "summary.addon",
      examples: (agreement) => {
        const { addOn: one, otherAddOn: other } = calls(agreement);
        return [
          `addon ${one} fixed:12000`,
          'addon "an extra day" running estimate:8h',
          `addon ${other} fixed:9000 agreed:"order 118"`,
        ];
      },
      allow: ["staff"],
      audience: "ledger",
      input: { name: addOn(), ...priceFields, agreed },
      async run({ name: typedName, agreed: evidence, ...typed }, ctx) {
        refuseMeant(typedName, ctx.facts);
        const known = findNamed(typedName, ctx.agreement.addOns);
        const title = known?.name[ctx.facts.project.language] ?? typedName;
        const option = soldOption(ctx, typedName);
        const effect = option === undefined ? undefined : ({ kind: "option", option: option.id } as const);
        return register(
          ctx,
          {
            kind: "addon",
            title: option?.name[ctx.facts.project.language] ?? title,
            effect,
            pricing: pricingOf(typed),
          },
          evidence,
        );
      },
    }),
  ],
});

/**
 * The option that was sold without a price, and is meant (S4). Throws the refusal of one that has its price: it would
 * be billed twice.
 */
function soldOption({ facts, agreement }: ProjectContext, typed: string): Agreement["options"][number] | undefined {
  const option = findNamed(typed, agreement.options);
  const sold = facts.project.options.find(({ id }) => id === option?.id);
  if (option === undefined || sold === undefined) return undefined;
  const price = optionPrice(sold, agreement);
  if (price !== undefined) {
    const values = { option: name(option.name), price: money(price) };
    throw refuse("addon.refuse.priced", values, { line: `project set options:${option.id}=<kr>` });
  }
  const offered = addonOfOption(option.id, facts.changes);
  if (offered === undefined || isApproved(offered)) return option;
  throw refuse(
    "addon.refuse.offered",
    { option: name(option.name), ref: offered.ref },
    { line: `change price ${offered.ref} fixed:<kr>` },
  );
}
