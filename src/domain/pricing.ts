import { type Agreement, variantOf } from "./agreement.ts";
import type { Change, Pricing, Project, WorkTarget } from "./facts.ts";
import { perHour } from "./money.ts";
import type { Minutes, Ore, Ref } from "./units.ts";

/**
 * The project's running rate in öre per hour: its own, else the agreement's; undefined: no running-rate offer can be
 * sent (S7).
 */
export function runningRate(
  project: Pick<Project, "rate">,
  agreement: Pick<Agreement, "runningRate">,
): Ore | undefined {
  return project.rate ?? agreement.runningRate;
}

/** The project's fixed price: its own, else the variant's; undefined: *package price not set*, never 0 (S2b). */
export function packagePrice(project: Pick<Project, "price" | "variant">, agreement: Agreement): Ore | undefined {
  return project.price ?? variantOf(project, agreement).price;
}

/**
 * The minutes that each work package includes: the variant's (S2), or, for a variant whose hours are agreed at the
 * sale, those given when the project opened (S8). Approved cover is not in them.
 */
export function packageMinutes(
  project: Pick<Project, "hours" | "variant">,
  agreement: Agreement,
): Readonly<Record<string, Minutes>> {
  const hours = variantOf(project, agreement).hours ?? project.hours;
  return Object.fromEntries(agreement.packages.map(({ id }) => [id, hours[id] ?? 0]));
}

/**
 * An option's price: what was agreed when it was sold, else the agreement's (S4); undefined: an add-on that names it is
 * its price.
 */
export function optionPrice(
  { id, price }: Project["options"][number],
  { options }: Pick<Agreement, "options">,
): Ore | undefined {
  return price ?? options.find((option) => option.id === id)?.price;
}

/** The add-on that is the price of an option which was sold without one (S4): offered, or approved. */
export function addonOfOption(option: string, changes: readonly Change[]): Change | undefined {
  const isIts = ({ effect }: Change): boolean => effect?.kind === "option" && effect.option === option;
  return changes.find((change) => isIts(change) && change.state !== "withdrawn" && change.state !== "undone");
}

/**
 * What a yes to a price agrees to at most in money, in öre without VAT (S6, S9): the fixed price, else the rate for the
 * cap or, without one, for the estimate. 0: nothing is agreed in money.
 */
export function agreedMoney(pricing: Pricing): Ore {
  if (pricing.kind === "fixed") return pricing.price;
  return pricing.rate === undefined ? 0 : perHour(pricing.rate, pricing.cap ?? pricing.estimate);
}

/** True for an amount that looks like a typing mistake: it is asked about before it counts (K2). */
export function isLarge(amount: Ore, { limits }: Pick<Agreement, "limits">): boolean {
  return amount > limits.amountAsk;
}

/** Work that an approved change pays for (S6, S9). */
export interface Cover {
  readonly ref: Ref;
  /** The work package that an extension adds minutes to (S3); else only work on a change is covered. */
  readonly package?: string;
  /** The change whose work is covered: the one that was approved, or the earlier one that it gives more cover (S6). */
  readonly change?: Ref;
  /** How many minutes are covered. Undefined: all that is worked on a fixed price, whatever it takes. */
  readonly capacity?: Minutes;
  /** `running`: billed by the minute, at `rate` if there is one (S7). `fixed`: the price is billed once, when done. */
  readonly pricing: { readonly kind: "running"; readonly rate?: Ore } | { readonly kind: "fixed" };
}

/**
 * The cover that a change gives: none until it is approved, by an approver or by an agreement made at the sale (S9).
 */
export function coverOf(
  change: Change,
  project: Pick<Project, "rate">,
  agreement: Pick<Agreement, "runningRate">,
): Cover | undefined {
  const { ref, pricing } = change;
  if ((change.state !== "approved" && change.state !== "done") || pricing === undefined) return undefined;
  const extended = change.kind === "extension" ? change.extends : undefined;
  const on = extended === undefined ? { change: coveredChange(change) } : { package: extended.package };
  if (pricing.kind === "fixed") return { ref, ...on, capacity: extended?.minutes, pricing: { kind: "fixed" } };
  const rate = pricing.rate ?? runningRate(project, agreement);
  return { ref, ...on, capacity: pricing.cap ?? pricing.estimate, pricing: { kind: "running", rate } };
}

/** The change whose work an approval covers: its own, or that of the change which it gives more cover (S6). */
export function coveredChange({ ref, effect }: Pick<Change, "ref" | "effect">): Ref {
  return effect?.kind === "more-cover" ? effect.change : ref;
}

/** What work counts on: time on an extension is time on the work package that it extends, agreed to or not (S3, S6). */
export function workCounted(target: WorkTarget, changes: readonly Pick<Change, "ref" | "extends">[]): WorkTarget {
  const extended = target.kind === "change" ? changes.find(({ ref }) => ref === target.ref)?.extends : undefined;
  return extended === undefined ? target : { kind: "package", package: extended.package };
}

/** The covers of a project, in the order in which they are used: that of their approval (S6). */
export function coversOf(
  changes: readonly Change[],
  project: Pick<Project, "rate">,
  agreement: Pick<Agreement, "runningRate">,
): readonly Cover[] {
  return changes
    .toSorted((a, b) => (a.decidedAt ?? a.recordedAt) - (b.decidedAt ?? b.recordedAt) || compareRefs(a.ref, b.ref))
    .flatMap((change) => coverOf(change, project, agreement) ?? []);
}

/**
 * The order of references: by letter, then by number (`H9` before `H10`), which is the order in which they were given
 * out.
 */
export function compareRefs(a: Ref, b: Ref): number {
  const [letterA, letterB] = [a.slice(0, 1), b.slice(0, 1)];
  if (letterA !== letterB) return letterA < letterB ? -1 : 1;
  return Number(a.slice(1)) - Number(b.slice(1));
}
