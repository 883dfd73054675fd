import { shown } from "../../language/hidden-characters.ts";
import { type Field, fieldOf, fieldProblem } from "../field.ts";
import { cleanText } from "../tokens.ts";

const usualLength = 2000;
const notesLength = 50_000;

function readText(typed: string, max: number): string {
  const text = cleanText(typed).trim();
  if (text === "") throw fieldProblem("field.text.empty");
  const length = [...text].length;
  if (length > max) throw fieldProblem("field.text.long", { length, max });
  return text;
}

/** One line in a form; more where people break the line themselves. */
function text(options: { readonly max?: number } = {}): Field<string> {
  const max = options.max ?? usualLength;
  return fieldOf<string>({
    form: "text",
    placeholder: "text",
    joins: true,
    read: (typed) => readText(typed, max),
    print: (value) => value,
  });
}

/** Notes: takes everything that follows, verbatim, line breaks and quotes included. */
function longText(options: { readonly max?: number } = {}): Field<string> {
  const max = options.max ?? notesLength;
  return fieldOf<string>({
    form: "longtext",
    placeholder: "notes",
    takes: "rest",
    read: (typed) => readText(typed, max),
    print: (value) => value,
  });
}

/** What a meeting said: a hidden character in it makes no label and no line (M1). */
function notes(): Field<string> {
  return fieldOf<string>({
    form: "longtext",
    placeholder: "notes",
    takes: "rest",
    showsHidden: true,
    read: (typed) => readText(hiddenShown(typed), notesLength),
    print: (value) => value,
  });
}

const hiddenShown = (typed: string): string => shown(typed.replace(/\r\n?/gu, "\n").replace(/^\ufeff/u, "")).text;

/** One word, without spaces. */
function word(options: { readonly max?: number } = {}): Field<string> {
  const max = options.max ?? 100;
  return fieldOf<string>({
    form: "text",
    placeholder: "word",
    read(typed) {
      const value = readText(typed, max);
      if (/\s/u.test(value)) throw fieldProblem("field.word.several", { typed: value });
      return value;
    },
    print: (value) => value,
  });
}

/** Never shown nor typed, only brought by a button: the digest of what was seen, the id of a file. */
function hidden(options: { readonly max?: number } = {}): Field<string> {
  const max = options.max ?? usualLength;
  return fieldOf<string>({
    form: "hidden",
    placeholder: "",
    read: (given) => readText(given, max),
    print: (value) => value,
  });
}

/** What a job brings back, as it is, however long. */
function brought(): Field<string> {
  return fieldOf<string>({ form: "hidden", placeholder: "", read: (given) => given, print: (value) => value });
}

/** What says which version somebody saw: brought by a button, or typed as it stands on the card; no box of a form. */
function seen(): Field<string> {
  return fieldOf<string>({
    form: "unasked",
    placeholder: "code",
    read: (given) => readText(given, 100),
    print: (value) => value,
  });
}

/**
 * A place in a list: how many come before it, or the day and the number of the last before it and how many those are.
 */
const places = { number: /^\d{1,15}$/u, project: /^\d{4}-\d{2}-\d{2}\.\d{1,15}\.\d{1,9}$/u };

/** Where a page of a list ends: brought by a button, or typed as it stands there; no box of a form. */
function after(of: keyof typeof places): Field<string> {
  return fieldOf<string>({
    form: "unasked",
    placeholder: "place",
    read(given) {
      const typed = cleanText(given).trim();
      if (!places[of].test(typed)) throw fieldProblem("field.after.unknown", { typed });
      return typed;
    },
    print: (value) => value,
  });
}

export const texts = { text, longText, notes, word, hidden, brought, seen, after };
