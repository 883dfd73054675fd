import { Unreachable } from "../../unreachable.ts";
import type { TeamsOptions } from "../options.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Directory } from "../who/directory.ts";
import type { Reach } from "../who/reach.ts";
import type { Team } from "../who/team.ts";

/** Who came into a conversation, and who went. */
export interface Moved {
  /** Told of this conversation, not of the whole team. */
  readonly alone: boolean;
  readonly came: boolean;
  /** The ids of those who went. */
  readonly went: readonly string[];
}

/** The people of conversations, as they come and go. */
export interface Membership {
  /** Everybody who is there is known from now on. */
  met(ref: ConversationRef): Promise<void>;
  /** Somebody came or went: what they may read is known at once, and what waits for whoever went. */
  moved(ref: ConversationRef, moved: Moved): Promise<void>;
}

interface Parts {
  readonly directory: Pick<Directory, "members" | "moved">;
  readonly reach: Pick<Reach, "look">;
  readonly team: Pick<Team, "channelsOf">;
  readonly options: Pick<TeamsOptions, "channels" | "log">;
}

export function createMembership({ directory, reach, team, options }: Parts): Membership {
  const { channels, log } = options;

  async function met(ref: ConversationRef): Promise<void> {
    try {
      await channels.peopled(await directory.members(ref));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      log.info("the people of a conversation could not be read", { conversation: ref.id, err: error.cause });
    }
  }

  /** What a team's people are in. */
  const alongWith = async (ref: ConversationRef): Promise<readonly ConversationRef[]> =>
    (await team.channelsOf(ref)).filter(
      ({ id, channelType = "standard" }) => id !== ref.id && channelType === "standard",
    );

  return {
    met,
    async moved(ref, { alone, came, went }) {
      const theirs: string[] = [];
      for (const one of [ref, ...(alone ? [] : await alongWith(ref))]) {
        directory.moved(one.id, came);
        if (one.gone !== undefined || !(await channels.bound(one.id))) continue;
        theirs.push(one.id);
        await reach.look(one, came);
        if (came) await met(one);
      }
      if (theirs.length > 0) for (const user of went) await channels.departed(user, theirs);
    },
  };
}
