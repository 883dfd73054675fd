import type { Day } from "../../domain/units.ts";
import type { Language } from "../../messages/language.ts";

/** A document as it is handed over: all that it says, in its language, and nothing yet of how it is drawn. */
export interface Paper {
  readonly language: Language;
  readonly title: string;
  /** What it is of, beneath its title: the customer, the project. */
  readonly about: readonly Row[];
  /** The day of the facts that it says. */
  readonly on: Day;
  readonly firm: Firm;
  readonly parts: readonly Part[];
}

/** A value with its label. */
export interface Row {
  readonly label: string;
  readonly value: string;
}

/** Whose paper it is: head and foot of each page. */
export interface Firm {
  readonly name: string;
  /** In the head, beneath the name. */
  readonly address: readonly string[];
  readonly foot: readonly string[];
  /** `#rrggbb`, of headings and rules. */
  readonly colour: string;
  /** A PNG or a JPEG, in base64. */
  readonly logo?: string;
}

export type Part =
  | { readonly kind: "heading"; readonly text: string; readonly level: 1 | 2 }
  | { readonly kind: "text"; readonly text: string; readonly tone?: "quiet" | "strong" }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly rows: readonly Row[] }
  /** People's words, or ours as they were kept, set apart. */
  | { readonly kind: "quote"; readonly text: string }
  | Table;

export interface Table {
  readonly kind: "table";
  /** What it is of, for whoever cannot see it. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** So many of the last rows are sums. */
  readonly sums?: number;
}

export interface Column {
  readonly label: string;
  /** Of amounts and times: never broken. */
  readonly align?: "right";
}
