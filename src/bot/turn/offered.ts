import { turnTo } from "../../domain/away.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Day, LocalName } from "../../domain/units.ts";
import { name, type Phrase, phrase } from "../../messages/phrase.ts";
import type { Actor, Line, Place } from "../command.ts";
import { parseLine } from "../lines/parse.ts";
import { offering, Refusal } from "../refusal.ts";
import type { Registry } from "../registry.ts";
import { couldRun, fits, mayRun } from "./authorise.ts";

/** Who is refused, where, and on which project. */
export interface Reader {
  readonly actor: Actor;
  readonly place: Place;
  readonly facts: ProjectFacts | undefined;
  /** Whose service it is. */
  readonly supplier: LocalName;
  readonly today: Day;
}

/**
 * A refusal as its reader can act on it (L3, A1): lines and buttons that they may not use where they are go, with the
 * words that lead to them, and in their place stands whom to ask, or where ours do it.
 */
export function offeredTo(registry: Registry, reader: Reader, refusal: Refusal): Refusal {
  const { line, lines = [], buttons = [], ...help } = refusal.help;
  if (help.own === true && buttons.length === 0) return refusal;
  const runs = (one: Line | undefined): boolean => one !== undefined && may(one, reader);
  const here = (one: Line | undefined): boolean => one !== undefined && fits(one, reader.place, reader.actor);
  const typed = [...(line === undefined ? [] : [line]), ...lines].map((text) => ({
    text,
    meant: meant(registry, text),
  }));
  const usable = typed.filter(({ meant: one }) => runs(one) && here(one));
  const kept = buttons.filter((button) => {
    const pressed = registry.line(button.runs)?.line;
    return runs(pressed) && here(pressed);
  });
  if (usable.length === typed.length && kept.length === buttons.length) return refusal;
  const elsewhere = typed.some(({ meant: one }) => runs(one) && !here(one));
  const left = usable.map(({ text }) => text);
  const first = line !== undefined && left.includes(line) ? line : undefined;
  return new Refusal(offering(refusal.why, first !== undefined), {
    ...help,
    ...(first === undefined ? {} : { line: first }),
    lines: left.filter((text) => text !== first),
    buttons: kept,
    ...(help.next === undefined && left.length < typed.length ? { next: instead(reader, elsewhere) } : {}),
  });
}

const may = (line: Line, { actor, facts }: Reader): boolean =>
  facts === undefined ? couldRun(line, actor) : mayRun(line, actor, facts);

/** The line that a text is, or the beginning of; none for what is no command, or is never typed. */
function meant(registry: Registry, text: string): Line | undefined {
  const parsed = parseLine(registry, text);
  return "line" in parsed ? parsed.line : undefined;
}

function instead({ facts, supplier, today }: Reader, elsewhere: boolean): Phrase {
  if (elsewhere) return phrase("refusal.elsewhere");
  const asked = facts === undefined ? undefined : turnTo(facts, today);
  return phrase("refusal.ask", { who: asked?.name ?? name(supplier) });
}
