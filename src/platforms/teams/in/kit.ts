import type { TeamsOptions } from "../options.ts";
import type { Answers } from "../out/answer.ts";
import type { Shows } from "../out/show.ts";
import type { Away } from "../who/away.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Directory } from "../who/directory.ts";
import type { Reach } from "../who/reach.ts";
import type { Arrived } from "./arrived.ts";
import type { Dialogs } from "./dialogs.ts";
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
