import type { types } from "@slack/bolt";
import { Temporal } from "temporal-polyfill";
import { mostFiles } from "../../../bot/files/limits.ts";
import type { FormField } from "../../../messages/content.ts";
import { isDay } from "../../../messages/day.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { limits } from "./limits.ts";
import { type Part, parts, plain, say, type Writing } from "./text.ts";

/** The one action of every input's block. */
const inputAction = "value";
/** The zone that a day and a clock time are meant in, whatever the reader's (P2). */
const usualZone = "Europe/Stockholm";

type Element = types.InputBlock["element"];

/** How inputs are drawn. */
export interface InputDrawing {
  readonly timeZone?: string;
  /** Whether files may be put in the form itself. */
  readonly takesFiles?: boolean;
}

/** One input: its block, and its label where it is not the field's own. */
interface Input {
  readonly block: string;
  readonly element: Element;
  readonly label?: Phrase;
}

/**
 * The inputs of a field: one, several boxes for a text longer than one holds, or the files that have come and a box for
 * new ones.
 */
export function inputFor(
  writing: Writing,
  field: FormField,
  { timeZone = usualZone, takesFiles = true }: InputDrawing,
): readonly Input[] {
  if (field.type === "files") return filesFor(writing, field, takesFiles);
  const element = elementFor(writing, field, timeZone);
  return element === undefined ? boxes(field) : [{ block: field.name, element }];
}

/** The input of the field's own kind; undefined when only a box to type in shows what was typed. */
function elementFor(writing: Writing, { type, value, options = [] }: FormField, timeZone: string): Element | undefined {
  switch (type) {
    case "text":
    case "longtext":
    case "files":
      return undefined;
    case "number":
      if (value !== undefined && !/^-?\d+(\.\d+)?$/u.test(value)) return undefined;
      return {
        type: "number_input",
        action_id: inputAction,
        is_decimal_allowed: true,
        initial_value: value,
      };
    case "day":
      if (value !== undefined && !isDay(value)) return undefined;
      return { type: "datepicker", action_id: inputAction, initial_date: value };
    case "datetime": {
      if (value === undefined) return { type: "datetimepicker", action_id: inputAction };
      const seconds = secondsOf(value, timeZone);
      return seconds === undefined
        ? undefined
        : { type: "datetimepicker", action_id: inputAction, initial_date_time: seconds };
    }
    case "flag": {
      const option = { text: plain(say(writing, phrase("slack.form.yes")), limits.option), value: "yes" };
      const ticked = value !== undefined && !["", "no", "nej", "false", "off", "0"].includes(value.toLowerCase());
      return {
        type: "checkboxes",
        action_id: inputAction,
        options: [option],
        ...(ticked ? { initial_options: [option] } : {}),
      };
    }
    case "select":
      return selectFor(writing, value, options);
    case "choices":
      return severalFor(writing, value, options);
  }
}

function filesFor(writing: Writing, { name, value, options = [] }: FormField, takes: boolean): readonly Input[] {
  const come = severalFor(writing, value, options);
  const element: types.FileInput = { type: "file_input", action_id: inputAction, max_files: mostFiles };
  if (come === undefined) return takes ? [{ block: name, element }] : [];
  const before = { block: name, element: come };
  if (!takes) return [before];
  return [before, { block: `${name}~new`, element, label: phrase("slack.form.newFiles") }];
}

type Choice = types.PlainTextOption & { readonly value: string };

function selectFor(
  writing: Writing,
  value: string | undefined,
  options: NonNullable<FormField["options"]>,
): types.StaticSelect | undefined {
  const choices = options.map(
    (option): Choice => ({ text: plain(labelled(writing, option), limits.option), value: option.value }),
  );
  const chosen = choices.find((choice) => choice.value === value);
  const most = limits.options * limits.optionGroups;
  const unfit =
    choices.length === 0 ||
    choices.length > most ||
    choices.some((choice) => choice.value === "" || choice.value.length > limits.option);
  if (unfit || (value !== undefined && chosen === undefined)) return undefined;
  const select = { type: "static_select" as const, action_id: inputAction, initial_option: chosen };
  if (choices.length <= limits.options) return { ...select, options: choices };
  const groups: Choice[][] = [];
  for (let at = 0; at < choices.length; at += limits.options) groups.push(choices.slice(at, at + limits.options));
  return {
    ...select,
    option_groups: groups.map((group) => ({ label: plain(spanOf(group), limits.option), options: group })),
  };
}

/** Any number of the options; undefined when they do not fit in one list, or what was typed is none of them. */
function severalFor(
  writing: Writing,
  value: string | undefined,
  options: NonNullable<FormField["options"]>,
): types.MultiStaticSelect | undefined {
  const choices = options.map(
    (option): Choice => ({ text: plain(labelled(writing, option), limits.option), value: option.value }),
  );
  const wanted = value === undefined || value === "" ? [] : value.split(",");
  const chosen = choices.filter((choice) => wanted.includes(choice.value));
  if (choices.length === 0 || choices.length > limits.options || chosen.length < wanted.length) return undefined;
  if (choices.some((choice) => choice.value === "" || choice.value.length > limits.option)) return undefined;
  const select = { type: "multi_static_select" as const, action_id: inputAction, options: choices };
  return chosen.length === 0 ? select : { ...select, initial_options: chosen };
}

function labelled(writing: Writing, { value, label }: NonNullable<FormField["options"]>[number]): string {
  const text = say(writing, label);
  return text === "" ? value : text;
}

/** A group of options by its first and last: `R500 – R401`. */
const spanOf = (group: readonly Choice[]): string => `${group[0]?.value} – ${group.at(-1)?.value}`;

// What stood where a text was parted, in the name of the box that goes on: `notes~2n` follows a line break.
const gaps = { n: "\n", s: " ", j: "" } as const;
const gapName = (gap: Part["gap"]): keyof typeof gaps => (gap === "\n" ? "n" : gap === " " ? "s" : "j");

function boxes({
  name,
  type,
  value = "",
}: FormField): readonly { readonly block: string; readonly element: types.PlainTextInput }[] {
  let gap: Part["gap"] = "";
  return parts(value, limits.input).map((part, index) => {
    const block = index === 0 ? name : `${name}~${index + 1}${gapName(gap)}`;
    gap = part.gap;
    return {
      block,
      element: {
        type: "plain_text_input",
        action_id: inputAction,
        multiline: type === "longtext" || value.includes("\n") || value.length > limits.input,
        max_length: limits.input,
        ...(part.text === "" ? {} : { initial_value: part.text }),
      },
    };
  });
}

/** One input's state, as a `view_submission` brings it. */
export interface InputState {
  readonly type?: string;
  readonly value?: string | null;
  readonly selected_date?: string | null;
  readonly selected_date_time?: number | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[] | null;
  readonly files?: readonly { readonly id?: string }[] | null;
}

type State = Readonly<Record<string, Readonly<Record<string, InputState>>>>;

/** The files that were put in a form, by Slack's ids. */
export const filesOf = (state: State): readonly string[] =>
  Object.values(state)
    .flatMap((inputs) => Object.values(inputs))
    .flatMap((input) => input.files ?? [])
    .flatMap(({ id }) => id ?? []);

/**
 * What was filled in, by field, as it would be typed: a day as `2026-12-04`, a day and time as `2026-12-04T10:00` in
 * the zone, whatever the reader's zone. An input left empty is not among them, so that the field's own default applies;
 * a box not ticked is `no`.
 */
export function valuesOf(state: State, timeZone: string = usualZone): Record<string, string> {
  const found = new Map<string, string>();
  for (const [block, inputs] of Object.entries(state)) {
    const input = Object.values(inputs)[0];
    const value = input === undefined ? "" : filledIn(input, timeZone);
    if (value === "") continue;
    const [, name = block, gap] = /^(.+)~\d+([nsj])$/u.exec(block) ?? [];
    const before = found.get(name);
    found.set(
      name,
      before === undefined ? value : `${before}${gap === undefined ? "" : gaps[gap as keyof typeof gaps]}${value}`,
    );
  }
  return Object.fromEntries(found);
}

function filledIn(input: InputState, timeZone: string): string {
  if (input.type === "multi_static_select")
    return (input.selected_options ?? []).flatMap(({ value = "" }) => value).join(",");
  if (input.selected_options !== undefined) return input.selected_options?.[0]?.value ?? "no";
  if (typeof input.selected_date_time === "number") return wallTime(input.selected_date_time, timeZone);
  return input.selected_option?.value ?? input.selected_date ?? input.value ?? "";
}

function wallTime(seconds: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(timeZone);
  return at.toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** Seconds since 1970 of `2026-12-04T10:00` in a zone; undefined when it is no such time. */
function secondsOf(value: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u.test(value)) return undefined;
  try {
    const at = Temporal.PlainDateTime.from(value, { overflow: "reject" }).toZonedDateTime(timeZone);
    return Math.floor(at.epochMilliseconds / 1000);
  } catch {
    return undefined;
  }
}
