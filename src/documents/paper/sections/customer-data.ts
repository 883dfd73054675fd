import type { DataArea } from "../../../domain/agreement.ts";
import { type AreaStatus, areaStates } from "../../../domain/customer-data.ts";
import type { DataRecord } from "../../../domain/data-record.ts";
import type { ProjectFacts } from "../../../domain/facts.ts";
import { day, name } from "../../../messages/phrase.ts";
import { partyWords } from "../../../messages/project-words.ts";
import { sheetTitle, type ValueText, valueTexts } from "../../workbook/field-text.ts";
import type { Part } from "../paper.ts";
import { dash, type PaperFacts, type Pen } from "../pen.ts";

/** The records of an area as they were approved (D6). */
export interface ApprovedArea {
  readonly area: string;
  readonly records: readonly DataRecord[];
}

/** Where each area stands, and who it waits for (D1, D5). */
export function areasTable(of: PaperFacts, pen: Pen): readonly Part[] {
  return [
    pen.table(
      "paper.data",
      ["data.column.area", "data.column.state", "data.column.note", "data.column.waits"],
      areaStates(of.facts, of.agreement).map((status) => [
        pen.text(name(status.area.name)),
        status.since === undefined
          ? pen.say(`data.state.${status.state}`)
          : pen.say("data.state.since", { state: { say: `data.state.${status.state}` }, on: day(status.since) }),
        status.stuck?.reason ?? status.note ?? "",
        waitsFor(status, of, pen),
      ]),
    ),
  ];
}

/** Who prepares what: a person, where somebody said so. */
function waitsFor({ area, state, stuck }: AreaStatus, { facts, agreement }: PaperFacts, pen: Pen): string {
  if (state === "approved" || state === "not-applicable") return dash;
  const person = turnOfArea(area.id, facts);
  if (person !== undefined) return person;
  return pen.text(partyWords(stuck?.waitsFor ?? (state === "received" ? "supplier" : "customer"), facts, agreement));
}

const turnOfArea = (area: string, { turns }: Pick<ProjectFacts, "turns">): string | undefined =>
  turns.findLast(({ subject }) => subject === `data/${area}`)?.person.name;

/** What was approved, area by area: a list as a table of what is filled in, one record as its values. */
export function approvedData(approved: readonly ApprovedArea[], of: PaperFacts, pen: Pen): readonly Part[] {
  const { agreement } = of;
  const text = valueTexts(
    agreement,
    approved.map((one) => ({ ...one, approved: true })),
    pen.language,
  );
  return approved.flatMap(({ area: id, records }): readonly Part[] => {
    const area = agreement.areas.find((one) => one.id === id);
    if (area === undefined || records.length === 0) return [];
    return [
      { kind: "heading", level: 2, text: sheetTitle(area, pen.language) },
      ...recordsOf(area, records, text, pen),
    ];
  });
}

function recordsOf(area: DataArea, records: readonly DataRecord[], text: ValueText, pen: Pen): readonly Part[] {
  const filled = area.fields.filter(({ id }) => records.some(({ values }) => isFilled(values[id])));
  const value = (record: DataRecord, field: DataArea["fields"][number]): string => {
    const held = record.values[field.id];
    return held === undefined ? "" : text(field, held);
  };
  const [only, ...others] = records;
  if (area.single && only !== undefined && others.length === 0)
    return [
      {
        kind: "facts",
        rows: filled.map((field) => ({ label: field.name[pen.language], value: value(only, field) })),
      },
    ];
  return [
    pen.paragraph("paper.data.count", { count: records.length }, "quiet"),
    {
      kind: "table",
      caption: sheetTitle(area, pen.language),
      columns: filled.map((field) => ({ label: field.name[pen.language] })),
      rows: records.map((record) => filled.map((field) => value(record, field))),
    },
  ];
}

const isFilled = (value: DataRecord["values"][string] | undefined): boolean => value !== undefined && value.length > 0;
