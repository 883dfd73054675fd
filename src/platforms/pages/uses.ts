import type { Keeping } from "../../messages/keeping.ts";

/** What became of a link that is good once. */
export interface Use {
  /**
   * Counts up with each file that was refused: each try is a request of its own to the bot, which answers every request
   * once.
   */
  readonly attempt: number;
  /** When the attempt was first made, milliseconds since 1970. */
  readonly at?: number;
  readonly done?: true;
}

/**
 * What links that are good once were used for. The once itself is the bot's, by the key of the attempt: of any that
 * come at the same time one is taken and the others are told so. What is kept here only says when.
 */
export interface Uses {
  of(link: string): Promise<Use>;
  /** An attempt begins; the same one again keeps its time. */
  begin(link: string, at: number): Promise<Required<Pick<Use, "attempt" | "at">>>;
  done(link: string, use: Required<Pick<Use, "attempt" | "at">>): Promise<void>;
  /** It was refused: the link is as good as before. */
  refused(link: string, attempt: number): Promise<void>;
}

const collection = "uses";

export function createUses(keeping: Keeping): Uses {
  const of = async (link: string): Promise<Use> =>
    ((await keeping.get(collection, link)) as Use | undefined) ?? { attempt: 1 };
  return {
    of,
    async begin(link, at) {
      const use = await of(link);
      if (use.at !== undefined) return { attempt: use.attempt, at: use.at };
      await keeping.put(collection, link, { attempt: use.attempt, at } satisfies Use, "passing");
      return { attempt: use.attempt, at };
    },
    done: (link, use) => keeping.put(collection, link, { ...use, done: true } satisfies Use, "passing"),
    refused: (link, attempt) => keeping.put(collection, link, { attempt: attempt + 1 } satisfies Use, "passing"),
  };
}
