import type {
  By,
  DataEntry,
  DeliveryRequest,
  Fault,
  Hardware,
  PortingEntry,
  PortingRequestEntry,
  Requirement,
} from "../../domain/facts.ts";
import type { Day, Id, Ref } from "../../domain/units.ts";

export interface Requirements {
  add(
    project: Id,
    requirement: Pick<
      Requirement,
      | "ref"
      | "text"
      | "deviation"
      | "agreedOn"
      | "agreedBy"
      | "agreedWith"
      | "wished"
      | "recordedAt"
      | "baseline"
      | "change"
    >,
  ): Promise<Requirement>;
  /** A wish becomes a requirement that is agreed on; false when it is no wish any more. */
  agree(
    project: Id,
    ref: Ref,
    agreed: Pick<
      Requirement,
      "text" | "deviation" | "agreedOn" | "agreedBy" | "agreedWith" | "recordedAt" | "baseline" | "change"
    >,
  ): Promise<boolean>;
  edit(project: Id, ref: Ref, text: string, change?: Ref): Promise<void>;
  move(
    project: Id,
    ref: Ref,
    from: Requirement["state"],
    to: Requirement["state"],
    detail: { readonly on: Day; readonly by: By; readonly reason?: string; readonly change?: Ref },
  ): Promise<boolean>;
  /**
   * Kickoff: every agreed, delivered or verified requirement becomes part of the baseline (S5); `false` takes that
   * back.
   */
  freeze(project: Id, frozen: boolean): Promise<void>;
}

export interface CustomerData {
  add(project: Id, entry: Omit<DataEntry, "id" | "undone">): Promise<DataEntry>;
  undo(project: Id, entry: Id): Promise<boolean>;
}

export interface Porting {
  add(project: Id, entry: Omit<PortingEntry, "id" | "undone">): Promise<PortingEntry>;
  undo(project: Id, entry: Id): Promise<boolean>;
}

export interface PortingRequests {
  add(project: Id, entry: Omit<PortingRequestEntry, "id" | "undone">): Promise<PortingRequestEntry>;
  undo(project: Id, entry: Id): Promise<boolean>;
}

export interface HardwareList {
  add(project: Id, hardware: Omit<Hardware, "id">): Promise<Hardware>;
  /** False when it is not on the list any more. */
  update(project: Id, id: Id, change: Partial<Omit<Hardware, "id">>): Promise<boolean>;
  /** Takes it off the list; that it was there, and why it went, stays. */
  remove(project: Id, id: Id, reason: string): Promise<boolean>;
}

export interface Faults {
  add(project: Id, fault: Omit<Fault, "id" | "cause" | "causeReason" | "billed">): Promise<Fault>;
  setCause(
    project: Id,
    ref: Ref,
    cause: NonNullable<Fault["cause"]>,
    reason: string,
    billed: boolean,
  ): Promise<boolean>;
}

export interface Deliveries {
  ask(project: Id, request: Pick<DeliveryRequest, "askedOn" | "askedBy" | "text" | "digest">): Promise<DeliveryRequest>;
  decide(
    project: Id,
    request: Id,
    decision: "approved" | "declined",
    detail: { readonly on: Day; readonly by: By; readonly remarks?: string },
  ): Promise<boolean>;
  /** A pending request that no longer says what would be delivered. */
  outdate(project: Id, request: Id): Promise<boolean>;
}
