import type { Agreement } from "../../domain/agreement.ts";
import { isKnownToCustomer, isOfferOut, ratedPricing } from "../../domain/change.ts";
import type { Change, ProjectFacts } from "../../domain/facts.ts";
import type { Content } from "../../messages/content.ts";
import { day, name, phrase, raw, type Text } from "../../messages/phrase.ts";
import { priceWords } from "../../messages/price-words.ts";
import { said } from "../shared/blocks.ts";
import { noneCell } from "../shared/cells.ts";

/**
 * Every change, add-on and extension. What the customer has neither asked for nor been offered, and a price that was
 * not sent, are shown in internal places only (A1); a partner sees no prices.
 */
export function changeList(facts: ProjectFacts, agreement: Agreement, { internal, prices }: Shown): Content {
  const audience = internal ? "ledger" : "offer";
  const shown = facts.changes.filter(
    (change) => change.state !== "undone" && (internal || isKnownToCustomer(change, facts)),
  );
  if (shown.length === 0) return { audience, blocks: [said("change.none", { customer: facts.project.customer })] };
  const columns = (["ref", "kind", "title", "price", "state"] as const).map((column) => ({
    label: phrase(`change.column.${column}`),
  }));
  const rows = shown.map((change): readonly Text[] => [
    raw(change.ref),
    phrase(`change.kind.${change.kind}`),
    change.extends === undefined ? raw(change.title) : extensionTitle(change, agreement),
    prices && (internal || isOfferOut(change)) ? priceCell(change, facts, agreement) : noneCell,
    stateCell(change, internal),
  ]);
  return {
    audience,
    blocks: [
      said("change.title", { customer: facts.project.customer, count: shown.length }),
      { kind: "table", columns, rows },
    ],
  };
}

interface Shown {
  /** In a place of ours. */
  readonly internal: boolean;
  /** To somebody whom prices concern. */
  readonly prices: boolean;
}

/** An extension by the name of its work package, in the reader's language. */
function extensionTitle({ extends: extended, title }: Change, agreement: Agreement): Text {
  const work = agreement.packages.find(({ id }) => id === extended?.package);
  if (work === undefined || extended === undefined) return raw(title);
  return phrase("change.extension", { work: name(work.name), time: { time: extended.minutes } });
}

function priceCell({ pricing }: Change, { project }: ProjectFacts, agreement: Agreement): Text {
  if (pricing === undefined) return noneCell;
  const rated =
    pricing.kind === "running" && pricing.rate === undefined ? ratedPricing(pricing, project, agreement) : undefined;
  return priceWords(rated ?? pricing);
}

const oneLine = (words: string): string => words.replace(/\s+/gu, " ");

/**
 * Where it stands: when, and by whom. What is not sent yet is *being priced* to everyone but us, and why somebody said
 * no is for us.
 */
function stateCell(
  { state, offer, decidedOn, decidedBy, declinedReason, doneOn, agreed }: Change,
  internal: boolean,
): Text {
  switch (state) {
    case "sent":
      return offer === undefined
        ? phrase("change.state.sent")
        : phrase("change.state.sentOn", { on: day(offer.sentOn) });
    case "approved":
    case "declined":
      if (decidedOn === undefined) return phrase(`change.state.${state}`);
      if (internal && state === "declined" && declinedReason !== undefined) {
        return phrase("change.state.declinedWhy", {
          on: day(decidedOn),
          by: decidedBy?.name ?? "",
          why: oneLine(declinedReason),
        });
      }
      if (agreed !== undefined) return phrase("change.state.agreed", { evidence: agreed });
      return phrase(`change.state.${state}By`, { on: day(decidedOn), by: decidedBy?.name ?? "" });
    case "done":
      return doneOn === undefined ? phrase("change.state.done") : phrase("change.state.doneOn", { on: day(doneOn) });
    case "asked":
    case "priced":
      return phrase(internal ? `change.state.${state}` : "change.state.pricing");
    default:
      return phrase(`change.state.${state}`);
  }
}
