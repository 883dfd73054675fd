import { createHash, randomUUID } from "node:crypto";
import type { Answer, Dispatch, Intent } from "../../bot/incoming.ts";
import { unavailable } from "../../bot/turn/unavailable.ts";
import type { Content } from "../../messages/content.ts";
import { dayOf } from "../../messages/day.ts";
import type { Keeping, MovableClock } from "../../messages/keeping.ts";
import type { Language } from "../../messages/language.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";
import { type Conversations, isIn, type LocalConversation, placeOf } from "./conversations.ts";
import { type LocalForm, renderErrors, renderForm } from "./form.ts";
import { accountOf, type LocalPerson } from "./identity.ts";
import { renderContent, renderTyped } from "./render.ts";
import { type KeptMessage, type LocalMessage, mayRead, type Timeline, viewOf } from "./timeline.ts";

/** What somebody did, and what the API answers. */
export interface Turn {
  readonly person: LocalPerson;
  readonly conversation: LocalConversation;
  /** The requester's own: dispatch gives a repeat the first answer, and what was kept here is kept once. */
  readonly requestId?: string | undefined;
  readonly intent: Intent;
}
type TurnResponse =
  | { readonly status: 200; readonly body: { readonly messages: readonly LocalMessage[]; readonly form?: LocalForm } }
  | { readonly status: 422; readonly body: { readonly errors: Readonly<Record<string, string>> } }
  /** The database cannot be had now: what that means for what was done, in words. */
  | { readonly status: 503; readonly body: { readonly error: string } };

/** Takes what people do to the bot and collects what came of it. */
export interface Turns {
  take(turn: Turn): Promise<TurnResponse>;
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
  readonly deliverNow: () => Promise<void>;
  readonly timeline: Timeline;
  readonly conversations: Conversations;
}

/** How long another worker may take to deliver what this turn caused, in milliseconds. */
const patience = 1_000;

/** What a request asks for, where: its `requestId` is good for nothing else. */
function askedBy({ id }: LocalConversation, intent: Intent): string {
  const briefly = (_key: string, value: unknown) =>
    value instanceof Uint8Array ? createHash("sha256").update(value).digest("base64url") : value;
  return createHash("sha256")
    .update(JSON.stringify([id, intent], briefly))
    .digest("base64url");
}

export function createTurns(options: TurnOptions): Turns {
  const { dispatch, keeping, clock, words, language, timeZone, deliverNow, timeline, conversations } = options;

  /** The bot's own message that no command stored. */
  async function say(turn: Turn, key: string, message: Pick<KeptMessage, "text" | "blocks" | "actions" | "files" | "visibleTo">) {
    const id = `answer-${turn.person.id}-${key}`;
    await timeline.put({ ...message, id, in: turn.conversation.id, at: await now(), from: "startklar", revision: 1 });
    return id;
  }
  const now = async (): Promise<string> => new Date(await clock.now()).toISOString();

  /**
   * What a person typed stays where it was typed; like a command in a real chat, people from outside do not see others'
   * lines.
   */
  async function keepTyped(turn: Turn, key: string): Promise<void> {
    const { intent, person, conversation } = turn;
    const typed = intent.kind === "line" ? intent.text : intent.kind === "file" ? intent.name : "";
    if (typed.trim() === "") return;
    const own = conversation.shared || !isIn(person, conversation);
    const id = `typed-${person.id}-${key}`;
    const seen = own ? { visibleTo: person.id } : {};
    await timeline.put({ id, in: conversation.id, at: await now(), from: person.id, ...renderTyped(typed), ...seen, revision: 1 });
  }

  /** A refusal of the workspace itself, seen only by the person: the bot is not asked. */
  async function refuse(turn: Turn, key: string, why: Phrase): Promise<TurnResponse> {
    const content: Content = { audience: "public", blocks: [{ kind: "text", text: why, tone: "warning" }] };
    const id = await say(turn, key, { ...renderContent(words, language, content), visibleTo: turn.person.id });
    return { status: 200, body: { messages: await collect(turn, [id]) } };
  }

  async function collect(turn: Turn, ids: readonly string[]): Promise<readonly LocalMessage[]> {
    const messages: LocalMessage[] = [];
    for (const id of ids) {
      const message = (await timeline.get(id)) ?? (await arrival(id));
      const conversation = message && (await conversations.get(message.in));
      if (message && conversation && mayRead(turn.person, message, conversation)) messages.push(viewOf(message, turn.person));
    }
    return messages;
  }

  /** A message that the outbox's own worker had taken already when we asked for delivery. */
  async function arrival(id: string): Promise<KeptMessage | undefined> {
    for (const until = Date.now() + patience; Date.now() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      const message = await timeline.get(id);
      if (message !== undefined) return message;
    }
    return undefined;
  }

  async function respond(turn: Turn, key: string, answer: Answer): Promise<TurnResponse> {
    const today = dayOf(await clock.now(), timeZone);
    if (turn.intent.kind === "form" && answer.errors !== undefined) {
      return { status: 422, body: { errors: renderErrors(words, answer.language, answer.errors, today) } };
    }
    const caused = [...answer.caused];
    if (answer.reply !== undefined && answer.replyId === undefined) {
      const rendered = renderContent(words, answer.language, answer.reply, today);
      caused.push(await say(turn, key, { ...rendered, ...(answer.reply.to === "person" ? { visibleTo: turn.person.id } : {}) }));
    }
    const messages = [...(await collect(turn, caused))];
    const { reply, replyId } = answer;
    // It is stored, and the outbox is slow to bring it: its words are known here.
    if (reply !== undefined && replyId !== undefined && !messages.some(({ id }) => id === replyId)) {
      const early = { ...renderContent(words, answer.language, reply, today), id: replyId, in: turn.conversation.id, at: await now() };
      messages.push(viewOf({ ...early, from: "startklar", revision: 1 }, turn.person));
    }
    if (answer.form === undefined) return { status: 200, body: { messages } };
    await keeping.put("forms", answer.form.id, { in: turn.conversation.id, as: turn.person.id }, "passing");
    return { status: 200, body: { messages, form: renderForm(words, answer.language, answer.form, today) } };
  }

  async function act(turn: Turn, key: string): Promise<TurnResponse> {
    const { person, conversation, intent } = turn;
    await keepTyped(turn, key);
    if (!isIn(person, conversation)) return refuse(turn, key, phrase("local.not-in-it", { conversation: conversation.name }));
    const account = accountOf(person);
    const asked = askedBy(conversation, intent);
    const answer = await dispatch.handle({ account, conversation: placeOf(conversation), key: `${person.id}/${key}`, asked, intent });
    // Not even the answer could be kept.
    if (answer.outcome === "failed" && answer.replyId === undefined && answer.reply !== undefined)
      return sorry(renderContent(words, answer.language, answer.reply).text);
    try {
      await deliverNow();
      return await respond(turn, key, answer);
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
