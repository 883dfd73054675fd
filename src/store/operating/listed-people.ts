import { fold } from "../../language/fold.ts";
import type { Connection } from "../backup/connection.ts";

/** A record as a list has it. */
interface Said {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}
/** A record of a customer's list that is about a person. */
interface Listed extends Said {
  readonly id: string;
  readonly project: string;
  readonly area: string;
  readonly since: number;
}

/** What the lists of customer data say of a person (D6). */
export interface ListedPerson {
  /** Every record that is theirs, of every version. */
  readonly records: readonly Listed[];
  /** Whether a record is theirs. */
  readonly isTheirs: (record: Said) => boolean;
  /** The addresses that stand in them. */
  readonly mails: readonly string[];
  /** The addresses of records that are of somebody of the same name, and were not asked for. */
  readonly others: readonly string[];
}

const isMail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/u.test(text);
/** As names are written: the database's own lower case knows only some letters. */
const spellings = (word: string): readonly string[] => [
  ...[word, word.toLowerCase(), word.toUpperCase()],
  `${word.slice(0, 1).toUpperCase()}${word.slice(1).toLowerCase()}`,
];
const textsOf = ({ values }: Said): readonly string[] =>
  Object.values(values).filter((value) => typeof value === "string");

/**
 * The records of a person's own, by an address of theirs or by their name, which a list may hold in two columns.
 * Somebody of the same name with another address is somebody else.
 */
export async function listedAs(connection: Connection, words: readonly string[]): Promise<ListedPerson> {
  const names = words.map((word) => word.normalize("NFC").trim()).filter((word) => word.length > 1);
  const mails = new Set(names.filter(isMail).map(fold));
  const full = names.filter((name) => !isMail(name) && /\s/u.test(name));
  const records = new Map<string, Listed>();
  for (const parts of [...mails].map((mail) => [mail]).concat(full.map((name) => name.split(/\s+/u)))) {
    const holds = parts.map(
      (_, at) => `exists (select from unnest($${at + 1}::text[]) w where strpos(r.values::text, w) > 0 or r.key = w)`,
    );
    const { rows } = await connection.query<{ row: Listed }>(
      `select json_build_object('id', r.id, 'project', r.project_id, 'area', r.area, 'key', r.key, 'since', r.since, 'values', r.values) as "row"
       from data_records r where ${holds.join(" and ")}`,
      parts.map(spellings),
    );
    for (const { row } of rows) records.set(row.id, row);
  }
  const called = new Set(full.map(fold));
  const isNamed = (record: Said): boolean => called.has(nameIn(record, called));
  const isTheirs = (record: Said): boolean => {
    const own = mailsIn(record);
    if (mails.has(record.key)) return true;
    return isNamed(record) && (own.length === 0 || mails.size === 0 || own.some((mail) => mails.has(mail)));
  };
  const found = [...records.values()];
  const theirs = found.filter(isTheirs);
  const others = found.filter((record) => isNamed(record) && !isTheirs(record));
  return {
    ...{ records: theirs, isTheirs },
    mails: [...new Set(theirs.flatMap(mailsIn))],
    others: [...new Set(others.flatMap(mailsIn))],
  };
}

const mailsIn = (record: Said): readonly string[] => [record.key, ...textsOf(record)].filter(isMail).map(fold);

/** Which of some names a record is called by: one value, or two beside each other. */
function nameIn(record: Said, names: ReadonlySet<string>): string {
  const texts = textsOf(record).map(fold);
  const both = texts.flatMap((one, at) => texts.flatMap((other, by) => (at === by ? [] : [`${one} ${other}`])));
  return [...both, record.key].find((name) => names.has(name)) ?? "";
}

/**
 * Empties records: what is left says only what an erased person is called, so that those who refer to them still do.
 */
export async function emptyListed(
  connection: Connection,
  { records, isTheirs }: Pick<ListedPerson, "records" | "isTheirs">,
  standIn: string,
): Promise<void> {
  const taken = new Set<string>();
  for (const { id, project, area, since, values } of records) {
    let key = standIn;
    for (let nth = 2; taken.has([project, area, since, key].join("\n")); nth += 1) key = `${standIn} (${nth})`;
    taken.add([project, area, since, key].join("\n"));
    await connection.query(`update data_records set key = $2, "values" = $3::json, unsure = null where id = $1`, [
      ...[id, key],
      JSON.stringify(emptied(values, standIn)),
    ]);
  }
  // What was handed over says whole lists, and cannot be written anew.
  await connection.query(
    "update papers set pdf = null, markdown = null where lists and pdf is not null and project_id = any($1::uuid[])",
    [[...new Set(records.map(({ project }) => project))]],
  );
  // What waits for a yes is few, and says whole lists.
  const { rows } = await connection.query<{ row: { readonly id: string; readonly areas: readonly Offered[] } }>(
    `select json_build_object('id', id, 'areas', areas) as "row" from data_offers where json_typeof(areas) = 'array'`,
  );
  for (const { row } of rows) {
    if (!row.areas.some((area) => area.records.some(isTheirs))) continue;
    const areas = row.areas.map((area) => ({
      ...area,
      records: area.records.map((record) =>
        isTheirs(record) ? { key: standIn, values: emptied(record.values, standIn) } : record,
      ),
    }));
    await connection.query("update data_offers set areas = $2::json where id = $1", [row.id, JSON.stringify(areas)]);
  }
}

interface Offered {
  readonly records: readonly Said[];
}

function emptied(values: Said["values"], standIn: string): Said["values"] {
  const [first] = Object.keys(values);
  return first === undefined ? {} : { [first]: standIn };
}
