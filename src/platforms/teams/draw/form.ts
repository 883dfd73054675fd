import type { CardElement, IAdaptiveCard } from "@microsoft/teams.cards";
import type { Form } from "../../../messages/content.ts";
import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { type Phrase, phrase, type Text } from "../../../messages/phrase.ts";
import type { Words } from "../../../messages/words.ts";
import { linkAction } from "./button.ts";
import { headingOf, inline, type Style } from "./inline.ts";
import { inputsFor } from "./input.ts";
import { bytesOf, limits } from "./limits.ts";
import { say, type Writing } from "./text.ts";

export { valuesOf } from "./form-values.ts";

/** How a form is drawn. */
export interface FormDrawing {
  /** What is wrong, by field. */
  readonly errors?: Readonly<Record<string, Phrase>>;
  /** What was filled in, instead of what the form came with. */
  readonly values?: Readonly<Record<string, string>>;
  readonly today?: Day;
  /** The zone that clock times are meant in. Default: Europe/Stockholm. */
  readonly timeZone?: string;
  /** The page where a file is handed in, for a form that takes files. */
  readonly page?: string;
}

/**
 * Draws a form as a dialog's card: one input for a field, named as the field, what is wrong with it right below, then
 * its hint. What is wrong with the whole stands above everything. A title too long for the dialog's own stands in the
 * card, too. Only the form's id travels.
 */
export function renderForm(words: Words, language: Language, form: Form, drawing: FormDrawing = {}): IAdaptiveCard {
  const { errors = {}, values, today, timeZone = "Europe/Stockholm", page } = drawing;
  const writing: Writing = { words, language, today };
  const fields = form.fields.map((field) => {
    if (values === undefined) return field;
    const { value: _before, ...rest } = field;
    const value = values[field.name];
    return value === undefined ? rest : { ...rest, value };
  });
  const title = say(writing, form.title);
  const names = new Set(fields.map(({ name }) => name));
  const whole = Object.entries(errors).flatMap(([name, problem]) => (names.has(name) ? [] : wrong(writing, problem)));
  const draw = (choice: number | undefined): IAdaptiveCard => ({
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    lang: language,
    body: [
      ...(title.length > limits.dialogTitle ? [headingOf(title)] : []),
      ...(whole.length === 0 ? [] : [{ type: "Container" as const, style: "attention" as const, items: whole }]),
      ...fields.flatMap((field) => [
        ...inputsFor(writing, field, { timeZone, choice }),
        ...(errors[field.name] === undefined ? [] : wrong(writing, errors[field.name] as Phrase)),
        ...(field.type === "files"
          ? note(writing, phrase(page === undefined ? "teams.hand-in.nowhere" : "teams.form.files"), {})
          : []),
        ...(field.hint === undefined ? [] : note(writing, field.hint, { isSubtle: true, size: "Small" })),
      ]),
    ],
    actions: [
      {
        type: "Action.Submit",
        title: say(writing, phrase("teams.form.send")),
        style: "positive",
        data: { form: form.id },
      },
      ...(page === undefined ? [] : [linkAction(say(writing, phrase("teams.hand-in")), page)]),
    ],
  });
  // A long list of choices says each of them shorter; one that is too long even so is typed.
  for (let choice: number = limits.choice; choice >= limits.shortestChoice; choice = Math.floor(choice * 0.8)) {
    const card = draw(choice);
    if (choicesOf(card) <= limits.form) return card;
  }
  return draw(undefined);
}

/** The bytes of all choices that a card offers. */
const choicesOf = ({ body }: IAdaptiveCard): number =>
  body.reduce((sum, element) => sum + (element.type === "Input.ChoiceSet" ? bytesOf(element.choices) : 0), 0);

const wrong = (writing: Writing, problem: Phrase): readonly CardElement[] =>
  note(writing, problem, { color: "Attention" }, "⚠️ ");

function note(writing: Writing, text: Text, style: Style, before = ""): CardElement[] {
  return inline(writing, text, style, before).map(({ element }) => ({ ...element, spacing: "Small" }));
}
