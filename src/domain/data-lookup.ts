import { fold } from "../language/fold.ts";
import type { DataArea } from "./agreement.ts";
import { readNumber } from "./data-number.ts";
import { fault, question, type ReadValue, type ValueFinding } from "./data-read.ts";
import type { DataRecord, DataValue } from "./data-record.ts";
import { plainDashes } from "./data-text.ts";

/** What a record is called by in words: first and last name; the value of its key where the area does not say. */
export function calledBy(area: Pick<DataArea, "called" | "key">, { key, values }: DataRecord): string {
  const fields = area.called.length > 0 ? area.called : area.key === undefined ? [] : [area.key];
  const words = fields.flatMap((id) => (typeof values[id] === "string" ? [values[id]] : []));
  return words.length === 0 ? key : words.join(" ");
}

/** As many of those that a text may mean are named. */
const mostTold = 4;

/** As many of the names in a cell that are to be mended are told. */
const mostWrong = 10;

/** The records of an area, found by what people write for them: the key, the name in either order, a unique value. */
export class RecordLookup {
  readonly #area: Pick<DataArea, "called" | "key" | "fields">;
  readonly #records: readonly DataRecord[];
  readonly #country: string;
  /** By what is written, the keys that it may mean. */
  readonly #spelt = new Map<string, Set<string>>();
  /** Words with one letter left out, by which a slip is found without looking at every record. */
  #slips: Map<string, string> | undefined;

  constructor(area: Pick<DataArea, "called" | "key" | "fields">, records: readonly DataRecord[], country: string) {
    this.#country = country;
    this.#area = area;
    this.#records = records;
    const unique = area.fields.filter((field) => field.unique).map(({ id }) => id);
    for (const record of records) {
      this.#spell(record.key, record.key);
      for (const id of unique) this.#spell(record.values[id], record.key);
      const name = calledBy(area, record);
      this.#spell(name, record.key);
      const parts = area.called.map((id) => record.values[id]).filter((part) => typeof part === "string");
      if (parts.length > 1) this.#spell(parts.toReversed().join(" "), record.key);
    }
  }

  get isEmpty(): boolean {
    return this.#records.length === 0;
  }

  /** Whether there is a record of this key. */
  has(key: string): boolean {
    return this.#spelt.has(written(key));
  }

  /** The one record that a text names, its key; a fault where there is none, with the nearest, or more than one. */
  one(text: string): ReadValue {
    const word = written(text);
    const keys = this.#spelt.get(word) ?? this.#spelt.get(word.replaceAll(" ", "")) ?? this.#ofNumber(text);
    if (keys?.size === 1) return { value: [...keys][0] ?? "" };
    if (keys !== undefined) {
      const which = this.#toldApart(keys);
      return which === undefined
        ? fault("record.doubled", { name: text, count: keys.size })
        : fault("record.ambiguous", { name: text, count: keys.size, which: which.join("; ") });
    }
    const near = this.#near(word);
    return near === undefined
      ? fault("record.unknown", { name: text })
      : fault("record.near", { name: text, nearest: near });
  }

  /**
   * The records that a text names, in its order, with semicolons, lines or commas between. Those that are found are
   * kept though others are not; all that are not are told.
   */
  many(text: string): ReadValue {
    const keys: string[] = [];
    const wrong: ValueFinding[] = [];
    let twice: string | undefined;
    for (const part of parts(text, this.#spelt)) {
      const { value, finding: its } = this.one(part);
      if (its !== undefined && !wrong.some(({ args }) => args?.name === its.args?.name)) wrong.push(its);
      if (typeof value !== "string") continue;
      if (keys.includes(value)) twice ??= part;
      else keys.push(value);
    }
    const value: DataValue | undefined = keys.length === 0 ? undefined : keys;
    const finding = wrong.length > 1 ? allWrong(wrong) : wrong[0];
    if (finding !== undefined || value === undefined) return { ...(value && { value }), ...(finding && { finding }) };
    return twice === undefined ? { value } : question(value, "records.twice", { name: twice });
  }

  /**
   * What to write for the one that is meant: the first few by what names each of them and no other; unset: nothing
   * does.
   */
  #toldApart(keys: ReadonlySet<string>): readonly string[] | undefined {
    const meant = this.#records.filter((record) => keys.has(record.key));
    const ways = meant.map((record) => this.#ways(record));
    const way = ways[0]?.findIndex((_, at) => ways.every((its) => this.#isOne(its[at]))) ?? -1;
    if (way < 0) return undefined;
    return meant.slice(0, mostTold).map(({ key }, at) => ways[at]?.[way] ?? key);
  }

  /** What names a record and no other, as people write it where that does. */
  naming(record: DataRecord): string {
    return this.#ways(record).find((way) => this.#isOne(way)) ?? record.key;
  }

  /** What may name a record: its name, its key's value, what nobody else should have. */
  #ways(record: DataRecord): readonly (string | undefined)[] {
    const { key, fields } = this.#area;
    const values = [key, ...fields.filter(({ unique, type }) => unique && type !== "number").map(({ id }) => id)].map(
      (id) => record.values[id ?? ""],
    );
    return [calledBy(this.#area, record), ...values.map((value) => (typeof value === "string" ? value : undefined))];
  }

  #isOne(text: string | undefined): boolean {
    return text !== undefined && this.#spelt.get(written(text))?.size === 1;
  }

  #spell(value: DataValue | undefined, key: string): void {
    if (typeof value !== "string" || value === "") return;
    const word = written(value);
    const known = this.#spelt.get(word);
    if (known === undefined) this.#spelt.set(word, new Set([key]));
    else known.add(key);
  }

  /** A number in another spelling than it is kept in. */
  #ofNumber(text: string): Set<string> | undefined {
    if (!/\d{3}/.test(text) || /\p{L}/u.test(text)) return undefined;
    const { value } = readNumber(text, {}, this.#country);
    return typeof value === "string" ? this.#spelt.get(value) : undefined;
  }

  #near(word: string): string | undefined {
    if (word.length < 4 || word.length > 60) return undefined;
    this.#slips ??= new Map(
      this.#records.flatMap((record) => {
        const name = calledBy(this.#area, record);
        return shortened(written(name)).map((slip) => [slip, name] as const);
      }),
    );
    for (const slip of shortened(word)) {
      const name = this.#slips.get(slip);
      if (name !== undefined) return name;
    }
    return undefined;
  }
}

/** Names of one cell that are to be mended, each with what may be meant. */
function allWrong(wrong: readonly ValueFinding[]): ValueFinding {
  const names = wrong.slice(0, mostWrong).map(({ args: { name, nearest, which } = {} }) => {
    const meant = nearest ?? which;
    return meant === undefined ? `${name}` : `${name} (${meant}?)`;
  });
  const rest = wrong.length > mostWrong ? ", …" : "";
  return { weight: "fault", what: "record.several", args: { count: wrong.length, names: names.join(", ") + rest } };
}

const written = (text: string): string => fold(plainDashes(text).replace(/,/g, " "));

/** A word, and it with each one of its letters left out: two words of one slip have one of these in common. */
function shortened(word: string): readonly string[] {
  return word.length > 60 ? [] : [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

function parts(text: string, spelt: ReadonlyMap<string, unknown>): readonly string[] {
  return text
    .split(/[;\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .flatMap((part) =>
      spelt.has(written(part)) || !part.includes(",")
        ? [part]
        : part
            .split(",")
            .map((one) => one.trim())
            .filter((one) => one !== ""),
    );
}
