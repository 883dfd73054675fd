import type { Agreement, DataArea } from "../domain/agreement.ts";
import { cellName } from "../domain/data-across.ts";
import type { DataField } from "../domain/data-field.ts";
import type { Finding } from "../domain/data-finding.ts";
import type { FindingGroup } from "../domain/data-grouping.ts";
import { shownText } from "../domain/data-text.ts";
import { weekDays } from "../domain/data-weekdays.ts";
import type { Day, LocalName } from "../domain/units.ts";
import { writtenHours, writtenNumber } from "./data-value-words.ts";
import { list, name, named, type Phrase, phrase, type Value } from "./phrase.ts";
import { isPhraseId, locales } from "./vocabulary.ts";

type Terms = Pick<Agreement, "areas">;

/** What an area's list is called: its sheet's name, else its own. */
const listName = ({ sheet, name: own }: Pick<DataArea, "sheet" | "name">): LocalName => sheet ?? own;

/**
 * What is wrong and how to mend it, without its place (D6).
 *
 * @throws Error for a finding that has no words.
 */
export function findingText(finding: Finding, { areas }: Terms): Phrase {
  const id = `finding.${finding.what}`;
  if (!isPhraseId(id)) throw new Error(`There are no words for the finding ${finding.what}`);
  const area = areas.find((one) => one.id === finding.area);
  const field = area?.fields.find((one) => one.id === finding.field);
  return phrase(id, {
    ...plainValues(finding),
    ...fieldValues(field, finding, areas),
    ...areaValues(area, finding, areas),
  });
}

/** A finding as a line: its cell, what stands there, what is wrong and how to mend it. */
export function findingLine(finding: Finding, terms: Terms): Phrase {
  return phrase("finding.line", {
    place: placeOf(finding, terms),
    given: finding.given === undefined ? "none" : "some",
    shown: shownText(finding.given ?? ""),
    problem: findingText(finding, terms),
  });
}

/** Findings of the same kind as one line of a short list, with how many they are and the cells of the first. */
export function groupWords({ first: one, count, cells, names, isSame }: FindingGroup, terms: Terms): Phrase {
  if (count === 1) return findingLine(one, terms);
  const [some, isMore] = [names.slice(0, 3).join(", "), names.length > 3];
  const first =
    names.length < 2 || !isSame ? one : { ...one, args: { ...one.args, name: isMore ? `${some} …` : some } };
  const area = terms.areas.find((one) => one.id === first.area);
  const field = area?.fields.find((one) => one.id === first.field);
  const where = field === undefined ? (first.at?.table ?? "") : name(inBoth(first.at?.table ?? "", field.name));
  const problem = findingText(first, terms);
  if (cells.length === 0) return phrase("finding.group.one", { where, problem });
  const more = count - cells.length;
  const shown = cells.join(", ");
  const values = {
    ...{ where, problem, count },
    cells: more > 0 ? phrase("finding.andMore", { cells: shown, count: more }) : shown,
  };
  // What is said of the first, such as the times that clash in it, is no other's.
  return isSame ? phrase("finding.group", values) : phrase("finding.group.alike", { ...values, first: cells[0] ?? "" });
}

const inBoth = (table: string, { sv, en }: LocalName): LocalName =>
  table === "" ? { sv, en } : { sv: `${table}, ${sv}`, en: `${table}, ${en}` };

/** Its cell; of what stands in no column of the file, but is held of its row, the field. */
function placeOf({ at, area, field: id, given }: Finding, { areas }: Terms): Value {
  if (at === undefined) return "";
  if (at.row === undefined) return at.table;
  const cell = `${at.table} ${cellName(at)}`;
  const field = areas.find((one) => one.id === area)?.fields.find((one) => one.id === id);
  return at.column !== undefined || given === undefined || field === undefined ? cell : name(inBoth(cell, field.name));
}

/** What a finding says besides, as it stands. */
function plainValues({ args = {}, given = "" }: Finding): Record<string, Value> {
  const { other = "", otherTable, days, read, past, ...rest } = args;
  const values: Record<string, Value> = {
    given: shownText(given),
    ...rest,
    other: otherTable === undefined ? other : `${otherTable} ${other}`,
  };
  if (typeof days === "string") values.days = list(days.split(" ").map(weekdayName));
  // Numbers between two series, as people write them.
  for (const end of ["from", "to"])
    if (/^\+\d+$/u.test(String(args[end]))) values[end] = writtenNumber(String(args[end]));
  if (args.row !== undefined) values.row = readable(String(args.row));
  if (read !== undefined) values.read = readWords(String(read));
  if (past !== undefined) values.past = list(String(past).split("; "));
  return values;
}

/** What a record is called, with the numbers and the addresses of devices in it as people write them. */
const readable = (called: string): string =>
  called
    .replace(/\+\d{6,15}/gu, writtenNumber)
    .replace(/\b[0-9A-F]{12}\b/gu, (mac) => mac.match(/../gu)?.join(":") ?? mac);

/** What is read may be a day, a number, or hours. */
function readWords(read: string): Value {
  if (/^(?:mon|\d{4}-\d{2}-\d{2}(?:–\S+)?) (?:closed|\d)/.test(read))
    return name({ sv: writtenHours(read, "sv"), en: writtenHours(read, "en") });
  if (/^\d{4}-\d{2}-\d{2}$/.test(read)) return { day: read as Day };
  return /^\+\d+(?:-\+\d+)?$/.test(read) ? writtenNumber(read) : read;
}

function fieldValues(
  field: DataField | undefined,
  { args = {}, area }: Finding,
  areas: readonly DataArea[],
): Record<string, Value> {
  if (field === undefined) return {};
  const fields = areas.find(({ id }) => id === area)?.fields ?? [];
  const choice = field.choices?.find(({ id }) => id === args.choice);
  const beside = fields.find(({ id }) => id === args.beside);
  const is = beside?.choices?.find(({ id }) => id === args.is);
  const referred = areas.find(({ id }) => id === field.refersTo);
  return {
    field: name(field.name),
    choices: list((field.choices ?? []).map((one) => name(one.name))),
    ...(choice && { choice: name(choice.name) }),
    ...(beside && { beside: name(beside.name) }),
    ...(is && { is: name(is.name) }),
    ...(referred && { listed: named(listName(referred)) }),
  };
}

function areaValues(
  area: DataArea | undefined,
  { args = {} }: Finding,
  areas: readonly DataArea[],
): Record<string, Value> {
  const nameOf = (id: unknown): Value => {
    const found = areas.find((one) => one.id === id);
    return found === undefined ? String(id) : named(listName(found));
  };
  const called = area?.called.flatMap((id) => area.fields.filter((one) => one.id === id)) ?? [];
  return {
    called: list(called.map((one) => named(one.name))),
    ...(typeof args.areas === "string" && { areas: list(args.areas.split(" ").map(nameOf)) }),
    ...(args.otherArea !== undefined &&
      args.otherTable === undefined && {
        other: phrase("finding.heldIn", {
          area: nameOf(args.otherArea),
          ...(args.otherRow === undefined
            ? { by: "no", row: "" }
            : { by: "yes", row: readable(String(args.otherRow)) }),
        }),
      }),
  };
}

function weekdayName(id: string): Value {
  const at = (weekDays as readonly string[]).indexOf(id);
  const inLanguage = (language: "sv" | "en"): string => locales[language]["day.weekdays"].split("|")[at] ?? id;
  return name({ sv: inLanguage("sv"), en: inLanguage("en") });
}
