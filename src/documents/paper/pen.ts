import type { Agreement } from "../../domain/agreement.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Day } from "../../domain/units.ts";
import type { Language } from "../../messages/language.ts";
import { inHouseTime } from "../../messages/marks.ts";
import { day, type PhraseId, phrase, type Text, type Value } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import type { Part, Row, Table } from "./paper.ts";

/** What a document is made of: recorded facts alone, as they are on a day. */
export interface PaperFacts {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly today: Day;
}

/** Writes in a project's language; days always have their year. */
export interface Pen {
  readonly language: Language;
  say(id: PhraseId, values?: Readonly<Record<string, Value>>): string;
  text(text: Text | Value): string;
  /** The same, as a sentence begins. */
  begun(text: Text | Value): string;
  /** A day; a dash where there is none. */
  day(on: Day | undefined): string;
  heading(id: PhraseId, level?: 1 | 2): Part;
  /** A paragraph. */
  paragraph(id: PhraseId, values?: Readonly<Record<string, Value>>, tone?: "quiet" | "strong"): Part;
  row(label: PhraseId, value: string): Row;
  table(caption: PhraseId, columns: readonly (PhraseId | RightOf)[], rows: Table["rows"], sums?: number): Table;
}
interface RightOf {
  readonly right: PhraseId;
}

export const dash = "–";

export function penFor(language: Language, timeZone: string): Pen {
  const words = createWords(undefined, { timeZone });
  // A paper is read anywhere, and long after: whose time an instant is stands with it (P2).
  const text: Pen["text"] = (said) => words.text(language, inHouseTime(said));
  const say: Pen["say"] = (id, values) => text(phrase(id, values));
  return {
    ...{ language, say, text, begun: (said) => text(said).replace(/^\p{Ll}/u, (first) => first.toUpperCase()) },
    day: (on) => (on === undefined ? dash : text(day(on))),
    heading: (id, level = 1) => ({ kind: "heading", level, text: say(id) }),
    paragraph: (id, values, tone) => ({ kind: "text", text: say(id, values), ...(tone && { tone }) }),
    row: (label, value) => ({ label: say(label), value }),
    table: (caption, columns, rows, sums) => ({
      kind: "table",
      caption: say(caption),
      columns: columns.map((one) =>
        typeof one === "string" ? { label: say(one) } : { label: say(one.right), align: "right" },
      ),
      rows,
      ...(sums !== undefined && { sums }),
    }),
  };
}
