import type { Finding } from "./data-finding.ts";
import type { DataValue } from "./data-record.ts";

/** What a value gives to think about, before anybody knows where it stands. */
export type ValueFinding = Pick<Finding, "weight" | "what" | "args">;

/** A value as it is kept; unset: it could not be read, and the finding says why. */
export interface ReadValue {
  readonly value?: DataValue;
  readonly finding?: ValueFinding;
}

export const fault = (what: string, args?: Finding["args"]): ReadValue => ({
  finding: { weight: "fault", what, args },
});
export const question = (value: DataValue, what: string, args?: Finding["args"]): ReadValue => ({
  value,
  finding: { weight: "question", what, args },
});
export const repaired = (value: DataValue, what: string, args?: Finding["args"]): ReadValue => ({
  value,
  finding: { weight: "repaired", what, args },
});
