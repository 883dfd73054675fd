import type { Agreement } from "./agreement.ts";
import { isApproved } from "./change.ts";
import type { ProjectFacts } from "./facts.ts";
import { allocate } from "./hours.ts";
import { invoiceBasis } from "./invoice-basis.ts";
import { sum } from "./money.ts";
import { agreedMoney, optionPrice, packagePrice, runningRate } from "./pricing.ts";
import type { Minutes, Ore } from "./units.ts";

/** What a project is about in money and hours: öre without VAT, and minutes. */
export interface MoneyOverview {
  /** The fixed prices that are known, and what was agreed to at most (S2b, S4, S9). */
  readonly agreed: Ore;
  readonly worked: Minutes;
  /** On no closed basis yet (I1). */
  readonly billable: Ore;
  /** Minutes that nobody has agreed to (S6). */
  readonly notAgreed: Minutes;
  /** On closed bases, reversals taken off (I1). */
  readonly closed: Ore;
}

/** How much a project is about (S6, I1). */
export function moneyOverview(facts: ProjectFacts, agreement: Agreement): MoneyOverview {
  const { project, changes, closedBases } = facts;
  const rate = runningRate(project, agreement);
  const options = project.options.map((option) => optionPrice(option, agreement) ?? 0);
  const yes = changes.filter(isApproved).map(({ pricing }) => {
    if (pricing === undefined) return 0;
    return agreedMoney(pricing.kind === "running" && pricing.rate === undefined ? { ...pricing, rate } : pricing);
  });
  const { entries, notAgreed } = allocate(facts, agreement);
  return {
    agreed: sum([packagePrice(project, agreement) ?? 0, ...options, ...yes]),
    worked: sum(entries.map(({ minutes }) => minutes)),
    billable: invoiceBasis(facts, agreement).net,
    notAgreed,
    closed: sum(closedBases.flatMap(({ parts }) => parts.map(({ amount }) => amount))),
  };
}

/** All of some projects together. */
export const moneySum = (all: readonly MoneyOverview[]): MoneyOverview => ({
  agreed: sum(all.map((one) => one.agreed)),
  worked: sum(all.map((one) => one.worked)),
  billable: sum(all.map((one) => one.billable)),
  notAgreed: sum(all.map((one) => one.notAgreed)),
  closed: sum(all.map((one) => one.closed)),
});
