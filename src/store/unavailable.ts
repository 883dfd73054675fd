/**
 * Why the database did not do what it was asked: it could not be reached in time, its disk is full, it may not be
 * written to, or it broke and only a restart opens it again. `busy`: somebody else kept a project or a row for too
 * long; everything else goes on.
 */
export type Trouble = "unreachable" | "full" | "readonly" | "broken" | "busy";

/**
 * The database could not do what it was asked, and trying again now does not help. What it was asked had no effect,
 * unless `unsure`.
 */
export class Unavailable extends Error {
  readonly trouble: Trouble;
  /** The commit was on its way when the connection was lost: it may have had its effect. */
  readonly unsure: boolean;
  /** It was there, and took too long: less may be quick enough. */
  readonly late: boolean;
  constructor(
    trouble: Trouble,
    why: string,
    {
      unsure = false,
      late = false,
      cause,
    }: { readonly unsure?: boolean; readonly late?: boolean; readonly cause?: unknown } = {},
  ) {
    super(why, { cause });
    this.name = "Unavailable";
    this.trouble = trouble;
    this.unsure = unsure;
    this.late = late;
  }
}
