import type { Acting } from "./acting.ts";
import type { Payloads } from "./payloads.ts";
import type { Slack } from "./slack.ts";
import { isSubscribed } from "./subscriptions.ts";
import type { Acked, Channel, Fields } from "./types.ts";
import { channelObject, userObject } from "./wire-shapes.ts";
import type { World } from "./world.ts";

type Happenings = Pick<
  Slack,
  "join" | "leave" | "archive" | "unarchive" | "deleteChannel" | "rename" | "share" | "unshare" | "changeUser"
>;

/** What happens to channels, and what the bot is told of it. */
export function createHappenings(world: World, acting: Acting, payloads: Payloads): Happenings {
  /** Tells the bot, if it was in the channel and has subscribed. */
  async function tell(
    type: string,
    fields: Fields,
    channel: Channel,
    wasIn = channel.members.has(world.botUser),
  ): Promise<Acked | undefined> {
    if (!wasIn || !isSubscribed(world, world.options.manifest, type)) return undefined;
    const event = { type, ...fields, event_ts: world.ts() };
    return acting.send({ kind: "event", payload: payloads.event(event, channel) });
  }
  /** `channel_archive` for a public channel, `group_archive` for a private one. */
  const named = ({ kind }: Channel, what: string) => `${kind === "private" ? "group" : "channel"}_${what}`;
  /** A person of the channel: what the bot itself does, Bolt keeps from it. */
  const someone = ({ members }: Channel) => [...members].find((id) => id !== world.botUser) ?? world.user("anna").id;
  const bot = (who: string) => (who === "bot" ? world.botUser : world.user(who).id);

  return {
    async changeUser(who, change) {
      const user = world.user(who);
      Object.assign(user, change);
      if (user.deleted) for (const { kind, members } of world.channels) if (kind !== "im") members.delete(user.id);
      if (!isSubscribed(world, world.options.manifest, "user_change")) return undefined;
      const event = {
        type: "user_change",
        user: userObject(world, user),
        cache_ts: 1_700_000_000,
        event_ts: world.ts(),
      };
      return acting.send({ kind: "event", payload: payloads.event(event) });
    },
    async join(who, where) {
      const channel = world.channel(where);
      const user = bot(who);
      channel.members.add(user);
      const { team } = world.user(user);
      const { id, kind } = channel;
      return tell(
        "member_joined_channel",
        { user, channel: id, channel_type: kind === "private" ? "G" : "C", team },
        channel,
      );
    },
    async leave(who, where) {
      const channel = world.channel(where);
      const user = bot(who);
      const wasIn = channel.members.has(world.botUser);
      channel.members.delete(user);
      if (user === world.botUser) return tell(named(channel, "left"), { channel: channel.id }, channel, wasIn);
      const { id, kind } = channel;
      const { team } = world.user(user);
      return tell(
        "member_left_channel",
        { user, channel: id, channel_type: kind === "private" ? "G" : "C", team },
        channel,
      );
    },
    async archive(where) {
      const channel = world.channel(where);
      channel.archived = true;
      return tell(named(channel, "archive"), { channel: channel.id, user: someone(channel) }, channel);
    },
    async unarchive(where) {
      const channel = world.channel(where);
      channel.archived = false;
      return tell(named(channel, "unarchive"), { channel: channel.id, user: someone(channel) }, channel);
    },
    async deleteChannel(where) {
      const channel = world.channel(where);
      world.channels.splice(world.channels.indexOf(channel), 1);
      return tell(named(channel, "deleted"), { channel: channel.id }, channel);
    },
    async rename(where, name) {
      const channel = world.channel(where);
      channel.name = name;
      return tell(named(channel, "rename"), { channel: { id: channel.id, name, created: channel.created } }, channel);
    },
    async share(where, team, { newId } = {}) {
      const channel = world.channel(where);
      const connected = world.team(team).id;
      channel.sharedWith.add(connected);
      const told: (Acked | undefined)[] = [];
      if (newId !== undefined) {
        const old = channel.id;
        channel.id = newId;
        for (const message of world.messages) if (message.channel === old) message.channel = newId;
        for (const { channels } of world.files)
          if (channels.includes(old)) channels.splice(channels.indexOf(old), 1, newId);
        told.push(await tell("channel_id_changed", { old_channel_id: old, new_channel_id: newId }, channel));
      }
      told.push(await tell("channel_shared", { connected_team_id: connected, channel: channel.id }, channel));
      return told.flatMap((acked) => acked ?? []);
    },
    async unshare(where) {
      const channel = world.channel(where);
      const [previously = ""] = channel.sharedWith;
      channel.sharedWith.clear();
      for (const id of [...channel.members]) if (world.user(id).team !== world.home.id) channel.members.delete(id);
      const { is_ext_shared } = channelObject(world, channel);
      return tell(
        "channel_unshared",
        { previously_connected_team_id: previously, channel: channel.id, is_ext_shared },
        channel,
      );
    },
  };
}
