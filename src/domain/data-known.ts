import type { Agreement } from "./agreement.ts";
import type { DataField } from "./data-field.ts";
import type { DataRecord, HeldArea } from "./data-record.ts";
import type { Project } from "./facts.ts";

/**
 * What is held, and for areas of one record that nobody has filled in what the project knows of them (S2): nobody is
 * asked to write what they have told us before.
 */
export function withKnown(
  held: readonly HeldArea[],
  { areas }: Pick<Agreement, "areas">,
  { customer, organisationNumber }: Pick<Project, "customer" | "organisationNumber">,
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
