import type { Agreement } from "./agreement.ts";
import { isApproved } from "./change.ts";
import type { ProjectFacts } from "./facts.ts";
import { allocate } from "./hours.ts";
import { perHour, sum } from "./money.ts";
import { agreedMoney, optionPrice, packagePrice, runningRate } from "./pricing.ts";
import type { Minutes, Ore } from "./units.ts";

/** Minutes, and öre without VAT; unset: nothing is said of it. */
export interface Measure {
  readonly minutes?: Minutes | undefined;
  readonly amount?: Ore | undefined;
}

/** What was offered of one thing, and what has come of it so far. */
export interface Offered {
  /** The project's code for the package, an option's id, or a change's reference. */
  readonly source: string;
  readonly title?: string;
  readonly offered: Measure;
  readonly delivered: Measure;
}

/**
 * What was offered beside what was delivered: the package (S2, S2b), each option of the sale (S4), and each change,
 * add-on and extension that was agreed to (S9), with its time and its price at most. A fixed price is delivered when it
 * is due, running work minute by minute. Empty where there is nothing but the package: its hours say it already.
 */
export function offeredAndDelivered(facts: ProjectFacts, agreement: Agreement): readonly Offered[] {
  const { project, changes } = facts;
  const { packages, covers } = allocate(facts, agreement);
  const due = (price: Ore | undefined): Ore | undefined => (project.goLive === undefined ? 0 : price);
  const price = packagePrice(project, agreement);
  const [included, used] = [sum(packages.map((one) => one.included)), sum(packages.map((one) => one.used))];
  const options = project.options.map((option): Offered => {
    const amount = optionPrice(option, agreement);
    return { source: option.id, offered: { amount }, delivered: { amount: due(amount) } };
  });
  const agreed = changes.filter(isApproved).flatMap(({ ref, title, state, pricing }): readonly Offered[] => {
    if (pricing === undefined) return [];
    const minutes = covers.find((one) => one.ref === ref)?.used ?? 0;
    const capacity = covers.find((one) => one.ref === ref)?.capacity;
    if (pricing.kind === "fixed") {
      const amount = state === "done" ? pricing.price : 0;
      return [
        { source: ref, title, offered: { minutes: capacity, amount: pricing.price }, delivered: { minutes, amount } },
      ];
    }
    const rate = pricing.rate ?? runningRate(project, agreement);
    const most = rate === undefined ? undefined : agreedMoney({ ...pricing, rate });
    const amount = rate === undefined ? undefined : perHour(rate, minutes);
    return [{ source: ref, title, offered: { minutes: capacity, amount: most }, delivered: { minutes, amount } }];
  });
  if (options.length + agreed.length === 0) return [];
  const sold = { source: project.code, offered: { minutes: included, amount: price } };
  return [{ ...sold, delivered: { minutes: used, amount: due(price) } }, ...options, ...agreed];
}
