import type { Id } from "./units.ts";

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
