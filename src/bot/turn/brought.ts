import type { Id } from "../../domain/units.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import type { Store } from "../../store/store.ts";
import type { Engine } from "../engine.ts";
import { shorten } from "../field.ts";
import { fileProblem } from "../files/kinds.ts";
import { largestFile, mostFiles } from "../files/limits.ts";
import type { BroughtFile, Intent } from "../incoming.ts";
import { Refusal, refuse } from "../refusal.ts";
import type { TakingLine } from "../registry.ts";
import { cleanText } from "../tokens.ts";
import { lineOfFile } from "./file-line.ts";
import { type Intended, withValues } from "./intended.ts";
import type { Scene } from "./scene.ts";

/** What is kept of a file's name, in characters. */
const longestName = 200;
/** Of a link, in characters. */
const longestLink = 2_000;

/** A file's name in one line, as it is kept. */
export const nameOf = (name: string): string =>
  shorten(cleanText(name).replace(/\s+/gu, " ").trim(), longestName) || "-";

/** A file that came by itself. */
export function dropped(engine: Engine, scene: Scene, file: Intent & { kind: "file" }): Intended {
  const name = nameOf(file.name);
  const { line, takes } = lineTaking(engine, scene, { come: "dropped", name });
  const files = [{ name, content: file.content }];
  const meant = withValues(engine, line, { [takes.into.name]: name });
  return { ...meant, brings: { field: takes.into.file, files }, retype: retyping(engine, meant) };
}

/** The line that a file is attached to, where its command has one. */
function retyping({ registry }: Engine, { line, retype }: Intended): Intended["retype"] {
  const command = registry.commandOf(line);
  const attaches = registry.taking("attached").some((one) => registry.commandOf(one.line) === command);
  return attaches ? (code) => `${command.name} in:${code}` : retype;
}

/** What was typed, with the files that came with it: a line whose own form would have asked for what they hold. */
export function withFiles(
  { registry }: Engine,
  typed: Intended,
  { line, takes }: TakingLine,
  files: readonly BroughtFile[],
): Intended {
  const named = files.map(({ name, content }) => ({ name: nameOf(name), content }));
  const raw = { ...typed.raw, [takes.into.name]: named[0]?.name ?? "-" };
  return {
    ...typed,
    runs: registry.runsOf(line),
    line,
    raw,
    asks: false,
    brings: { field: takes.into.file, files: named },
  };
}

/** A file that is kept elsewhere, and was linked here by itself. */
export function linked(engine: Engine, scene: Scene, file: Intent & { kind: "linked" }): Intended {
  const name = nameOf(file.name);
  const { line, takes } = lineTaking(engine, scene, { come: "linked", name });
  const address = file.url.trim().slice(0, longestLink);
  return withValues(engine, line, { [takes.into.name]: name, [takes.into.file]: address });
}

/** Files that are still to come: what they are is not known yet. */
export function toCome(engine: Engine, scene: Scene): Intended {
  const { line } = lineTaking(engine, scene, { come: "dropped" });
  return withValues(engine, line, {});
}

function lineTaking({ registry }: Engine, scene: Scene, file: Parameters<typeof lineOfFile>[2]): TakingLine {
  const found = lineOfFile(registry, scene, file);
  if (found === undefined) throw refuse("file.otherKind", { name: file.name ?? "-" });
  return found;
}

/** Stores the files that an authorised person brought, if any: what they mean, with the files' ids among its values. */
export async function taken(
  store: Store,
  scene: Scene,
  intended: Intended,
  project: Id | undefined,
): Promise<Intended> {
  const { raw, brings } = intended;
  if (brings === undefined) return intended;
  const { field, files } = brings;
  if (files.length > mostFiles) throw refuse("file.tooMany", { most: mostFiles }, { field });
  for (const file of files) {
    const why = problemOf(file);
    if (why !== undefined)
      throw new Refusal(files.length === 1 ? why : phrase("file.which", { name: file.name, why }), { field });
  }
  const given = raw[field] === undefined ? [] : [raw[field]];
  const kept: Id[] = [];
  for (const { name, content } of files) {
    const { id } = await store.files.add({
      conversation: scene.place.conversation,
      name,
      by: scene.actor.id,
      content,
      project,
    });
    kept.push(id);
  }
  return { ...intended, raw: { ...raw, [field]: [...given, ...kept].join(",") } };
}

function problemOf({ name, content }: BroughtFile): Phrase | undefined {
  if (content.byteLength > largestFile) return phrase("file.tooLarge", { megabytes: largestFile / 1024 / 1024 });
  if (content.byteLength === 0) return phrase("file.empty");
  return fileProblem(name, content);
}
