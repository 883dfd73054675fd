import type { App, webApi } from "@slack/bolt";
import type { Answers } from "./answer.ts";
import type { Directory } from "./directory.ts";
import type { Forms } from "./forms.ts";
import type { Looks } from "./looks.ts";
import type { SlackOptions } from "./options.ts";
import type { Telling } from "./telling.ts";
import type { Turns } from "./turn.ts";
import type { Views } from "./views.ts";

/** What every surface works with. */
export interface Kit {
  readonly options: SlackOptions;
  readonly client: webApi.WebClient;
  readonly directory: Directory;
  readonly turns: Turns;
  readonly forms: Forms;
  readonly answers: Answers;
  readonly looks: Looks;
  readonly telling: Telling;
  readonly views: Views;
  /** Runs what follows an acknowledgement; what it throws is logged. */
  after(work: () => Promise<unknown>): void;
}

/** Registers the listeners of one surface: the same for HTTP and Socket Mode. */
export type Register = (app: App, kit: Kit) => void;
