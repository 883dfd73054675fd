import type { Pricing, ProjectFacts } from "../../domain/facts.ts";
import { undoableNamed } from "../../domain/undo.ts";
import { day, money, time } from "../../messages/phrase.ts";
import type { AuditDetail } from "../../store/store.ts";

const plain = (field: string, now: AuditDetail["now"]): AuditDetail => ({ field, now, plain: true });

/** What was taken back, in amounts, times and days: what it says beside its reference in the history. */
export function undoneDetails(target: string, facts: ProjectFacts): readonly AuditDetail[] {
  const decision = undoableNamed(facts, target);
  if (!decision.ok) return [];
  const { what } = decision;
  switch (what.kind) {
    case "work":
      return [plain("time", time(what.entry.minutes)), plain("on", day(what.entry.on))];
    case "trip":
      return tripDetails(what.trip);
    case "check-in":
      return what.checkIn.minutes === undefined ? [] : [plain("time", time(what.checkIn.minutes))];
    case "change":
      return what.change.pricing === undefined ? [] : [priceDetail(what.change.pricing)];
    case "kickoff":
    case "go-live":
      return [plain("on", day(what.milestone.on))];
    default:
      return [];
  }
}

function tripDetails({ what, on }: ProjectFacts["trips"][number]): readonly AuditDetail[] {
  if (what.kind === "city") return [plain("on", day(on))];
  return [
    ...(what.minutes === 0 ? [] : [plain("time", time(what.minutes))]),
    ...(what.costs === 0 ? [] : [{ field: "costs", now: money(what.costs) }]),
    plain("on", day(on)),
  ];
}

const priceDetail = (pricing: Pricing): AuditDetail =>
  pricing.kind === "fixed"
    ? { field: "fixed", now: money(pricing.price) }
    : { field: "estimate", now: time(pricing.estimate) };
