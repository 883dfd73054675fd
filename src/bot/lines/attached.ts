import type { Registry, TakingLine } from "../registry.ts";
import { type Parsed, parseLine, type TypedLine } from "./parse.ts";

/** The line that takes the files which came with a typed one; undefined for what takes none. */
export function attachedTo(
  registry: Registry,
  parsed: Parsed,
): (TakingLine & { readonly typed: TypedLine }) | undefined {
  if (parsed.kind !== "run" && parsed.kind !== "form" && parsed.kind !== "problem") return undefined;
  const { command, line } = parsed;
  const taking = registry
    .taking("attached")
    .find(
      (one) => registry.commandOf(one.line) === command && (line.verb === undefined || line.verb === one.takes.with),
    );
  return taking === undefined ? undefined : { ...taking, typed: parsed };
}

/** Whether a file that comes with this line is the line's own. */
export const takesFiles = (registry: Registry, line: string): boolean =>
  attachedTo(registry, parseLine(registry, line)) !== undefined;
