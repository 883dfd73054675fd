import type { Agreement } from "../../domain/agreement.ts";
import { codeOf, coversEarlier } from "../../domain/change.ts";
import type { Change, ChangeEffect, PersonRef, Pricing, ProjectFacts } from "../../domain/facts.ts";
import { allocate, notAgreedWork } from "../../domain/hours.ts";
import { perHour } from "../../domain/money.ts";
import { agreedMoney } from "../../domain/pricing.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import {
  day,
  list,
  money,
  name,
  type Phrase,
  person,
  phrase,
  type Text,
  time,
  type Value,
} from "../../messages/phrase.ts";
import { fixedWords } from "../../messages/price-words.ts";
import { typedInstead } from "../../messages/typed-instead.ts";
import { said } from "../shared/blocks.ts";

/** The message of an offer in the shared channel. */
export const offerSubject = (ref: Ref): string => `offer/${ref}`;

type Offered = Pick<Change, "ref" | "kind" | "title" | "extends" | "effect"> & { readonly pricing: Pricing };
interface Row {
  readonly label: Text;
  readonly value: Text;
}

/**
 * What an offer says, word for word as it is kept (S9): what it is, what it costs, and that approving it also covers
 * work that was done earlier and that nobody had agreed to (S6).
 */
export function offerBlocks(
  change: Change & Offered,
  facts: ProjectFacts,
  agreement: Agreement,
  { sentOn, counted }: { readonly sentOn: Day; readonly counted: readonly Block[] },
): readonly Block[] {
  const earlier = earlierCovered(change, facts, agreement);
  return [
    { kind: "heading", text: phrase(`offer.heading.${change.kind}`, { ref: change.ref, title: change.title }) },
    ...whatBlocks(change, facts, agreement),
    ...counted,
    { kind: "facts", rows: priceRows(change.pricing) },
    meaning(change.pricing),
    ...earlier,
    said("offer.signed", { supplier: name(agreement.supplier), on: day(sentOn) }, "quiet"),
  ];
}

/** The offer as a card for the approvers: what is kept, addressed to them, with the two answers. */
export function offerCard(
  blocks: readonly Block[],
  ref: Ref,
  digest: string,
  approvers: readonly PersonRef[],
): Content {
  return {
    audience: "offer",
    blocks: [
      {
        kind: "text",
        text: phrase("offer.to", { who: list(approvers.map(({ id, name: called }) => person(id, called))) }),
        role: "address",
      },
      ...blocks,
      { kind: "buttons", buttons: answerButtons(ref, digest) },
      ...typedInstead(answerLine("approve", ref, digest), answerLine("decline", ref, digest)),
    ],
  };
}

/** A yes, or a no with its reason, as it is typed, to the offer of this digest (S9). */
export const answerLine = (answer: "approve" | "decline", ref: Ref, digest: string): string =>
  `change ${answer} ${ref} ${codeOf(digest)}${answer === "decline" ? " <reason>" : ""}`;

/** Yes and no to one offer: the digest says to which (S9). */
export function answerButtons(ref: Ref, digest: string): readonly Button[] {
  const values = { change: ref, digest };
  return [
    {
      id: `approve-${digest}`,
      label: phrase("offer.button.approve"),
      style: "primary",
      runs: "change approve",
      values,
    },
    {
      id: `decline-${digest}`,
      label: phrase("offer.button.decline"),
      style: "danger",
      runs: "change decline",
      values,
      asks: true,
    },
  ];
}

/**
 * Asked before a yes that agrees to money takes effect: how much, and the yes to it, as a button and as it is typed
 * (S9).
 */
export function sureBlocks(
  { ref, title }: Pick<Change, "ref" | "title">,
  pricing: Pricing,
  digest: string,
): readonly Block[] {
  const sum = money(agreedMoney(pricing));
  const values = { change: ref, digest, yes: "yes" };
  const yes = phrase("offer.button.yes", { kind: pricing.kind, sum });
  return [
    said("offer.sure", { ref, title, kind: pricing.kind, sum }),
    { kind: "buttons", buttons: [{ id: "yes", label: yes, style: "primary", runs: "change approve", values }] },
    ...typedInstead(`${answerLine("approve", ref, digest)} yes`),
  ];
}

/** Work already done that a yes would cover too (S6); nothing when there is none. */
export function earlierCovered(change: Change, facts: ProjectFacts, agreement: Agreement): readonly Block[] {
  const minutes = coversEarlier(change, notAgreedWork(allocate(facts, agreement), facts));
  return minutes === 0 ? [] : [said("offer.covers", { time: time(minutes) })];
}

/** When it is invoiced; at the running rate, how far a yes reaches: to the cap, else to the estimate (S6). */
function meaning(pricing: Pricing): Block {
  if (pricing.kind === "fixed") return said(pricing.price === 0 ? "offer.meaning.free" : "offer.meaning.fixed");
  return said("offer.meaning.running", { most: time(pricing.cap ?? pricing.estimate) });
}

function whatBlocks(
  { kind, extends: extended, effect }: Offered,
  facts: ProjectFacts,
  agreement: Agreement,
): readonly Block[] {
  if (extended !== undefined) {
    return [
      said("offer.what.extension", { work: packageName(agreement, extended.package), time: time(extended.minutes) }),
    ];
  }
  if (effect !== undefined) return [{ kind: "text", text: effectWords(effect, facts, agreement) }];
  return kind === "addon" ? [said("offer.what.addon")] : [said("offer.what.change")];
}

/** What a yes will do to what was agreed. */
function effectWords(
  effect: ChangeEffect,
  facts: Pick<ProjectFacts, "requirements" | "changes">,
  agreement: Agreement,
): Phrase {
  switch (effect.kind) {
    case "add-requirement":
      return phrase(effect.deviation ? "offer.effect.addDeviation" : "offer.effect.add", { text: effect.text });
    case "edit-requirement":
      return phrase("offer.effect.edit", { ref: effect.ref, text: effect.text });
    case "drop-requirement":
      return phrase("offer.effect.drop", {
        ref: effect.ref,
        text: facts.requirements.find(({ ref }) => ref === effect.ref)?.text ?? "",
      });
    case "data":
      return phrase(effect.state === "not-applicable" ? "offer.effect.dataNotApplicable" : "offer.effect.data", {
        area: name(agreement.areas.find(({ id }) => id === effect.area)?.name ?? { sv: effect.area, en: effect.area }),
      });
    case "option":
      return phrase("offer.effect.option", {
        option: name(
          agreement.options.find(({ id }) => id === effect.option)?.name ?? { sv: effect.option, en: effect.option },
        ),
      });
    case "more-cover":
      return phrase("offer.effect.moreCover", {
        ref: effect.change,
        title: facts.changes.find(({ ref }) => ref === effect.change)?.title ?? "",
      });
  }
}

/** A work package's name. */
function packageName(agreement: Pick<Agreement, "packages">, id: string): Value {
  return name(agreement.packages.find((one) => one.id === id)?.name ?? { sv: id, en: id });
}

/** What it costs, without VAT: the price, or the rate per hour with the estimate and the cap and what they come to. */
export function priceRows(pricing: Pricing): readonly Row[] {
  if (pricing.kind === "fixed") return [{ label: phrase("offer.row.fixed"), value: fixedWords(pricing.price) }];
  const { rate, estimate, cap } = pricing;
  const row = (label: "offer.row.estimate" | "offer.row.cap", minutes: number): Row => ({
    label: phrase(label),
    value:
      rate === undefined
        ? phrase("cell.time", { time: time(minutes) })
        : phrase("offer.timeAndSum", { time: time(minutes), sum: money(perHour(rate, minutes)) }),
  });
  return [
    {
      label: phrase("offer.row.rate"),
      value: rate === undefined ? phrase("offer.rateNotSet") : phrase("offer.perHour", { rate: money(rate) }),
    },
    row("offer.row.estimate", estimate),
    ...(cap === undefined ? [] : [row("offer.row.cap", cap)]),
  ];
}
