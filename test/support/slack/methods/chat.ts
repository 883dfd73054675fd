import { type Context, channelArg, type Method, needMember, orWait } from "../method.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Channel, Message } from "../types.ts";
import { messageObject } from "../wire-shapes.ts";
import { contentArgs } from "./content.ts";
import { openIm } from "./conversations.ts";

const write = ["chat:write"];

/** Where to post: a channel, or a person, which is their DM. */
function target(context: Context): Channel {
  const { world, args } = context;
  const channel = /^[UW]/.test(args.text("channel"))
    ? openIm(world, args.text("channel"), "channel_not_found")
    : channelArg(context);
  if (!channel.members.has(world.botUser) && !world.scopes.includes("chat:write.public"))
    throw new SlackRefusal("not_in_channel");
  if (channel.archived) throw new SlackRefusal("is_archived");
  return channel;
}

/** The bot's own message that is to be changed. */
function ownMessage(context: Context, cannot: string): Message {
  const { world, args } = context;
  const channel = channelArg(context);
  const message = world.messages.find(
    ({ ts, channel: at, ephemeralTo }) => ts === args.text("ts") && at === channel.id && !ephemeralTo,
  );
  if (message === undefined) throw new SlackRefusal("message_not_found");
  if (message.user !== world.botUser) throw new SlackRefusal(cannot);
  if (channel.archived) throw new SlackRefusal("is_inactive");
  return message;
}

export const chat: Readonly<Record<string, Method>> = {
  "chat.postMessage": {
    tier: "special",
    scopes: write,
    run(context) {
      const { world, args, rates } = context;
      const channel = target(context);
      orWait(rates.message(channel.id));
      const { text = "", blocks = [], metadata } = contentArgs(context, "post");
      const message = world.post({
        channel,
        user: world.botUser,
        text,
        blocks,
        metadata,
        threadTs: args.textOr("thread_ts"),
      });
      return { channel: channel.id, ts: message.ts, message: messageObject(world, message, true) };
    },
  },
  "chat.postEphemeral": {
    tier: 4,
    scopes: write,
    run(context) {
      const { world, args } = context;
      const channel = target(context);
      const user = world.findUser(args.text("user"));
      if (user === undefined || !channel.members.has(user.id)) throw new SlackRefusal("user_not_in_channel");
      const { text = "", blocks = [] } = contentArgs(context, "post");
      const threadTs = args.textOr("thread_ts");
      return {
        message_ts: world.post({ channel, user: world.botUser, text, blocks, threadTs, ephemeralTo: user.id }).ts,
      };
    },
  },
  "chat.update": {
    tier: 3,
    scopes: write,
    run(context) {
      const { world } = context;
      const message = ownMessage(context, "cant_update_message");
      const { text, blocks, metadata } = contentArgs(context, "edit");
      message.edits.push({ text: message.text, blocks: message.blocks });
      message.text = text ?? message.text;
      message.blocks = blocks ?? (text === undefined ? message.blocks : []);
      message.metadata = metadata ?? message.metadata;
      return {
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: messageObject(world, message, true),
      };
    },
  },
  "chat.delete": {
    tier: 3,
    scopes: write,
    run(context) {
      const { world } = context;
      const message = ownMessage(context, "cant_delete_message");
      world.messages.splice(world.messages.indexOf(message), 1);
      return { channel: message.channel, ts: message.ts };
    },
  },
  "chat.getPermalink": {
    tier: "special",
    run(context) {
      const { world, args } = context;
      const channel = channelArg(context);
      const message = world.messages.find(({ ts, channel: at }) => ts === args.text("message_ts") && at === channel.id);
      if (message === undefined) throw new SlackRefusal("message_not_found");
      return {
        channel: channel.id,
        permalink: `https://${world.home.domain}.slack.com/archives/${channel.id}/p${message.ts.replace(".", "")}`,
      };
    },
  },
  "pins.add": {
    tier: 2,
    scopes: ["pins:write"],
    run(context) {
      const message = pinnable(context);
      if (message.pinned) throw new SlackRefusal("already_pinned");
      message.pinned = true;
      return {};
    },
  },
  "pins.remove": {
    tier: 2,
    scopes: ["pins:write"],
    run(context) {
      const message = pinnable(context);
      if (!message.pinned) throw new SlackRefusal("no_pin");
      message.pinned = false;
      return {};
    },
  },
  "pins.list": {
    tier: 2,
    scopes: ["pins:read"],
    run(context) {
      const { world } = context;
      const channel = channelArg(context);
      needMember(world, channel);
      const pinned = world.messages.filter((one) => one.pinned && one.channel === channel.id);
      return {
        items: pinned.map((one) => ({ type: "message", channel: channel.id, message: messageObject(world, one) })),
      };
    },
  },
  "reactions.add": {
    tier: 3,
    scopes: ["reactions:write"],
    run(context) {
      const { args } = context;
      const message = pinnable(context);
      const name = args.text("name");
      if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackRefusal("invalid_name");
      if (message.reactions.includes(name)) throw new SlackRefusal("already_reacted");
      message.reactions.push(name);
      return {};
    },
  },
};

/** A message of anybody's that can be pinned or reacted to. */
function pinnable(context: Context): Message {
  const { world, args } = context;
  const channel = channelArg(context);
  needMember(world, channel);
  if (channel.archived) throw new SlackRefusal("is_archived");
  const message = world.messages.find(
    ({ ts, channel: at, ephemeralTo }) => ts === args.text("timestamp") && at === channel.id && !ephemeralTo,
  );
  if (message === undefined) throw new SlackRefusal("message_not_found");
  return message;
}
