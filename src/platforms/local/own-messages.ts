import type { Act } from "./act.ts";
import { isIn } from "./conversations.ts";
import { renderTyped } from "./render.ts";
import type { KeptMessage, Timeline } from "./timeline.ts";

/** What the workspace itself keeps of a turn, beside what the bot has stored. */
export interface OwnMessages {
  /**
   * What a person typed stays where it was typed; like a command in a real chat, people from outside do not see others'
   * lines.
   */
  typed(turn: Act, key: string): Promise<void>;
  /** The bot's own message that no command stored; gives its id. */
  said(
    turn: Act,
    key: string,
    message: Pick<KeptMessage, "text" | "blocks" | "actions" | "files" | "instants" | "visibleTo">,
  ): Promise<string>;
}

/** `now` in ISO. */
export const createOwnMessages = (timeline: Pick<Timeline, "put">, now: () => Promise<string>): OwnMessages => ({
  async typed({ intent, person, conversation }, key) {
    const typed = intent.kind === "line" ? lineOf(intent) : intent.kind === "file" ? intent.name : "";
    if (typed.trim() === "") return;
    const own = conversation.shared || !isIn(person, conversation);
    const id = `typed-${person.id}-${key}`;
    const visibleTo = own ? person.id : undefined;
    await timeline.put({
      id,
      in: conversation.id,
      at: await now(),
      from: person.id,
      ...renderTyped(typed),
      visibleTo,
      revision: 1,
    });
  },
  async said({ person, conversation }, key, message) {
    const id = `answer-${person.id}-${key}`;
    await timeline.put({ ...message, id, in: conversation.id, at: await now(), from: "startklar", revision: 1 });
    return id;
  },
});

/** What was typed, with the names of the files that came with it. */
const lineOf = ({ text, files = [] }: Extract<Act["intent"], { readonly kind: "line" }>): string =>
  [text, ...files.map(({ name }) => name)].join("\n");
