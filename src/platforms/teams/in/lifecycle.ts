import type { Connectors } from "../connector.ts";
import type { TeamsOptions } from "../options.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Directory } from "../who/directory.ts";
import type { Reach } from "../who/reach.ts";
import { createTeam, isWhole } from "../who/team.ts";
import { createInstallation } from "./installation.ts";
import { createMembership } from "./membership.ts";
import { createSharing } from "./sharing.ts";
import { eventTypeOf, inItsChannel, tenantsIn, type Update } from "./update.ts";

interface Parts {
  readonly conversations: Conversations;
  readonly directory: Directory;
  readonly connectors: Connectors;
  readonly reach: Reach;
  readonly options: Pick<TeamsOptions, "channels" | "log">;
}

/** Follows what becomes of conversations, so that the bot stops where it is not wanted and staff hear of it. */
export function createLifecycle({
  conversations,
  directory,
  connectors,
  reach,
  options,
}: Parts): (update: Update) => Promise<void> {
  const { channels, log } = options;
  const team = createTeam({ conversations, connectors, log });
  const membership = createMembership({ directory, reach, team, options });
  const installation = createInstallation({ conversations, reach, team, membership, channels });
  const sharing = createSharing({ conversations, reach, channels });

  const channelOf = (update: Update): Promise<ConversationRef> => conversations.learn(inItsChannel(update));
  const teamOf = async (update: Update): Promise<readonly ConversationRef[]> =>
    team.withChannels(await conversations.learn(update));

  async function renamedTeam(ref: ConversationRef): Promise<void> {
    const { team: named } = ref;
    if (named === undefined) return;
    for (const one of await conversations.ofTeam(named.id))
      await conversations.put({ ...one, team: { ...one.team, ...named } });
    const general = await conversations.of(named.id);
    if (general !== undefined) await reach.look(general);
  }

  async function installed(update: Update): Promise<void> {
    const ref = await conversations.learn(update);
    if (update.action === "remove") await installation.went(ref);
    // An update takes the app out and puts it in again.
    if (update.action === "add" || update.action === "add-upgrade") await installation.came(ref, isWhole(ref));
    if (update.action === "add") await installation.welcomed(ref);
  }

  /** People, and the bot itself, come and go; a chat gets another topic. */
  async function peopled(update: Update): Promise<void> {
    const { membersAdded = [], membersRemoved = [], topicName } = update;
    const ref = await conversations.learn(update);
    const whole = isWhole(ref, eventTypeOf(update));
    const isUs = ({ id }: { readonly id: string }) => id === ref.bot.id;
    if (membersRemoved.some(isUs)) return installation.went(ref, eventTypeOf(update));
    if (membersAdded.some(isUs)) {
      await installation.came(ref, whole);
      return installation.welcomed(ref);
    }
    if (topicName !== undefined && ref.kind === "groupChat") {
      const known = { ...ref, name: topicName };
      await conversations.put(known);
      await reach.look(known);
    }
    if (membersAdded.length + membersRemoved.length === 0) return;
    await membership.moved(ref, {
      alone: !whole,
      came: membersAdded.length > 0,
      went: membersRemoved.map(({ id }) => id),
    });
  }

  return async (update) => {
    if (update.type === "installationUpdate") return installed(update);
    switch (eventTypeOf(update)) {
      case "channelcreated":
        return channels.met(await reach.placed(await channelOf(update)));
      case "channelrenamed":
        return reach.look(await channelOf(update));
      case "channeldeleted":
        return reach.lost([await channelOf(update)], "deleted");
      case "channelrestored":
        return reach.back([await channelOf(update)]);
      case "channelshared":
        return sharing.began(await channelOf(update), tenantsIn(update.channelData?.sharedWithTeams));
      case "channelunshared":
        return sharing.ended(await channelOf(update), tenantsIn(update.channelData?.unsharedFromTeams));
      case "teamrenamed":
        return renamedTeam(await conversations.learn(update));
      case "teamarchived":
        return reach.lost(await teamOf(update), "archived");
      case "teamdeleted":
        return reach.lost(await teamOf(update), "teamDeleted");
      case "teamharddeleted":
        return reach.lost(await teamOf(update), "teamHardDeleted");
      case "teamunarchived":
        return reach.back((await teamOf(update)).filter(({ gone }) => gone === "archived"));
      case "teamrestored":
        return reach.back((await teamOf(update)).filter(({ gone }) => gone === "teamDeleted"));
      default:
        return peopled(update);
    }
  };
}
