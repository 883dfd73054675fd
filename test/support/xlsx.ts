import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** A cell as a sheet's XML has it: text, a number, or the XML between its tags. */
export type XmlCell = string | number | { readonly xml: string; readonly attributes?: string };

export interface XmlSheet {
  readonly name: string;
  readonly rows?: readonly (readonly (XmlCell | undefined)[])[];
  /** What stands between the rows' tags instead. */
  readonly data?: string;
  /** What stands after the rows, such as `<mergeCells>`. */
  readonly after?: string;
  readonly state?: string;
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const letter = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : `${letter(Math.floor(column / 26) - 1)}${letter(column % 26)}`;

function cellXml(cell: XmlCell, at: string): string {
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  return `<c r="${at}" ${cell.attributes ?? ""}>${cell.xml}</c>`;
}

function sheetXml({ rows = [], data, after = "" }: XmlSheet): string {
  const written = rows.map((row, index) => {
    const cells = row.map((cell, at) => (cell === undefined ? "" : cellXml(cell, `${letter(at)}${index + 1}`)));
    return `<row r="${index + 1}">${cells.join("")}</row>`;
  });
  return `<worksheet xmlns="${main}"><sheetData>${data ?? written.join("")}</sheetData>${after}</worksheet>`;
}

function contentTypes(sheets: number): string {
  const kind = (path: string, what: string) =>
    `<Override PartName="/xl/${path}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${what}+xml"/>`;
  const own = Array.from({ length: sheets }, (_, at) => kind(`worksheets/s${at}`, "worksheet"));
  const plain = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>';
  return `<Types xmlns="${packaged}/content-types">${plain}${kind("workbook", "sheet.main")}${kind("styles", "styles")}${own.join("")}</Types>`;
}

/** A workbook as any program writes one, from its sheets; `more`: other parts of it. */
export function xlsx(
  sheets: readonly XmlSheet[],
  more: Readonly<Record<string, Uint8Array | string>> = {},
): Uint8Array {
  const list = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}" ${state === undefined ? "" : `state="${state}"`} r:id="r${at}"/>`,
  );
  const targets = sheets.map(
    (_, at) => `<Relationship Id="r${at}" Type="${relations}/worksheet" Target="worksheets/s${at}.xml"/>`,
  );
  const styles = `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs></styleSheet>`;
  const parts: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": contentTypes(sheets.length),
    "_rels/.rels": `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packaged}/relationships">${targets.join("")}<Relationship Id="st" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": styles,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/s${at}.xml`, sheetXml(sheet)])),
    ...more,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([path, part]) => [path, typeof part === "string" ? strToU8(part) : part]),
    ),
  );
}

/** A zip file whose directory says that a part is so large when it is unpacked. */
export function declaring(content: Uint8Array, path: string, size: number): Uint8Array {
  const changed = Buffer.from(content);
  const at = changed.lastIndexOf(path) - 46;
  changed.writeUInt32LE(size, at + 24);
  return changed;
}

const refOf = (xml: string): string => /r="([A-Z]+\d+)"/u.exec(xml)?.[1] ?? "";
const columnOf = (ref: string): number =>
  [...ref.replace(/\d/gu, "")].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);

/** A row with some cells typed anew, in the order of their columns. */
function typedRow(number: number, row: string, typed: Readonly<Record<string, string>>): string {
  const cells = row.match(/<c [^>]*?(?:\/>|>[\s\S]*?<\/c>)/gu) ?? [];
  const kept = cells.filter((one) => typed[refOf(one)] === undefined);
  const written = Object.entries(typed)
    .filter(([ref, text]) => Number(ref.replace(/\D/gu, "")) === number && text !== "")
    .map(([ref, text]) => cellXml(text, ref));
  const all = [...kept, ...written].toSorted((one, other) => columnOf(refOf(one)) - columnOf(refOf(other)));
  return `<row r="${number}">${all.join("")}</row>`;
}

/**
 * A workbook in which somebody has typed into some cells, by sheet and cell (`A6`), and saved it; what is typed empty
 * is emptied.
 */
export function typedInto(
  content: Uint8Array,
  sheets: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Uint8Array {
  const parts = unzipSync(content);
  const text = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
  const [book, relations] = [text("xl/workbook.xml"), text("xl/_rels/workbook.xml.rels")];
  for (const [name, typed] of Object.entries(sheets)) {
    const sheet = (book.match(/<sheet [^>]*>/gu) ?? []).find((one) => one.includes(`name="${escaped(name)}"`));
    const id = /r:id="([^"]+)"/u.exec(sheet ?? "")?.[1] ?? "";
    const relation = (relations.match(/<Relationship [^>]*>/gu) ?? []).find((one) => one.includes(`Id="${id}"`));
    const path = `xl/${/Target="\/?(?:xl\/)?([^"]+)"/u.exec(relation ?? "")?.[1]}`;
    if (parts[path] === undefined) throw new Error(`The workbook has no sheet ${name}`);
    const xml = text(path);
    const rows = new Map(
      (xml.match(/<row [^>]*?(?:\/>|>[\s\S]*?<\/row>)/gu) ?? []).map((row) => [
        Number(/r="(\d+)"/u.exec(row)?.[1]),
        row,
      ]),
    );
    for (const number of new Set(Object.keys(typed).map((ref) => Number(ref.replace(/\D/gu, "")))))
      rows.set(number, typedRow(number, rows.get(number) ?? "", typed));
    const all = [...rows].toSorted(([one], [other]) => one - other).map(([, row]) => row);
    parts[path] = strToU8(
      xml.replace(/<sheetData\s*\/>|<sheetData>[\s\S]*<\/sheetData>/u, () => `<sheetData>${all.join("")}</sheetData>`),
    );
  }
  return zipSync(parts);
}
