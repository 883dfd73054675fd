import { randomUUID } from "node:crypto";
import type { Intent } from "../../../bot/incoming.ts";
import type { Reply } from "../../../messages/content.ts";
import { phrase } from "../../../messages/phrase.ts";
import type { Platform } from "../../../messages/platform.ts";
import type { Addressed } from "../../addressed.ts";
import { handful, peopleInLine, placesInLine } from "../../handful.ts";
import { isWithheld, refusalWords, Unreachable } from "../errors.ts";
import type { Answer, TeamsOptions } from "../options.ts";
import type { Elsewhere } from "../out/elsewhere.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Directory } from "../who/directory.ts";
import { type Activity, conversationOf, threadOf } from "./activity.ts";
import type { Arrived } from "./arrived.ts";
import { typedText } from "./typed.ts";

/** How something is asked. */
export interface Way {
  /** What it came as, for the transport's once: `message`. */
  readonly by: string;
  /** It stands in place of what came before with the same id. */
  readonly edit?: true;
  /** No form can be shown in answer to it. */
  readonly forms?: false;
  /** True to take the reply over: the answer to the invoke carries it. */
  takes?(reply: Reply, alone: boolean): boolean;
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

export function createTurns(
  options: Pick<TeamsOptions, "dispatch" | "meet" | "channels" | "language" | "now" | "log">,
  {
    directory,
    conversations,
    elsewhere,
    deliver,
  }: { readonly directory: Directory; readonly conversations: Conversations; readonly elsewhere: Elsewhere } & Pick<Platform, "deliver">,
): Turns {
  const { dispatch, meet, channels, language, now, log } = options;

  /** The name of a channel that is named in a line; from now on it is found by it. */
  async function known(id: string): Promise<string | undefined> {
    const ref = await conversations.of(id);
    if (ref === undefined) return undefined;
    const place = await orUnknown(directory.place(ref));
    if (place === undefined || place.name === place.external) return undefined;
    await channels.met(place);
    return place.name;
  }

  /** Channels that are named without Teams telling which they are: `shared:"Solbacken kund"`. */
  async function plainlyNamed(text: string): Promise<void> {
    const names = new Set<string>();
    for (const [, quoted, word] of text
      .slice(0, 4_000)
      .matchAll(/(?:(?<![\p{L}-])[\p{L}-]+:|#)(?:["“”]#?([^"“”\n]{1,100})["“”]|#?([\p{L}\p{N}_-]+))/gu)) {
      names.add((quoted ?? word ?? "").trim());
      if (names.size === placesInLine) break;
    }
    for (const name of names) {
      const id = await directory.named(name);
      if (id !== undefined) await known(id);
    }
  }

  /** Where a button or a form in a private chat belongs, if that is elsewhere. */
  async function homeOf(intent: Intent) {
    if (intent.kind === "press") return elsewhere.of(intent.message);
    return intent.kind === "form" ? elsewhere.of(intent.form) : undefined;
  }

  async function handle({ activity, ref }: Arrived, intent: Intent, { by, edit, forms, takes }: Way): Promise<Answer> {
    const home = ref.kind === "personal" ? await homeOf(intent) : undefined;
    const [account, conversation] = await Promise.all([directory.account(ref, activity.from), directory.place(home ?? ref)]);
    if (intent.kind === "line") await plainlyNamed(intent.text);
    const thread = threadOf(activity);
    const key = keyOf(activity, by);
    const version = edit === true ? { key: `${key}/${activity.timestamp ?? ""}`, edits: key } : { key };
    const answer = await dispatch.handle({
      ...{ account, conversation, intent, ...version },
      ...(thread === undefined ? {} : { thread }),
      ...(takes === undefined ? {} : { inline: takes }),
      ...(forms === undefined ? {} : { forms }),
    });
    if (home !== undefined && answer.form !== undefined) await elsewhere.keep(answer.form.id, home.id);
    return answer;
  }

  /** What stopped us before the bot was asked, in words. */
  function trouble(error: unknown, ref: ConversationRef): Answer {
    const known = error instanceof Unreachable;
    const seen = known ? "" : log.failed(error);
    if (known) log.info("Teams does not answer", { err: error.cause });
    const withheld = known && ref.kind === "channel" && isWithheld(error);
    const text = known
      ? withheld
        ? phrase("teams.unseen", { how: phrase("unseen.how") })
        : refusalWords(error)
      : phrase("error.unexpected", { ref: seen });
    // To one person alone nothing can be said where nobody's name is shown.
    const to = withheld ? "place" : "person";
    const reply: Reply = { audience: "public", to, blocks: [{ kind: "text", text, tone: "warning" }] };
    return { outcome: "failed", language, reply, caused: [], repeated: false };
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
        ...(thread === undefined ? {} : { thread }),
      });
      if (delivered.outcome === "sent") return;
      if (delivered.outcome === "refused") return log.info("Teams refused words to one person, and would again", { why: delivered.why });
      // Who wrote a moment ago may be gone: told again, they would not be found either.
      if (delivered.outcome === "lost") return log.info("words to one person were for nobody who is there");
      // Nothing is stored and nothing was said: the activity comes again.
      throw new Unreachable(new Error("why" in delivered ? delivered.why : delivered.outcome));
    },
    async read({ activity, ref }) {
      return typedText(activity, {
        person: handful(peopleInLine, async (id, name: string | undefined) => {
          const account = await orUnknown(directory.account(ref, { id, name }));
          return account === undefined ? undefined : meet(account);
        }),
        channel: handful(placesInLine, (id) => known(conversationOf({ conversation: { ...activity.conversation, id } }))),
      });
    },
  };
}

/** Nobody is taken for somebody unseen: who cannot be looked up is called by the name that was typed. */
async function orUnknown<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}
