/**
 * What an operator asked for cannot be done: its message says why and what to do instead, and goes to the terminal as
 * it is.
 */
export class OperatorRefusal extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "OperatorRefusal";
  }
}
