import type { Block, Content } from "../../../messages/content.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import type { MetConversation } from "../options.ts";

/** What the bot says when it comes into a conversation: what it is there for, and the one thing to do next. */
export function welcomeTo(place: MetConversation): Content {
  if (place.unseen) return of(phrase("teams.welcome.unseen", { how: phrase("unseen.how") }));
  if (place.private) return of(phrase("teams.welcome.personal"), "help");
  return place.outsiders
    ? of(phrase("teams.welcome.outsiders"), "bind shared in:<code>")
    : of(phrase("teams.welcome"), 'open "<customer>"');
}

function of(text: Phrase, line?: string): Content {
  const next: readonly Block[] = line === undefined ? [] : [{ kind: "line", line }];
  return { audience: "public", blocks: [{ kind: "text", text }, ...next] };
}
