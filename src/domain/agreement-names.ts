import type { LocalName } from "./units.ts";

/** Something that people name when they type: a work package, an area, an add-on, an option, a city. */
export interface Named {
  readonly id: string;
  readonly name: LocalName;
  readonly aliases?: readonly string[];
}

/** A name as it is compared: lower case, `å ä` as `a` and `ö` as `o`, hyphens as spaces. */
function comparable(text: string): string {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/[\s_-]+/g, " ").trim();
}

/** Every way to type a thing: its id, its names in both languages, its aliases. */
export function spellings({ id, name, aliases = [] }: Named): readonly string[] {
  return [...new Set([id, name.sv, name.en, ...aliases].map(comparable))];
}
