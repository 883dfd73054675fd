import type { Agreement } from "./agreement.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import type { Fault, Hardware, Project, ProjectFacts } from "./facts.ts";
import type { Ref } from "./units.ts";

/** Where a fault is reported (F2). */
export type FaultRoute =
  /** Bought through a partner: to that partner, by the partner's own guidelines, urgent or not. */
  | { readonly kind: "partner"; readonly name: string }
  /** Bought directly: by mail first and by phone in second hand; an urgent one by phone at once. */
  | { readonly kind: "direct"; readonly first: "mail" | "phone"; readonly mail: string; readonly phone: string };

/**
 * The right route for a project's fault (F2). Wherever it leads, the customer is asked to help with the troubleshooting
 * (F1).
 */
export function faultRoute(
  project: Pick<Project, "via">,
  agreement: Pick<Agreement, "faults">,
  urgent: boolean,
): FaultRoute {
  if (project.via.kind === "partner") return { kind: "partner", name: project.via.name };
  return {
    kind: "direct",
    first: urgent ? "phone" : "mail",
    mail: agreement.faults.mail,
    phone: agreement.faults.phone,
  };
}

/** What we answer for in a device (F3), and why we do not support one that we do not. */
export interface Answerable {
  /** We are responsible for it: it is part of the service. */
  readonly responsible: boolean;
  readonly supported: boolean;
  readonly notSupportedBecause: readonly ("not-approved" | "not-bought" | "not-provisioned")[];
}

/**
 * What we answer for (F3): responsible only for equipment that is part of the service; support only of hardware that we
 * have approved, sold and, where applicable, provisioned — so `not-applicable` counts for provisioning alone.
 */
export function answerable(
  hardware: Pick<Hardware, "partOfService" | "approved" | "boughtFromUs" | "provisioned">,
): Answerable {
  const because: Answerable["notSupportedBecause"][number][] = [];
  if (hardware.approved !== "yes") because.push("not-approved");
  if (hardware.boughtFromUs !== "yes") because.push("not-bought");
  if (hardware.provisioned === "no") because.push("not-provisioned");
  return {
    responsible: hardware.partOfService === "yes",
    supported: because.length === 0,
    notSupportedBecause: because,
  };
}

/**
 * The devices that a person means by a name or a MAC address, however it is written. More than one: the name is
 * ambiguous.
 */
export function findHardware(list: readonly Hardware[], wanted: string): readonly Hardware[] {
  const mac = normalMac(wanted);
  const byMac = list.filter(
    (hardware) => mac !== undefined && hardware.mac !== undefined && normalMac(hardware.mac) === mac,
  );
  if (byMac.length > 0) return byMac;
  const name = foldName(wanted);
  const exact = list.filter((hardware) => foldName(hardware.name) === name);
  return exact.length > 0 || name === "" ? exact : list.filter((hardware) => foldName(hardware.name).includes(name));
}

/** A MAC address as twelve capital hexadecimal digits; undefined for anything else. */
function normalMac(text: string): string | undefined {
  const digits = text.replace(/[\s:.-]/g, "").toUpperCase();
  return /^[0-9A-F]{12}$/.test(digits) ? digits : undefined;
}

const foldName = (text: string): string => text.normalize("NFC").trim().toLowerCase().replace(/\s+/g, " ");

/** So many words at most say nothing new of a fault that they name: *done F1*, *F1 är löst nu*. */
const fewWords = 4;

/** The fault that a short report is of, which stands already (F1): what is said of it is no fault of its own. */
export function faultNamed(problem: string, { faults }: Pick<ProjectFacts, "faults">): Ref | undefined {
  const words = problem.trim().split(/[\s.,:;!]+/u);
  if (words.length > fewWords) return undefined;
  return faults.find(({ ref }) => words.some((word) => word.toUpperCase() === ref))?.ref;
}

/** True when the time of a fault is charged (F4): its cause is known and not ours, *and* staff chose to bill it. */
export function isBillable(fault: Pick<Fault, "cause" | "billed">): boolean {
  return fault.billed && (fault.cause === "customer" || fault.cause === "third-party");
}

export type CauseRefusal =
  /** Billing a fault that is ours (F4). */
  | { readonly kind: "cause-is-ours" }
  /** The customer sees why (F4). */
  | { readonly kind: "reason-missing" }
  | { readonly kind: "already"; readonly cause: NonNullable<Fault["cause"]> };
/** Whether a cause can be set, and billed (F4). A cause can be corrected, but not repeated. */
export function canSetCause(
  fault: Pick<Fault, "cause" | "causeReason" | "billed">,
  cause: NonNullable<Fault["cause"]>,
  context: { readonly bill: boolean; readonly reason?: string },
): Decision<CauseRefusal> {
  if (context.bill && cause === "supplier") return refused({ kind: "cause-is-ours" });
  if (cause !== "supplier" && !context.reason?.trim()) return refused({ kind: "reason-missing" });
  const same =
    fault.cause === cause && fault.billed === context.bill && (fault.causeReason ?? "") === (context.reason ?? "");
  return same ? refused({ kind: "already", cause }) : allowed;
}
