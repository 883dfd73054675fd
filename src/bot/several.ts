import { addressedLine } from "./composed.ts";
import type { Registry } from "./registry.ts";
import { tokensOf } from "./tokens.ts";

/**
 * The commands of a text that holds several, one on each of its lines; undefined for everything else, a note that goes on over lines
 * among it. What stands between quotes is one line. `text`: cleaned, without the bot's address.
 */
export function severalLines(registry: Registry, text: string): readonly string[] | undefined {
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
  const commands = lines.map((line) => addressedLine(line.replace(/^(?:[-•*]|\d{1,2}[.)])\s+/u, "")));
  const isCommand = (line: string): boolean => registry.command(/^\S+/u.exec(line)?.[0] ?? "") !== undefined;
  return commands.length > 1 && commands.every(isCommand) ? commands : undefined;
}
