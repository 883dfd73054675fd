import { tokensOf } from "../tokens.ts";
import { addressedLine } from "./composed.ts";

/**
 * The lines of a text that holds several commands; undefined for everything else, a note that goes on over lines among
 * it, whatever its lines begin with. What stands between quotes is one line. `text`: cleaned, without the bot's
 * address; `isCommand`: whether one line alone says what to do; `all`: a text of many lines may begin with the first,
 * so each of the others must.
 */
export function severalLines(
  text: string,
  isCommand: (line: string) => boolean,
  all: boolean,
): readonly string[] | undefined {
  if (!text.includes("\n")) return undefined;
  const lines: string[] = [];
  let end = 0;
  for (const { start, source } of tokensOf(text)) {
    const last = lines.pop();
    const between = text.slice(end, start);
    end = start + source.length;
    if (last === undefined) lines.push(source);
    else if (between.includes("\n")) lines.push(last, source);
    else lines.push(last + between + source);
  }
  const [first = "", ...later] = lines.map((line) => addressedLine(line.replace(/^(?:[-•*]|\d{1,2}[.)])\s+/u, "")));
  const looked = later.slice(0, mostLooked);
  return looked.length > 0 && (all ? looked.every(isCommand) : looked.some(isCommand)) ? [first, ...later] : undefined;
}

/** So many lines are looked at: a longer text is a note. */
export const mostLooked = 100;
