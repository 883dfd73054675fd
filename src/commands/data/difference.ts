import type { DataArea } from "../../domain/agreement.ts";
import { type AreaComparison, compareAreas, withMended } from "../../domain/data-comparison.ts";
import type { DataRecord, DataValue } from "../../domain/data-record.ts";
import type { Block } from "../../messages/content.ts";
import { calledInWords, writtenValue } from "../../messages/data-value-words.ts";
import { type Language, languages } from "../../messages/language.ts";
import { name, phrase, type Text, type Value } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import type { Names } from "./names.ts";

/** As many members of a list are named. */
const mostMembers = 5;
/** As many differences are told one by one; of the others how many there are. */
const most = 10;

/** What is new, changed and gone in an area, each with what it was and what it is (D6, S5). */
export function differenceBlocks(
  area: DataArea,
  before: readonly DataRecord[],
  after: readonly DataRecord[],
  names: Names,
): readonly Block[] {
  return comparedBlocks(area, withMended(compareAreas(before, after), area), [...before, ...after], names);
}

/** The same of what was compared before; `records` are those that it speaks of. */
export function comparedBlocks(
  area: DataArea,
  { added, changed, gone }: AreaComparison,
  records: readonly DataRecord[],
  names: Names,
): readonly Block[] {
  const called = callingIn(area, records);
  const count = gone.length + changed.reduce((sum, { fields }) => sum + fields.length, 0) + added.length;
  if (count === 0) return [];
  // No more are put in words than are said: there may be thousands.
  const lines: readonly Text[] = [
    ...gone.slice(0, most).map(({ key }) => phrase("data.difference.gone", { who: called(key) })),
    ...changedLines(area, changed.slice(0, most), records, names),
    ...added.slice(0, most).map(({ key }) => phrase("data.difference.added", { who: called(key) })),
  ];
  const counts = { added: added.length, changed: changed.length, gone: gone.length };
  const rest = count - most;
  return [
    said("data.difference", counts),
    { kind: "list", items: lines.slice(0, most) },
    ...(rest > 0 ? [said("data.difference.more", { count: rest }, "quiet")] : []),
  ];
}

/**
 * Each value that is another: whose, of what, and from what to what; of a list of records who left it and who came.
 * `names`: what records of other areas are called.
 */
export function changedLines(
  area: DataArea,
  changed: AreaComparison["changed"],
  records: readonly DataRecord[],
  names: Names,
): readonly Text[] {
  const called = callingIn(area, records);
  return changed.flatMap(({ key, fields }) =>
    fields.map(({ field: id, before: was, after: is }) => {
      const of = { who: called(key), field: name(nameOf(area, id)) };
      return (
        membersLine(area, id, { was, is, of, names }) ??
        phrase("data.difference.changed", {
          ...{ ...of, had: was === undefined ? "no" : "yes", was: written(area, id, was, names) },
          ...{ has: is === undefined ? "no" : "yes", is: written(area, id, is, names) },
        })
      );
    }),
  );
}

interface ChangedValue {
  readonly was: DataValue | undefined;
  readonly is: DataValue | undefined;
  readonly of: { readonly who: string; readonly field: Value };
  readonly names: Names;
}

/** Who left a list and who came; undefined where it is no list, or where nothing but their order is another. */
function membersLine(area: DataArea, id: string, { was, is, of, names }: ChangedValue): Text | undefined {
  if (typeof was !== "object" || typeof is !== "object") return undefined;
  const [lost, won] = [was.filter((key) => !is.includes(key)), is.filter((key) => !was.includes(key))];
  if (lost.length + won.length === 0) return undefined;
  const named = (keys: readonly string[]) => written(area, id, keys.slice(0, mostMembers), names);
  return phrase("data.difference.members", {
    ...{ ...of, lost: lost.length, without: named(lost), moreLost: Math.max(0, lost.length - mostMembers) },
    ...{ won: won.length, with: named(won), moreWon: Math.max(0, won.length - mostMembers) },
  });
}

export function callingIn(area: DataArea, records: readonly DataRecord[]): (key: string) => string {
  const by = new Map(records.map((record) => [record.key, record]));
  return (key) => {
    const record = by.get(key);
    return record === undefined ? key : calledInWords(area, record);
  };
}

const nameOf = (area: DataArea, id: string) => area.fields.find((one) => one.id === id)?.name ?? { sv: id, en: id };

function written(area: DataArea, id: string, value: DataValue | undefined, names: Names): Value {
  const its = area.fields.find((one) => one.id === id);
  if (value === undefined || its === undefined) return "";
  const inLanguage = (language: Language) => writtenValue(its, value, language, names);
  const [first = "sv", ...others] = languages;
  return others.every((other) => inLanguage(other) === inLanguage(first))
    ? inLanguage(first)
    : name({ sv: inLanguage("sv"), en: inLanguage("en") });
}
