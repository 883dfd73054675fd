import { parseKronor } from "../../domain/money.ts";
import type { Ore } from "../../domain/units.ts";
import { list, name } from "../../messages/phrase.ts";
import { type Field, fieldOf, fieldProblem } from "../field.ts";
import { cleanText } from "../tokens.ts";
import { typedKronor } from "./amounts.ts";
import { choices, findNamed, typedName } from "./choices.ts";

/** The parts of `a=1,b=2`. A comma between digits is a decimal one: `a=1,5h,b=2h`. */
function parts(typed: string): readonly (readonly [string, string | undefined])[] {
  return cleanText(typed)
    .split(/,(?!\s*\d+(?:[^=,\d][^=,]*)?(?:,|$))|;/u)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [part, undefined] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });
}

/**
 * Values by name: `workshop=16h,configuration=20h`. The names are work packages unless told otherwise.
 *
 * ```ts
 * hours: field.pairs(field.duration()).optional()
 * ```
 */
function pairs<T>(
  values: Field<T>,
  keys: Field<string> = choices.workPackage(),
): Field<Readonly<Record<string, NonNullable<T>>>> {
  type Pairs = Readonly<Record<string, NonNullable<T>>>;
  return fieldOf<Pairs>({
    form: "text",
    placeholder: `${keys.kind.placeholder}=${values.kind.placeholder}`,
    async read(raw, env) {
      const read = new Map<string, NonNullable<T>>();
      for (const [typedKey, typedValue] of parts(raw)) {
        if (typedValue === undefined || typedValue === "")
          throw fieldProblem("field.pairs.noValue", { typed: typedKey });
        const key = await keys.kind.read(typedKey, env);
        if (read.has(key)) throw fieldProblem("field.pairs.twice", { typed: typedKey });
        read.set(key, await values.kind.read(typedValue, env));
      }
      if (read.size === 0) throw fieldProblem("field.text.empty");
      return Object.fromEntries(read) as NonNullable<Pairs>;
    },
    print: (value) =>
      Object.entries(value)
        .map(([key, one]) => `${key}=${values.kind.print(one as NonNullable<T>)}`)
        .join(","),
    spoken(typed, language, agreement) {
      const named = keys.kind.named?.(agreement) ?? [];
      return typed.replace(/(?<=^|,)[^=,]+(?==)/gu, (key) => {
        const found = named.find(({ id }) => id === key);
        const word = found === undefined ? key : typedName(found, language);
        return /\s/u.test(word) ? key : word;
      });
    },
  });
}

/** Any number of another field's values, each once: chosen in a form, or typed with commas between them. */
function several<T>(one: Field<T>): Field<readonly NonNullable<T>[]> {
  const { kind } = one;
  return fieldOf<readonly NonNullable<T>[]>({
    form: "choices",
    placeholder: kind.placeholder,
    hint: kind.hint,
    options: (env) => kind.options?.(env) ?? [],
    async read(raw, env) {
      const read = new Map<string, NonNullable<T>>();
      for (const part of raw.split(",").map((typed) => typed.trim())) {
        if (part === "") continue;
        const value = await kind.read(part, env);
        read.set(kind.print(value), value);
      }
      if (read.size === 0) throw fieldProblem("field.text.empty");
      return [...read.values()];
    },
    print: (values) => values.map((value) => kind.print(value)).join(","),
  });
}

/** Options of the sale with what was agreed for their configuration (S4): `ko-premium=9000`. */
function options(): Field<readonly { readonly id: string; readonly price?: Ore }[]> {
  return fieldOf<readonly { readonly id: string; readonly price?: Ore }[]>({
    form: "text",
    placeholder: "option=kr",
    // `ko-premium=8 750`: what follows belongs to the last price as long as it is one.
    spans(words) {
      const [first = ""] = words;
      const price = first.slice(first.lastIndexOf("=") + 1);
      if (price === first) return 1;
      for (let count = Math.min(words.length, 5); count > 1; count -= 1) {
        if (parseKronor([price, ...words.slice(1, count)].join(" ")) !== undefined) return count;
      }
      return 1;
    },
    read(raw, env) {
      const read = new Map<string, { readonly id: string; readonly price?: Ore }>();
      for (const [typed, typedPrice] of parts(raw)) {
        const found = findNamed(typed, env.agreement.options);
        if (found === undefined) {
          throw fieldProblem("field.options.unknown", {
            typed,
            known: list(env.agreement.options.map((one) => name(one.name))),
          });
        }
        if (read.has(found.id)) throw fieldProblem("field.pairs.twice", { typed });
        const price = typedPrice === undefined ? undefined : parseKronor(typedPrice);
        if (typedPrice !== undefined && price === undefined)
          throw fieldProblem("field.money.unknown", { typed: typedPrice });
        read.set(found.id, price === undefined ? { id: found.id } : { id: found.id, price });
      }
      if (read.size === 0) throw fieldProblem("field.text.empty");
      return [...read.values()];
    },
    print: (value) =>
      value.map(({ id, price }) => (price === undefined ? id : `${id}=${typedKronor(price)}`)).join(","),
  });
}

export const lists = { pairs, several, options };
