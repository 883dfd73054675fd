/** A kind of file that people hand in. */
interface Kind {
  /** What it is sent as. */
  readonly type: string;
  /** Whether a file's first bytes are those of its kind. */
  readonly looks: (content: Uint8Array) => boolean;
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
const isPdf = (content: Uint8Array): boolean => Buffer.from(content.subarray(0, 1024)).toString("latin1").includes("%PDF-");
const isMp3 = (content: Uint8Array): boolean => at(content, 0, "ID3") || (content[0] === 0xff && ((content[1] ?? 0) & 0xe0) === 0xe0);
const isZip = starts("PK\x03\x04", "PK\x05\x06");
const isOldOffice = starts("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");

const openXml = "application/vnd.openxmlformats-officedocument";
const openDocument = "application/vnd.oasis.opendocument";

/**
 * What is taken, by the ending of a file's name: what customer data comes as (lists, plans, letters of authority, prompts), and
 * nothing that a browser or an office program would run.
 */
const kinds: Readonly<Record<string, Kind>> = {
  csv: { type: "text/csv; charset=utf-8", looks: isText },
  txt: { type: "text/plain; charset=utf-8", looks: isText },
  pdf: { type: "application/pdf", looks: isPdf },
  doc: { type: "application/msword", looks: isOldOffice },
  docx: { type: `${openXml}.wordprocessingml.document`, looks: isZip },
  xls: { type: "application/vnd.ms-excel", looks: isOldOffice },
  xlsx: { type: `${openXml}.spreadsheetml.sheet`, looks: isZip },
  ppt: { type: "application/vnd.ms-powerpoint", looks: isOldOffice },
  pptx: { type: `${openXml}.presentationml.presentation`, looks: isZip },
  vsd: { type: "application/vnd.visio", looks: isOldOffice },
  vsdx: { type: "application/vnd.ms-visio.drawing", looks: isZip },
  odt: { type: `${openDocument}.text`, looks: isZip },
  ods: { type: `${openDocument}.spreadsheet`, looks: isZip },
  odp: { type: `${openDocument}.presentation`, looks: isZip },
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
  zip: { type: "application/zip", looks: isZip },
};

/** The endings that are taken, with their dot, for a browser's own file chooser. */
export const endings: readonly string[] = Object.keys(kinds).map((ending) => `.${ending}`);

/** Whether a file is taken: its name's ending is one of ours, and its bytes are what the name says. */
export function suits(name: string, content: Uint8Array): "suits" | "other-kind" | "other-content" {
  const kind = kindOf(name);
  if (kind === undefined) return "other-kind";
  return kind.looks(content) ? "suits" : "other-content";
}

/** What a file is sent as. What is not known is sent as bytes: nobody's browser is to guess. */
export const typeOf = (name: string): string => kindOf(name)?.type ?? "application/octet-stream";

function kindOf(name: string): Kind | undefined {
  const ending = /\.([a-z\d]+)$/u.exec(name.toLowerCase())?.[1];
  return ending !== undefined && Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
}
