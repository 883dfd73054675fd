import type { Agreement } from "./agreement.ts";
import { cellFinding } from "./data-draft.ts";
import type { DataField } from "./data-field.ts";
import { question } from "./data-read.ts";
import type { DataRecord, HeldArea } from "./data-record.ts";
import type { KeyedDraft } from "./data-records.ts";
import type { Project } from "./facts.ts";

/** What the project knows of the customer. */
export type Known = Pick<Project, "customer" | "organisationNumber">;

/**
 * What is held, and for areas of one record that nobody has filled in what the project knows of them (S2): nobody is
 * asked to write what they have told us before.
 */
export function withKnown(
  held: readonly HeldArea[],
  { areas }: Pick<Agreement, "areas">,
  { customer, organisationNumber }: Known,
): readonly HeldArea[] {
  const values = { customer, "organisation-number": organisationNumber };
  const isHeld = (id: string): boolean => held.some(({ area, records }) => area === id && records.length > 0);
  const known = areas
    .filter(({ id, single }) => single && !isHeld(id))
    .flatMap(({ id, fields }): readonly HeldArea[] => {
      const record: DataRecord = {
        key: id,
        values: Object.fromEntries(
          fields.flatMap((field) => {
            const value = field.known && values[field.known];
            return value === undefined ? [] : [[field.id, asHeld(field, value)]];
          }),
        ),
      };
      return Object.keys(record.values).length === 0 ? [] : [{ area: id, approved: false, records: [record] }];
    });
  return [...held.filter(({ area }) => !known.some((one) => one.area === area)), ...known];
}

/** As a value of the field is held: an organisation number by its digits. */
const asHeld = ({ type }: DataField, value: string): string =>
  type === "organisation-number" ? value.replaceAll("-", "") : value;

/** An organisation number that is not the one that the project was opened with is asked about: one of them is wrong. */
export function compareWithKnown(drafts: readonly KeyedDraft[], { organisationNumber: number }: Known): void {
  if (number === undefined) return;
  for (const { area, values, given, at, findings } of drafts)
    for (const field of area.fields) {
      const value = values[field.id];
      if (field.known !== "organisation-number" || value === undefined || value === asHeld(field, number)) continue;
      const { finding } = question(value, "organisation-number.other", { known: number });
      if (finding !== undefined) findings.push(cellFinding(area, field, finding, at(field.id), given[field.id]));
    }
}
