import type { Day, Id } from "./units.ts";

/** A person as a project refers to them. `handle` is what people type (`karin`). */
export interface PersonRef {
  readonly id: Id;
  readonly handle: string;
  readonly name: string;
}

/** Who did something: a person, or the system itself (a job's result, the scheduler). */
export interface By {
  readonly id: Id | "system";
  readonly name: string;
}

/** When somebody is away, from a day up to and not including another, and who is asked meanwhile. */
export interface Absence {
  readonly from: Day;
  readonly until: Day;
  readonly standIn?: PersonRef;
}
