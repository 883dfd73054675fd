import { type Phrase, phrase } from "../../messages/phrase.ts";
import { listingOf } from "./listing.ts";

/** A kind of file that people hand in. */
interface Kind {
  /** What it is sent as. */
  readonly type: string;
  /** Whether a file's first bytes are those of its kind. */
  readonly looks: (content: Uint8Array) => boolean;
  /** A zip file by another name: what its directory must list, for it to be what its name says. */
  readonly holds?: RegExp;
}

const starts =
  (...signatures: readonly string[]) =>
  (content: Uint8Array): boolean =>
    signatures.some((signature) => at(content, 0, signature));
const at = (content: Uint8Array, offset: number, signature: string): boolean =>
  Buffer.from(content.subarray(offset, offset + signature.length)).toString("latin1") === signature;
const isRiff = (kind: string) => (content: Uint8Array) => at(content, 0, "RIFF") && at(content, 8, kind);
/** HEIC pictures and M4A sound are boxes of one family. */
const isBox = (content: Uint8Array): boolean => at(content, 4, "ftyp");
/** Text has no NUL, but for the two-byte text that Excel writes, which begins with its mark. */
const isText = (content: Uint8Array): boolean => !content.includes(0) || starts("\xff\xfe", "\xfe\xff")(content);
/** A PDF may have some bytes before it: readers look for it in the first kilobyte. */
const isPdf = (content: Uint8Array): boolean =>
  Buffer.from(content.subarray(0, 1024)).toString("latin1").includes("%PDF-");
const isMp3 = (content: Uint8Array): boolean =>
  at(content, 0, "ID3") || (content[0] === 0xff && ((content[1] ?? 0) & 0xe0) === 0xe0);
const isZip = starts("PK\x03\x04", "PK\x05\x06");
const isOldOffice = starts("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");

const zipped = (type: string, holds: RegExp): Kind => ({ type, looks: isZip, holds });

const openXml = "application/vnd.openxmlformats-officedocument";
const openDocument = "application/vnd.oasis.opendocument";

/**
 * What is taken, by the ending of a file's name: what customer data comes as (lists, plans, letters of authority,
 * prompts), and nothing that a browser or an office program would run.
 */
const kinds: Readonly<Record<string, Kind>> = {
  csv: { type: "text/csv; charset=utf-8", looks: isText },
  txt: { type: "text/plain; charset=utf-8", looks: isText },
  md: { type: "text/markdown; charset=utf-8", looks: isText },
  vtt: { type: "text/vtt; charset=utf-8", looks: isText },
  srt: { type: "text/plain; charset=utf-8", looks: isText },
  pdf: { type: "application/pdf", looks: isPdf },
  docx: zipped(`${openXml}.wordprocessingml.document`, /^word\//u),
  xlsx: zipped(`${openXml}.spreadsheetml.sheet`, /^xl\//u),
  pptx: zipped(`${openXml}.presentationml.presentation`, /^ppt\//u),
  vsdx: zipped("application/vnd.ms-visio.drawing", /^visio\//u),
  odt: zipped(`${openDocument}.text`, /^content\.xml$/u),
  ods: zipped(`${openDocument}.spreadsheet`, /^content\.xml$/u),
  odp: zipped(`${openDocument}.presentation`, /^content\.xml$/u),
  msg: { type: "application/vnd.ms-outlook", looks: isOldOffice },
  png: { type: "image/png", looks: starts("\x89PNG\r\n\x1a\n") },
  jpg: { type: "image/jpeg", looks: starts("\xff\xd8\xff") },
  jpeg: { type: "image/jpeg", looks: starts("\xff\xd8\xff") },
  gif: { type: "image/gif", looks: starts("GIF87a", "GIF89a") },
  webp: { type: "image/webp", looks: isRiff("WEBP") },
  heic: { type: "image/heic", looks: isBox },
  heif: { type: "image/heif", looks: isBox },
  tif: { type: "image/tiff", looks: starts("II*\0", "MM\0*") },
  tiff: { type: "image/tiff", looks: starts("II*\0", "MM\0*") },
  wav: { type: "audio/wav", looks: isRiff("WAVE") },
  mp3: { type: "audio/mpeg", looks: isMp3 },
  m4a: { type: "audio/mp4", looks: isBox },
  zip: zipped("application/zip", /(?:)/u),
};

/** The endings that are taken, with their dot, for a browser's own file chooser. */
export const endings: readonly string[] = Object.keys(kinds).map((ending) => `.${ending}`);

/**
 * Office's old binary formats: any of them may hold macros, and what is in them is not told without reading all of it.
 */
const oldOffice: ReadonlyMap<string, string> = new Map([
  ...["doc", "dot"].map((ending) => [ending, "docx"] as const),
  ...["xls", "xlt", "xla", "xlw"].map((ending) => [ending, "xlsx"] as const),
  ...["ppt", "pot", "pps", "ppa"].map((ending) => [ending, "pptx"] as const),
  ...["vsd", "vss", "vst"].map((ending) => [ending, "vsdx"] as const),
]);
/** What is made to hold macros. */
const withMacros = /\.(?:do[ct]m|xl[st]m|xlam|xlsb|pp[st]m|potm|ppam|vs[dst]m|accdb)$/iu;
/** What packs other files, by the endings that programs open as such. */
const packs =
  /\.(?:zipx?|7z|rar|r\d\d|jar|war|ear|apk|xpi|cab|arj|lzh|lha|ace|tar|t[gbx]z2?|tzst|gz|bz2?|xz|zst|lzma|iso|img|vhdx?|dmg|udf)$/iu;
/** Where documents keep their macros: Office's projects and Excel's older sheets, and OpenDocument's libraries. */
const macroPart = /(?:^|\/)vbaProject[^/]*$|(?:^|\/)vbaData\.xml$|(?:^|\/)macrosheets\/|^(?:Basic|Scripts)\/./iu;

/**
 * Why a file is not taken; undefined for one that is. Its name's ending must be one of ours, its bytes what the name
 * says, and neither it nor what a zip file lists may be made to hold macros. The one place that decides it, for every
 * way in.
 */
export function fileProblem(name: string, content: Uint8Array): Phrase | undefined {
  const ending = endingOf(name);
  const old = oldOfficeProblem(name);
  if (old !== undefined) return old;
  if (withMacros.test(name)) return phrase("file.macros", { name });
  const kind = kindOf(name);
  if (kind === undefined) return phrase("file.otherKind", { name });
  if (!kind.looks(content)) return phrase("file.otherContent", { name });
  const { holds } = kind;
  if (holds === undefined) return undefined;
  const listing = listingOf(content);
  if (listing?.some((one) => macroPart.test(one) || withMacros.test(one)) === true)
    return phrase("file.macros", { name });
  // A document may have a sheet of the old format in it; what is only packed together is as if it came by itself.
  const packed = ending === "zip" ? listing?.map((one) => packedProblem(name, one.split("/").at(-1) ?? "")) : undefined;
  const first = packed?.find((one) => one !== undefined);
  if (first !== undefined) return first;
  return listing?.some((one) => holds.test(one)) === true ? undefined : phrase("file.otherContent", { name });
}

/** Of what a zip file holds: what is packed once more lists nothing, so nobody could say what is in it. */
function packedProblem(name: string, within: string): Phrase | undefined {
  return packs.test(within) ? phrase("file.packed", { name, within }) : oldOfficeProblem(within);
}

function oldOfficeProblem(name: string): Phrase | undefined {
  const newer = oldOffice.get(endingOf(name) ?? "");
  return newer === undefined ? undefined : phrase("file.oldOffice", { name, newer });
}

/** What a file is sent as. What is not known is sent as bytes: nobody's browser is to guess. */
export const typeOf = (name: string): string => kindOf(name)?.type ?? "application/octet-stream";

function kindOf(name: string): Kind | undefined {
  const ending = endingOf(name);
  return ending !== undefined && Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
}

/** The ending of a file's name, small and without its dot. */
export const endingOf = (name: string): string | undefined => /\.([a-z\d]+)$/u.exec(name.toLowerCase())?.[1];
