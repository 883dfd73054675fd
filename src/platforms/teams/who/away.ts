import { setTimeout as wait } from "node:timers/promises";
import { Unreachable } from "../../unreachable.ts";
import type { Connectors } from "../connector.ts";
import { ConnectorError, goneOf, isWithheld } from "../errors.ts";
import type { TeamsAccess } from "../options.ts";
import type { ConversationRef } from "./conversation-ref.ts";

/**
 * True where Teams says that the app is not in a conversation that somebody uses it in. Asked anew each time; nothing
 * is remembered or kept of it. `patient`: the app was added a moment ago, and Teams may not know yet.
 *
 * @throws Unreachable when Teams does not say.
 */
export type Away = (ref: ConversationRef, user: string, patient?: boolean) => Promise<boolean>;

/** How long Teams is given to know of an app that was just added, milliseconds. */
const patience = [400, 800, 1_600];

export function createAway({
  access,
  connectors,
}: {
  readonly access: TeamsAccess;
  readonly connectors: Connectors;
}): Away {
  async function isAway(ref: ConversationRef, user: string): Promise<boolean> {
    try {
      await connectors(ref.serviceUrl).member(ref.id, user);
      return false;
    } catch (error) {
      if (goneOf(error) !== undefined) return true;
      if (error instanceof ConnectorError && error.code === "MemberNotFoundInConversation") return true;
      // In a channel the people may be withheld from an app that is there; in a chat an app that is there sees them.
      if (isWithheld(error)) return ref.kind !== "channel";
      throw new Unreachable(error);
    }
  }
  return async (ref, user, patient = false) => {
    // A local client may know nobody, and its chats are all ours.
    if (access.kind === "insecure-local") return false;

    for (const rest of patient ? patience : []) {
      if (!(await isAway(ref, user))) return false;
      await wait(rest);
    }
    return isAway(ref, user);
  };
}
