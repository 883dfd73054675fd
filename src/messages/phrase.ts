import type en from "../../locales/en.json";
import type { Day, Id, LocalName, Minutes, Ore } from "../domain/units.ts";

/** The name of a message in `locales/`. */
export type PhraseId = keyof typeof en;

/** A value of a phrase: plain, or tagged so that each language writes it its own way. */
export type Value =
  | string
  | number
  | Phrase
  | { readonly money: Ore }
  | { readonly time: Minutes }
  | { readonly day: Day }
  /**
   * An instant, milliseconds since 1970: shown as day and clock time. `named`: in the house's zone, which is said, for
   * where no platform draws it in the reader's.
   */
  | { readonly at: number; readonly named?: true }
  /** What the house's own time is called: *Swedish time*. */
  | { readonly zone: "house" }
  | { readonly name: LocalName }
  /**
   * Somebody who is addressed: a platform that knows their account mentions them, any other writes what they are
   * called.
   */
  | { readonly person: Id; readonly called: string }
  /** "a, b and c". */
  | { readonly list: readonly Value[] }
  /** "a, b or c": one of them is meant. */
  | { readonly either: readonly Value[] };

/** Something to say, not yet in any language. */
export interface Phrase {
  readonly say: PhraseId;
  readonly with?: Readonly<Record<string, Value>>;
}

/** People's own words: shown as they were typed, never translated, escaped for where they are drawn. */
export interface Raw {
  readonly raw: string;
}

/** Anything that is shown as a line of text. */
export type Text = Phrase | Raw | { readonly name: LocalName };

/**
 * A phrase with its values.
 *
 * ```ts
 * phrase("log.done", { ref: "H4", time: time(150), work: name(activity.name) })
 * ```
 */
export function phrase(say: PhraseId, values?: Readonly<Record<string, Value>>): Phrase {
  return values === undefined ? { say } : { say, with: values };
}

/** People's own words as a line of text. */
export const raw = (text: string): Raw => ({ raw: text });
export const money = (ore: Ore): Value => ({ money: ore });
export const time = (minutes: Minutes): Value => ({ time: minutes });
/** A time as the subject of a sentence: *1 h is*, *30 min are*. */
export const amount = (minutes: Minutes) =>
  ({ time: time(minutes), many: minutes === 1 || minutes === 60 ? "no" : "yes" }) as const;
export const day = (on: Day): Value => ({ day: on });
export const at = (instant: number): Value => ({ at: instant });
export const name = (localName: LocalName): { readonly name: LocalName } => ({ name: localName });
/** Somebody who is addressed. */
export const person = (id: Id, called: string): Value => ({ person: id, called });
export const list = (items: readonly Value[]): Value => ({ list: items });
export const either = (items: readonly Value[]): Value => ({ either: items });
/** A label that is named by its message, or by the agreement. */
export const labelText = (label: PhraseId | { readonly name: LocalName }): Phrase | { readonly name: LocalName } =>
  typeof label === "string" ? phrase(label) : label;
/** A name in the middle of a sentence: its first letter is small, unless more of its beginning is capital (`SIP`). */
export function named({ sv, en }: LocalName): { readonly name: LocalName } {
  const small = (text: string): string =>
    /^\p{Lu}\p{Ll}/u.test(text) ? `${text.slice(0, 1).toLowerCase()}${text.slice(1)}` : text;
  return name({ sv: small(sv), en: small(en) });
}
