import type { TeamsOptions } from "../options.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Reach } from "../who/reach.ts";
import { isStandard, isWholeLost, type Team } from "../who/team.ts";
import type { Membership } from "./membership.ts";
import { welcomeTo } from "./welcome.ts";

/** The bot's own way into conversations, and out of them. */
export interface Installation {
  /** It is in a conversation; `whole`: in the team, whichever channel that is told in. */
  came(ref: ConversationRef, whole: boolean): Promise<void>;
  /** It came anew, and says what to do next. */
  welcomed(ref: ConversationRef): Promise<void>;
  went(ref: ConversationRef, eventType?: string): Promise<void>;
}

interface Parts {
  readonly conversations: Pick<Conversations, "put">;
  readonly reach: Reach;
  readonly team: Team;
  readonly membership: Pick<Membership, "met">;
  readonly channels: TeamsOptions["channels"];
}

export function createInstallation({ conversations, reach, team, membership, channels }: Parts): Installation {
  return {
    async came(ref, whole) {
      const { gone: _gone, ...known } = ref;
      await conversations.put(known);
      const listed = whole ? await team.list(known) : new Set<string>();
      if (known.kind !== "personal") await channels.met(await reach.placed(known));
      const others = whole ? await team.channelsOf(known) : [];
      const there = others.filter(
        (one) =>
          one.id !== known.id && isStandard(one) && (one.gone === "removed" || (isDeleted(one) && listed.has(one.id))),
      );
      await reach.back([known, ...there]);
      if (known.kind !== "personal" && (await channels.bound(known.id))) await membership.met(known);
    },
    async welcomed(ref) {
      const place = await reach.placed(ref);
      await channels.welcomed(place, welcomeTo(place));
    },
    async went(ref, eventType) {
      await reach.lost(isWholeLost(ref, eventType) ? await team.withChannels(ref) : [ref], "removed");
    },
  };
}

/** True for what is deleted as far as we know: Teams may list it all the same. */
const isDeleted = ({ gone }: ConversationRef): boolean =>
  gone !== undefined && gone !== "archived" && gone !== "removed";
