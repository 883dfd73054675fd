import type { Answer } from "../../bot/incoming.ts";
import { dayOf } from "../../messages/day.ts";
import type { Keeping, MovableClock } from "../../messages/keeping.ts";
import type { Words } from "../../messages/words.ts";
import type { Act } from "./act.ts";
import type { Conversations } from "./conversations.ts";
import { type LocalForm, renderErrors, renderForm } from "./form.ts";
import type { OwnMessages } from "./own-messages.ts";
import { renderContent } from "./render.ts";
import { type KeptMessage, type LocalMessage, mayRead, type Timeline, viewOf } from "./timeline.ts";

export type TurnResponse =
  | { readonly status: 200; readonly body: { readonly messages: readonly LocalMessage[]; readonly form?: LocalForm } }
  | { readonly status: 422; readonly body: { readonly errors: Readonly<Record<string, string>> } }
  /** The database cannot be had now: what that means for what was done, in words. */
  | { readonly status: 503; readonly body: { readonly error: string } };

/** What the API answers: all that a turn caused, as far as the person may see it. */
export interface Responses {
  of(turn: Act, key: string, answer: Answer): Promise<TurnResponse>;
  /** The messages of these ids. */
  messages(turn: Act, ids: readonly string[]): Promise<readonly LocalMessage[]>;
}

interface Parts {
  readonly keeping: Keeping;
  readonly clock: MovableClock;
  readonly words: Words;
  readonly timeZone: string;
  readonly timeline: Timeline;
  readonly conversations: Conversations;
  readonly own: OwnMessages;
}

/** How long another worker may take to deliver what this turn caused, in milliseconds. */
const patience = 1_000;

export function createResponses({ keeping, clock, words, timeZone, timeline, conversations, own }: Parts): Responses {
  async function messages(turn: Act, ids: readonly string[]): Promise<readonly LocalMessage[]> {
    const seen: LocalMessage[] = [];
    for (const id of ids) {
      const message = (await timeline.get(id)) ?? (await arrival(id));
      const conversation = message && (await conversations.get(message.in));
      if (message && conversation && mayRead(turn.person, message, conversation))
        seen.push(viewOf(message, turn.person));
    }
    return seen;
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

  async function of(turn: Act, key: string, answer: Answer): Promise<TurnResponse> {
    const today = dayOf(await clock.now(), timeZone);
    if (turn.intent.kind === "form" && answer.errors !== undefined) {
      return { status: 422, body: { errors: renderErrors(words, answer.language, answer.errors, today) } };
    }
    const caused = [...answer.caused];
    if (answer.reply !== undefined && answer.replyId === undefined) {
      const rendered = renderContent(words, answer.language, answer.reply, today);
      caused.push(
        await own.said(turn, key, {
          ...rendered,
          visibleTo: answer.reply.to === "person" ? turn.person.id : undefined,
        }),
      );
    }
    const shown = [...(await messages(turn, caused))];
    const { reply, replyId } = answer;
    // It is stored, and the outbox is slow to bring it: its words are known here.
    if (reply !== undefined && replyId !== undefined && !shown.some(({ id }) => id === replyId)) {
      const early = {
        ...renderContent(words, answer.language, reply, today),
        id: replyId,
        in: turn.conversation.id,
        at: new Date(await clock.now()).toISOString(),
      };
      shown.push(viewOf({ ...early, from: "startklar", revision: 1 }, turn.person));
    }
    if (answer.form === undefined) return { status: 200, body: { messages: shown } };
    await keeping.put("forms", answer.form.id, { in: turn.conversation.id, as: turn.person.id }, "passing");
    return { status: 200, body: { messages: shown, form: renderForm(words, answer.language, answer.form, today) } };
  }

  return { of, messages };
}
