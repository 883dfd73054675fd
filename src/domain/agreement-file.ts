import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Agreement } from "./agreement.ts";
import { crossFindings, type Finding } from "./agreement-checks.ts";
import { agreementSchema, type Figures, stored } from "./agreement-schema.ts";
import { inCurrentShape, shaped } from "./agreement-shapes.ts";
import { parseKronor } from "./money.ts";
import type { Minutes } from "./units.ts";

/** One mistake in an agreement file. `field` is written as in the file: `travel.admin_fee_on`. */
export interface AgreementMistake {
  readonly line: number;
  readonly field: string;
  readonly problem: string;
}

/** An agreement file that cannot be used. The message names every mistake: file, line, field and problem. */
export class AgreementMistakes extends Error {
  readonly mistakes: readonly AgreementMistake[];
  constructor(file: string, mistakes: readonly AgreementMistake[]) {
    const lines = mistakes.map(
      ({ line, field, problem }) => `${file}:${line} ${field === "" ? "" : `${field}: `}${problem}`,
    );
    super(`The service agreement cannot be used:\n${lines.join("\n")}`);
    this.name = "AgreementMistakes";
    this.mistakes = mistakes;
  }
}

/**
 * Reads a version of the service agreement (P1): YAML, with money in kronor (`12000.50`) and time as `8h`, `2h30` or
 * `45m`. `file` is the name that mistakes are reported under; `beside` finds what is wrong with it beside other
 * agreements; `pictures` are the files beside it. Throws {@link AgreementMistakes}.
 */
export function parseAgreement(
  text: string,
  file: string,
  beside: (agreement: Agreement) => readonly Finding[] = () => [],
  pictures: (name: string) => Uint8Array | undefined = () => undefined,
): Agreement {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors.map(({ pos, message }) => {
    return {
      line: lines.linePos(pos[0]).line,
      field: "",
      problem: message.split("\n")[0]?.replace(/ at line .*$/, "") ?? message,
    };
  });
  if (broken.length > 0) throw new AgreementMistakes(file, broken);

  const capitals: Path[] = [];
  const data = camelised(document.toJS(), [], capitals);
  const read = agreementSchema(written(pictures)).safeParse(data, {
    error: (issue) => (issue.input === undefined ? "is missing" : undefined),
  });
  const findings = [
    ...[...(read.error?.issues ?? []).flatMap(findingsOf), ...crossFindings(data, minutesOf)].map(asWritten),
    ...(read.success ? beside(read.data).map(asWritten) : []),
    ...capitals.map((path): Finding => ({ path, problem: "is no setting" })),
  ];
  if (read.success && findings.length === 0) return read.data;
  const mistakes = findings.map(({ path, problem }) => ({
    line: lineOf(document, lines, path),
    field: path.join("."),
    problem,
  }));
  throw new AgreementMistakes(
    file,
    mistakes.toSorted((a, b) => a.line - b.line),
  );
}

/** An agreement as it is stored with the projects that are pinned to it (P1). */
export function agreementJson(agreement: Agreement): string {
  return JSON.stringify(shaped(agreement));
}

/**
 * Reads back what {@link agreementJson} wrote, now or in an older shape. Throws an Error for a newer shape, a ZodError,
 * or a SyntaxError, when it is something else.
 */
export function agreementFromJson(json: string): Agreement {
  return agreementSchema(stored).parse(inCurrentShape(JSON.parse(json)));
}

/** Figures as people write them. */
const written = (pictures: (name: string) => Uint8Array | undefined): Figures => ({
  money: z.unknown().transform((typed, context) => {
    const ore = typeof typed === "number" || typeof typed === "string" ? parseKronor(String(typed)) : undefined;
    if (ore === undefined)
      context.addIssue(typed === undefined ? "is missing" : `${typed} is no amount in kronor, such as 490 or 12000.50`);
    return ore ?? z.NEVER;
  }),
  time: z.unknown().transform((typed, context) => {
    const minutes = minutesOf(typed);
    if (minutes === undefined)
      context.addIssue(
        typed === undefined ? "is missing" : `${typed} is no time in whole minutes, such as 8h, 2h30 or 45m`,
      );
    return minutes ?? z.NEVER;
  }),
  picture: z.unknown().transform((typed, context) => {
    const isName = typeof typed === "string" && /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(typed);
    const found = isName ? pictures(typed) : undefined;
    if (found === undefined) context.addIssue(`${String(typed)} is no file beside this one, such as logo.png`);
    return found === undefined ? z.NEVER : Buffer.from(found).toString("base64");
  }),
});

function minutesOf(typed: unknown): Minutes | undefined {
  const parts = typeof typed === "string" ? /^(?:(\d{1,4})h)?(?:(\d{1,4})m?)?$/.exec(typed.trim()) : null;
  const [, hours, minutes] = parts ?? [];
  // A bare number could be hours as well as minutes.
  if (hours === undefined && !(typeof typed === "string" && typed.trim().endsWith("m"))) return undefined;
  return Number(hours ?? 0) * 60 + Number(minutes ?? 0) || undefined;
}

type Path = readonly (string | number)[];

/**
 * The file's keys (`admin_fee_on`) as the agreement's (`adminFeeOn`). A key without a value counts as left out. A key
 * with a capital is reported at once: camelised it would pass for the right one.
 */
function camelised(value: unknown, path: Path, capitals: Path[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => camelised(item, [...path, index], capitals));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    if (/\p{Lu}/u.test(key)) capitals.push(here);
    if (/\p{Lu}/u.test(key) || inner === null) return [];
    return [[key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), camelised(inner, here, capitals)]];
  });
  return Object.fromEntries(entries);
}

function asWritten({ path, problem }: Finding): Finding {
  const snake = (key: string) => key.replace(/\p{Lu}/gu, (letter) => `_${letter.toLowerCase()}`);
  return { path: path.map((key) => (typeof key === "string" ? snake(key) : key)), problem };
}

function findingsOf(issue: z.core.$ZodIssue): readonly Finding[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], problem: "is no setting" }));
  return [{ path, problem: issue.message.replace(/^Invalid input: /, "") }];
}

/** The line of a field, or of the nearest thing around it that the file has. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const around = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const pair = isMap(around)
      ? around.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
