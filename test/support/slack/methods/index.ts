import type { Method } from "../method.ts";
import { chat } from "./chat.ts";
import { conversations } from "./conversations.ts";
import { files } from "./files.ts";
import { people } from "./people.ts";
import { views } from "./views.ts";

/** Every method that the stand-in knows; any other is `unknown_method`. */
export const methods: Readonly<Record<string, Method>> = { ...chat, ...conversations, ...files, ...people, ...views };

/** Every bot scope that a method or an event may need. */
export const allScopes: readonly string[] = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "pins:read",
  "pins:write",
  "reactions:write",
  "team:read",
  "usergroups:read",
  "users:read",
];
