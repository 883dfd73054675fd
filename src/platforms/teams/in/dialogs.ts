import type { IAdaptiveCard, ISubmitAction } from "@microsoft/teams.cards";
import { wholeLine } from "../../../bot/labels.ts";
import { isLeftToPlatform } from "../../../bot/shown-by.ts";
import type { Form } from "../../../messages/content.ts";
import type { Language } from "../../../messages/language.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { renderForm } from "../draw/form.ts";
import { cardAttachment } from "../draw/render.ts";
import type { Answer, TeamsOptions } from "../options.ts";
import type { Answers } from "../out/answer.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";

/** A form that was opened: only its id travels, so where it belongs is kept here. */
export interface OpenForm {
  readonly conversation: string;
  readonly language: Language;
  readonly form: Form;
  /** Where files for it are handed in. */
  readonly page?: string;
}

/** What Teams shows in answer to an invoke that may open a dialog. */
export interface Task {
  readonly task:
    | {
        readonly type: "continue";
        readonly value: {
          readonly title: string;
          readonly card: ReturnType<typeof cardAttachment>;
          readonly width: "medium" | "large";
          readonly height: "medium" | "large";
        };
      }
    | { readonly type: "message"; readonly value: string };
}

/** Dialogs: forms to fill in, and what is read and closed. */
export interface Dialogs {
  /** What an answer is shown as: its form, its reply to read, or a few words when it is said in the conversation. */
  show(answer: Answer, ref: ConversationRef, page?: string): Promise<Task>;
  /** The form again, as it was filled in, with what is wrong in it. */
  again(
    opened: OpenForm,
    answer: Pick<Answer, "language">,
    errors: Readonly<Record<string, Phrase>>,
    values: Readonly<Record<string, string>>,
  ): Task;
  /** The form of an id, where it was opened in this conversation. */
  of(id: string, ref: ConversationRef): Promise<OpenForm | undefined>;
  /** A card to read. */
  card(language: Language, title: Phrase, card: IAdaptiveCard): Task;
  /** The app is not in the conversation: a card that Teams adds it by. */
  install(): Task;
  /** What has been put in words already. */
  said(value: string): Task;
  /** A few words. */
  words(language: Language | undefined, text: Phrase): Task;
}

const collection = "forms";
/** Teams cuts a dialog's title at its width; what is longer stands in the card. */
const titleLength = 60;

export function createDialogs(
  options: Pick<TeamsOptions, "words" | "timeZone" | "keeping" | "language">,
  answers: Answers,
): Dialogs {
  const { words, timeZone, keeping, language: usual } = options;
  const shown = (title: string, card: IAdaptiveCard, size: "medium" | "large"): Task => ({
    task: {
      type: "continue",
      value: { title: title.slice(0, titleLength), card: cardAttachment(card), width: "medium", height: size },
    },
  });
  const said = (value: string): Task => ({ task: { type: "message", value } });

  function draw(
    { language, form, page }: Omit<OpenForm, "conversation">,
    errors: Readonly<Record<string, Phrase>>,
    values?: Readonly<Record<string, string>>,
  ): Task {
    const more = { page, values };
    const card = renderForm(words, language, form, { errors, timeZone, ...more });
    return shown(words.text(language, form.title), card, form.fields.length > 4 ? "large" : "medium");
  }

  return {
    async show(answer, ref, page) {
      const { form, language, reply, outcome } = answer;
      if (form !== undefined) {
        const opened: OpenForm = { conversation: ref.id, language, form, page };
        await keeping.put(collection, form.id, opened, "passing");
        // Refused, it comes back with why.
        const refused = outcome !== "done" && reply !== undefined;
        return draw(
          opened,
          refused ? { [wholeLine]: phrase("teams.form.refused", { why: answers.text(answer) }) } : {},
        );
      }
      if (reply === undefined || !isLeftToPlatform(answer)) return said(words.text(language, phrase("teams.said")));
      const card = await answers.card(answer, ref);
      if (card === undefined || reply.blocks.every(({ kind }) => kind === "text"))
        return said(answers.text(answer).slice(0, 2_000));
      return shown("Startklar", card, "medium");
    },
    again: (opened, { language }, errors, values) => draw({ ...opened, language }, errors, values),
    async of(id, ref) {
      if (!/^[\w-]{1,64}$/u.test(id)) return undefined;
      const found = (await keeping.get(collection, id)) as OpenForm | undefined;
      return found?.conversation === ref.id ? found : undefined;
    },
    card: (language, title, card) => shown(words.text(language, title), card, "medium"),
    install() {
      const card: IAdaptiveCard = {
        type: "AdaptiveCard",
        // What Teams documents for this card.
        version: "1.0",
        lang: usual,
        body: [{ type: "TextBlock", text: words.text(usual, phrase("teams.install")), wrap: true }],
        actions: [
          {
            type: "Action.Submit",
            title: words.text(usual, phrase("teams.install.button")),
            data: { msteams: { justInTimeInstall: true } },
          } as unknown as ISubmitAction,
        ],
      };
      return shown("Startklar", card, "medium");
    },
    said,
    words: (language = usual, text) => said(words.text(language, text)),
  };
}
