import type { Answers } from "./answer.ts";
import type { Arrived } from "./arrived.ts";
import type { Away } from "./away.ts";
import type { Conversations } from "./conversations.ts";
import type { Dialogs } from "./dialogs.ts";
import type { Directory } from "./directory.ts";
import type { TeamsOptions } from "./options.ts";
import type { Reach } from "./reach.ts";
import type { Shows } from "./show.ts";
import type { Turns } from "./turn.ts";

/** What is answered to an invoke: the body, as Teams reads it. Everything else is acknowledged without one. */
export type Handler = (arrived: Arrived) => Promise<unknown>;

/** Where the handlers of one surface are put: by an activity's type, and an invoke's by its name. */
export interface Routes {
  on(type: string, handler: Handler): void;
  onInvoke(name: string, handler: Handler): void;
}

/** What every surface works with. */
export interface Kit {
  readonly options: TeamsOptions;
  readonly conversations: Conversations;
  readonly directory: Directory;
  readonly reach: Reach;
  readonly away: Away;
  readonly turns: Turns;
  readonly dialogs: Dialogs;
  readonly answers: Answers;
  readonly shows: Shows;
}

/** Puts the handlers of one surface. */
export type Register = (routes: Routes, kit: Kit) => void;
