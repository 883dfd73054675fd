import type { FileLink } from "./content.ts";
import { type Language, languages } from "./language.ts";
import { type Theme, themes } from "./picture.ts";

/** A file as it is opened. */
export interface OpenedFile {
  readonly name: string;
  readonly content: Uint8Array;
  /** What it is sent as, where its name does not say it all. */
  readonly type?: string;
}

/** What is made whenever it is opened. */
export type MadeFile =
  /** From the facts, so that it says what is true then; `of`: the call that it invites to. */
  | { readonly document: "call"; readonly of: string }
  /** From what its message says; `of`: that message, `which`: one of its pictures, from 0 on. */
  | MadePicture
  | MadeBasis
  | MadePaper;

/** The ways in which a closed basis goes to accounting, and the names of their files' ends. */
export const basisFormats = {
  ...{ csv: "csv", xlsx: "xlsx", pdf: "pdf" },
  ...{ fortnox: "fortnox.json", peppol: "peppol.xml" },
} as const;
export type BasisFormat = keyof typeof basisFormats;

/** What accounting finds a basis by, for as long as it is: `solbacken-1`. */
export const basisId = (project: string, number: number): string => `${project}-${number}`;
/** `solbacken-1.peppol.xml`. */
export const basisFileName = (project: string, number: number, format: BasisFormat): string =>
  `${basisId(project, number)}.${basisFormats[format]}`;

/** From what was kept of the basis as it was closed, so that it is the same each time; `of`: the project (I1). */
export interface MadeBasis {
  readonly document: "basis";
  readonly of: string;
  readonly number: number;
  readonly format: BasisFormat;
}

/** As it was made and kept; `of`: that document. */
export interface MadePaper {
  readonly document: "paper";
  readonly of: string;
  readonly format: PaperFormat;
}
const paperFormats = ["pdf", "md"] as const;
type PaperFormat = (typeof paperFormats)[number];

export interface MadePicture {
  readonly document: "picture";
  readonly of: string;
  readonly which: number;
  readonly theme: Theme;
  readonly language: Language;
}

/** A link to one, as a message carries it. */
export const madeFile = (made: MadeFile, name: string): FileLink => ({ id: idOf(made), name });

/** Where a picture of a message is opened, by our id of the message. */
export const pictureId = (of: string, which: number, look: Pick<MadePicture, "theme" | "language">): string =>
  idOf({ document: "picture", of, which, ...look });

function idOf(made: MadeFile): string {
  if (made.document === "call") return `call.${made.of}`;
  if (made.document === "basis") return `basis.${made.of}.${made.number}.${made.format}`;
  if (made.document === "paper") return `paper.${made.of}.${made.format}`;
  return `picture.${made.of}.${made.which}.${made.theme}.${made.language}`;
}

/** What a file of that id is made of; undefined for one that was handed in. */
export function madeOf(id: string): MadeFile | undefined {
  const [document, of, which = "", theme, spoken] = id.split(".");
  if (of === undefined) return undefined;
  if (document === "call") return { document, of };
  if (document === "paper") {
    const format = paperFormats.find((one) => one === which);
    return format && { document, of, format };
  }
  if (document === "basis") {
    const isFormat = theme !== undefined && Object.hasOwn(basisFormats, theme);
    if (!isFormat || !/^[1-9]\d{0,5}$/u.test(which)) return undefined;
    return { document, of, number: Number(which), format: theme as BasisFormat };
  }
  const [look, language] = [themes.find((one) => one === theme), languages.find((one) => one === spoken)];
  if (document !== "picture" || look === undefined || language === undefined || !/^\d{1,3}$/u.test(which))
    return undefined;
  return { document, of, which: Number(which), theme: look, language };
}
