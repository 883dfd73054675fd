import type { Agreement } from "../domain/agreement.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { type Late, type LateThing, unexplained, waitedFor } from "../domain/late.ts";
import type { Party } from "../domain/role.ts";
import type { Block } from "./content.ts";
import { writtenNumber } from "./data-value-words.ts";
import { day, type Phrase, phrase, type Value } from "./phrase.ts";
import { deedWords, partyWords, theStepWords } from "./project-words.ts";

/** As many things are named; more are counted. */
const most = 7;

/**
 * What is late, as it is said first wherever a project is shown (C2): what nobody has given a reason for, and then what
 * somebody has, with the reason. Nothing where nothing is late.
 */
export function lateBlocks(all: readonly Late[], facts: ProjectFacts, agreement: Agreement): readonly Block[] {
  const open = unexplained(all);
  const explained = all.filter(({ because }) => because !== undefined);
  const [first] = open;
  const items = (some: readonly Late[]): readonly Block[] => [
    { kind: "list", items: some.slice(0, most).map((one) => lateWords(one, facts, agreement)) },
    ...(some.length > most
      ? [{ kind: "text", tone: "quiet", text: phrase("late.more", { count: some.length - most }) } as const]
      : []),
  ];
  return [
    ...(first === undefined
      ? []
      : [
          {
            kind: "text",
            tone: "warning",
            text: phrase("late.title", { customer: facts.project.customer, on: day(first.on), days: first.days }),
          } as const,
          ...items(open),
        ]),
    ...(explained.length === 0 ? [] : [{ kind: "text", text: phrase("late.explained") } as const, ...items(explained)]),
  ];
}

/**
 * What of it everybody on the project may see (A1): minutes are ours until they are approved, and so is what staff
 * noted as the reason. What the customer is stuck with has no day on which that ends.
 */
export function lateForAll(all: readonly Late[]): readonly Late[] {
  return all
    .filter(({ what }) => what.kind !== "minutes")
    .map((one) =>
      one.because?.until === undefined
        ? one
        : { ...one, because: { until: one.because.until, waitsFor: one.because.waitsFor } },
    );
}

/**
 * What is late in a few words, for a row of a list: since when, what and whom it waits for, of what has waited longest
 * without a reason; and of what has one, the reason. What there is more of each is counted.
 */
export function lateInShort(all: readonly Late[], facts: ProjectFacts, agreement: Agreement): readonly Phrase[] {
  const open = unexplained(all);
  const explained = all.filter(({ because }) => because !== undefined);
  return [open, explained].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const item = lateWords(first, facts, agreement);
    return [phrase("late.cell", { item, days: first.days, more: some.length - 1 })];
  });
}

/** One thing that is late: since when, and whom it waits for, or why. */
function lateWords({ what, on, who, person, because }: Late, facts: ProjectFacts, agreement: Agreement): Phrase {
  const values = { what: lateThing(what, agreement), on: day(on) };
  const nameOf = (party: Party): Value => person?.name ?? partyWords(party, facts, agreement);
  const known = { ...values, who: nameOf(waitedFor({ who, because })) };
  if (because === undefined) return phrase("late.item", known);
  const { reason, until } = because;
  if (reason === undefined)
    return phrase("late.item.known", { ...known, until: until === undefined ? "" : day(until) });
  if (until === undefined) return phrase("late.item.because", { ...known, reason });
  return phrase("late.item.until", { ...known, reason, until: day(until) });
}

/** What is late, in a sentence: *customer data, all 13 areas*. */
function lateThing(what: LateThing, agreement: Agreement): Phrase {
  switch (what.kind) {
    case "data":
      return phrase(what.areas.length === agreement.areas.length ? "late.data.all" : "late.data", {
        count: what.areas.length,
        all: agreement.areas.length,
      });
    case "data-review":
      return phrase("late.data-review", { count: what.areas.length });
    case "porting-step":
      return phrase("late.porting-step", { step: theStepWords(what.step, agreement) });
    case "number":
      return phrase("late.number", { ref: what.ref, number: writtenNumber(what.number), step: what.step });
    case "milestone":
    case "deadline":
      return phrase("late.deed", { what: deedWords(what.id, agreement) });
    case "check-in":
      return phrase("late.check-in", { ref: what.ref });
    case "minutes":
      return what.meeting === "kickoff"
        ? phrase("late.minutes.kickoff")
        : phrase("late.minutes", { ref: what.meeting });
    case "task":
    case "offer":
      return phrase(`late.${what.kind}`, { ref: what.ref, title: what.title });
    default:
      return phrase(`late.${what.kind}`);
  }
}
