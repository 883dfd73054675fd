import type { Button, Content } from "../../messages/content.ts";
import type { Store } from "../../store/store.ts";
import type { Line } from "../command.ts";
import type { Engine } from "../engine.ts";
import { shorten } from "../field.ts";
import type { Incoming, Intent } from "../incoming.ts";
import { fieldsOf, isUnasked, lacksAskedFor } from "../inputs.ts";
import { attachedTo } from "../lines/attached.ts";
import { printLine } from "../lines/line-text.ts";
import { commandsIn, type Parsed, parseLine } from "../lines/parse.ts";
import { spokenWords } from "../lines/spoken.ts";
import { Refusal, refuse } from "../refusal.ts";
import { dropped, linked, nameOf, toCome, withFiles } from "./brought.ts";
import { type Intended, running, withValues } from "./intended.ts";
import type { Scene } from "./scene.ts";

/** Of what is said to a person, in characters. */
const longestWords = 2_000;
/**
 * The longest line that is read, in UTF-16 code units: the longest notes that a field takes, and room for the rest of
 * their command.
 */
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
      return Promise.resolve(toCome(engine, scene));
    case "file":
      return Promise.resolve(dropped(engine, scene, intent));
    case "linked":
      return Promise.resolve(linked(engine, scene, intent));
  }
}

/** As many lines are given back to be sent one by one. */
const mostLines = 30;

async function typed(
  store: Store,
  engine: Engine,
  scene: Scene,
  { text, parts = [], files = [] }: Extract<Incoming["intent"], { readonly kind: "line" }>,
): Promise<Intended> {
  const length = Math.max(text.length, parts.join(" ").length);
  if (length > longestLine) throw refuse("line.tooLong", { length, longest: longestLine });
  const each = commandsIn(engine.registry, parts);
  const parsed: Parsed = each.length > 1 ? { kind: "several", lines: each } : parseLine(engine.registry, text);
  const hearing = engine.registry.serving("words");
  const words = hearing !== undefined && (await hasSomebodyToAsk(store, scene)) ? spokenWords(parsed, text) : undefined;
  if (hearing !== undefined && words !== undefined) return spoken(engine, hearing, words);
  const nothing = parsed.kind === "empty" ? engine.registry.serving("nothing") : undefined;
  if (nothing !== undefined) return withValues(engine, nothing, {});
  if (parsed.kind === "empty" || parsed.kind === "unknown") {
    const { word, nearest } = parsed.kind === "unknown" ? parsed : { word: "" };
    throw refuse("line.unknown", { word }, { line: nearest, next: { say: "line.unknown.next" } });
  }
  if (parsed.kind === "several") {
    const { lines } = parsed;
    const next = { say: "line.several.many" } as const;
    throw refuse(
      "line.several",
      { count: lines.length },
      lines.length > mostLines ? { next } : { next, lines, own: true },
    );
  }
  if (parsed.kind === "card") throw new Refusal(parsed.why);
  if (parsed.kind === "refused")
    throw new Refusal(parsed.why, parsed.nearest === undefined ? {} : { line: parsed.nearest });
  const { command, line, raw, project } = parsed;
  const meant: Intended = {
    runs: engine.registry.runsOf(line),
    line,
    raw,
    named: project,
    asks: parsed.kind === "form",
    ...(parsed.kind === "problem" ? { errors: parsed.errors, instead: parsed.instead, lost: parsed.lost } : {}),
    retype: (code) => printLine(command, line, raw, { language: scene.language, project: code }),
  };
  const attached = files.length === 0 ? undefined : attachedTo(engine.registry, parsed);
  return attached === undefined ? meant : withFiles(engine, meant, attached, files);
}

/** Somebody who is not of ours, where there is a project whose lead can answer them. */
async function hasSomebodyToAsk(store: Store, { actor, place, bindings }: Scene): Promise<boolean> {
  if (actor.staff) return false;
  if (place.kind === "private") return (await store.projects.ofPerson(actor.id, 1)).length > 0;
  return place.kind === "shared" && bindings.length > 0;
}

/** Said to a person; the project may be named at its end. */
function spoken(engine: Engine, line: Line, words: string): Intended {
  const named = /\s(?:in|i):([a-z0-9-]{1,40})$/iu.exec(words);
  const said = named === null ? words : words.slice(0, named.index);
  const [field = ""] = fieldsOf(line).map(([name]) => name);
  return {
    ...withValues(engine, line, { [field]: shorten(said, longestWords) }),
    named: named?.[1],
    retype: (code) => `${said.split("\n")[0]} in:${code}`,
  };
}

/** Ids travel by way of platforms, and anything may come back as one: what is no id of ours is of nothing. */
const isId = (typed: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(typed);

async function pressed(
  store: Store,
  engine: Engine,
  scene: Scene,
  press: Intent & { kind: "press" },
): Promise<Intended> {
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
    project: button.of ?? message.project,
    asks: button.asks === true || lacksWords(asked),
    message: message.id,
    sure: button.sure === true ? true : undefined,
    once: button.once === true ? `press/${message.id}/${button.id}` : undefined,
  };
}

/** A card that was drawn before its line came to take somebody's own words: they are asked for. */
function lacksWords({ line, raw }: Pick<Intended, "line" | "raw">): boolean {
  const absent = fieldsOf(line).filter(([name, field]) => field.required && !Object.hasOwn(raw, name));
  if (absent.length === 0) return lacksAskedFor(line, raw);
  return absent.every(([, field]) => field.kind.takes === "rest");
}

const buttonOf = (content: Content, id: string): Button | undefined =>
  [
    ...content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : [])),
    ...(content.retired ?? []),
  ].find((button) => button.id === id);

async function filledIn(
  store: Store,
  engine: Engine,
  scene: Scene,
  filled: Intent & { kind: "form" },
): Promise<Intended> {
  const form = isId(filled.form) ? await store.forms.get(filled.form) : undefined;
  if (form === undefined) throw refuse("form.unknown");
  if (form.opener !== scene.actor.id) {
    const refused = refuse("form.notYours", undefined, { recorded: true });
    return { ...running(engine, form.runs, {}), project: form.project, refused };
  }
  if (form.used) throw formUsed();
  if (form.expiresAt < scene.now) throw refuse("form.expired");
  const { line } = running(engine, form.runs, {});
  const [takesFiles] = fieldsOf(line).find(([, field]) => field.kind.form === "files") ?? [];
  const files = (filled.files ?? []).map(({ name, content }) => ({ name: nameOf(name), content }));
  const hidden = fieldsOf(line).flatMap(([name, field]) => (isUnasked(field) ? [name] : []));
  const brought = Object.fromEntries(Object.entries(form.prefill).filter(([name]) => hidden.includes(name)));
  const given = Object.fromEntries(
    Object.entries(filled.values).filter(([name, value]) => !hidden.includes(name) && value.trim() !== ""),
  );
  return {
    ...running(engine, form.runs, { ...given, ...brought }),
    project: form.project,
    message: form.message,
    brings: takesFiles === undefined || files.length === 0 ? undefined : { field: takesFiles, files },
    form: form.id,
  };
}

/** A form is used up once. */
export const formUsed = (): Refusal => refuse("form.used");
