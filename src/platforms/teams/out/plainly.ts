import { type Plainness, plainerThan } from "../draw/plainer.ts";
import { type ConnectorError, isAboutCard } from "../errors.ts";
import type { PlatformLog } from "../options.ts";

/**
 * Sends a message as it is drawn; one whose card Teams does not take again as a plainer card, then as text. `plainest`:
 * no plainer than so.
 */
export type Plainly = <T>(plainest: Plainness, send: (how: Plainness) => Promise<T>) => Promise<T>;

/** How often it is told, milliseconds. */
const untilToldAgain = 600_000;

export function createPlainly(log: Pick<PlatformLog, "trouble">): Plainly {
  let told = 0;
  function tell(error: unknown, how: Plainness): void {
    if (told > Date.now() - untilToldAgain) return;
    told = Date.now();
    const { status, code } = error as ConnectorError;
    log.trouble("Teams refused a card: it was sent again, plainer", { status, code, as: how });
  }

  return async (plainest, send) => {
    let how: Plainness = "drawn";
    for (let first: unknown; ; ) {
      try {
        const came = await send(how);
        if (first !== undefined) tell(first, how);
        return came;
      } catch (error) {
        first ??= error;
        const next: Plainness | undefined = how === plainest || !isAboutCard(error) ? undefined : plainerThan(how);
        // What was wrong with it at first is what is wrong with it.
        if (next === undefined) throw isAboutCard(error) ? first : error;
        how = next;
      }
    }
  };
}
