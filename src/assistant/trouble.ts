/** The model could not draft now. */
export class MinutesLater extends Error {
  constructor(why: string) {
    super(`The minutes could not be drafted now: ${why}`);
    this.name = "MinutesLater";
  }
}
/** It does not answer: it may be down. */
export class Unreached extends MinutesLater {}

/** `budget`: there are no tokens left for it. */
export type RefusedFor = "model" | "budget";

/** The model will not draft these, however often it is asked. */
export class MinutesRefused extends Error {
  readonly by: RefusedFor;
  constructor(why: string, by: RefusedFor = "model") {
    super(`The minutes were refused: ${why}`);
    this.name = "MinutesRefused";
    this.by = by;
  }
}

/** The question, or the answer to it, is too long for the model: half of it may not be. */
export class TooLong extends Error {
  constructor() {
    super("too long for the model");
    this.name = "TooLong";
  }
}
