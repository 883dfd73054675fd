import type { types } from "@slack/bolt";
import type { Reply } from "../../../messages/content.ts";
import { type Day, dayOf } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { plainText } from "../../../messages/plain.ts";
import { createDrawing } from "../draw/drawing.ts";
import type { SlackMessage } from "../draw/render.ts";
import { cut, parts, plain, safe } from "../draw/text.ts";
import type { Answer, SlackOptions } from "../options.ts";

/** Draws what is answered by another way than the outbox's. */
export interface Answers {
  /** The reply as messages. */
  messages(answer: Answer): Promise<readonly SlackMessage[]>;
  /** The reply in one text, as people read it: where Slack reads no markup. */
  text(answer: Answer): string;
  /** The reply as a message of nothing but text. */
  said(answer: Answer): SlackMessage;
  /** The reply as a modal to read and close: it says where what there is to press in it stands. */
  view(answer: Answer): types.ModalView;
  /** A few words of our own. */
  words(language: Language | undefined, text: Phrase): { readonly text: string };
  /** A modal that says one thing. */
  notice(language: Language | undefined, text: Phrase): types.ModalView;
  today(): Day;
}

/** Whether there is something to press in it: a modal of ours only shows. */
export const hasButtons = (reply: Reply): boolean => reply.blocks.some(({ kind }) => kind === "buttons");
/** True for what a modal can show as well as a message: nothing to press, and no table. */
export const isPlain = (reply: Reply): boolean =>
  !hasButtons(reply) && !reply.blocks.some(({ kind }) => kind === "table");

/** What goes on in more than a few messages is for the outbox: a command's own address takes five. */
export const isShort = (reply: Reply): boolean =>
  reply.blocks.length <= 60 && JSON.stringify(reply.blocks).length <= 15_000;

/** Surely one message, however it is drawn. */
export const isOne = (reply: Reply): boolean =>
  reply.blocks.length <= 10 &&
  JSON.stringify(reply.blocks).length <= 3_000 &&
  reply.blocks.filter(({ kind }) => kind === "table").length <= 1;

export function createAnswers(
  options: Pick<SlackOptions, "words" | "timeZone" | "usersOf" | "language" | "links">,
): Answers {
  const { words, timeZone, language: usual } = options;
  const drawing = createDrawing(options);
  const today = (): Day => dayOf(Date.now(), timeZone);
  const view = (language: Language, text: string): types.ModalView => ({
    type: "modal",
    callback_id: "reply",
    title: plain("Startklar"),
    close: plain(words.text(language, phrase("slack.close"))),
    blocks: parts(text === "" ? "–" : text, 3_000)
      .slice(0, 50)
      .map((part) => ({ type: "section", text: plain(part.text) })),
  });
  const textOf = ({ reply, language }: Answer): string =>
    reply === undefined ? "" : plainText(words, language, reply, today());
  return {
    today,
    async messages({ reply, replyId, language }) {
      if (reply === undefined) return [];
      const { to: _to, question: _question, ...content } = reply;
      return drawing({ message: replyId ?? "", language, content, today: today() });
    },
    text: (answer) => cut(textOf(answer), 2_000),
    said: (answer) => ({ text: safe(cut(textOf(answer), 2_000)), blocks: [] }),
    view(answer) {
      const pressed = answer.reply !== undefined && hasButtons(answer.reply);
      const where = pressed ? `\n\n${words.text(answer.language, phrase("slack.home.inChat"))}` : "";
      return view(answer.language, `${textOf(answer)}${where}`);
    },
    words: (language = usual, text) => ({ text: words.text(language, text) }),
    notice: (language = usual, text) => view(language, words.text(language, text)),
  };
}
