import { type Agreement, namedVariants } from "../../domain/agreement.ts";
import { planDeeds } from "../../domain/plan-deeds.ts";
import { portingSteps } from "../../domain/porting.ts";
import { fold } from "../../language/fold.ts";
import { nearest } from "../../language/nearest.ts";
import type { Language } from "../../messages/language.ts";
import { list, name, phrase } from "../../messages/phrase.ts";
import { isPhraseId, wordsOf } from "../../messages/vocabulary.ts";
import { type Field, fieldOf, fieldProblem, type Named } from "../field.ts";
import { cleanText } from "../tokens.ts";

const affirmed = new Set(["yes", "ja", "true", "on", "1", "x"]);
const denied = new Set(["no", "nej", "false", "off", "0"]);

/** True when its bare name is typed, or its box is ticked; false when it is absent. */
function flag(): Field<boolean> {
  return fieldOf<boolean>({
    form: "flag",
    placeholder: "yes",
    bare: true,
    read(raw) {
      const word = fold(cleanText(raw).trim());
      if (affirmed.has(word)) return true;
      if (denied.has(word)) return false;
      throw fieldProblem("field.flag.unknown", { typed: raw }, "yes");
    },
    print: (value) => (value ? "yes" : "no"),
  }).default("no");
}

/** A yes to what was asked: its bare word is typed, or a button brings it; no box of a form. */
function sure(): Field<boolean> {
  return fieldOf<boolean>({ ...flag().kind, form: "unasked" }).default("no");
}

/** One of some fixed values, typed by id or by its words in either language and kept as the id. */
function choice<const T extends string>(ids: readonly T[]): Field<T> {
  const known = ids.flatMap((id) => [id, ...wordsOf(`value.${id}`)].map((word) => ({ id, word: fold(word) })));
  return fieldOf<T>({
    form: "select",
    placeholder: ids.join("|"),
    values: ids,
    spans: (words) =>
      longest(
        words,
        known.map((one) => one.word),
      ),
    read(raw) {
      const typed = cleanText(raw).trim();
      const word = fold(typed);
      const found = known.find((one) => one.word === word)?.id;
      if (found !== undefined) return found as NonNullable<T>;
      const near = nearest(
        word,
        known.map((one) => one.word),
      );
      const values = list(ids.map((id) => labelOf(id)));
      throw fieldProblem("field.choice.unknown", { typed, values }, known.find((one) => one.word === near)?.id);
    },
    print: (value) => value,
    options: () => ids.map((id) => ({ value: id, label: labelOf(id) })),
  });
}

/** How many of the coming words are one of the known names; 1 when none is. */
export function longest(words: readonly string[], known: readonly string[]): number {
  for (let count = Math.min(words.length, 5); count > 1; count -= 1) {
    if (known.includes(fold(words.slice(0, count).join(" ")))) return count;
  }
  return 1;
}

function labelOf(id: string) {
  const key = `value.${id}.label`;
  if (isPhraseId(key)) return phrase(key);
  const words = { en: wordsOf(`value.${id}`, "en")[0] ?? id, sv: wordsOf(`value.${id}`, "sv")[0] ?? id };
  return name(words);
}

/** The one whose id, name or alias in either language was typed; å/ä/ö may be typed as a/o. */
export function findNamed<T extends Named>(typed: string, all: readonly T[]): T | undefined {
  const word = fold(cleanText(typed).trim());
  return all.find((one) =>
    [one.id, one.name.sv, one.name.en, ...(one.aliases ?? [])].some((known) => fold(known) === word),
  );
}

/**
 * What is typed for something of the agreement in a language: its id in English, elsewhere its name, or the first word
 * of that which says as much (`användarlicens` for *Tillval till användarlicens*).
 */
export function typedName({ id, name: names, aliases = [] }: Named, language: Language): string {
  if (language === "en") return id;
  const known = new Set([id, ...aliases].map(fold));
  const word = names[language].split(/\s+/u).find((one) => known.has(fold(one)));
  return (word ?? names[language]).toLowerCase();
}

function nearestNamed(typed: string, all: readonly Named[]): string | undefined {
  const words = all.flatMap((one) =>
    [one.id, one.name.sv, one.name.en, ...(one.aliases ?? [])].map((word) => ({ id: one.id, word })),
  );
  const near = nearest(
    typed,
    words.map((one) => one.word),
  );
  return words.find((one) => one.word === near)?.id;
}

function namedField(
  placeholder: string,
  of: (agreement: Agreement) => readonly Named[],
  unknown: UnknownNamed,
  more = {},
): Field<string> {
  return fieldOf<string>({
    ...more,
    form: "select",
    placeholder,
    named: of,
    read(raw, env) {
      const all = of(env.agreement);
      const found = findNamed(raw, all);
      if (found !== undefined) return found.id;
      const typed = cleanText(raw).trim();
      const known = list(all.map((one) => name(one.name)));
      throw fieldProblem(unknown, { typed, ...{ known, values: known } }, nearestNamed(typed, all));
    },
    print: (value) => value,
    options: (env) => of(env.agreement).map((one) => ({ value: one.id, label: name(one.name) })),
  });
}
type UnknownNamed = `field.${"workPackage" | "area" | "city" | "variant" | "choice"}.unknown`;

/** A work package of the agreement, by its id (S2). */
const workPackage = (): Field<string> =>
  namedField("package", (agreement) => agreement.packages, "field.workPackage.unknown");
/** A customer-data area of the agreement, by its id (D1). */
const area = (): Field<string> => namedField("area", (agreement) => agreement.areas, "field.area.unknown");
/** A city within which a trip costs a flat sum, by its id (R2). */
const city = (): Field<string> => namedField("city", ({ travel }) => travel?.cities ?? [], "field.city.unknown");

/** A variant of the agreement, by its id (S2, S8). */
const variant = (): Field<string> => namedField("variant", namedVariants, "field.variant.unknown");

/** A day of the agreement's plan, by its id. Its names of several words need no quotes. */
const planDay = (): Field<string> => namedField("which", ({ plan }) => plan, "field.choice.unknown", { wordy: true });
/** A step of the agreement's porting, by its id (D4). */
const portingStep = (): Field<string> => namedField("step", portingSteps, "field.choice.unknown", { wordy: true });
/** A step of the porting, or the porting itself by the day of the plan that means it (D4, D7). */
const portingDeed = (): Field<string> =>
  namedField(
    "step",
    (agreement) => [...portingSteps(agreement), ...agreement.plan.filter(({ means }) => means === "porting")],
    "field.choice.unknown",
    {
      wordy: true,
    },
  );

/** What of the plan nothing else records: a milestone, or what is to be done before a day (K2). */
const planDeed = (): Field<string> => namedField("what", planDeeds, "field.choice.unknown", { wordy: true });

export const choices = {
  ...{ flag, sure, choice, workPackage, area, city, variant },
  ...{ planDay, planDeed, portingStep, portingDeed },
};
