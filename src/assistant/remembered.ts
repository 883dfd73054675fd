import { createHash } from "node:crypto";

/** What is known of a source while it is being drafted: asked again, it goes on where it was. */
export interface Remembered<T> {
  /** Tokens that it has taken so far. */
  spent: number;
  readonly parts: Map<string, T>;
}

/** As many sources are remembered; of one that is forgotten, each part is asked about anew. */
const most = 32;

/** Of this process alone, and of sources whose draft is not done. */
export function createMemory<T>() {
  const sources = new Map<string, Remembered<T>>();
  return {
    of(source: string): Remembered<T> {
      const known = sources.get(source) ?? { spent: 0, parts: new Map<string, T>() };
      sources.delete(source);
      sources.set(source, known);
      const [oldest] = sources.keys();
      if (sources.size > most && oldest !== undefined) sources.delete(oldest);
      return known;
    },
    forget: (source: string): void => void sources.delete(source),
  };
}

export const digestOf = (...parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");
