import { createHash, randomUUID } from "node:crypto";
import type { Dispatch, Intent } from "../../bot/incoming.ts";
import { unavailable } from "../../bot/turn/unavailable.ts";
import type { Content } from "../../messages/content.ts";
import type { Keeping, MovableClock } from "../../messages/keeping.ts";
import type { Language } from "../../messages/language.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";
import type { Act } from "./act.ts";
import { type Conversations, isIn, type LocalConversation, placeOf } from "./conversations.ts";
import { accountOf } from "./identity.ts";
import { createOwnMessages } from "./own-messages.ts";
import { renderContent } from "./render.ts";
import { createResponses, type TurnResponse } from "./responses.ts";
import type { Timeline } from "./timeline.ts";

/** Takes what people do to the bot and collects what came of it. */
export interface Turns {
  take(turn: Act): Promise<TurnResponse>;
  /** Where a form was shown, and to whom. */
  formPlace(form: string): Promise<{ readonly in: string; readonly as: string } | undefined>;
}

interface TurnOptions {
  readonly dispatch: Dispatch;
  readonly keeping: Keeping;
  readonly clock: MovableClock;
  readonly words: Words;
  readonly language: Language;
  readonly timeZone: string;
  readonly deliverNow: (messages: readonly string[]) => Promise<void>;
  readonly timeline: Timeline;
  readonly conversations: Conversations;
}

/** What a request asks for, where: its `requestId` is good for nothing else. */
function askedBy({ id }: LocalConversation, intent: Intent): string {
  const briefly = (_key: string, value: unknown) =>
    value instanceof Uint8Array ? createHash("sha256").update(value).digest("base64url") : value;
  return createHash("sha256")
    .update(JSON.stringify([id, intent], briefly))
    .digest("base64url");
}

export function createTurns(options: TurnOptions): Turns {
  const { dispatch, keeping, clock, words, language, deliverNow, timeline } = options;
  const own = createOwnMessages(timeline, async () => new Date(await clock.now()).toISOString());
  const responses = createResponses({ ...options, own });

  /** A refusal of the workspace itself, seen only by the person: the bot is not asked. */
  async function refuse(turn: Act, key: string, why: Phrase): Promise<TurnResponse> {
    const content: Content = { audience: "public", blocks: [{ kind: "text", text: why, tone: "warning" }] };
    const id = await own.said(turn, key, { ...renderContent(words, language, content), visibleTo: turn.person.id });
    return { status: 200, body: { messages: await responses.messages(turn, [id]) } };
  }

  async function act(turn: Act, key: string): Promise<TurnResponse> {
    const { person, conversation, intent } = turn;
    await own.typed(turn, key);
    if (!isIn(person, conversation))
      return refuse(turn, key, phrase("local.not-in-it", { conversation: conversation.name }));
    const account = accountOf(person);
    const asked = askedBy(conversation, intent);
    const answer = await dispatch.handle({
      account,
      conversation: placeOf(conversation),
      key: `${person.id}/${key}`,
      asked,
      intent,
    });
    // Not even the answer could be kept.
    if (answer.outcome === "failed" && answer.replyId === undefined && answer.reply !== undefined)
      return sorry(renderContent(words, answer.language, answer.reply).text);
    try {
      await deliverNow(answer.caused);
      return await responses.of(turn, key, answer);
    } catch (error) {
      if (unavailable(error) === undefined) throw error;
      return sorry(words.text(answer.language, phrase("local.saved-not-shown")));
    }
  }
  const sorry = (error: string): TurnResponse => ({ status: 503, body: { error } });

  return {
    take: (turn) => act(turn, turn.requestId ?? randomUUID()),
    async formPlace(form) {
      return (await keeping.get("forms", form)) as { readonly in: string; readonly as: string } | undefined;
    },
  };
}
