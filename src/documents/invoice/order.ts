import type { Agreement } from "../../domain/agreement.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { ShownBasis } from "../../domain/invoice-line.ts";
import { invoiceSheet, type SheetRow } from "../../domain/invoice-sheet.ts";
import type { Day, LocalName, Ore } from "../../domain/units.ts";
import { lineWords } from "../../messages/invoice-words.ts";
import type { Language } from "../../messages/language.ts";
import { basisId } from "../../messages/made-file.ts";
import { type PhraseId, phrase } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";

const words = createWords();

/** A closed basis that is to be written as a file for accounting (I1). */
export interface InvoiceOrder {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly basis: ShownBasis;
  readonly number: number;
  readonly closedOn: Day;
}

/** A row of it, with its words in the project's language. */
export interface WordedRow extends SheetRow {
  readonly what: string;
  readonly why: string;
}

/** What is written in the project's language, and its rows. */
export interface WordedBasis extends InvoiceOrder {
  readonly language: Language;
  readonly rows: readonly WordedRow[];
  /** The customer's, as it was when the basis was closed; one that was told later where there was none. */
  readonly reference: string | undefined;
  readonly id: string;
  /** The ids of the closed bases that charged what it takes back. */
  readonly takesBack: readonly string[];
  say(id: PhraseId, values?: Parameters<typeof phrase>[1]): string;
  name(name: LocalName): string;
}

export function worded(order: InvoiceOrder): WordedBasis {
  const { facts, agreement, basis } = order;
  const { language } = facts.project;
  const say: WordedBasis["say"] = (id, values) => words.text(language, phrase(id, values));
  return {
    ...order,
    language,
    id: basisId(facts.project.code, order.number),
    takesBack: [...new Set(basis.lines.flatMap(({ chargedOn }) => chargedOn ?? []))].map((number) =>
      basisId(facts.project.code, number),
    ),
    reference: basis.reference ?? facts.project.reference,
    say,
    name: (name) => name[language],
    rows: invoiceSheet(basis, facts).map((row) => ({
      ...row,
      what: words.text(language, lineWords(row.line, facts, agreement)),
      why: whyOf(row, say),
    })),
  };
}

/**
 * The rows that go out to the customer (A1): time that cost nothing is ours to know, and stands in their invoice only
 * where there is nothing else, since none goes without a line.
 */
export function rowsOut({ rows }: WordedBasis): readonly WordedRow[] {
  const out = rows.filter(({ line: { kind, amount } }) => kind !== "reversal" || amount !== 0);
  return out.length === 0 ? rows : out;
}

function whyOf({ billableBy }: SheetRow, say: WordedBasis["say"]): string {
  if (billableBy === undefined) return "";
  return billableBy.kind === "agreed"
    ? say("invoice.sheet.agreed", { evidence: billableBy.evidence })
    : say("invoice.sheet.approved", { by: billableBy.by, on: billableBy.on });
}

/** Öre as files have amounts: `-3035.00`, with the mark that is asked for. */
export function decimal(amount: Ore, mark: "." | "," = "."): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -2)}${mark}${digits.slice(-2)}`;
}
