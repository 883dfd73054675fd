/** A conversation's turn has not come: the outbox tries again after `rest` milliseconds. */
export class NotYet extends Error {
  readonly rest: number;
  /** Parts of it are there already. */
  readonly begun: boolean;
  constructor(rest: number, begun: boolean) {
    super("the conversation's turn is far off");
    this.rest = rest;
    this.begun = begun;
  }
}
