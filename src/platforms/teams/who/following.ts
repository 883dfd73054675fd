import type { Connectors } from "../connector.ts";
import { goneOf } from "../errors.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";
import type { Rosters } from "./rosters.ts";

interface Parts {
  readonly conversations: Conversations;
  readonly connectors: Connectors;
  readonly rosters: Pick<Rosters, "get" | "known">;
}

/**
 * Follows a channel or chat that has moved to another id. A channel's name is unique in its team: where the
 * conversation that had it is no more, the channel has moved. Asked of Teams, not taken from names alone: what was
 * bound to the old one becomes bound to this one.
 */
export function createFollowing({
  conversations,
  connectors,
  rosters,
}: Parts): (ref: ConversationRef) => Promise<void> {
  const followed = new Set<string>();

  async function samePeople(now: string, before: string): Promise<boolean> {
    const was = rosters.known(before);
    const is = await rosters.get(now).catch(() => undefined);
    if (was === undefined || is === undefined) return false;
    const ids = new Set(was.map(({ id }) => id));
    return is.length === ids.size && is.every(({ id }) => ids.has(id));
  }

  return async (ref) => {
    const { team, name, kind } = ref;
    if (kind === "personal" || name === undefined || followed.has(ref.id)) return;
    const others = team === undefined ? await conversations.all() : await conversations.ofTeam(team.id);
    for (const one of others) {
      if (
        one.id === ref.id ||
        one.kind !== kind ||
        one.name !== name ||
        one.tenant !== ref.tenant ||
        one.gone === "deleted"
      )
        continue;
      // Anybody can give a chat a topic: it is the same one only with the same people.
      if (team === undefined && !(await samePeople(ref.id, one.id))) continue;
      try {
        await connectors(one.serviceUrl).members(one.id);
      } catch (error) {
        if (goneOf(error) !== "missing") return;
        await conversations.move(ref, one.id);
      }
    }
    if (followed.size > 5_000) followed.clear();
    followed.add(ref.id);
  };
}
