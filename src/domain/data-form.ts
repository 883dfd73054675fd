import type { Agreement, DataArea } from "./agreement.ts";
import { type Finding, isAcross } from "./data-finding.ts";
import type { Known } from "./data-known.ts";
import { calledBy } from "./data-lookup.ts";
import { readTables } from "./data-reading.ts";
import type { DataRecord, HeldArea } from "./data-record.ts";
import type { Day, LocalName } from "./units.ts";

/** More fields than this are filled in in the workbook: nobody scrolls through such a form. */
export const mostFormFields = 11;

/** Whether an area is small enough for a form: a record at a time. */
export const fitsForm = ({ fields }: DataArea): boolean => fields.length > 0 && fields.length <= mostFormFields;

/** One record of an area as somebody filled it in. */
export interface FilledIn {
  readonly area: DataArea;
  /** By field, as it was typed; what is left empty is not there. */
  readonly typed: Readonly<Record<string, string>>;
  /** The key of the record that it was opened with; unset: a new one. */
  readonly record?: string;
}

/** What an area holds once a form is taken, and what is wrong in the form. */
export interface ReadForm {
  readonly records: readonly DataRecord[];
  /** Of what was filled in, by their fields. */
  readonly findings: readonly Finding[];
  /** What is to be mended of the area then, the other records too. */
  readonly left: readonly Finding[];
}

export interface FormReading {
  readonly agreement: Agreement;
  readonly held: readonly HeldArea[];
  /** What was found in the area before, as it is kept. */
  readonly before: readonly Finding[];
  readonly today: Day;
  readonly language: keyof LocalName;
  readonly known?: Known;
}

/**
 * Reads one record from a form by the rules of a file (D6). `written` says a held value as people write it: the others
 * of the area are looked at beside it, so that a number in two places is found.
 */
export function readForm(
  { area, typed, record }: FilledIn,
  { agreement, held, before, today, language, known }: FormReading,
  written: (record: DataRecord) => Readonly<Record<string, string>>,
): ReadForm {
  const own = held.find((one) => one.area === area.id)?.records ?? [];
  const others = area.single ? [] : own.filter(({ key }) => key !== record);
  const heads = area.fields.map(({ name }) => name.sv);
  const row = (cells: Readonly<Record<string, string>>) => area.fields.map(({ id }) => cells[id] ?? null);
  const rows = [heads, ...others.map((one) => row(written(one))), row(typed)];
  const table = (area.sheet ?? area.name)[language];
  const given = readTables([{ name: table, rows }], agreement, held, today, known === undefined ? {} : { known });
  const all = given.areas.find((one) => one.area === area.id)?.records ?? [];
  const read = all.length > others.length ? all.at(-1) : undefined;
  const isTyped = (cell: string | number | undefined) => rowIn(cell) === rows.length;
  const said = ({ key, ...of }: DataRecord) => calledBy(area, { key, values: written({ key, ...of }) });
  const named = (area.called.length > 0 ? area.called : [area.key ?? ""]).some((id) => read?.values[id] !== undefined);
  const place = read === undefined || area.single || !named ? table : `${table}, ${said(read)}`;
  /** There is no sheet: a record is told by what it is called, and so is the other. */
  const told = ({ at, args: { otherTable, otherArea, other, ...args } = {}, ...one }: Finding): Finding => {
    const its = isTyped(other) ? at?.row : rowIn(other);
    const beside = otherTable === undefined ? undefined : others[(its ?? 0) - 2];
    const kept = { ...args, ...(otherArea !== undefined && { otherArea }), ...(other !== undefined && { other }) };
    return { ...one, at: { table: place }, args: beside === undefined ? kept : { ...args, other: said(beside) } };
  };
  // What is wrong between the two may be told at the other: whoever fills in a form mends what is in it.
  const mine = given.findings.filter(
    ({ at, args, weight }) =>
      at?.row === rows.length || (weight === "fault" && args !== undefined && isTyped(args.other)),
  );
  // In a file it is left out and told; whoever fills in a form means something else than what is there.
  const findings = mine.map((one): Finding => told(one.what === "row.same" ? { ...one, weight: "fault" } : one));
  return {
    records: [...others, ...(read === undefined ? [] : [read])],
    findings,
    left: [...leftOf(before, given.findings, others), ...findings],
  };
}

/** The row of a cell by its name. */
const rowIn = (cell: string | number | undefined): number => Number(String(cell).replace(/\D/gu, ""));

/**
 * What stands of the other records: what is between records as long as it is found again, and what was wrong in one
 * that nobody has touched. What its cells said is no more, so it cannot be read anew.
 */
function leftOf(
  before: readonly Finding[],
  now: readonly Finding[],
  others: readonly DataRecord[],
): readonly Finding[] {
  const keys = new Set(others.map(({ key }) => key));
  const isFound = ({ what, field, record }: Finding): boolean =>
    now.some((one) => one.what === what && one.field === field && one.record === record);
  return before.filter((one) => {
    if (one.what === "required.everywhere") return isFound(one);
    if (one.record === undefined) return others.length > 0;
    return keys.has(one.record) && (!isAcross(one) || isFound(one));
  });
}
