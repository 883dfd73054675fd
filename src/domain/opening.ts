import { type Agreement, variantOf } from "./agreement.ts";
import type { Plan, PlanDay, Project, VariantId } from "./facts.ts";
import { sum } from "./money.ts";
import { optionPrice, packageMinutes, packagePrice } from "./pricing.ts";
import type { Day, Minutes, Ore } from "./units.ts";

/** What is agreed at the sale and given when a project opens. */
export interface Terms extends Pick<Project, "variant" | "options"> {
  readonly hours?: Readonly<Record<string, Minutes>>;
  readonly plan: Plan;
}

export type OpeningMistake =
  /** The variant's hours are in the agreement (S2) and cannot be given again. */
  | { readonly kind: "hours-fixed" }
  /** Work packages whose hours were to be agreed at the sale (S8) and are not given. */
  | { readonly kind: "hours-missing"; readonly packages: readonly string[] }
  | { readonly kind: "past-day"; readonly which: PlanDay; readonly on: Day };
/** What keeps a project from being opened with these terms (S2, S8). Empty: open it. */
export function openingMistakes(
  terms: Terms,
  agreement: Pick<Agreement, "variants" | "packages" | "plan">,
  today: Day,
): readonly OpeningMistake[] {
  const past = agreement.plan.flatMap(({ id: which }): OpeningMistake[] => {
    const on = terms.plan[which];
    return on !== undefined && on < today ? [{ kind: "past-day", which, on }] : [];
  });
  if (variantOf(terms, agreement).hours !== undefined)
    return terms.hours === undefined ? past : [{ kind: "hours-fixed" }, ...past];
  const missing = agreement.packages.map(({ id }) => id).filter((id) => terms.hours?.[id] === undefined);
  return missing.length === 0 ? past : [{ kind: "hours-missing", packages: missing }, ...past];
}

/** What a variant comes to with the options that were sold, öre without VAT; a price that nobody has set is unset. */
interface VariantSum {
  readonly variant: VariantId;
  /** Unset: they are agreed at the sale (S8). */
  readonly hours?: Minutes | undefined;
  readonly price?: Ore | undefined;
  readonly options?: Ore | undefined;
  readonly sum?: Ore | undefined;
}

/**
 * The variants side by side, each with what it comes to (S4): where an option is usually better sold with another one,
 * or the hours reach the mark from which another one is. Empty where neither is so.
 */
export function variantSums(
  project: Pick<Project, "variant" | "options" | "hours" | "price">,
  agreement: Agreement,
): readonly VariantSum[] {
  const { variants } = agreement;
  const hours = sum(Object.values(packageMinutes(project, agreement)));
  const better = openingWarnings(project, agreement).some(({ kind }) => kind === "variant-recommended");
  const past = Object.entries(variants).some(
    ([id, { recommendedFrom }]) => id !== project.variant && recommendedFrom !== undefined && hours >= recommendedFrom,
  );
  if (!better && !past) return [];
  const costs = project.options.map((option) => optionPrice(option, agreement));
  const known = costs.flatMap((cost) => cost ?? []);
  const options = known.length < costs.length ? undefined : sum(known);
  return Object.entries(variants).map(([variant, { hours: its }]): VariantSum => {
    const own = variant === project.variant;
    const price = packagePrice(own ? project : { variant }, agreement);
    return {
      ...{ variant, price, options, sum: price === undefined || options === undefined ? undefined : price + options },
      hours: own ? hours : its && sum(Object.values(its)),
    };
  });
}

export type OpeningWarning =
  /** An option for which another variant is usually to be recommended (S4). */
  | { readonly kind: "variant-recommended"; readonly option: string; readonly variant: VariantId }
  /** An option whose configuration cost nobody has set (S4). */
  | { readonly kind: "option-price-missing"; readonly option: string };
/**
 * What should be said about the options of the sale (S4): configuration costs come on top, and the larger variant may
 * suit better.
 */
export function openingWarnings(
  terms: Pick<Terms, "variant" | "options">,
  agreement: Pick<Agreement, "options">,
): readonly OpeningWarning[] {
  return terms.options.flatMap(({ id, price }): OpeningWarning[] => {
    const option = agreement.options.find((candidate) => candidate.id === id);
    const agreed: Ore | undefined = price ?? option?.price;
    const better = option?.recommends;
    return [
      ...(better !== undefined && better !== terms.variant
        ? [{ kind: "variant-recommended", option: id, variant: better } as const]
        : []),
      ...(agreed === undefined ? [{ kind: "option-price-missing", option: id } as const] : []),
    ];
  });
}
