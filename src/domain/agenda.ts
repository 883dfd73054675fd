import type { Agreement } from "./agreement.ts";
import { type ComingDate, comingDates } from "./coming.ts";
import type { ProjectFacts } from "./facts.ts";
import type { Day, Ref } from "./units.ts";
import { type Waiting, waitingForAll } from "./waiting.ts";

/** Something to talk about in a call: what waits for somebody, or a day ahead. */
export type AgendaItem =
  | { readonly kind: "waits"; readonly waiting: Waiting }
  | { readonly kind: "date"; readonly date: ComingDate };

/** As many things are read before a call begins. */
const most = 5;

/**
 * What a call is about (S2): of what everybody on the project may see (A1), what is late first, then what waits by its
 * day, then the days ahead without the call itself, nor that it should have been held; at most five.
 */
export function agendaOf(facts: ProjectFacts, agreement: Agreement, today: Day, call: Ref): readonly AgendaItem[] {
  const isLate = ({ due }: Waiting): boolean => due !== undefined && due < today;
  // That a call should have been is what the call mends.
  const byCall = new Set(agreement.deadlines.flatMap(({ id, metBy }) => (metBy === "check-in" ? [id] : [])));
  const isOfCall = ({ what }: Waiting): boolean => what.kind === "plan" && byCall.has(what.id);
  const all = waitingForAll(facts, agreement, today).filter((one) => !isOfCall(one));
  const waits = all.toSorted((a, b) => Number(isLate(b)) - Number(isLate(a)));
  // A day by which something waits is named with it.
  const isNamed = ({ on }: ComingDate): boolean => waits.some(({ due }) => due === on);
  const dates = comingDates(facts, agreement, today).filter((date) =>
    date.kind === "check-in" ? date.ref !== call : !isNamed(date),
  );
  return [
    ...waits.map((waiting): AgendaItem => ({ kind: "waits", waiting })),
    ...dates.map((date): AgendaItem => ({ kind: "date", date })),
  ].slice(0, most);
}
