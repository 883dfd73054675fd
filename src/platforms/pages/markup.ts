/** HTML whose text is escaped already. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Part = string | Markup | readonly Markup[] | undefined;

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Writes HTML: what is put in is text, in an element or in a quoted attribute, and never becomes markup.
 *
 * ```ts
 * html`<p title="${typed}">${typed}</p>`
 * ```
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.map((text, index) => text + written(parts[index])).join(""));
}

function written(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.source;
  if (typeof part === "string") return part.replace(/[&<>"']/gu, (character) => escapes[character] ?? character);
  return part.map(({ source }) => source).join("");
}
