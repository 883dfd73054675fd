import type { Agreement } from "../../domain/agreement.ts";
import type { UnreadableFile } from "../../domain/data-file.ts";
import type { FoundArea, GivenData } from "../../domain/data-given.ts";
import type { Known } from "../../domain/data-known.ts";
import type { HeldArea } from "../../domain/data-record.ts";
import type { DataState } from "../../domain/facts.ts";
import type { Day } from "../../domain/units.ts";
import type { Language } from "../../messages/language.ts";

/** A file of customer data that somebody gave. */
export interface HandIn {
  readonly name: string;
  readonly content: Uint8Array;
  readonly agreement: Agreement;
  readonly held: readonly HeldArea[];
  /** What was found in what is held: an area may wait for a list, and a list may say nothing of a field. */
  readonly found?: readonly FoundArea[];
  /** What the project knows of the customer. */
  readonly known?: Known;
  /** The areas that whoever gave it said that it is for: they decide where a table may be of several. */
  readonly meant?: readonly string[];
  /** The day that it was given. */
  readonly on: Day;
  /**
   * Where anything is found in it, the same workbook comes back in this language, with the cells marked; unset: not.
   */
  readonly marks?: Language;
}

/** What was read. */
export interface HandInRead {
  readonly given: GivenData;
  /** The names of sheets that were hidden, and so not read; ours is not among them. */
  readonly hidden: readonly string[];
  /** The same workbook with what was found marked and noted, and without what is never taken. */
  readonly marked?: Uint8Array;
  /** Something stood in it that is never taken, such as a PUK: it is not to be kept as it came. */
  readonly isSecret?: true;
}

/** The Starter workbook of a project: what is asked for, and what is held already. */
export interface TemplateOrder {
  readonly agreement: Agreement;
  readonly language: Language;
  readonly customer: string;
  /** When it is to be complete (D2); unset: no day is planned. */
  readonly due?: Day;
  /** Whom to ask, the first first. */
  readonly contacts: readonly { readonly name: string; readonly mail?: string }[];
  /** How far it has come. An area that does not apply gets no sheet. */
  readonly states: Readonly<Record<string, DataState>>;
  readonly held: readonly HeldArea[];
  /** What must be mended in it: it stands as it was written, marked. */
  readonly found?: readonly FoundArea[];
  readonly asOf: Day;
}

/** What is held of some areas, as a file for consultants. */
export interface ExportOrder {
  readonly as: "xlsx" | "csv";
  readonly agreement: Agreement;
  readonly language: Language;
  /** The areas that are written; a .csv holds one. */
  readonly areas: readonly string[];
  /** All that is held: records name those of other areas. */
  readonly held: readonly HeldArea[];
  readonly customer: string;
  readonly asOf: Day;
}

/** A piece of work for the thread that workbooks are read and written in. */
export type Order =
  | { readonly do: "read"; readonly order: HandIn }
  | { readonly do: "template"; readonly order: TemplateOrder }
  | { readonly do: "export"; readonly order: ExportOrder };

/** What the thread answers. */
export type Answer =
  | { readonly is: "read"; readonly read: HandInRead }
  | { readonly is: "written"; readonly content: Uint8Array }
  | { readonly is: "unreadable"; readonly why: UnreadableFile }
  | { readonly is: "failed"; readonly error: string };
