import fc from "fast-check";
import type { Agreement, DataArea } from "../../src/domain/agreement.ts";
import type { DataField } from "../../src/domain/data-field.ts";
import type { DataRecord, DataValue, HeldArea } from "../../src/domain/data-record.ts";
import { fold } from "../../src/language/fold.ts";

const word = fc.stringMatching(/^[A-ZÅÄÖ][a-zåäöé]{3,9}(?: [A-ZÅÄÖ][a-zåäöé]{3,9})?$/);
/** Text that a spreadsheet would gladly make something else of. */
const tempting = fc.constantFrom(
  "=1+1",
  "+46 x",
  "-",
  "@home",
  "007",
  "1E5",
  "TRUE",
  "'quoted",
  "1/2",
  'says "hi"; ok',
);
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const hours = fc
  .tuple(...days.map(() => fc.constantFrom("closed", "08:00-17:00", "08:00-12:00 13:00-16:30")))
  .map((spans) => days.map((day, at) => `${day} ${spans[at]}`).join("; "));

/** The value of a field that is right; `nth` keeps what is unique apart. */
function rightValue(field: DataField, nth: number, keys: (area: string) => readonly string[]): fc.Arbitrary<DataValue> {
  switch (field.type) {
    case "number":
      return fc.constant(
        field.kind === "mobile" ? `+4670174${String(600 + nth).padStart(4, "0")}` : `+46812${String(34_000 + nth)}`,
      );
    case "extension":
      return fc.constant(String(4_000 + nth));
    case "e-mail":
      return fc.constant(`person.${nth}@exempel.se`);
    case "mac":
      return fc.constant(`805EC0${nth.toString(16).toUpperCase().padStart(6, "0")}`);
    case "sim-card":
      return fc.constant(`89460712345678${String(nth).padStart(5, "0")}`);
    case "day":
      return fc.integer({ min: 1, max: 28 }).map((day) => `2026-12-${String(day).padStart(2, "0")}`);
    case "opening-hours":
      return hours;
    case "deviating-days":
      return fc.constantFrom("2026-12-24 closed", "2026-12-24 closed; 2026-12-31 08:00-12:00");
    case "organisation-number":
      return fc.constant("5560125790");
    case "choice":
      return fc.constantFrom(...(field.choices ?? []).map(({ id }) => id));
    case "yes-no":
      return fc.constantFrom("yes", "no");
    case "record":
      return fc.constantFrom(...keys(field.refersTo ?? ""));
    case "records":
      return fc.subarray([...keys(field.refersTo ?? "")], { minLength: 1 });
    case "text":
      return field.unique
        ? word.map((text) => `${text} ${nth}`)
        : fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: tempting });
  }
}

/** Right data of every area of an agreement that has fields: what nobody finds anything wrong with. */
export function rightData({ areas }: Pick<Agreement, "areas">, most = 4): fc.Arbitrary<readonly HeldArea[]> {
  const keys = new Map<string, readonly string[]>();
  const ordered = areas.filter(({ fields }) => fields.length > 0).toSorted((a, b) => references(a) - references(b));
  let nth = 0;
  const all = ordered.map((area) => {
    const own = Array.from({ length: area.single ? 1 : most }, () => {
      nth += 1;
      return nth;
    });
    const keyField = area.fields.find(({ id }) => id === area.key);
    const key = (one: number) => keyValue(keyField, one);
    keys.set(
      area.id,
      own.map((one) => (area.single ? area.id : fold(key(one)))),
    );
    const records = own.map((one): fc.Arbitrary<DataRecord> => {
      const values = area.fields.map((field) => {
        const value = field === keyField ? fc.constant(key(one)) : rightValue(field, one, (id) => keys.get(id) ?? []);
        return [field.id, value] as const;
      });
      const requiredKeys = area.fields
        .filter((field) => field.required || field.requiredWhen !== undefined || field === keyField)
        .map(({ id }) => id);
      return fc.record(Object.fromEntries(values), { requiredKeys }).map((chosen) => ({
        key: area.single ? area.id : fold(key(one)),
        values: inOrder(area, chosen as DataRecord["values"]),
      }));
    });
    return fc.tuple(...records).map((made): HeldArea => ({ area: area.id, approved: false, records: made }));
  });
  return fc.tuple(...all);
}

/** No day before the one that it may not come before. */
function inOrder({ fields }: DataArea, values: DataRecord["values"]): DataRecord["values"] {
  const before = fields.flatMap(({ id, notBefore = "" }) => {
    const [own, first] = [values[id], values[notBefore]];
    return own !== undefined && first !== undefined && own < first ? [[id, first] as const] : [];
  });
  return { ...values, ...Object.fromEntries(before) };
}

const references = ({ fields }: DataArea): number => fields.filter(({ refersTo }) => refersTo !== undefined).length;

function keyValue(field: DataField | undefined, nth: number): string {
  if (field?.type === "text") return `Namn ${nth}`;
  const [value] =
    field === undefined
      ? []
      : fc.sample(
          rightValue(field, nth, () => []),
          1,
        );
  return typeof value === "string" ? value : `Namn ${nth}`;
}
