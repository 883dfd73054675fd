import type { ProjectFacts } from "../../domain/facts.ts";
import { phrase } from "../../messages/phrase.ts";
import type { Actor, Allowed, Line, Place } from "../command.ts";
import { Refusal, type RefusalHelp } from "../refusal.ts";
import { isInternal } from "./place.ts";

/** What a person is on a project: staff are staff only, whatever else they are listed as (L3). */
function standings(actor: Actor, facts?: ProjectFacts): readonly Allowed[] {
  if (actor.id === "system") return ["system"];
  if (actor.staff) return ["anyone", "staff"];
  const roles = (facts?.members ?? []).filter((member) => member.id === actor.id).map((member) => member.role);
  return ["anyone", ...roles.filter((role) => role !== "lead" && role !== "staff")];
}

/** May this person run this line at all, wherever they are? */
export function mayRun(line: Line, actor: Actor, facts?: ProjectFacts): boolean {
  return standings(actor, facts).some((standing) => line.allow.includes(standing));
}

/** Might this person run this line, as far as can be told before the project is known? */
export function couldRun(line: Line, actor: Actor): boolean {
  return (
    mayRun(line, actor) || (!actor.staff && line.allow.some((allowed) => allowed !== "staff" && allowed !== "system"))
  );
}

/** May this line be run in this place? A ledger line: internal places only, before any effect (A1). */
export function fits(line: Line, place: Place, actor: Actor): boolean {
  if (actor.id === "system") return true;
  if (line.audience === "ledger" && isInternal(place, actor)) return true;
  if (place.kind === "unbound" && line.project === "required") {
    return line.opensPlace === true && (line.audience !== "ledger" || !place.outsiders);
  }
  if (line.audience !== "ledger") return true;
  return line.opensPlace === true && place.kind === "unbound" && !place.outsiders;
}

/**
 * Lets a line through or throws the refusal: the role first, so that a stranger learns nothing about places; then the
 * place. A refused role is recorded (L3).
 */
export function authorise(line: Line, actor: Actor, place: Place, facts?: ProjectFacts, next?: RefusalHelp): void {
  if (!mayRun(line, actor, facts)) {
    const approverOnly = line.allow.length === 1 && line.allow[0] === "approver";
    const approvers = (facts?.members ?? [])
      .filter((member) => member.role === "approver")
      .map((member) => member.name);
    throw new Refusal(
      approverOnly && approvers.length > 0
        ? phrase("refusal.approver", { approvers: { list: approvers } })
        : phrase(line.allow.every((allowed) => allowed === "staff") ? "refusal.staff" : "refusal.role"),
      { recorded: true, ...next },
    );
  }
  if (fits(line, place, actor)) return;
  if (place.unseen === true)
    throw new Refusal(phrase("refusal.unseen", { how: phrase("unseen.how") }), { recorded: true });
  if (line.audience !== "ledger") throw new Refusal(phrase("refusal.unbound"), { recorded: true });
  throw new Refusal(phrase(place.kind === "private" ? "refusal.private" : "refusal.ledger"), {
    recorded: true,
    next: phrase("refusal.ledger.next"),
  });
}
