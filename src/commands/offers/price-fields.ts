import type { Values } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { type PricingMistake, pricingMistake } from "../../domain/change.ts";
import type { Pricing } from "../../domain/facts.ts";
import type { Minutes } from "../../domain/units.ts";
import { time } from "../../messages/phrase.ts";

/** How a change or an add-on is priced: `fixed:4500`, or `running estimate:6h [cap:8h]`. */
export const priceFields = {
  fixed: field.money().optional(),
  running: field.flag(),
  estimate: field.duration().optional(),
  cap: field.duration().optional(),
};
/** How an extension is priced: its time is its estimate (S3). */
export const extensionPriceFields = { fixed: priceFields.fixed, running: priceFields.running };

/** Evidence of an agreement made at the sale, instead of an approver's yes (S9). */
export const agreed = field.text({ max: 200 }).optional();

const fieldOfMistake: Readonly<Record<PricingMistake, string>> = {
  "price-negative": "fixed",
  "estimate-not-positive": "estimate",
  "cap-below-estimate": "cap",
};

/**
 * The price that was typed; `extended` is an extension's own time. Throws the refusal that says what is missing or
 * wrong with it.
 */
export function pricingOf(typed: Values<typeof priceFields>, extended?: Minutes): Pricing {
  const { fixed, estimate, cap } = typed;
  if (extended !== undefined && (estimate !== undefined || cap !== undefined)) {
    throw refuse("price.extension", { time: time(extended) }, { field: estimate === undefined ? "cap" : "estimate" });
  }
  const running = typed.running || estimate !== undefined || cap !== undefined;
  if (fixed !== undefined && running) throw refuse("price.both", undefined, { field: "fixed" });
  if (fixed === undefined && !running)
    throw refuse(extended === undefined ? "price.missing" : "price.missing.extension", undefined, { field: "fixed" });
  const pricing =
    fixed !== undefined ? ({ kind: "fixed", price: fixed } as const) : runningPricing(extended ?? estimate, cap);
  const mistake = pricingMistake(pricing);
  if (mistake !== undefined) throw refuse(`price.${mistake}`, undefined, { field: fieldOfMistake[mistake] });
  return pricing;
}

function runningPricing(estimate: Minutes | undefined, cap: Minutes | undefined): Pricing {
  if (estimate === undefined) throw refuse("price.estimateMissing", undefined, { field: "estimate" });
  return { kind: "running", estimate, ...(cap === undefined ? {} : { cap }) };
}
