import { paged } from "../args.ts";
import { type Context, channelArg, type Method, needMember, needScope, scopeOf } from "../method.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Channel, Fields, Message } from "../types.ts";
import { channelObject, isVisible, messageObject } from "../wire-shapes.ts";
import type { World } from "../world.ts";

/** @throws SlackRefusal with this code when there is no such person for the bot. */
export function openIm(world: World, user: string, unknown: string): Channel {
  const person = world.findUser(user);
  if (person === undefined || person.bot || !isVisible(world, person)) throw new SlackRefusal(unknown);
  if (person.deleted) throw new SlackRefusal("user_disabled");
  needScope(world, "im:write", "chat:write");
  return world.im(person.id);
}

/** A channel that may be read, its family's scope granted. */
function readable(context: Context, what: "read" | "history"): Channel {
  const channel = channelArg(context);
  needScope(context.world, scopeOf(channel, what));
  return channel;
}

/** The messages of a channel that anybody would see, newest first, between the given moments. */
function window({ world, args }: Context, channel: Channel): readonly Message[] {
  const [oldest, latest] = [args.number("oldest", 0), args.number("latest", Number.POSITIVE_INFINITY)];
  const inclusive = args.flag("inclusive");
  return world.messages
    .filter(({ channel: at, ephemeralTo }) => at === channel.id && ephemeralTo === undefined)
    .filter(({ ts }) =>
      inclusive ? Number(ts) >= oldest && Number(ts) <= latest : Number(ts) > oldest && Number(ts) < latest,
    )
    .toReversed();
}

/** A page of messages. Metadata is left out unless it is asked for. */
function messagesPage({ world, args }: Context, messages: readonly Message[]): Fields {
  const metadata = args.flag("include_all_metadata");
  const page = paged(
    args,
    "messages",
    messages.map((message) => messageObject(world, message, metadata)),
  );
  const { next_cursor } = page.response_metadata as { readonly next_cursor: string };
  return { ...page, has_more: next_cursor !== "" };
}

const kinds: Readonly<Record<string, Channel["kind"]>> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
};

export const conversations: Readonly<Record<string, Method>> = {
  "conversations.info": {
    tier: 3,
    run(context) {
      const channel = readable(context, "read");
      const counted = context.args.flag("include_num_members") ? { num_members: channel.members.size } : {};
      return { channel: { ...channelObject(context.world, channel), ...counted } };
    },
  },
  "conversations.list": {
    tier: 2,
    run({ world, args }) {
      const types = (args.textOr("types") ?? "public_channel").split(",").map((type) => type.trim());
      const unknown = types.find((type) => kinds[type] === undefined && type !== "mpim");
      if (unknown !== undefined) throw new SlackRefusal("invalid_types");
      const wanted = types.flatMap((type) => kinds[type] ?? []);
      for (const kind of wanted) needScope(world, scopeOf({ kind } as Channel, "read"));
      const seen = world.channels.filter(({ kind, members }) => kind === "public" || members.has(world.botUser));
      const listed = seen.filter(
        ({ kind, archived }) => wanted.includes(kind) && !(archived && args.flag("exclude_archived")),
      );
      return paged(
        args,
        "channels",
        listed.map((channel) => channelObject(world, channel)),
      );
    },
  },
  "conversations.open": {
    tier: 3,
    scopes: ["im:write"],
    run({ world, args }) {
      const [user, more] = args.text("users").split(",");
      if (more !== undefined) throw new SlackRefusal("too_many_users");
      const im = openIm(world, user ?? "", "user_not_found");
      return { channel: args.flag("return_im") ? channelObject(world, im) : { id: im.id } };
    },
  },
  "conversations.members": {
    tier: 4,
    run(context) {
      const channel = readable(context, "read");
      return paged(context.args, "members", [...channel.members]);
    },
  },
  "conversations.history": {
    tier: 3,
    run(context) {
      const channel = readable(context, "history");
      needMember(context.world, channel);
      return messagesPage(
        context,
        window(context, channel).filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts),
      );
    },
  },
  "conversations.replies": {
    tier: 3,
    run(context) {
      const channel = readable(context, "history");
      needMember(context.world, channel);
      const root = context.args.text("ts");
      const thread = window(context, channel).filter(({ ts, threadTs }) => ts === root || threadTs === root);
      if (!thread.some(({ ts }) => ts === root)) throw new SlackRefusal("thread_not_found");
      return messagesPage(context, thread.toReversed());
    },
  },
};
