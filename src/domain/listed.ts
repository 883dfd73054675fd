import type { Agreement } from "./agreement.ts";
import { businessCalendar } from "./calendar.ts";
import type { ProjectFacts } from "./facts.ts";
import { type Allocation, allocate } from "./hours.ts";
import { invoiceBasis } from "./invoice-basis.ts";
import { lateAfter } from "./late.ts";
import { sum } from "./money.ts";
import type { Day, Minutes, Ore } from "./units.ts";

/** What a list of projects is sorted and filtered by, as it is on a day. */
export interface Listed {
  /**
   * The earliest day by which somebody owes something, with or without a reason: once it has passed, the project is
   * late (C2).
   */
  readonly owedOn: Day | undefined;
  /** Minutes that nobody has agreed to (S6). */
  readonly notAgreed: Minutes;
  /** Minutes beyond what was sold: those, and what running work took beyond its estimate, agreed to or not. */
  readonly overBudget: Minutes;
  /** On no closed basis yet, öre without VAT (I1). */
  readonly toInvoice: Ore;
  /** Whether there is a line of that: what is taken back and what is charged may come to nothing together (I1). */
  readonly toClose: boolean;
}

/** Where a project stands in a list of them. */
export function listedBy(facts: ProjectFacts, agreement: Agreement, today: Day): Listed {
  const allocation = allocate(facts, agreement);
  const basis = invoiceBasis(facts, agreement);
  return {
    owedOn: lateAfter(facts, agreement, businessCalendar(agreement.calendar), today),
    notAgreed: allocation.notAgreed,
    overBudget: allocation.notAgreed + beyondEstimates(facts, allocation),
    toInvoice: basis.net,
    toClose: basis.lines.length > 0,
  };
}

/** What running work took beyond its estimate, in minutes: within its cap it is agreed to all the same (S9). */
function beyondEstimates({ changes }: ProjectFacts, { covers }: Allocation): Minutes {
  const estimates = new Map(
    changes.flatMap(({ ref, pricing }) => (pricing?.kind === "running" ? [[ref, pricing.estimate]] : [])),
  );
  return sum(covers.map(({ ref, used }) => Math.max(0, used - (estimates.get(ref) ?? used))));
}
