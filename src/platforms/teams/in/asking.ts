import { randomUUID } from "node:crypto";
import type { Intent } from "../../../bot/incoming.ts";
import { whatIsCarried } from "../../../bot/shown-by.ts";
import type { Reply } from "../../../messages/content.ts";
import type { Answer, TeamsOptions } from "../options.ts";
import type { Elsewhere } from "../out/elsewhere.ts";
import type { Directory } from "../who/directory.ts";
import { type Activity, conversationOf, threadOf } from "./activity.ts";
import type { Arrived } from "./arrived.ts";
import type { Reading } from "./reading.ts";

/** How something is asked. */
export interface Way {
  /** What it came as, for the transport's once: `message`. */
  readonly by: string;
  /** It stands in place of what came before with the same id. */
  readonly edit?: true;
  /** No form can be shown in answer to it. */
  readonly forms?: false;
  /** True where the answer to the invoke carries the reply. */
  carries?(reply: Reply, alone: boolean): boolean;
}

/** Asks the bot, once it is known who asks and where. */
export type Asking = (arrived: Arrived, intent: Intent, way: Way) => Promise<Answer>;

interface Parts {
  readonly options: Pick<TeamsOptions, "dispatch">;
  readonly directory: Pick<Directory, "account" | "place">;
  readonly reading: Pick<Reading, "named">;
  readonly elsewhere: Elsewhere;
}

/** The activity's key: its id is unique in its conversation; an invoke is one person's. */
function keyOf(activity: Activity, by: string): string {
  return [by, conversationOf(activity), activity.id ?? randomUUID(), activity.from.id].join("/");
}

export function createAsking({ options, directory, reading, elsewhere }: Parts): Asking {
  /** Where a button or a form in a private chat belongs, if that is elsewhere. */
  async function homeOf(intent: Intent) {
    if (intent.kind === "press") return elsewhere.of(intent.message);
    return intent.kind === "form" ? elsewhere.of(intent.form) : undefined;
  }

  return async ({ activity, ref }, intent, { by, edit, forms, carries }) => {
    const home = ref.kind === "personal" ? await homeOf(intent) : undefined;
    const [account, conversation] = await Promise.all([
      directory.account(ref, activity.from),
      directory.place(home ?? ref),
    ]);
    if (intent.kind === "line") await reading.named(intent.text);
    const key = keyOf(activity, by);
    const version = edit === true ? { key: `${key}/${activity.timestamp ?? ""}`, edits: key } : { key };
    const answer = await options.dispatch.handle({
      ...{ account, conversation, intent, ...version },
      thread: threadOf(activity),
      shows: carries === undefined ? undefined : whatIsCarried(carries),
      forms,
    });
    if (home !== undefined && answer.form !== undefined) await elsewhere.keep(answer.form.id, home.id);
    return answer;
  };
}
