import type { Agreement, DataArea } from "./agreement.ts";
import { acrossFindings } from "./data-across.ts";
import { type ReadTable, readRows } from "./data-draft.ts";
import type { Finding, FindingWeight } from "./data-finding.ts";
import type { FoundArea, GivenArea, GivenData, GivenTable } from "./data-given.ts";
import { layoutOf } from "./data-heads.ts";
import { compareWithKnown, type Known } from "./data-known.ts";
import type { HeldArea } from "./data-record.ts";
import {
  besideFindings,
  type KeyedDraft,
  keepUnasked,
  keyed,
  lackingFindings,
  lookedUp,
  lookupsAmong,
  recordOf,
} from "./data-records.ts";
import { isEmpty } from "./data-text.ts";
import type { Reading } from "./data-value.ts";
import type { Day } from "./units.ts";

/** What a hand-in is read beside. */
export interface Beside {
  /** What was found in what is held. */
  readonly found?: readonly FoundArea[];
  /** What the project knows of the customer. */
  readonly known?: Known;
  /** The areas that whoever gave it said that it is for. */
  readonly meant?: readonly string[];
}

/**
 * What the tables of a hand-in say, and what is to be mended in them (D6): one of its sheets is one area's, told by the
 * words of its header row, wherever that stands, and by its name. One faulty row never stops the others, and nothing is
 * dropped in silence. A sheet without rows says nothing of its area, and a table without a field's column nothing of
 * that field: what is held of them stands. `held` is what is known already: records of areas that the file does not
 * have are looked up in it, and what is held without a doubt is not asked about again. `today` places days that are
 * written without a year. Linear in the cells.
 */
export function readTables(
  tables: readonly GivenTable[],
  agreement: Pick<Agreement, "areas" | "calendar">,
  held: readonly HeldArea[],
  today?: Day,
  { found = [], known, meant = [] }: Beside = {},
): GivenData {
  const reading: Reading = { country: agreement.calendar.country, ...(today && { today }) };
  const areas = agreement.areas.filter(({ fields }) => fields.length > 0);
  const findings: Finding[] = [];
  const read = new Map<string, ReadTable[]>();
  const empty = new Set<string>();
  for (const table of tables) {
    const layout = layoutOf(table, areas, meant);
    if (layout === undefined || "unclear" in layout) {
      findings.push(...ofNoArea(table, layout?.unclear));
      continue;
    }
    const its = readRows(table, layout, reading);
    findings.push(...its.findings);
    if (its.drafts.length === 0) empty.add(layout.area.id);
    else read.set(layout.area.id, [...(read.get(layout.area.id) ?? []), its]);
  }
  const there = areas.filter(({ id }) => read.has(id));
  const drafts = there.flatMap((area) => {
    const its = keyed(area, read.get(area.id)?.flatMap((one) => one.drafts) ?? []);
    findings.push(...its.findings);
    return its.drafts;
  });
  const elsewhere = held.filter(({ area }) => !read.has(area));
  const lookupIn = lookupsAmong(drafts, areas, elsewhere, reading.country);
  lookedUp(drafts, lookupIn);
  keepUnasked(drafts, held, found, lookupIn);
  if (known !== undefined) compareWithKnown(drafts, known);
  findings.push(...acrossFindings(areas, drafts, elsewhere));
  const given = there.map((area) => {
    const own = drafts.filter((draft) => draft.area.id === area.id);
    findings.push(...lackingFindings(area, own), ...besideFindings(area, own));
    return givenArea(area, own, held, read.get(area.id) ?? [], findings);
  });
  const spared = held.filter(({ area, records }) => empty.has(area) && !read.has(area) && records.length > 0);
  return {
    areas: given,
    findings: inOrder(findings, tables),
    ...(spared.length > 0 && { spared: spared.map(({ area }) => area) }),
  };
}

function givenArea(
  { id }: DataArea,
  drafts: readonly KeyedDraft[],
  held: readonly HeldArea[],
  read: readonly ReadTable[],
  findings: Finding[],
): GivenArea {
  const before = new Map(held.find((one) => one.area === id)?.records.map((record) => [record.key, record]));
  const records = drafts.flatMap((draft) => {
    const { findings: its, ...record } = recordOf(draft, before.get(draft.key));
    findings.push(...its);
    return Object.keys(record.values).length === 0 ? [] : [record];
  });
  return { area: id, records, rows: read.reduce((sum, one) => sum + one.drafts.length, 0) };
}

/** A table that fits no area, or several, is told; an empty one has nothing to lose. */
function ofNoArea({ name, rows }: GivenTable, unclear?: readonly DataArea[]): readonly Finding[] {
  const count = rows.filter((row) => !row.every(isEmpty)).length;
  if (count === 0) return [];
  const args = { rows: count, ...(unclear && { areas: unclear.map(({ id }) => id).join(" ") }) };
  return [{ weight: "fault", what: unclear ? "table.unclear" : "table.unknown", at: { table: name }, args }];
}

const weights: readonly FindingWeight[] = ["fault", "question", "repaired"];

/** The worst first, then as they stand in the file. */
function inOrder(findings: readonly Finding[], tables: readonly GivenTable[]): readonly Finding[] {
  const order = new Map(tables.map(({ name }, index) => [name, index]));
  const rank = ({ weight, at }: Finding): readonly number[] => [
    weights.indexOf(weight),
    order.get(at?.table ?? "") ?? -1,
    at?.row ?? 0,
    at?.column ?? 0,
  ];
  return findings
    .map((finding) => ({ finding, rank: rank(finding) }))
    .toSorted((one, other) => {
      const at = one.rank.findIndex((part, index) => part !== other.rank[index]);
      return at < 0 ? 0 : (one.rank[at] ?? 0) - (other.rank[at] ?? 0);
    })
    .map(({ finding }) => finding);
}
