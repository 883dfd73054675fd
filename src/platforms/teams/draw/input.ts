import type { CardElement, IChoiceSetInput, IToggleInput } from "@microsoft/teams.cards";
import { missing } from "../../../bot/labels.ts";
import type { FormField } from "../../../messages/content.ts";
import { cut } from "../../../messages/cut.ts";
import { isDay } from "../../../messages/day.ts";
import { labelText, phrase } from "../../../messages/phrase.ts";
import { partName } from "./form-values.ts";
import { limits } from "./limits.ts";
import { say, type Writing } from "./text.ts";

/** How inputs are drawn. */
export interface Drawing {
  /** The zone that a day and a clock time are meant in, whatever the reader's (P2). */
  readonly timeZone: string;
  /** The most characters of a choice's words; undefined when choices are typed, since no list of them fits. */
  readonly choice: number | undefined;
}

/**
 * The inputs of a field: one, or a day and a time. What was typed and cannot be shown by the field's own input (a day
 * that is none) stands in a box to type in, so that nothing is lost.
 */
export function inputsFor(writing: Writing, field: FormField, drawing: Drawing): readonly CardElement[] {
  return elementsFor(writing, field, drawing) ?? [boxFor(writing, field)];
}

/** The inputs of the field's own kind; undefined when only a box to type in shows what was typed. */
function elementsFor(
  writing: Writing,
  field: FormField,
  { timeZone, choice }: Drawing,
): readonly CardElement[] | undefined {
  const { name, type, value = "" } = field;
  const asked = askedFor(writing, field);
  switch (type) {
    case "text":
    case "longtext":
      return undefined;
    case "number":
      if (value !== "" && !/^-?\d+(\.\d+)?$/u.test(value)) return undefined;
      return [{ type: "Input.Number", id: name, ...asked, ...(value === "" ? {} : { value: Number(value) }) }];
    case "day":
      if (value !== "" && !isDay(value)) return undefined;
      return [{ type: "Input.Date", id: name, ...asked, ...given(value) }];
    case "datetime": {
      const [, day = "", time = ""] = /^(\d{4}-\d{2}-\d{2})?(?:T(\d{2}:\d{2}))?$/u.exec(value) ?? [];
      if (value !== "" && day === "" && time === "") return undefined;
      if ((day !== "" && !isDay(day)) || (time !== "" && !isTime(time))) return undefined;
      const label = say(writing, phrase("teams.form.clock", { field: asked.label, zone: timeZone }));
      return [
        { type: "Input.Date", id: partName(name, "day"), ...asked, ...given(day) },
        { type: "Input.Time", id: partName(name, "time"), ...asked, label, ...given(time) },
      ];
    }
    case "flag":
      return [toggleFor(writing, field, asked.label)];
    case "files":
      // A dialog takes no files: those that have come are ticked, and the page that takes new ones is linked to.
      return [selectFor(writing, field, choice)].filter((select) => select !== undefined);
    case "select":
    case "choices": {
      const select = selectFor(writing, field, choice);
      return select === undefined ? undefined : [select];
    }
  }
}

interface Asked {
  readonly label: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
}

/** What every input says: its label, and whether it must be filled in. */
function askedFor(writing: Writing, { name, label, required }: FormField): Asked {
  const words = say(writing, labelText(label));
  return required
    ? { label: words, isRequired: true, errorMessage: say(writing, missing(name, labelText(label))) }
    : { label: words };
}

const given = (value: string): { readonly value?: string } => (value === "" ? {} : { value });

function boxFor(writing: Writing, field: FormField): CardElement {
  const { name, type, value = "" } = field;
  const multiline = type === "longtext" || value.includes("\n");
  return {
    type: "Input.Text",
    id: name,
    ...askedFor(writing, field),
    ...(multiline ? { isMultiline: true } : {}),
    ...given(value),
  };
}

function toggleFor(writing: Writing, { name, value = "" }: FormField, label: string): IToggleInput {
  const ticked = !["", "no", "nej", "false", "off", "0"].includes(value.toLowerCase());
  return {
    type: "Input.Toggle",
    id: name,
    label,
    title: say(writing, phrase("teams.form.yes")),
    valueOn: "yes",
    valueOff: "no",
    value: ticked ? "yes" : "no",
  };
}

function selectFor(writing: Writing, field: FormField, most: number | undefined): IChoiceSetInput | undefined {
  const { name, value = "", options = [] } = field;
  if (most === undefined || options.length === 0 || options.some((option) => option.value === "")) return undefined;
  const several = field.type !== "select";
  const chosen = value === "" ? [] : several ? value.split(",") : [value];
  if (!chosen.every((one) => options.some((option) => option.value === one))) return undefined;
  return {
    type: "Input.ChoiceSet",
    id: name,
    ...askedFor(writing, field),
    ...(several
      ? { isMultiSelect: true, style: "expanded" as const }
      : { style: options.length < limits.filtered ? ("compact" as const) : ("filtered" as const) }),
    placeholder: say(writing, phrase("teams.form.choose")),
    choices: options.map((option) => ({
      title: cut(say(writing, option.label) || option.value, most),
      value: option.value,
    })),
    ...given(value),
  };
}

const isTime = (value: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(value);
