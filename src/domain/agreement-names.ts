import { fold } from "../language/fold.ts";
import type { LocalName } from "./units.ts";

/** Something that people name when they type: a work package, an area, an add-on, an option, a city. */
export interface Named {
  readonly id: string;
  readonly name: LocalName;
  readonly aliases?: readonly string[];
}

/** Every way to type a thing: its id, its names in both languages, its aliases. */
export function spellings({ id, name, aliases = [] }: Named): readonly string[] {
  return [...new Set([id, name.sv, name.en, ...aliases].map(comparable))];
}

/** A name as it is compared: hyphens and underscores are spaces. */
const comparable = (text: string): string => fold(text.replace(/[_-]+/gu, " "));
