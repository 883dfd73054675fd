import type { Language } from "../../messages/language.ts";
import { at, day, money, name, named, type Phrase, phrase, time, type Value } from "../../messages/phrase.ts";
import { isPhraseId, wordsOf } from "../../messages/vocabulary.ts";
import type { AuditDetail } from "../../store/store.ts";
import type { Line } from "../command.ts";
import type { Field, ReadEnv } from "../field.ts";
import { shownFieldsOf } from "../inputs.ts";

/** What is said by itself, without its key before it: *2 h 30 min, Configuration*. */
const plainly: ReadonlySet<string> = new Set(["time", "select", "choices", "flag"]);

/**
 * What a line was given, for the history: amounts, times, days and choices, and what they were before where the line
 * knows. People's own words and who they name stay out: the audit can be kept for ever (L3). `given`: the fields as
 * they were typed; `values`: as they were read.
 */
export async function detailsOf(
  line: Line,
  given: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>>,
  env: ReadEnv,
): Promise<readonly AuditDetail[]> {
  const before: Readonly<Record<string, Value | undefined>> =
    line.project === "required" && line.before !== undefined && env.facts !== undefined
      ? line.before(values, env.facts)
      : {};
  const found: AuditDetail[] = [];
  for (const [field, { kind }] of shownFieldsOf(line)) {
    const value = values[field];
    if (!Object.hasOwn(given, field) || value === undefined) continue;
    if (kind.bare === true) {
      found.push(...flagDetail(field, kind, kind.print(value as never)));
      continue;
    }
    const now = await said(kind, value, env);
    const was = before[field];
    // What the agreement names is kept with its name: `locales/` has no key of it.
    if (now !== undefined && kind.titled !== undefined)
      found.push({ field, now: phrase("history.detail.keyed", { key: named(kind.titled.name), now }), plain: true });
    else if (now !== undefined) found.push({ field, now, was, plain: isPlain(field, kind) ? true : undefined });
  }
  const told = line.project === "required" && env.facts !== undefined ? line.tells?.(values, env.facts) : undefined;
  return [...found, ...(told ?? [])];
}

const isPlain = (field: string, { placeholder, form }: Field<unknown>["kind"]): boolean =>
  field === "on" || field === "at" || plainly.has(placeholder === "time" ? "time" : form);

async function said(kind: Field<unknown>["kind"], value: unknown, env: ReadEnv): Promise<Value | undefined> {
  if (kind.joins === true || kind.personal === true || kind.takes === "rest") return undefined;
  if (kind.form === "files" || kind.form === "unasked") return undefined;
  switch (kind.placeholder) {
    case "time":
      return time(Number(value));
    case "kr":
      return money(Number(value));
    case "day time":
      return at((value as { readonly at: number }).at);
    case "day":
      return day(String(value) as Parameters<typeof day>[0]);
    case "person":
    case "conversation":
      return undefined;
    default:
  }
  const printed = kind.print(value as never);
  // A reference stands in a column of its own; what is behind it is people's own words.
  if (/^[A-Z]\d{1,6}$/u.test(printed)) return undefined;
  const { agreement } = env;
  const inWords = (language: Language): string => kind.spoken?.(printed, language, agreement) ?? printed;
  if (printed.includes("=")) return name({ en: inWords("en"), sv: inWords("sv") });
  const options = (await kind.options?.(env)) ?? [];
  const labels = printed.split(",").flatMap((one): readonly Value[] => {
    const option = options.find(({ value: offered }) => offered === one.trim());
    const label = option?.called ?? option?.label;
    return label === undefined
      ? [fixedWords(kind, one.trim())]
      : "raw" in label
        ? []
        : [kind.wordy === true && "name" in label ? named(label.name) : label];
  });
  return labels.length > 1 ? { list: labels } : labels[0];
}

/** A flag by its name, and what else it is where it is more than yes: *provisioned*, *provisioned not applicable*. */
function flagDetail(field: string, kind: Field<unknown>["kind"], printed: string): readonly AuditDetail[] {
  if (kind.form === "unasked") return [];
  return printed === "yes"
    ? [{ field, now: flagName(field), plain: true }]
    : [{ field, now: fixedWords({ ...kind, values: [printed] }, printed) }];
}

/** What a flag says of what was done, where its key is too short for that. */
function flagName(field: string): Value {
  const id = `history.flag.${field}`;
  return isPhraseId(id) ? phrase(id) : keyName(field);
}

const keyName = (field: string): Value => name({ en: field, sv: wordsOf(`key.${field}`, "sv")[0] ?? field });

/** A fixed value in each language: `value.<id>`. */
const fixedWords = ({ values = [] }: Field<unknown>["kind"], id: string): Value =>
  values.includes(id)
    ? name({ en: wordsOf(`value.${id}`, "en")[0] ?? id, sv: wordsOf(`value.${id}`, "sv")[0] ?? id })
    : id;

/** Details one after the other: *2 h 30 min, Configuration*. */
export function allWords([first, ...more]: readonly AuditDetail[]): Value {
  return first === undefined
    ? ""
    : more.reduce<Value>(
        (before, one) => phrase("history.pair", { before, one: detailWords(one) }),
        detailWords(first),
      );
}

/** One detail in words: *price 25 000 kr → 30 000 kr*. */
function detailWords({ field, now, was, plain }: AuditDetail): Phrase {
  const values: Readonly<Record<string, Value>> = was === undefined ? { now } : { now, was };
  const key = keyName(field);
  if (plain === true) return phrase(was === undefined ? "history.detail.plain" : "history.detail.plainMoved", values);
  return phrase(was === undefined ? "history.detail.keyed" : "history.detail.moved", { key, ...values });
}

/**
 * What a line did (`history.did`), or what it does (`summary`), in words: those of its command where it has none of its
 * own.
 */
export function runsWords(runs: string, as: "history.did" | "summary"): Phrase | undefined {
  const [command = ""] = runs.split(" ");
  const id = [`${as}.${runs.replaceAll(" ", ".")}`, `${as}.${command}`].find(isPhraseId);
  return id === undefined ? undefined : phrase(id);
}
