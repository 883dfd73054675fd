import type { Agreement } from "../../domain/agreement.ts";
import type { Button } from "../../messages/content.ts";
import type { Language } from "../../messages/language.ts";
import { shownFieldsOf } from "../inputs.ts";
import { labelOf, missing } from "../labels.ts";
import type { Registry } from "../registry.ts";
import { correctedLine } from "./line-text.ts";

/**
 * The line that does what a button does, what its form asks for as placeholders: `data reject hardware <reason>`.
 * Undefined for what only a card can do, and for a line that opens the form itself.
 */
export function typedButton(
  registry: Registry,
  { runs, values = {} }: Pick<Button, "runs" | "values">,
  language: Language,
  agreement?: Agreement,
): string | undefined {
  const found = registry.line(runs);
  if (found === undefined || found.line.by === "card") return undefined;
  const absent = shownFieldsOf(found.line).filter(
    ([name, { required }]) => (required || name === found.line.asksFor) && !Object.hasOwn(values, name),
  );
  if (absent.length === 0 && Object.keys(values).length === 0) return undefined;
  const asked = Object.fromEntries(absent.map(([name, { kind }]) => [name, missing(name, labelOf(name, kind))]));
  return correctedLine(registry, found.line, values, asked, language, agreement === undefined ? {} : { agreement });
}
