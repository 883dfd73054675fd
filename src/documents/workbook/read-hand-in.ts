import type { GivenTable } from "../../domain/data-given.ts";
import { caughtUp } from "../../domain/data-late.ts";
import { readTables } from "../../domain/data-reading.ts";
import { withoutSecrets } from "../../domain/data-secrets.ts";
import type { HandIn, HandInRead } from "./orders.ts";
import { readFile } from "./read-file.ts";
import { hiddenSheet, talkingMark } from "./sheet-names.ts";
import { Unreadable } from "./unreadable.ts";
import { templateVersion } from "./version.ts";

/**
 * Reads a file and checks it by the agreement (D6). An older
 * template is read as any other file is, and said to be old.
 *
 * @throws Unreadable
 */
export async function readHandIn(handIn: HandIn): Promise<HandInRead> {
  const { name, content, agreement, held, found = [], known, meant = [], on, marks } = handIn;
  const read = await readFile(name, content);
  const version = versionOf(read.hidden);
  const tables = read.tables.filter((table) => !isTalk(table));
  if (tables.every(({ rows }) => rows.length === 0)) throw new Unreadable({ kind: "empty" });
  const listed = readTables(tables, agreement, held, on, { found, meant, ...(known && { known }) });
  const late = caughtUp(agreement, listed.areas, held, found);
  const checked = late.length === 0 ? listed : { ...listed, late };
  const given =
    version === undefined
      ? checked
      : { ...checked, template: { version, current: version === templateVersion(agreement) } };
  const hidden = read.hidden.map((table) => table.name).filter((sheet) => sheet !== hiddenSheet);
  if (marks === undefined || given.findings.length === 0) return { given, hidden };
  // Writing is slow to load, and most that is read has nothing to be marked.
  const { writeMarked } = await import("./marked.ts");
  const { tables: bare, isSecret } = withoutSecrets(read.tables, given.findings);
  const marked = await writeMarked({ tables: bare, given, agreement, language: marks, on, version, meant });
  return { given, hidden, marked, ...(isSecret && { isSecret }) };
}

/** The template's version, from the sheet that it hides it in. */
function versionOf(hidden: readonly GivenTable[]): string | undefined {
  const [mark, version] = hidden.find(({ name }) => name === hiddenSheet)?.rows[0] ?? [];
  return mark === "startklar" && typeof version === "string" && version !== "" ? version : undefined;
}

/** A sheet of ours that tells people something, under whatever name. */
const isTalk = ({ rows }: GivenTable): boolean => {
  const first = rows[0]?.[0];
  return typeof first === "string" && first.startsWith(talkingMark);
};
