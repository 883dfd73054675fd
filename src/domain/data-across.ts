import { fold } from "../language/fold.ts";
import type { DataArea } from "./agreement.ts";
import type { DataField } from "./data-field.ts";
import type { Finding, FindingPlace } from "./data-finding.ts";
import { calledBy } from "./data-lookup.ts";
import { ends } from "./data-number.ts";
import type { DataRecord, HeldArea } from "./data-record.ts";
import type { KeyedDraft } from "./data-records.ts";

interface Owner {
  readonly area: string;
  readonly at?: FindingPlace;
  /** What is held has no place in the file: it is told by what it is called. */
  readonly record?: DataRecord;
}

/**
 * What is wrong between rows and sheets (D6): what must be unique and is not, a number or an extension in two places,
 * series that overlap or leave a gap, extensions of another length than the others. `held` are the areas that the file
 * does not have.
 */
export function acrossFindings(
  areas: readonly DataArea[],
  drafts: readonly KeyedDraft[],
  held: readonly HeldArea[],
): readonly Finding[] {
  return [
    ...areas.flatMap((area) => {
      const own = drafts.filter((draft) => draft.area.id === area.id);
      return own.length === 0 ? [] : [...twiceInArea(area, own), ...seriesFindings(area, own)];
    }),
    ...["number" as const, "extension" as const].flatMap((type) => inTwoPlaces(type, areas, drafts, held)),
    ...lengthFindings(areas, drafts, held),
  ];
}

const ownsAcross = (field: DataField): boolean =>
  field.unique && (field.type === "number" || field.type === "extension");

/** The same value of what is unique within its area, and of what records are known by. */
function twiceInArea(area: DataArea, drafts: readonly KeyedDraft[]): readonly Finding[] {
  const fields = area.fields.filter((field) => (field.unique || field.id === area.key) && !ownsAcross(field));
  return fields.flatMap((field) => {
    const first = new Map<string, KeyedDraft>();
    return drafts.flatMap((draft): readonly Finding[] => {
      const value = draft.values[field.id];
      if (typeof value !== "string") return [];
      const word = fold(value);
      const other = first.get(word);
      if (other === undefined) first.set(word, draft);
      return other === undefined ? [] : [twice("value.twice", draft, field, { area: area.id, at: other.at(field.id) })];
    });
  });
}

/** A number or extension that two records have, of whatever areas. */
function inTwoPlaces(
  type: "number" | "extension",
  areas: readonly DataArea[],
  drafts: readonly KeyedDraft[],
  held: readonly HeldArea[],
): readonly Finding[] {
  const owned = new Map(
    areas.map((area) => [area.id, area.fields.filter((one) => one.type === type && ownsAcross(one))]),
  );
  const owners = new Map<string, Owner>();
  for (const { area, records } of held)
    for (const record of records)
      for (const { id } of owned.get(area) ?? []) {
        const value = record.values[id];
        if (typeof value === "string") owners.set(value, { area, record });
      }
  return drafts.flatMap((draft) =>
    (owned.get(draft.area.id) ?? []).flatMap((field): readonly Finding[] => {
      const value = draft.values[field.id];
      if (typeof value !== "string") return [];
      const other = owners.get(value);
      if (other === undefined) owners.set(value, { area: draft.area.id, at: draft.at(field.id) });
      return other === undefined ? [] : [twice(`${type}.twice`, draft, field, other, areas)];
    }),
  );
}

function twice(
  what: string,
  draft: KeyedDraft,
  field: DataField,
  { area, at, record }: Owner,
  areas: readonly DataArea[] = [],
): Finding {
  const its = areas.find(({ id }) => id === area);
  const args = {
    otherArea: area,
    ...(at && { otherTable: at.table, other: cellName(at) }),
    ...(record && its && { otherRow: calledBy(its, record) }),
  };
  return { weight: "fault", what, ...placed(draft, field), args };
}

const placed = (draft: KeyedDraft, field: DataField) => {
  const given = draft.given[field.id];
  return { area: draft.area.id, field: field.id, record: draft.key, at: draft.at(field.id), ...(given && { given }) };
};

/** A gap between two series that is wider is none. */
const widestGap = 100n;

function seriesFindings(area: DataArea, drafts: readonly KeyedDraft[]): readonly Finding[] {
  return area.fields
    .filter((field) => field.series === true)
    .flatMap((field) => {
      const all = drafts
        .flatMap((draft) => {
          const value = draft.values[field.id];
          return typeof value === "string" ? [{ draft, value, ends: ends(value) }] : [];
        })
        .toSorted((one, other) => (one.ends[0] < other.ends[0] ? -1 : one.ends[0] > other.ends[0] ? 1 : 0));
      let last = all[0];
      return all.slice(1).flatMap((one): readonly Finding[] => {
        const before = last;
        if (before === undefined || one.ends[1] > before.ends[1]) last = one;
        if (before === undefined || before.value === one.value) return [];
        const gap = one.ends[0] - before.ends[1] - 1n;
        const other = before.draft.at(field.id);
        const args = { otherTable: other.table, other: cellName(other) };
        if (gap < 0n) return [{ weight: "fault", what: "series.overlap", ...placed(one.draft, field), args }];
        const isNear = gap > 0n && gap <= widestGap && gap < sizeOf(one.ends) + sizeOf(before.ends);
        if (!isNear || !(before.value.includes("-") || one.value.includes("-"))) return [];
        const missing = { from: `+${before.ends[1] + 1n}`, to: `+${one.ends[0] - 1n}`, count: Number(gap) };
        return [{ weight: "question", what: "series.gap", ...placed(one.draft, field), args: { ...args, ...missing } }];
      });
    });
}

const sizeOf = ([first, last]: readonly [bigint, bigint]): bigint => last - first + 1n;

/** Extensions of another length than most have: the plan's length is what most of at least three have. */
function lengthFindings(
  areas: readonly DataArea[],
  drafts: readonly KeyedDraft[],
  held: readonly HeldArea[],
): readonly Finding[] {
  const fields = new Map(areas.map((area) => [area.id, area.fields.filter(({ type }) => type === "extension")]));
  const counts = new Map<number, number>();
  const count = (value: unknown): void => {
    if (typeof value === "string") counts.set(value.length, (counts.get(value.length) ?? 0) + 1);
  };
  for (const { area, values } of drafts) for (const { id } of fields.get(area.id) ?? []) count(values[id]);
  for (const { area, records } of held)
    for (const { values } of records) for (const { id } of fields.get(area) ?? []) count(values[id]);
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const [usual] = [...counts].find(([, one]) => one * 2 > all) ?? [];
  if (usual === undefined || all < 3) return [];
  return drafts.flatMap((draft) =>
    (fields.get(draft.area.id) ?? []).flatMap((field): readonly Finding[] => {
      const value = draft.values[field.id];
      if (typeof value !== "string" || value.length === usual) return [];
      return [{ weight: "question", what: "extension.odd", ...placed(draft, field), args: { usual } }];
    }),
  );
}

/** A cell as a workbook calls it: `B4`; a row where it has no column. */
export function cellName({ row, column }: FindingPlace): string {
  let letters = "";
  for (let left = column ?? 0; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row ?? ""}`;
}
