import { createHash } from "node:crypto";
import { fold } from "../language/fold.ts";
import type { DataArea } from "./agreement.ts";
import { cellFinding, type Draft } from "./data-draft.ts";
import type { DataField } from "./data-field.ts";
import { type Finding, isAcross } from "./data-finding.ts";
import type { FoundArea } from "./data-given.ts";
import { lookedUpAnew } from "./data-late.ts";
import { calledBy, RecordLookup } from "./data-lookup.ts";
import { question, type ReadValue } from "./data-read.ts";
import type { DataRecord, HeldArea } from "./data-record.ts";

/** A row with what it is known by. */
export interface KeyedDraft extends Draft {
  readonly key: string;
}

/**
 * Gives every row of an area what it is known by: the value of the area's key, else what stands in its cell, else its
 * name, else all of its values. A row that says the same as one before is left out and told; of two that differ and
 * have the same key, the later ones are numbered, so that none is lost. An area of one record has its first.
 */
export function keyed(
  area: DataArea,
  drafts: readonly Draft[],
): { readonly drafts: readonly KeyedDraft[]; readonly findings: readonly Finding[] } {
  const taken = new Map<string, string[]>();
  const findings: Finding[] = [];
  const kept = drafts.flatMap((draft): readonly KeyedDraft[] => {
    const key = area.single ? area.id : keyOf(area, draft);
    const content = JSON.stringify(Object.entries(draft.values).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    const others = taken.get(key);
    if (others === undefined) {
      taken.set(key, [content]);
      return [{ ...draft, key }];
    }
    if (others.includes(content)) {
      findings.push({ weight: "question", what: "row.same", area: area.id, at: draft.at() });
      return [];
    }
    others.push(content);
    if (!area.single) return [{ ...draft, key: `${key} (${others.length})` }];
    findings.push({ weight: "fault", what: "row.single", area: area.id, at: draft.at() });
    return [];
  });
  return { drafts: kept, findings };
}

function keyOf(area: DataArea, { values, given }: Draft): string {
  const own = area.key === undefined ? undefined : (values[area.key] ?? given[area.key]);
  if (typeof own === "string" && own !== "") return fold(own).slice(0, 200);
  const called = calledBy(area, { key: "", values });
  if (called !== "") return fold(called).slice(0, 200);
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 16);
}

/** The list of an area that rows may name records of; undefined: there is no such area. */
export type LookupIn = (id: string) => RecordLookup | undefined;

/** The lists of a file, and those held that it does not have. */
export function lookupsAmong(
  drafts: readonly KeyedDraft[],
  areas: readonly DataArea[],
  held: readonly HeldArea[],
  country: string,
): LookupIn {
  const lookups = new Map<string, RecordLookup | undefined>();
  return (id) => {
    if (lookups.has(id)) return lookups.get(id);
    const area = areas.find((one) => one.id === id);
    const given = drafts.filter((draft) => draft.area.id === id);
    const records = given.length > 0 ? given : (held.find((one) => one.area === id)?.records ?? []);
    const lookup = area === undefined ? undefined : new RecordLookup(area, records, country);
    lookups.set(id, lookup);
    return lookup;
  };
}

/** Puts the records in that the rows name, found among those of the file, else among those held. */
export function lookedUp(drafts: readonly KeyedDraft[], lookupIn: LookupIn): void {
  for (const { area, values, given, at, findings } of drafts) {
    for (const field of area.fields) {
      const text = values[field.id];
      if (field.refersTo === undefined || typeof text !== "string") continue;
      const lookup = lookupIn(field.refersTo);
      const found =
        lookup === undefined || lookup.isEmpty
          ? notYet(field, text)
          : field.type === "records"
            ? lookup.many(text)
            : lookup.one(text);
      if (found.value === undefined) delete values[field.id];
      else values[field.id] = found.value;
      if (found.finding !== undefined)
        findings.push(cellFinding(area, field, found.finding, at(field.id), given[field.id]));
    }
  }
}

/**
 * What is held of the fields that a file has no column of stands, and what was found in their cells: it says nothing of
 * them. Those that name records are looked up anew, since their list may be in it.
 */
export function keepUnasked(
  drafts: readonly KeyedDraft[],
  held: readonly HeldArea[],
  found: readonly FoundArea[],
  lookupIn: LookupIn,
): void {
  const records = new Map(
    held.map(({ area, records: its }) => [area, new Map(its.map((record) => [record.key, record.values]))]),
  );
  const doubts = new Map(found.map(({ area, findings }) => [area, ofCells(findings)]));
  for (const { area, asks, key, values, findings, at } of drafts) {
    if (asks.size === area.fields.length) continue;
    const before = records.get(area.id)?.get(key);
    if (before === undefined) continue;
    for (const [field, value] of Object.entries(before)) if (!asks.has(field)) values[field] = value;
    for (const one of doubts.get(area.id)?.get(key) ?? []) {
      const field = area.fields.find(({ id }) => id === one.field);
      if (field === undefined || asks.has(field.id)) continue;
      const lookup = lookupIn(field.refersTo ?? "");
      const read = lookup && lookedUpAnew(one, values[field.id], { field, lookup });
      if (read === undefined) findings.push({ ...one, at: at(field.id) });
      else {
        if (read.value === undefined) delete values[field.id];
        else values[field.id] = read.value;
        if (read.finding !== undefined) findings.push(cellFinding(area, field, read.finding, at(field.id), one.given));
      }
    }
  }
}

/** What is found anew whenever a list is read, whatever columns it has. */
const foundAnew: ReadonlySet<string> = new Set(["required", "required.when", "day.order"]);

/** What was found in single cells, by record. */
function ofCells(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const cells = new Map<string, Finding[]>();
  for (const one of findings) {
    if (one.record === undefined || foundAnew.has(one.what) || isAcross(one)) continue;
    const own = cells.get(one.record) ?? [];
    cells.set(one.record, own);
    own.push(one);
  }
  return cells;
}

/** Nothing is known of the area that is named: it may come with another file. */
function notYet({ type, refersTo = "" }: DataField, text: string): ReadValue {
  const keys = text.split(/[;\n]/u).map(fold);
  return question(type === "records" ? keys.filter((key) => key !== "") : fold(text), "record.not-yet", {
    area: refersTo,
  });
}

/** What does not fit what stands beside it in the same row: needed because of it, or a day that comes before it. */
export function besideFindings(area: DataArea, drafts: readonly KeyedDraft[]): readonly Finding[] {
  const defaults = new Map(area.fields.map((field) => [field.id, field.default]));
  return area.fields.flatMap((field) => {
    const { id, requiredWhen, notBefore } = field;
    const because = Object.entries(requiredWhen ?? {});
    if (because.length === 0 && notBefore === undefined) return [];
    return drafts.flatMap((draft): readonly Finding[] => {
      const { key, values, findings, at, given } = draft;
      const found = { weight: "fault", area: area.id, field: id, record: key, at: at(id) } as const;
      const own = values[id];
      if (own === undefined && !findings.some((one) => one.field === id)) {
        const why = because.find(([other, is]) => (values[other] ?? defaults.get(other)) === is);
        return why === undefined ? [] : [{ ...found, what: "required.when", args: { beside: why[0], is: why[1] } }];
      }
      const before = values[notBefore ?? ""];
      if (typeof own !== "string" || typeof before !== "string" || own >= before) return [];
      return [
        { ...found, what: "day.order", ...(given[id] && { given: given[id] }), args: { beside: notBefore ?? "" } },
      ];
    });
  });
}

/** What is required and not there, each at its row; where no row has it, once for the table. */
export function lackingFindings(area: DataArea, drafts: readonly KeyedDraft[]): readonly Finding[] {
  return area.fields
    .filter((field) => field.required && field.default === undefined)
    .flatMap(({ id }): readonly Finding[] => {
      const lacking = drafts.filter(
        ({ values, findings }) => values[id] === undefined && !findings.some((found) => found.field === id),
      );
      const [first] = lacking;
      if (first === undefined) return [];
      const isWhole = lacking.length === drafts.length && drafts.length > 1;
      const finding = { weight: "fault", area: area.id, field: id } as const;
      if (isWhole)
        return [
          { ...finding, what: "required.everywhere", at: { table: first.at().table }, args: { rows: lacking.length } },
        ];
      return lacking.map((draft) => ({ ...finding, what: "required", record: draft.key, at: draft.at(id) }));
    });
}

/**
 * The record of a row. What was held, equal, without a doubt, is confirmed: it is not asked about again, and its
 * findings are left out.
 */
export function recordOf(
  draft: KeyedDraft,
  before: DataRecord | undefined,
): DataRecord & { readonly findings: readonly Finding[] } {
  const { area, key, values, asks } = draft;
  // What names a record is unsure as long as something is found in it.
  const isKept = (id: string): boolean =>
    !asks.has(id) && area.fields.some((field) => field.id === id && field.refersTo === undefined);
  const isConfirmed = (id = ""): boolean =>
    before !== undefined &&
    values[id] !== undefined &&
    JSON.stringify(before.values[id]) === JSON.stringify(values[id]) &&
    before.unsure?.includes(id) !== true;
  const findings = draft.findings
    .filter((found) => found.weight === "fault" || !isConfirmed(found.field))
    .map((found) => ({ ...found, record: key }));
  const doubts = findings.flatMap(({ weight, field }) => (weight === "fault" || !field ? [] : [field]));
  const unsure = [...new Set([...doubts, ...(before?.unsure ?? []).filter(isKept)])];
  return { key, values, findings, ...(unsure.length > 0 && { unsure: unsure.toSorted() }) };
}
