import type { Delivery } from "../../../messages/platform.ts";
import { NotYet } from "../../not-yet.ts";
import type { Connectors } from "../connector.ts";
import { isKept, isLost } from "../errors.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Pace } from "./pace.ts";

/** Takes every part away; gives those that Teams does not let us take away. */
export type Removal = (
  delivery: Delivery,
  ref: ConversationRef,
  before: readonly string[],
) => Promise<readonly string[]>;

interface Parts {
  readonly connectors: Connectors;
  readonly pace: Pace;
}

export function createRemoval({ connectors, pace }: Parts): Removal {
  return async (delivery, ref, before) => {
    const connector = connectors(ref.serviceUrl);
    const left: string[] = [];
    for (const id of before.filter((one) => one !== "")) {
      const came = await pace.send(ref.id, async () => {
        await delivery.keep?.();
        await connector.remove(ref.id, id).catch((error: unknown) => {
          if (isLost(error)) return;
          if (!isKept(error)) throw error;
          left.push(id);
        });
      });
      if ("rest" in came) throw new NotYet(came.rest, true);
    }
    return left;
  };
}
