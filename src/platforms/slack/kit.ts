import type { App, webApi } from "@slack/bolt";
import type { Phrase } from "../../messages/phrase.ts";
import type { Answers } from "./answer.ts";
import type { Directory } from "./directory.ts";
import type { Forms } from "./forms.ts";
import type { SlackOptions } from "./options.ts";
import type { Respond } from "./response-url.ts";
import type { Turns } from "./turn.ts";

/** What every surface works with. */
export interface Kit {
  readonly options: SlackOptions;
  readonly client: webApi.WebClient;
  readonly directory: Directory;
  readonly turns: Turns;
  readonly forms: Forms;
  readonly answers: Answers;
  /** Answers by the address that came with a command, a shortcut or a press. */
  readonly respond: Respond;
  /** Says a few words to one person where they are, or in their private chat; where they cannot be told, the log is. */
  tell(who: { readonly channel: string; readonly user: string }, text: Phrase): Promise<void>;
  /** Runs what follows an acknowledgement; what it throws is logged. */
  after(work: () => Promise<unknown>): void;
}

/** Registers the listeners of one surface: the same for HTTP and Socket Mode. */
export type Register = (app: App, kit: Kit) => void;
