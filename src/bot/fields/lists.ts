import { parseKronor } from "../../domain/money.ts";
import type { Ore } from "../../domain/units.ts";
import { list, name } from "../../messages/phrase.ts";
import { type Field, FieldProblem, fieldOf, fieldProblem } from "../field.ts";
import { cleanText } from "../tokens.ts";
import { typedKronor } from "./amounts.ts";
import { choices, findNamed, typedName } from "./choices.ts";

/**
 * The parts of `a=1,b=2`, also with a colon or spaces: `a: 1 b: 2`. A comma between digits is a decimal one:
 * `a=1,5h,b=2h`.
 */
function parts(typed: string): readonly (readonly [string, string | undefined])[] {
  return cleanText(typed)
    .split(/,(?!\s*\d+(?:[^=,\d][^=,]*)?(?:,|$))|;|(?<=[=:]\s*[^\s,;=:]+)\s+(?=\p{L}[^\s=:,;]*\s*[=:])/u)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      const at = equals < 0 ? part.search(/(?<=\p{L}):/u) : equals;
      return at < 0 ? [part, undefined] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });
}

/**
 * Words of pairs are parted by spaces: `data = fri, golive=2027-01-15`, `workshop:16h config:20h`. Another pair has the
 * mark of the one before: `workshop=16h price:1200` is a list and a key.
 */
function goesOn(word: string, next: string): boolean {
  if (/[=:,;]$/u.test(word) || /^[=:,;]/u.test(next)) return true;
  const mark = /[=:](?=[^=:]*$)/u.exec(word)?.[0];
  return mark !== undefined && mark === /^\p{L}[^\s=:]*([=:])/u.exec(next)?.[1];
}

/** What is read; with a mistake in it, all of the text with what may have been meant, or a blank, in its place. */
async function corrected<T>(read: () => T | Promise<T>, blank: string, whole: (near: string) => string): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FieldProblem)) throw error;
    throw new FieldProblem(error.problem, whole(error.instead ?? blank));
  }
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
    // `data = 2026-12-04, golive=2027-01-15`: what follows belongs to it as long as it goes on.
    spans(words) {
      let count = 1;
      while (count < words.length && goesOn(words[count - 1] ?? "", words[count] ?? "")) count += 1;
      return count;
    },
    async read(raw, env) {
      const read = new Map<string, NonNullable<T>>();
      const all = parts(raw);
      for (const [index, [typedKey, typedValue]] of all.entries()) {
        const [noKey, noValue] = [`<${keys.kind.placeholder}>`, `<${values.kind.placeholder}>`];
        const instead = (key: string, value: string): string =>
          all
            .map(([other, its = ""], at) => (at === index ? `${key}=${value}` : `${other}=${its || noValue}`))
            .join(",");
        if (typedValue === undefined || typedValue === "")
          throw fieldProblem("field.pairs.noValue", { typed: typedKey }, instead(typedKey, noValue));
        const key = await corrected(
          () => keys.kind.read(typedKey, env),
          noKey,
          (near) => instead(near, typedValue),
        );
        if (read.has(key)) throw fieldProblem("field.pairs.twice", { typed: typedKey }, instead(noKey, typedValue));
        read.set(
          key,
          await corrected(
            () => values.kind.read(typedValue, env),
            noValue,
            (near) => instead(typedKey, near),
          ),
        );
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
