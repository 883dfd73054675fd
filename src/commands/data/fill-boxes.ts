import { type Field, fieldOf, type ReadEnv } from "../../bot/field.ts";
import type { Agreement, DataArea } from "../../domain/agreement.ts";
import type { DataField } from "../../domain/data-field.ts";
import { fitsForm, mostFormFields } from "../../domain/data-form.ts";
import type { FormField } from "../../messages/content.ts";
import { name, phrase } from "../../messages/phrase.ts";
import { shownOf } from "./fill-seen.ts";

/** The names of the boxes: the nth is of the nth field of the area that a form is opened for. */
export const slots = Array.from({ length: mostFormFields }, (_, index) => `v${index + 1}`);

/** An area that is small enough for a form. */
export const areaOf = ({ areas }: Pick<Agreement, "areas">, id: string | undefined): DataArea | undefined =>
  areas.find((area) => area.id === id && fitsForm(area));

/** The box of a form for the nth field of the area that it is opened for. */
function slot(index: number): Field<string | undefined> {
  const own = slots[index] ?? "";
  return fieldOf<string>({
    form: "text",
    placeholder: "text",
    // People's own words: the audit holds none of them.
    joins: true,
    titled: { id: own, name: { sv: own, en: own } },
    read: (typed) => typed.trim(),
    print: (value) => value,
    asked: (env, given) => asked(env, given, index),
  }).optional();
}

async function asked(
  env: ReadEnv,
  given: Readonly<Record<string, string>>,
  index: number,
): Promise<Omit<FormField, "name"> | undefined> {
  const { facts, agreement, store, language } = env;
  const area = areaOf(agreement, given.area);
  const its = area?.fields[index];
  if (area === undefined || its === undefined || facts === undefined) return undefined;
  // Once something was filled in, what is empty was emptied.
  const isFilled = slots.some((one) => given[one] !== undefined);
  const shown = isFilled ? undefined : await shownOf({ store, facts, agreement, language }, area, given.record);
  const value = given[slots[index] ?? ""] ?? shown?.[its.id];
  const options = optionsOf(its);
  const chosen = value === undefined || options?.some((one) => one.value === value) === true;
  const hint = hintOf(its);
  return {
    label: name(its.name),
    required: false,
    ...(options !== undefined && chosen ? { type: "select", options } : { type: "text" }),
    ...(value === undefined ? {} : { value }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function optionsOf({ type, choices = [] }: DataField): FormField["options"] {
  if (type === "choice") return choices.map(({ id, name: own }) => ({ value: id, label: name(own) }));
  if (type !== "yes-no") return undefined;
  return (["yes", "no"] as const).map((value) => ({ value, label: phrase(`data.value.${value}`) }));
}

/** What is left empty may stand for something; what is needed may be left for now, and says so: no box is asked for. */
function hintOf({ hint, example, required, default: stands, choices = [], type }: DataField): FormField["hint"] {
  const needed = required && stands === undefined;
  if (hint === undefined && example === undefined && stands === undefined)
    return needed ? phrase("data.fill.needed") : undefined;
  const isYesNo = type === "yes-no" && (stands === "yes" || stands === "no");
  const chosen = choices.find(({ id }) => id === stands);
  const usual = isYesNo ? phrase(`data.value.${stands}`) : chosen === undefined ? (stands ?? "") : name(chosen.name);
  return phrase("data.fill.hint", {
    ...{ needed: needed ? "yes" : "no", has: hint === undefined ? "no" : "yes", hint: hint ? name(hint) : "" },
    ...{
      usual,
      stands: stands === undefined ? "no" : "yes",
      more: stands === undefined && example === undefined ? "no" : "yes",
    },
    ...{ shown: example === undefined ? "no" : "yes", example: example ? name(example) : "" },
  });
}

/** The boxes of the form that fills in a record of an area (D6). */
export const boxes = Object.fromEntries(slots.map((one, index) => [one, slot(index)]));
