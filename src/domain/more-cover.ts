import { type Refused, refused } from "./decision.ts";
import type { Change, Pricing, ProjectFacts } from "./facts.ts";
import { sum } from "./money.ts";
import { coversOf } from "./pricing.ts";
import type { Minutes } from "./units.ts";

export type MoreCoverRefusal =
  /** The cover that is approved reaches as far already, minutes. */
  { readonly kind: "covered"; readonly minutes: Minutes };
/**
 * The difference to offer, what is covered today, and the offer of a difference that nobody has answered yet, to be
 * priced anew.
 */
export type MoreCover =
  | {
      readonly ok: true;
      readonly pricing: Pricing & { readonly kind: "running" };
      readonly covered: Minutes;
      readonly total: Minutes;
      readonly open?: Change;
    }
  | Refused<MoreCoverRefusal>;

/**
 * True for an approved change at the running rate whose cover can grow by another offer (S6). An extension is extended
 * anew.
 */
export function canHaveMoreCover(change: Pick<Change, "kind" | "state" | "pricing" | "effect">): boolean {
  const approved = change.state === "approved" || change.state === "done";
  return (
    approved &&
    change.kind !== "extension" &&
    change.pricing?.kind === "running" &&
    change.effect?.kind !== "more-cover"
  );
}

/**
 * A running change covers up to its cap, else up to its estimate; a higher one is a new offer for the difference, which
 * covers earlier work too once it is approved (S6).
 *
 * @param wanted the estimate and cap of the whole change, minutes: not of the difference.
 */
export function moreCover(
  change: Pick<Change, "ref">,
  wanted: Pricing & { readonly kind: "running" },
  facts: Pick<ProjectFacts, "changes" | "project">,
): MoreCover {
  const covers = coversOf(facts.changes, {}, {}).filter((cover) => cover.change === change.ref);
  const covered = sum(covers.map((cover) => cover.capacity ?? 0));
  const total = wanted.cap ?? wanted.estimate;
  if (total <= covered) return refused({ kind: "covered", minutes: covered });
  const difference = total - covered;
  const estimate = wanted.estimate > covered ? wanted.estimate - covered : difference;
  const open = facts.changes.find(
    ({ effect, state }) =>
      effect?.kind === "more-cover" &&
      effect.change === change.ref &&
      ["asked", "priced", "sent", "declined"].includes(state),
  );
  return {
    ok: true,
    pricing: { kind: "running", estimate, cap: wanted.cap === undefined ? undefined : difference },
    ...{ covered, total, open },
  };
}
