import type { Registry } from "../registry.ts";

/** The keys whose values name a conversation, in both languages: `internal`, `intern`, `shared`, `delad`. */
export function placeKeys(registry: Pick<Registry, "commands" | "wordsFor">): ReadonlySet<string> {
  const lines = registry.commands.flatMap(({ lines: own }) => own);
  return new Set(
    lines.flatMap((line) => {
      const { keys } = registry.wordsFor(line);
      return [...keys].flatMap(([word, name]) => (line.input[name]?.kind.placeholder === "conversation" ? [word] : []));
    }),
  );
}
