/** What a document says now and did not, and what it said and does not any more: whole lines of its Markdown. */
export interface PaperDifference {
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** Its version and its day are no news. */
const isNews = (line: string): boolean => line.trim() !== "" && !line.startsWith("- **Version:**");

/** Undefined: it says the same. */
export function paperDifference(before: string, now: string): PaperDifference | undefined {
  const [was, is] = [before, now].map((text) => text.split("\n").filter(isNews));
  const added = without(is ?? [], was ?? []);
  const gone = without(was ?? [], is ?? []);
  return added.length + gone.length === 0 ? undefined : { added, gone };
}

/** The lines of one that the other has not, each as often as it has it more. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
