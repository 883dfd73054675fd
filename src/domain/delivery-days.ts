import type { Agreement } from "./agreement.ts";
import type { Within } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import { currentRequest, hasApproval } from "./delivery.ts";
import type { ProjectFacts } from "./facts.ts";
import { dayOfRole } from "./plan.ts";
import type { Day } from "./units.ts";

/** Something that comes after go-live: by when, or when it was done. */
export interface DeliveryDay {
  /** The delivery approval is asked for, and answered (L2); the project is handed over (L4). */
  readonly kind: "ask-approval" | "approval" | "handover";
  readonly on: Day;
  readonly isDone: boolean;
}

/**
 * By when what comes after go-live is done, each within the agreement's time of what is before it (L2, L4): counted
 * from what has happened, else from what is planned. Nothing where go-live is not planned, or the agreement gives no
 * times.
 */
export function deliveryDays(
  facts: Pick<ProjectFacts, "project" | "deliveries">,
  agreement: Pick<Agreement, "plan" | "within">,
  calendar: Pick<Calendar, "addBusinessDays">,
): readonly DeliveryDay[] {
  const { project } = facts;
  const { within } = agreement;
  const live = project.goLive?.on ?? dayOfRole(project, agreement, "go-live");
  if (live === undefined || within === undefined) return [];
  const after = (on: Day, what: keyof Within): Day => calendar.addBusinessDays(on, within[what]);
  const request = currentRequest(facts);
  const isApproved = hasApproval(facts);
  const isAsked = isApproved || request?.state === "asked";
  const asked = isAsked ? (request?.askedOn ?? live) : after(request?.decidedOn ?? live, "approvalAsked");
  const answered = isApproved ? (request?.decidedOn ?? live) : after(asked, "approvalAnswered");
  const { handover } = project;
  return [
    { kind: "ask-approval", on: asked, isDone: isAsked },
    { kind: "approval", on: answered, isDone: isApproved },
    { kind: "handover", on: handover?.on ?? after(answered, "handover"), isDone: handover !== undefined },
  ];
}

/** What comes after go-live and is not done, by when it is to be: of a service that is live, from today on (L2, L4). */
export function deliveryAhead(
  facts: Pick<ProjectFacts, "project" | "deliveries">,
  agreement: Pick<Agreement, "plan" | "within">,
  calendar: Pick<Calendar, "addBusinessDays">,
  today: Day,
): readonly DeliveryDay[] {
  if (facts.project.goLive === undefined || facts.project.state !== "open") return [];
  return deliveryDays(facts, agreement, calendar).filter(({ on, isDone }) => !isDone && on >= today);
}
