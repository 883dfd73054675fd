import type { Acting } from "./acting.ts";
import type { Activities } from "./activities.ts";
import { admit } from "./newcomers.ts";
import type { Teams } from "./teams.ts";
import type { Acked, Conversation, Fields, Team, User } from "./types.ts";
import type { World } from "./world.ts";

type Happenings = Pick<
  Teams,
  | "install"
  | "uninstall"
  | "introduce"
  | "rename"
  | "addMember"
  | "removeMember"
  | "deleteChannel"
  | "restoreChannel"
  | "share"
  | "unshare"
  | "archive"
  | "unarchive"
  | "deleteTeam"
  | "purgeTeam"
  | "restoreTeam"
  | "move"
>;

/** What happens to teams, channels and chats, and what Teams tells the bot of it. */
export function createHappenings(world: World, acting: Acting, activities: Activities): Happenings {
  const { bot } = world;
  /** Who does what an administrator or owner does. */
  const owner = (): User => world.user("erik");
  const generalOf = (team: Team): Conversation => world.conversation(team.id);
  const teamData = ({ id, name, aadGroupId, tenant }: Team): Fields => ({ id, name, aadGroupId, tenantId: tenant });
  const channelData = ({ id, name, channelType }: Conversation): Fields => ({
    id,
    ...(name === "" ? {} : { name }),
    type: channelType,
  });
  const findTeam = (where: string): Team | undefined =>
    world.teams.find(({ id, name }) => where === id || where === name);
  /**
   * What an install or a removal is of: a team, a private or shared channel, a group chat, or the personal chat of a
   * person.
   */
  function scopeOf(where: string) {
    const team = findTeam(where);
    if (team !== undefined) return { team, conversation: generalOf(team) };
    const person = world.users.find(({ name }) => name === where);
    const conversation = person === undefined ? world.conversation(where) : world.personal(person.id);
    if (conversation.channelType === "standard")
      throw new Error(`${where} is a standard channel: its team has the bot or has not`);
    return { team: undefined, conversation };
  }
  const actorIn = (conversation: Conversation): User => {
    const members = world.membersOf(conversation);
    return world.users.find(({ id }) => members.has(id)) ?? owner();
  };
  async function told(
    conversation: Conversation,
    type: string,
    more: Fields,
    data: Fields = {},
    from?: User,
  ): Promise<Acked> {
    return acting.send(activities.update(type, from ?? actorIn(conversation), { conversation }, more, data));
  }
  function dataOf(conversation: Conversation, eventType?: string): Fields {
    const { team } = conversation;
    const event = eventType === undefined ? {} : { eventType };
    return team === undefined ? event : { ...event, team: teamData(team), channel: channelData(conversation) };
  }
  const teamEvent = (conversation: Conversation, eventType: string, more: Fields = {}) =>
    told(
      conversation.team === undefined ? conversation : generalOf(conversation.team),
      "conversationUpdate",
      {},
      { ...dataOf(conversation, eventType), ...more },
    );
  const heard = (conversation: Conversation) => world.isInstalled(conversation);
  const party = ({ id, aad }: User): Fields => ({ id, aadObjectId: aad });

  /**
   * The app is put in, and the bot comes with it. In a team Teams names the channel that was chosen for it; General by
   * default.
   */
  async function announce(conversation: Conversation, chosen = conversation): Promise<Acked> {
    const { team } = conversation;
    const selected = team === undefined ? {} : { settings: { selectedChannel: { id: chosen.id } } };
    // Of a chosen channel only the id is said.
    const { channel: _channel, ...barely } = dataOf(chosen);
    await told(
      chosen,
      "installationUpdate",
      { action: "add" },
      { ...(chosen === conversation ? dataOf(chosen) : barely), ...selected },
    );
    return told(
      chosen,
      "conversationUpdate",
      { membersAdded: [bot] },
      dataOf(chosen, memberEvent(conversation, "Added")),
    );
  }
  const memberEvent = ({ team, channelType }: Conversation, what: "Added" | "Removed"): string | undefined =>
    team === undefined ? undefined : `${channelType === "standard" ? "team" : "channel"}Member${what}`;

  return {
    async install(where, { chosen } = {}) {
      const { team, conversation } = scopeOf(where);
      if (team !== undefined) team.installed = true;
      conversation.installed = true;
      return announce(conversation, chosen === undefined ? undefined : world.conversation(chosen));
    },
    async uninstall(where) {
      const { team, conversation } = scopeOf(where);
      if (team !== undefined) team.installed = false;
      conversation.installed = false;
      // Who leaves a team leaves its private and shared channels.
      for (const one of world.conversations) if (team !== undefined && one.team === team) one.installed = false;
      await told(conversation, "installationUpdate", { action: "remove" }, dataOf(conversation));
      return told(
        conversation,
        "conversationUpdate",
        { membersRemoved: [bot] },
        dataOf(conversation, memberEvent(conversation, "Removed")),
      );
    },
    async introduce() {
      const own = world.conversations.filter(
        (one) => heard(one) && !one.deleted && (one.channelType !== "standard" || one.id === one.team?.id),
      );
      const acked: Acked[] = [];
      for (const one of own) acked.push(await told(one, "installationUpdate", { action: "add-upgrade" }, dataOf(one)));
      return acked;
    },
    async rename(where, name) {
      const team = findTeam(where);
      if (team !== undefined) {
        team.name = name;
        return team.installed ? teamEvent(generalOf(team), "teamRenamed") : undefined;
      }
      const conversation = world.conversation(where);
      conversation.name = name;
      // Nothing is told of a group chat's new topic: its next activity carries it.
      return heard(conversation) && conversation.kind === "channel"
        ? teamEvent(conversation, "channelRenamed")
        : undefined;
    },
    async addMember(who, where) {
      const user = world.user(who);
      const team = findTeam(where);
      const conversation = team === undefined ? world.conversation(where) : generalOf(team);
      admit(conversation, user, world.home);
      return heard(conversation)
        ? told(
            conversation,
            "conversationUpdate",
            { membersAdded: [party(user)] },
            dataOf(conversation, memberEvent(conversation, "Added")),
          )
        : undefined;
    },
    async removeMember(who, where) {
      const user = world.user(who);
      const team = findTeam(where);
      const conversation = team === undefined ? world.conversation(where) : generalOf(team);
      (conversation.channelType === "standard" && conversation.team !== undefined
        ? conversation.team.members
        : conversation.members
      ).delete(user.id);
      return heard(conversation)
        ? told(
            conversation,
            "conversationUpdate",
            { membersRemoved: [party(user)] },
            dataOf(conversation, memberEvent(conversation, "Removed")),
          )
        : undefined;
    },
    async deleteChannel(where) {
      const conversation = world.conversation(where);
      conversation.deleted = true;
      return heard(conversation) ? teamEvent(conversation, "channelDeleted") : undefined;
    },
    async restoreChannel(where) {
      const conversation = world.conversation(where);
      conversation.deleted = false;
      return heard(conversation) ? teamEvent(conversation, "channelRestored") : undefined;
    },
    async share(where, tenant) {
      const conversation = world.conversation(where);
      const { id, name } = world.tenant(tenant);
      const sharedWithTeams = [{ id: `19:${id}@thread.tacv2`, name, aadGroupId: id, tenantId: id }];
      return heard(conversation)
        ? told(conversation, "conversationUpdate", {}, { ...dataOf(conversation, "channelShared"), sharedWithTeams })
        : undefined;
    },
    async unshare(where, tenant) {
      const conversation = world.conversation(where);
      const { id, name } = world.tenant(tenant);
      for (const user of world.users) if (user.tenant === id) conversation.members.delete(user.id);
      const unsharedFromTeams = [{ id: `19:${id}@thread.tacv2`, name, aadGroupId: id, tenantId: id }];
      return heard(conversation)
        ? told(
            conversation,
            "conversationUpdate",
            {},
            { ...dataOf(conversation, "channelUnshared"), unsharedFromTeams },
          )
        : undefined;
    },
    async archive(team) {
      world.team(team).archived = true;
      return teamEvent(generalOf(world.team(team)), "teamArchived");
    },
    async unarchive(team) {
      world.team(team).archived = false;
      return teamEvent(generalOf(world.team(team)), "teamUnarchived");
    },
    async deleteTeam(name) {
      const team = world.team(name);
      team.deleted = true;
      return team.installed ? teamEvent(generalOf(team), "teamDeleted") : undefined;
    },
    async purgeTeam(name) {
      const team = world.team(name);
      team.deleted = true;
      return team.installed ? teamEvent(generalOf(team), "teamHardDeleted") : undefined;
    },
    async restoreTeam(name) {
      const team = world.team(name);
      team.deleted = false;
      // Teams writes this one in small letters.
      return team.installed ? teamEvent(generalOf(team), "teamrestored") : undefined;
    },
    move(where) {
      const conversation = world.conversation(where);
      const moved = conversation.id;
      conversation.id = `19:${world.nextId()}${moved.slice(moved.indexOf("@"))}`;
      return conversation;
    },
  };
}
