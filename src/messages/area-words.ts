import type { Agreement, DataArea } from "../domain/agreement.ts";
import { list, named, type Phrase, phrase, type Value } from "./phrase.ts";

/** More areas than this are counted: nobody reads thirteen names. */
export const mostNames = 5;
/** Nearly all are said by what is not among them. */
const mostOthers = 3;

type Terms = Pick<Agreement, "areas">;

/** Some areas in a sentence: their names, or how many of all they are. */
export function areasWords(areas: readonly DataArea[], { areas: all }: Terms): Value {
  return areas.length <= mostNames ? list(areas.map(({ name }) => named(name))) : countedAreas(areas, all);
}

/** The same with what they are: *the areas Fax and Hardware*. */
export function theAreasWords(areas: readonly DataArea[], terms: Terms): Phrase {
  const counted = areas.length > mostNames ? "many" : areas.length === 1 ? "one" : "some";
  return phrase("areas.the", { counted, areas: areasWords(areas, terms) });
}

/** By their number; `others`: what is not among them may be named instead. */
export function countedAreas(areas: readonly DataArea[], all: readonly DataArea[], others = true): Phrase {
  const count = areas.length;
  if (count === all.length) return phrase("remind.data.all", { count });
  const rest = all.filter(({ id }) => !areas.some((one) => one.id === id));
  return others && rest.length <= mostOthers
    ? phrase("remind.data.allBut", { all: all.length, others: list(rest.map(({ name }) => named(name))) })
    : phrase("remind.data.many", { count, all: all.length });
}
