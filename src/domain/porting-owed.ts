import type { DataArea } from "./agreement.ts";
import { ends } from "./data-number.ts";
import type { HeldArea } from "./data-record.ts";
import type { PortingRequest } from "./porting-request.ts";

/** A number or a series that customer data says is ported, and who has it now, as far as it says. */
export interface OwedNumber {
  readonly number: string;
  readonly operator?: string;
}

interface Span {
  readonly from: bigint;
  readonly to: bigint;
  readonly operator?: string | undefined;
}

/**
 * What customer data says is ported and nobody has entered among what is to be ported (D4): no number is lost between
 * the two. A number of a series that is said as well goes with it; what was withdrawn was decided. In the order of the
 * numbers.
 */
export function numbersToEnter(
  areas: readonly DataArea[],
  held: readonly Pick<HeldArea, "area" | "records">[],
  requests: readonly Pick<PortingRequest, "answers">[],
): readonly OwedNumber[] {
  const spans = joined(areas.flatMap((area) => spansOf(area, held)));
  const entered = joined(requests.flatMap(({ answers: { number } }) => (number === undefined ? [] : [spanOf(number)])));
  return without(spans, entered).map(({ from, to, operator }) => ({
    number: from === to ? `+${from}` : `+${from}-+${to}`,
    ...(operator === undefined ? {} : { operator }),
  }));
}

function spansOf({ id, fields }: DataArea, held: readonly Pick<HeldArea, "area" | "records">[]): readonly Span[] {
  const records = held.find(({ area }) => area === id)?.records ?? [];
  return fields.flatMap(({ id: asked, ports, default: usual }) =>
    ports === undefined
      ? []
      : records
          .filter(({ values }) => (values[asked] ?? usual) === "yes")
          .flatMap(({ values }) =>
            ports.numbers.flatMap((field) => {
              const [number, operator] = [values[field], values[ports.operator ?? ""]];
              if (typeof number !== "string") return [];
              return [{ ...spanOf(number), ...(typeof operator === "string" && { operator }) }];
            }),
          ),
  );
}

function spanOf(number: string): Span {
  const [from, to] = ends(number);
  return { from, to };
}

/** The wider of those that begin together is the first. */
const byOrder = (one: Span, other: Span): number =>
  one.from !== other.from ? (one.from < other.from ? -1 : 1) : one.to === other.to ? 0 : one.to > other.to ? -1 : 1;

/** In order; those that have a number in common are one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted(byOrder)) {
    const last = all.at(-1);
    if (last === undefined || span.from > last.to) all.push(span);
    else
      all[all.length - 1] = {
        from: last.from,
        to: span.to > last.to ? span.to : last.to,
        operator: last.operator ?? span.operator,
      };
  }
  return all;
}

/** What of some is in none of others, both in order and apart: linear in the two together. */
function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  const left: Span[] = [];
  let next = 0;
  for (const span of spans) {
    let { from } = span;
    while (next < others.length && (others[next] as Span).to < from) next += 1;
    // The last of these may reach into the next of ours.
    for (let at = next; at < others.length && (others[at] as Span).from <= span.to; at += 1) {
      const other = others[at] as Span;
      if (other.from > from) left.push({ ...span, from, to: other.from - 1n });
      from = other.to + 1n;
    }
    if (from <= span.to) left.push({ ...span, from });
  }
  return left;
}
