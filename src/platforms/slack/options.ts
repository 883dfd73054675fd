import type { Answer, Incoming } from "../../bot/incoming.ts";
import type { Hosting } from "../hosting.ts";

/** How the workspace is reached: over HTTP with a signing secret, or by Socket Mode with an app token. */
export interface SlackCredentials {
  readonly botToken: string;
  readonly signingSecret?: string | undefined;
  readonly appToken?: string | undefined;
  /** Another Web API base, for tests; ends in `/api/`. */
  readonly apiUrl?: string | undefined;
  /** The user group that staff must be in. */
  readonly staffGroup?: string | undefined;
}

/** What Slack works with. */
export interface SlackOptions
  extends Omit<Hosting, "messageOf" | "typed" | "typeable" | "files" | "introduce" | "time"> {
  readonly credentials: SlackCredentials;
  /** How long an acknowledgement may wait for its answer, in milliseconds. */
  readonly budget?: number;
  /** How much longer for the job that will bring it. */
  readonly rest?: number;
  /** One message a channel and so many milliseconds; 1000 but for tests on a scaled-down clock. */
  readonly pace?: number;
}

/** What was asked, in a form that a job can keep. */
export interface Asked {
  readonly user: string;
  readonly channel: string;
  /** The channel's name as the payload gives it, for a channel that we cannot look into. */
  readonly named?: string;
  readonly key: string;
  /** Of an edited line: the key that it had as it was first written. */
  readonly edits?: string | undefined;
  /** The thread that it was written in: its answer goes there. */
  readonly thread?: string | undefined;
  readonly intent: Exclude<Incoming["intent"], { readonly kind: "file" | "linked" }>;
  /** Slack's ids of the files that were put in a form, with the field that takes them, or that came with a line. */
  readonly brings?: { readonly field?: string; readonly files: readonly string[] };
  /** No form can be shown in answer to it. */
  readonly forms?: false;
}

export type { Account, MetConversation, PlatformLog } from "../hosting.ts";
export type { Answer };
