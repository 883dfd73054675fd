import { randomUUID } from "node:crypto";
import type { Intent } from "../../../bot/incoming.ts";
import { whatIsCarried } from "../../../bot/shown-by.ts";
import type { Reply } from "../../../messages/content.ts";
import type { Platform } from "../../../messages/platform.ts";
import type { Addressed } from "../../addressed.ts";
import { Unreachable } from "../errors.ts";
import type { Answer, TeamsOptions } from "../options.ts";
import type { Elsewhere } from "../out/elsewhere.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Directory } from "../who/directory.ts";
import { type Activity, conversationOf, threadOf } from "./activity.ts";
import type { Arrived } from "./arrived.ts";
import { createReading } from "./reading.ts";
import { createTrouble } from "./trouble.ts";

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

export interface Turns {
  /** Does what was asked; what stopped us before the bot was asked is an answer in words. */
  take(arrived: Arrived, intent: Intent, way: Way): Promise<Answer>;
  /** Brings an answer that is in no message of the store's: to the one who asked, alone. */
  tell(arrived: Arrived, answer: Answer): Promise<void>;
  /** What was typed in a message to the bot, out of Teams' markup. */
  read(arrived: Arrived): Promise<Addressed>;
}

/** The activity's key: its id is unique in its conversation; an invoke is one person's. */
function keyOf(activity: Activity, by: string): string {
  return [by, conversationOf(activity), activity.id ?? randomUUID(), activity.from.id].join("/");
}

interface Parts extends Pick<Platform, "deliver"> {
  readonly directory: Directory;
  readonly conversations: Conversations;
  readonly elsewhere: Elsewhere;
}

export function createTurns(
  options: Pick<TeamsOptions, "dispatch" | "meet" | "channels" | "language" | "now" | "log">,
  { directory, conversations, elsewhere, deliver }: Parts,
): Turns {
  const { dispatch, now, log } = options;
  const reading = createReading({ directory, conversations, options });
  const trouble = createTrouble(options);

  /** Where a button or a form in a private chat belongs, if that is elsewhere. */
  async function homeOf(intent: Intent) {
    if (intent.kind === "press") return elsewhere.of(intent.message);
    return intent.kind === "form" ? elsewhere.of(intent.form) : undefined;
  }

  async function handle({ activity, ref }: Arrived, intent: Intent, { by, edit, forms, carries }: Way): Promise<Answer> {
    const home = ref.kind === "personal" ? await homeOf(intent) : undefined;
    const [account, conversation] = await Promise.all([directory.account(ref, activity.from), directory.place(home ?? ref)]);
    if (intent.kind === "line") await reading.named(intent.text);
    const thread = threadOf(activity);
    const key = keyOf(activity, by);
    const version = edit === true ? { key: `${key}/${activity.timestamp ?? ""}`, edits: key } : { key };
    const answer = await dispatch.handle({
      ...{ account, conversation, intent, ...version },
      thread,
      ...(carries === undefined ? {} : { shows: whatIsCarried(carries) }),
      forms,
    });
    if (home !== undefined && answer.form !== undefined) await elsewhere.keep(answer.form.id, home.id);
    return answer;
  }

  return {
    async take(arrived, intent, way) {
      try {
        return await handle(arrived, intent, way);
      } catch (error) {
        return trouble(error, arrived.ref);
      }
    },
    async tell({ activity, ref }, { reply, replyId, language: spoken }) {
      if (reply === undefined || replyId !== undefined) return;
      const { to, question: _question, ...content } = reply;
      const thread = threadOf(activity);
      const delivered = await deliver({
        ...{ message: randomUUID(), revision: 1, language: spoken, content, saidAt: await now() },
        to: { platform: "teams", tenant: ref.tenant, conversation: ref.id },
        visibleTo: ref.kind === "personal" || to === "place" ? undefined : activity.from.id,
        thread,
      });
      if (delivered.outcome === "sent") return;
      if (delivered.outcome === "refused") return log.info("Teams refused words to one person, and would again", { why: delivered.why });
      // Who wrote a moment ago may be gone: told again, they would not be found either.
      if (delivered.outcome === "lost") return log.info("words to one person were for nobody who is there");
      // Nothing is stored and nothing was said: the activity comes again.
      throw new Unreachable(new Error("why" in delivered ? delivered.why : delivered.outcome));
    },
    read: reading.typed,
  };
}
