import type { Id } from "../../domain/units.ts";
import type { Button, Content } from "../../messages/content.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import type { Store } from "../../store/store.ts";
import type { Line } from "../command.ts";
import type { Engine } from "../engine.ts";
import { shorten } from "../field.ts";
import { fileProblem } from "../files/kinds.ts";
import type { BroughtFile, Incoming, Intent } from "../incoming.ts";
import { fieldsOf, isUnasked } from "../inputs.ts";
import { printLine } from "../lines/line-text.ts";
import { commandsIn, type Parsed, parseLine } from "../lines/parse.ts";
import { spokenWords } from "../lines/spoken.ts";
import { Refusal, refuse } from "../refusal.ts";
import { cleanText } from "../tokens.ts";
import type { Scene } from "./scene.ts";

/**
 * What somebody means: one line of one command, with its fields as they would be typed.
 */
export interface Intended {
  readonly runs: string;
  readonly line: Line;
  readonly raw: Readonly<Record<string, string>>;
  /** The project that was typed after `in:`. */
  readonly named?: string;
  /** The project that the pressed message or the form belongs to. */
  readonly project?: Id;
  /** Show the form instead of running the line. */
  readonly asks: boolean;
  /** The form that was filled in, and what it was opened with. */
  readonly form?: Id;
  readonly message?: Id;
  /** A press that takes effect once: its key. */
  readonly once?: string;
  /** The press is the yes to an amount that was asked about. */
  readonly sure?: true;
  /** What was already seen to be wrong when the line was parsed. */
  readonly errors?: Readonly<Record<string, Phrase>>;
  /** What words that no field took may have meant, by field. */
  readonly instead?: Readonly<Record<string, string>>;
  /** Words of the line are in no field. */
  readonly lost?: boolean;
  /** Files, which are stored once it is known that their sender may hand them in; the field that takes their ids. */
  readonly brings?: { readonly field: string; readonly files: readonly BroughtFile[] };
  /** Not this person's to do: thrown when it is known what it was, so that it can be recorded. */
  readonly refused?: Refusal;
  /** The line again, for another project. */
  retype(code: string): string;
}

/** The largest file that is taken, in bytes. */
export const largestFile = 10 * 1024 * 1024;
/** As many files are taken with a form. */
export const mostFiles = 10;
/** What is kept of a file's name, in characters. */
const longestName = 200;
/** Of a link, in characters. */
const longestLink = 2_000;
/** Of what is said to a person, in characters. */
const longestWords = 2_000;
/** The longest line that is read, in UTF-16 code units: the longest notes that a field takes, and room for the rest of their command. */
export const longestLine = 60_000;

/** Works out what is meant. Throws a refusal for what means nothing, or means nothing any more. */
export function interpret(store: Store, engine: Engine, scene: Scene, incoming: Incoming): Promise<Intended> {
  const { intent } = incoming;
  switch (intent.kind) {
    case "line":
      return typed(store, engine, scene, intent);
    case "press":
      return pressed(store, engine, scene, intent);
    case "form":
      return filledIn(store, engine, scene, intent);
    case "ask":
      return Promise.resolve({ ...running(engine, intent.runs, intent.values), asks: true });
    case "may":
      return Promise.resolve(running(engine, intent.runs, {}));
    case "file":
      return Promise.resolve(dropped(engine, intent));
    case "linked":
      return Promise.resolve(running(engine, "data linked", { name: nameOf(intent.name), url: intent.url.trim().slice(0, longestLink) }));
  }
}

/** As many lines are given back to be sent one by one. */
const mostLines = 30;

async function typed(
  store: Store,
  engine: Engine,
  scene: Scene,
  { text, parts = [] }: Extract<Incoming["intent"], { readonly kind: "line" }>,
): Promise<Intended> {
  const length = Math.max(text.length, parts.join(" ").length);
  if (length > longestLine) throw refuse("line.tooLong", { length, longest: longestLine });
  const each = commandsIn(engine.registry, parts);
  const parsed: Parsed = each.length > 1 ? { kind: "several", lines: each } : parseLine(engine.registry, text);
  const words = (await hasSomebodyToAsk(store, scene)) ? spokenWords(parsed, text) : undefined;
  if (words !== undefined) return spoken(engine, words);
  if (parsed.kind === "empty") return running(engine, "help", {});
  if (parsed.kind === "unknown") {
    const near = parsed.nearest === undefined ? {} : { line: parsed.nearest };
    throw refuse("line.unknown", { word: parsed.word }, { ...near, next: { say: "line.unknown.next" } });
  }
  if (parsed.kind === "several") {
    const { lines } = parsed;
    const next = { say: "line.several.many" } as const;
    throw refuse("line.several", { count: lines.length }, lines.length > mostLines ? { next } : { next, lines });
  }
  if (parsed.kind === "card") throw new Refusal(parsed.why);
  if (parsed.kind === "refused") throw new Refusal(parsed.why, parsed.nearest === undefined ? {} : { line: parsed.nearest });
  const { command, line, raw, project } = parsed;
  return {
    runs: engine.registry.runsOf(line),
    line,
    raw,
    ...(project === undefined ? {} : { named: project }),
    asks: parsed.kind === "form",
    ...(parsed.kind === "problem" ? { errors: parsed.errors, instead: parsed.instead, lost: parsed.lost } : {}),
    retype: (code) => printLine(command, line, raw, { language: scene.language, project: code }),
  };
}

/** Somebody who is not of ours, where there is a project whose lead can answer them. */
async function hasSomebodyToAsk(store: Store, { actor, place, bindings }: Scene): Promise<boolean> {
  if (actor.staff) return false;
  if (place.kind === "private") return (await store.projects.ofPerson(actor.id)).length > 0;
  return place.kind === "shared" && bindings.length > 0;
}

/** Said to a person; the project may be named at its end. */
function spoken(engine: Engine, words: string): Intended {
  const named = /\s(?:in|i):([a-z0-9-]{1,40})$/iu.exec(words);
  const said = named === null ? words : words.slice(0, named.index);
  return {
    ...running(engine, "help ask", { words: shorten(said, longestWords) }),
    ...(named?.[1] === undefined ? {} : { named: named[1] }),
    retype: (code) => `${said.split("\n")[0]} in:${code}`,
  };
}

/** Ids travel by way of platforms, and anything may come back as one: what is no id of ours is of nothing. */
const isId = (typed: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(typed);

async function pressed(store: Store, engine: Engine, scene: Scene, press: Intent & { kind: "press" }): Promise<Intended> {
  const message = isId(press.message) ? await store.messages.get(press.message) : undefined;
  const here = message?.conversation === scene.place.conversation;
  const theirs = message?.visibleTo === undefined || message.visibleTo === scene.actor.id;
  const button = message === undefined || !here || !theirs ? undefined : buttonOf(message.content, press.button);
  // What it said has been removed, as everything is in time.
  if (here && theirs && message.content.blocks.length === 0) throw refuse("press.tooOld");
  if (message === undefined || button === undefined) throw refuse("press.outdated");
  const asked = running(engine, button.runs, button.values ?? {});
  return {
    ...asked,
    ...(message.project === undefined ? {} : { project: message.project }),
    asks: button.asks === true || lacksWords(asked),
    message: message.id,
    ...(button.sure === true ? { sure: true } : {}),
    ...(button.once === true ? { once: `press/${message.id}/${button.id}` } : {}),
  };
}

/** A card that was drawn before its line came to take somebody's own words: they are asked for. */
function lacksWords({ line, raw }: Pick<Intended, "line" | "raw">): boolean {
  const absent = fieldsOf(line).filter(([name, field]) => field.required && !Object.hasOwn(raw, name));
  return absent.length > 0 && absent.every(([, field]) => field.kind.takes === "rest");
}

const buttonOf = (content: Content, id: string): Button | undefined =>
  [...content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : [])), ...(content.retired ?? [])].find(
    (button) => button.id === id,
  );

async function filledIn(store: Store, engine: Engine, scene: Scene, filled: Intent & { kind: "form" }): Promise<Intended> {
  const form = isId(filled.form) ? await store.forms.get(filled.form) : undefined;
  if (form === undefined) throw refuse("form.unknown");
  if (form.opener !== scene.actor.id) {
    const refused = refuse("form.notYours", undefined, { recorded: true });
    return { ...running(engine, form.runs, {}), ...(form.project === undefined ? {} : { project: form.project }), refused };
  }
  if (form.used) throw formUsed();
  if (form.expiresAt < scene.now) throw refuse("form.expired");
  const { line } = running(engine, form.runs, {});
  const [takesFiles] = fieldsOf(line).find(([, field]) => field.kind.form === "files") ?? [];
  const files = (filled.files ?? []).map(({ name, content }) => ({ name: nameOf(name), content }));
  const hidden = fieldsOf(line).flatMap(([name, field]) => (isUnasked(field) ? [name] : []));
  const brought = Object.fromEntries(Object.entries(form.prefill).filter(([name]) => hidden.includes(name)));
  const given = Object.fromEntries(Object.entries(filled.values).filter(([name, value]) => !hidden.includes(name) && value.trim() !== ""));
  return {
    ...running(engine, form.runs, { ...given, ...brought }),
    ...(form.project === undefined ? {} : { project: form.project }),
    ...(form.message === undefined ? {} : { message: form.message }),
    ...(takesFiles === undefined || files.length === 0 ? {} : { brings: { field: takesFiles, files } }),
    form: form.id,
  };
}

/** A form is used up once. */
export const formUsed = (): Refusal => refuse("form.used");

const nameOf = (name: string): string => shorten(cleanText(name).replace(/\s+/gu, " ").trim(), longestName) || "-";

function dropped(engine: Engine, file: Intent & { kind: "file" }): Intended {
  const name = nameOf(file.name);
  return { ...running(engine, "data file", { name }), brings: { field: "file", files: [{ name, content: file.content }] } };
}

/** Stores the files that an authorised person brought, if any: what they mean, with the files' ids among its values. */
export async function taken(store: Store, scene: Scene, intended: Intended, project: Id | undefined): Promise<Intended> {
  const { raw, brings } = intended;
  if (brings === undefined) return intended;
  const { field, files } = brings;
  if (files.length > mostFiles) throw refuse("file.tooMany", { most: mostFiles }, { field });
  for (const file of files) {
    const why = problemOf(file);
    if (why !== undefined) throw new Refusal(files.length === 1 ? why : phrase("file.which", { name: file.name, why }), { field });
  }
  const given = raw[field] === undefined ? [] : [raw[field]];
  const kept: Id[] = [];
  for (const { name, content } of files) {
    const { id } = await store.files.add({ conversation: scene.place.conversation, name, by: scene.actor.id, content, project });
    kept.push(id);
  }
  return { ...intended, raw: { ...raw, [field]: [...given, ...kept].join(",") } };
}

function problemOf({ name, content }: BroughtFile): Phrase | undefined {
  if (content.byteLength > largestFile) return phrase("file.tooLarge", { megabytes: largestFile / 1024 / 1024 });
  if (content.byteLength === 0) return phrase("file.empty");
  return fileProblem(name, content);
}

function running(engine: Engine, runs: string, raw: Readonly<Record<string, string>>): Intended {
  const found = engine.registry.line(runs);
  if (found === undefined) throw refuse("press.outdated");
  return { runs, line: found.line, raw, asks: false, retype: (code) => `${runs} in:${code}` };
}
