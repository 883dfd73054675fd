import type { App, webApi } from "@slack/bolt";
import type { SlackOptions } from "../options.ts";
import type { Answers } from "../out/answer.ts";
import type { Looks } from "../out/looks.ts";
import type { Asker, Telling } from "../out/telling.ts";
import type { Views } from "../out/views.ts";
import type { Directory } from "../who/directory.ts";
import type { FetchFile } from "./fetch-file.ts";
import type { Forms } from "./forms.ts";
import type { Turns } from "./turn.ts";

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
  readonly fetchFile: FetchFile;
  /** Runs what follows an acknowledgement. What it throws is logged, and told to `who` waits for it. */
  after(work: () => Promise<unknown>, who?: Asker): void;
}

/** Registers the listeners of one surface: the same for HTTP and Socket Mode. */
export type Register = (app: App, kit: Kit) => void;
