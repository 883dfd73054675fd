import type { Hosting } from "../hosting.ts";

/** What the local workspace works with. */
export interface LocalOptions
  extends Pick<
    Hosting,
    | "dispatch"
    | "keeping"
    | "words"
    | "language"
    | "timeZone"
    | "typeable"
    | "takesFiles"
    | "files"
    | "introduce"
    | "awaited"
    | "time"
    | "log"
  > {
  /** False: nobody can come in, and what is said to those who were here is kept for when it is open again. */
  readonly open?: boolean;
  /** False while a real platform is configured: its people's days must not move. */
  readonly clockMoves?: boolean;
}
