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
  | MadePicture;

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

const idOf = (made: MadeFile): string =>
  made.document === "call" ? `call.${made.of}` : `picture.${made.of}.${made.which}.${made.theme}.${made.language}`;

/** What a file of that id is made of; undefined for one that was handed in. */
export function madeOf(id: string): MadeFile | undefined {
  const [document, of, which = "", theme, spoken] = id.split(".");
  if (of === undefined) return undefined;
  if (document === "call") return { document, of };
  const [look, language] = [themes.find((one) => one === theme), languages.find((one) => one === spoken)];
  if (document !== "picture" || look === undefined || language === undefined || !/^\d{1,3}$/u.test(which))
    return undefined;
  return { document, of, which: Number(which), theme: look, language };
}
