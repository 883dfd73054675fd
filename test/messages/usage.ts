import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createIntl } from "@formatjs/intl";
import ts from "typescript";

interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}

const intl = createIntl({ locale: "en" });
const partsOf = (message: string): readonly Part[] =>
  intl.formatters.getMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst() as readonly Part[];

// As the parser numbers them: argument, number, date and time show their value, select and plural choose by it, `#`
// shows the plural's.
const shows = ({ type }: Part): boolean => type >= 1 && type <= 4;
const chooses = ({ type }: Part): boolean => type === 5 || type === 6;
const showsItself = (part: Part): boolean =>
  Object.values(part.options ?? {}).some((option) => option.value.some(({ type }) => type === 7));

function namesUsed(parts: readonly Part[], counts: (part: Part) => boolean): readonly string[] {
  return parts.flatMap((part) => [
    ...(counts(part) && part.value !== undefined ? [part.value] : []),
    ...Object.values(part.options ?? {}).flatMap((option) => namesUsed(option.value, counts)),
  ]);
}
const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** The names of the values that a message uses, to show or to choose by. Throws when it does not parse. */
export const valuesUsed = (message: string): readonly string[] =>
  sorted(namesUsed(partsOf(message), (part) => shows(part) || chooses(part)));
/** The names of the values that a message shows; what it only chooses a plural by, another language may do without. */
export const valuesShown = (message: string): readonly string[] =>
  sorted(namesUsed(partsOf(message), (part) => shows(part) || showsItself(part)));

/** Every TypeScript file under a folder. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}

interface Said {
  readonly say: string;
  readonly given: readonly string[];
  readonly line: number;
}
/** A refusal that a file words by name, with a line to copy. */
interface Offered {
  readonly say: string;
  readonly line: number;
}
const sayers = new Set(["phrase", "refuse", "fieldProblem"]);

/** The phrases that a file says by name with values that can be read from the call itself. */
export function phrasesIn(file: string): readonly Said[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Said[] = [];
  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && sayers.has(node.expression.text)) {
      const [say, values] = node.arguments;
      // A refusal says by itself whether a line to copy goes with it.
      const own = node.expression.text === "refuse" ? ["offer"] : [];
      const given = namesOf(values)?.concat(own);
      if (say !== undefined && ts.isStringLiteral(say) && given !== undefined) {
        found.push({ say: say.text, given, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
      }
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return found;
}

/** The refusals of a file that may go with a line to copy. */
export function offersIn(file: string): readonly Offered[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Offered[] = [];
  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) && node.expression.getText() === "refuse" && node.arguments[2] !== undefined) {
      const [say, , help] = node.arguments;
      const text = help?.getText() ?? "";
      // A list of reasons ends the words by itself.
      if (say !== undefined && /\blines?\b/u.test(text) && !/\bbecause\b/u.test(text))
        for (const words of literalsIn(say))
          found.push({ say: words, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return found;
}

const literalsIn = (node: ts.Node): readonly string[] =>
  ts.isStringLiteral(node)
    ? [node.text]
    : ts.isConditionalExpression(node)
      ? [node.whenTrue, node.whenFalse].flatMap(literalsIn)
      : [];

/** The names in an object literal; undefined when they cannot be known from it alone. */
function namesOf(values: ts.Expression | undefined): readonly string[] | undefined {
  if (values === undefined || (ts.isIdentifier(values) && values.text === "undefined")) return [];
  if (!ts.isObjectLiteralExpression(values)) return undefined;
  const names = values.properties.map((property) =>
    property.name === undefined || ts.isComputedPropertyName(property.name) ? undefined : property.name.getText(),
  );
  return names.includes(undefined) ? undefined : names.filter((name) => name !== undefined);
}
