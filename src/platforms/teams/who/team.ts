import type { Connectors } from "../connector.ts";
import { ConnectorError, TokenError } from "../errors.ts";
import type { PlatformLog } from "../options.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";

/** The channels of a team, by one of them. */
export interface Team {
  /** Those that are known; of a conversation that is in no team, itself alone. */
  channelsOf(ref: ConversationRef): Promise<readonly ConversationRef[]>;
  /** A channel, and then the others of its team. */
  withChannels(ref: ConversationRef): Promise<readonly ConversationRef[]>;
  /**
   * Asks Teams for all that the bot may see, by their ids: each can be named, and written to, before anybody has spoken
   * there.
   */
  list(ref: ConversationRef): Promise<ReadonlySet<string>>;
}

interface Parts {
  readonly conversations: Pick<Conversations, "of" | "ofTeam" | "put">;
  readonly connectors: Connectors;
  readonly log: PlatformLog;
}

/** True for a channel that the bot is in because its team has it: no private one, and no shared one. */
export const isStandard = ({ kind, channelType = "standard" }: ConversationRef): boolean =>
  kind === "channel" && channelType === "standard";

/**
 * True where it is told of a whole team that the bot came or went: in its General channel, or in the channel that was
 * chosen for the app. In a private or shared channel it is told of that one alone.
 */
export const isWhole = (ref: ConversationRef, eventType = ""): boolean =>
  ref.team !== undefined && isStandard(ref) && !eventType.startsWith("channelmember");

/**
 * Of a channel whose kind nobody has told us it may be a private one: only what is surely the team's is lost with it.
 */
export const isWholeLost = (ref: ConversationRef, eventType?: string): boolean =>
  isWhole(ref, eventType) && (ref.id === ref.team?.id || ref.channelType === "standard");

export function createTeam({ conversations, connectors, log }: Parts): Team {
  const channelsOf = async (ref: ConversationRef): Promise<readonly ConversationRef[]> =>
    ref.team === undefined ? [ref] : conversations.ofTeam(ref.team.id);

  return {
    channelsOf,
    withChannels: async (ref) => [ref, ...(await channelsOf(ref)).filter(({ id }) => id !== ref.id)],
    async list(ref) {
      const { team } = ref;
      const listed = new Set<string>();
      if (team === undefined) return listed;
      try {
        for (const { id, name, type = "standard" } of await connectors(ref.serviceUrl).channels(team.id)) {
          const before = await conversations.of(id);
          const { serviceUrl, tenant, kind, bot } = ref;
          await conversations.put({
            ...before,
            id,
            serviceUrl,
            tenant,
            kind,
            bot,
            team,
            channelType: type,
            name: name ?? before?.name,
          });
          listed.add(id);
        }
      } catch (error) {
        if (!(error instanceof ConnectorError) && !(error instanceof TokenError)) throw error;
        log.info("the channels of a team could not be read", { team: team.id, err: error });
      }
      return listed;
    },
  };
}
