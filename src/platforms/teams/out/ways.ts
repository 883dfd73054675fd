import { ConnectorError, connectorErrorOf, goneOf } from "../errors.ts";
import type { PlatformLog } from "../options.ts";

/**
 * A way to one person: a message in a conversation that they alone see, by the conversation's id; or their private
 * chat, by theirs.
 */
export interface Way {
  readonly by: "targeted" | "chat";
  readonly to: string;
}

/** The ways to one person that may be refused: then one is not tried again for a while, and there is another. */
export interface Ways {
  isOpen(way: Way): boolean;
  /** Goes a way; undefined where it is refused. Throws whatever else stops it. */
  go<T>(way: Way, work: () => Promise<T>): Promise<T | undefined>;
}

/** How long a way that was refused is not tried again, milliseconds. */
const untilTriedAgain = 6 * 3_600_000;
const most = 5_000;

export function createWays(log: PlatformLog): Ways {
  const closed = new Map<string, number>();
  const keyOf = ({ by, to }: Way): string => `${by} ${to}`;
  return {
    isOpen: (way) => (closed.get(keyOf(way)) ?? 0) <= Date.now(),
    async go(way, work) {
      try {
        return await work();
      } catch (problem) {
        const error = connectorErrorOf(problem);
        const refused = error instanceof ConnectorError && [400, 403, 404, 405, 501].includes(error.status ?? 0);
        // A conversation that the bot is no longer in has no other way either.
        if (!refused || (way.by === "targeted" && goneOf(error) !== undefined)) throw problem;
        log.info("a way to one person was refused", { way: way.by, code: error.code ?? error.status });
        if (closed.size > most) closed.clear();
        closed.set(keyOf(way), Date.now() + untilTriedAgain);
        return undefined;
      }
    },
  };
}
