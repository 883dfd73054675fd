import type { Pricing } from "../domain/facts.ts";
import type { Ore } from "../domain/units.ts";
import { money, type Phrase, phrase, time } from "./phrase.ts";

/** A fixed price: an amount, or that it costs nothing. */
export const fixedWords = (price: Ore): Phrase =>
  price === 0 ? phrase("offer.free") : phrase("cell.money", { sum: money(price) });

/** What it costs, in a cell. */
export function priceWords(pricing: Pricing): Phrase {
  if (pricing.kind === "fixed") return fixedWords(pricing.price);
  const { rate, estimate, cap } = pricing;
  const priced = rate === undefined ? { rated: "no", rate: "" } : { rated: "yes", rate: money(rate) };
  const capped = cap === undefined ? { capped: "no", cap: "" } : { capped: "yes", cap: time(cap) };
  return phrase("offer.running", { estimate: time(estimate), ...priced, ...capped });
}
