import type { Router } from "express";
import type { Conversations } from "./conversations.ts";
import type { LocalOptions } from "./options.ts";
import type { Stream } from "./stream.ts";
import type { Timeline } from "./timeline.ts";
import type { Turns } from "./turn.ts";

/** What the routes work with. */
export interface Rooms extends LocalOptions {
  readonly timeline: Timeline;
  readonly conversations: Conversations;
  readonly stream: Stream;
  readonly turns: Turns;
}

/** Puts routes of the API into its router. */
export type Register = (router: Router, rooms: Rooms) => void;
