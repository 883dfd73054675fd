import type { types } from "@slack/bolt";
import { wholeLine } from "../../../bot/labels.ts";
import type { Form, FormField } from "../../../messages/content.ts";
import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { labelText, type Phrase, phrase } from "../../../messages/phrase.ts";
import type { Words } from "../../../messages/words.ts";
import { type InputDrawing, inputFor } from "./input.ts";

import { limits } from "./limits.ts";
import { cut, plain, say, type Writing } from "./text.ts";

export { filesOf, valuesOf } from "./input.ts";

/** The callback of every form of ours. */
export const formCallback = "form";

type Errors = Readonly<Record<string, Phrase>>;

/**
 * Draws a form as a modal: one input for a field, its block named as the field. What was typed and cannot be shown by
 * the field's own input (a day that is none) stands in a box to type in, so that nothing is lost. What is wrong stands
 * above its field: Slack itself can only say it when a modal is sent in. Only the form's id travels.
 */
export function renderForm(
  words: Words,
  language: Language,
  form: Form,
  errors: Errors = {},
  options: {
    readonly today?: Day;
    readonly timeZone?: string;
    /** False where nobody could open what is put in the form: files are dropped in the channel, where they stand. */
    readonly takesFiles?: boolean;
  } = {},
): types.ModalView {
  const { today, timeZone, takesFiles = true } = options;
  const writing: Writing = { words, language, today };
  const title = say(writing, form.title);
  const names = new Set(form.fields.map(({ name }) => name));
  const whole = Object.entries(errors).flatMap(([name, problem]) =>
    names.has(name) ? [] : [warning(writing, problem)],
  );
  return {
    type: "modal",
    callback_id: formCallback,
    private_metadata: form.id,
    title: plain(title, limits.viewTitle),
    submit: plain(say(writing, phrase("slack.form.send")), limits.viewTitle),
    close: plain(say(writing, phrase("slack.form.cancel")), limits.viewTitle),
    blocks: [
      ...(title.length > limits.viewTitle ? [{ type: "header", text: plain(title, limits.header) } as const] : []),
      ...whole,
      ...form.fields.flatMap((field) => [
        ...(errors[field.name] === undefined ? [] : [warning(writing, errors[field.name] as Phrase)]),
        ...(field.type === "files" && !takesFiles ? [note(writing, phrase("slack.form.dropFiles"))] : []),
        ...inputsOf(writing, field, { takesFiles, timeZone }),
      ]),
    ].slice(0, limits.viewBlocks),
  };
}

/**
 * What is wrong in a form that was sent in, by block, as `response_action: errors` takes it. What belongs to no field
 * that is drawn stands at the first. Empty when the form has no field to stand at.
 */
export function fieldErrors(
  words: Words,
  language: Language,
  fields: readonly FormField[],
  errors: Errors,
  today?: Day,
): Record<string, string> {
  const writing: Writing = { words, language, today };
  const names = fields.map(({ name }) => name);
  const found = new Map<string, string>();
  // What is wrong with the whole comes first.
  const ordered = Object.entries(errors).sort(
    ([one], [other]) => Number(other === wholeLine) - Number(one === wholeLine),
  );
  for (const [name, problem] of ordered) {
    const block = names.includes(name) ? name : names[0];
    if (block === undefined) continue;
    const before = found.get(block);
    found.set(block, `${before === undefined ? "" : `${before} `}${say(writing, problem)}`);
  }
  return Object.fromEntries([...found].map(([block, text]) => [block, cut(text, limits.label)]));
}

function inputsOf(writing: Writing, field: FormField, drawing: InputDrawing): readonly types.InputBlock[] {
  const label = labelText(field.label);
  return inputFor(writing, field, drawing).map(
    ({ block, element, label: own }, index): types.InputBlock => ({
      type: "input",
      block_id: block,
      // A box that is left empty is a no, and what continues a text may be empty.
      optional: !field.required || field.type === "flag" || index > 0,
      label: plain(
        say(writing, own ?? (index === 0 ? label : phrase("slack.form.more", { field: label }))),
        limits.label,
      ),
      ...(field.hint === undefined || index > 0 ? {} : { hint: plain(say(writing, field.hint), limits.label) }),
      element,
    }),
  );
}

const warning = (writing: Writing, problem: Phrase): types.ContextBlock => note(writing, problem, "⚠️ ");

function note(writing: Writing, text: Phrase, before = ""): types.ContextBlock {
  return { type: "context", elements: [plain(`${before}${say(writing, text)}`, limits.quiet)] };
}
