import type { Agreement } from "../../domain/agreement.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import type { Id } from "../../domain/units.ts";
import type { Store } from "../../store/store.ts";

/**
 * What a project that is not open any more has left to invoice is kept beside it: the portfolio reads no ended project
 * for it.
 */
export function keepMoneyLeft(store: Store, project: Id, agreement?: Agreement): Promise<void> {
  return store.projects.keepMoneyLeft(project, async (facts) => invoiceBasis(facts, agreement ?? (await store.agreements.of(project))).net);
}
