import type { Form, FormField } from "../../messages/content.ts";
import type { Day } from "../../messages/day.ts";
import type { Language } from "../../messages/language.ts";
import { labelText, type Phrase } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";

/** A form in words. */
export interface LocalForm {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly type: FormField["type"];
    readonly required: boolean;
    readonly value?: string;
    readonly options?: readonly { readonly value: string; readonly label: string }[];
    readonly hint?: string;
  }[];
}

/** Draws a form in words. */
export function renderForm(words: Words, language: Language, form: Form, today?: Day): LocalForm {
  return {
    id: form.id,
    title: words.text(language, form.title, today),
    fields: form.fields.map(({ name, label, type, required, value, options, hint }) => ({
      name,
      label: words.text(language, labelText(label)),
      type,
      required,
      ...(value === undefined ? {} : { value }),
      ...(options === undefined
        ? {}
        : {
            options: options.map((option) => ({
              value: option.value,
              label: words.text(language, option.label, today),
            })),
          }),
      ...(hint === undefined ? {} : { hint: words.text(language, hint, today) }),
    })),
  };
}

/** What is wrong in a form, in words, by field. */
export function renderErrors(
  words: Words,
  language: Language,
  errors: Readonly<Record<string, Phrase>>,
  today?: Day,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, problem]) => [field, words.text(language, problem, today)]),
  );
}
