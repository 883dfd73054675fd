import type { Agreement } from "./agreement.ts";
import { type ComingDate, comingDates } from "./coming.ts";
import type { ProjectFacts } from "./facts.ts";
import { allocate } from "./hours.ts";
import { type Phase, phaseOf } from "./phase.ts";
import type { Party } from "./role.ts";
import type { Day, Minutes } from "./units.ts";
import { waiting } from "./waiting.ts";

/** A project at a glance, as a list of projects shows it. */
export interface Overview {
  readonly phase: Phase;
  /** How many things wait for each party, the customer first; nobody whom nothing waits for. */
  readonly waits: readonly { readonly who: Party; readonly count: number }[];
  /** The next day or call that is planned. */
  readonly next?: ComingDate;
  /** Ledger (A1): included hours that are left, and hours that nobody has agreed to (S6). */
  readonly ledger: { readonly left: Minutes; readonly notAgreed: Minutes };
}

const parties: readonly Party[] = ["customer", "partner", "supplier"];

/** A project at a glance, on a day. */
export function overviewOf(facts: ProjectFacts, agreement: Agreement, today: Day): Overview {
  const all = waiting(facts, agreement, today);
  const waits = parties.flatMap((who) => {
    const count = all.filter((item) => item.who === who).length;
    return count === 0 ? [] : [{ who, count }];
  });
  const { packages, notAgreed } = allocate(facts, agreement);
  const [next] = comingDates(facts, agreement, today);
  return {
    phase: phaseOf(facts, agreement),
    waits,
    next,
    ledger: { left: packages.reduce((sum, use) => sum + use.left, 0), notAgreed },
  };
}
