import type { types } from "@slack/bolt";
import type { Acting } from "./acting.ts";
import type { Element } from "./blocks.ts";
import { fillIn } from "./filling.ts";
import { stackOf } from "./methods/views.ts";
import type { Payloads } from "./payloads.ts";
import { placedElements } from "./reading.ts";
import type { Pressed, Slack } from "./slack.ts";
import { isSubscribed, messageEvent } from "./subscriptions.ts";
import type { Acked, Block, Channel, Fields, Message, User, View } from "./types.ts";
import { escapeText, fileObject } from "./wire-shapes.ts";
import type { World } from "./world.ts";

type Gestures = Pick<
  Slack,
  | "command"
  | "mention"
  | "say"
  | "dm"
  | "edit"
  | "unfurl"
  | "unsay"
  | "press"
  | "pressIn"
  | "submit"
  | "close"
  | "suggest"
  | "shortcut"
  | "openHome"
  | "attach"
  | "upload"
  | "event"
>;

/** What people do in Slack, as far as Slack lets them. */
export function createGestures(world: World, acting: Acting, payloads: Payloads): Gestures {
  const { manifest, command: ownCommand = "/startklar" } = world.options;
  const loaded = new Map<string, readonly types.PlainTextOption[]>();

  /** @throws Error when the person could not do this there. */
  function presence(who: string, where: string): { readonly user: User; readonly channel: Channel } {
    const [user, channel] = [world.user(who), world.channel(where)];
    if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in ${channel.name}`);
    if (channel.archived) throw new Error(`${channel.name} is archived: nobody writes there`);
    return { user, channel };
  }
  const hears = (type: string, channel: Channel) =>
    channel.members.has(world.botUser) && isSubscribed(world, manifest, type);
  const send = (event: Fields, channel: Channel) =>
    acting.send({ kind: "event", payload: payloads.event(event, channel) });
  const nothing = (why: string): Acked => ({
    status: 0,
    body: "",
    ms: 0,
    sent: { kind: "event", payload: { unsent: why } },
  });

  /** What was typed, as Slack passes it on: signs escaped, `@name` a mention, links marked. */
  function typed(text: string, channel: Channel): string {
    return escapeText(text)
      .replace(/\bhttps?:\/\/[^\s<>"]+/g, (url) => `<${url}>`)
      .replace(/(?<![\w<])@([\p{L}\d._-]+)/gu, (whole, name: string) => {
        const found = world.users.find((one) => one.name === name && channel.members.has(one.id));
        return found === undefined ? whole : `<@${found.id}>`;
      });
  }
  const messageFields = ({ ts, text, threadTs }: Message, { id, team }: User, channel: Channel): Fields => ({
    client_msg_id: world.newId("m"),
    user: id,
    text,
    ts,
    event_ts: ts,
    channel: channel.id,
    team,
    ...(team === world.home.id ? {} : { user_team: team, source_team: team, user_profile: { team } }),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
  /** A field for files tells of each what files.info tells. */
  const withFiles = (values: Readonly<Record<string, Fields>>): Record<string, Fields> =>
    Object.fromEntries(
      Object.entries(values).map(([block, inputs]) => [
        block,
        Object.fromEntries(
          Object.entries(inputs as Readonly<Record<string, Fields>>).map(([action, input]) => [
            action,
            input.type === "file_input"
              ? {
                  ...input,
                  files: (input.files as readonly string[]).flatMap((id) => fileObject(world, id, undefined)),
                }
              : input,
          ]),
        ),
      ]),
    );
  const channelTypes = { public: "channel", private: "group", im: "im" } as const;
  function written(
    user: User,
    channel: Channel,
    text: string,
    threadTs?: string,
  ): { readonly message: Message; readonly heard: Fields } {
    const message = world.post({ channel, user: user.id, text, threadTs });
    return {
      message,
      heard: { type: "message", channel_type: channelTypes[channel.kind], ...messageFields(message, user, channel) },
    };
  }

  function ownMessage(user: User, channel: Channel, was: string): Message {
    const found = world.messages.findLast(
      (one) => one.channel === channel.id && one.user === user.id && one.text.includes(was),
    );
    if (found === undefined) throw new Error(`${user.name} has written no ${was} in ${channel.name}`);
    return found;
  }
  /** What Slack tells of a message that stands otherwise now: inside it, no channel is named. */
  function changed(channel: Channel, message: Fields, before: Fields): Fields {
    const inner = ({ channel: _channel, event_ts: _at, ...rest }: Fields): Fields => rest;
    const ts = world.ts();
    const event = {
      type: "message",
      subtype: "message_changed",
      hidden: true,
      channel: channel.id,
      channel_type: channelTypes[channel.kind],
    };
    return { ...event, ts, event_ts: ts, message: inner(message), previous_message: inner(before) };
  }

  /** The element that is meant, by its label or its id; an id that is not drawn is sent just as it is given. */
  function found(blocks: readonly Block[], what: Pressed): { readonly block: string; readonly element: Element } {
    const placed = placedElements(blocks);
    if (typeof what === "string" || what instanceof RegExp) {
      const label = (one: Element) => one.text?.text ?? "";
      const hit = placed.find(({ element }) =>
        typeof what === "string" ? label(element) === what : what.test(label(element)),
      );
      if (hit === undefined)
        throw new Error(
          `No button ${what}: there are ${placed.map(({ element }) => label(element)).join(", ") || "none"}`,
        );
      return hit;
    }
    const hit = placed.find(
      ({ block, element }) => element.action_id === what.action_id && (what.block_id ?? block) === block,
    );
    const { type = hit?.element.type ?? "button", block_id: block = hit?.block ?? "none", value, action_id } = what;
    const options = (hit?.element as { readonly options?: readonly types.PlainTextOption[] } | undefined)?.options;
    const chosen = options?.find((option) => option.value === value);
    if (chosen !== undefined) return { block, element: { type, action_id, selected_option: chosen } as Element };
    return { block, element: { ...hit?.element, type, action_id, ...(value === undefined ? {} : { value }) } };
  }

  return {
    async command(who, where, text, { command = ownCommand } = {}) {
      const user = world.user(who);
      const channel = world.channel(where);
      if (user.team !== world.home.id)
        throw new Error(`Slack offers ${user.name} no ${command}: slash commands are for the home workspace`);
      const known = manifest?.features?.slash_commands;
      if (manifest !== undefined && known?.some((one) => one.command === command) !== true)
        throw new Error(`${command} is not a valid command`);
      presence(who, where);
      const place = { channel, user: user.id };
      return acting.sendFrom(place, {
        kind: "command",
        payload: payloads.command(user, channel, command, escapeText(text.trim())),
      });
    },
    async mention(who, where, text, { thread } = {}) {
      const { user, channel } = presence(who, where);
      const { message, heard } = written(user, channel, `<@${world.botUser}> ${typed(text, channel)}`.trim(), thread);
      if (!hears("app_mention", channel)) throw new Error("Slack would not tell the bot of this mention");
      const mention = { type: "app_mention", ...messageFields(message, user, channel) };
      const [acked] = await Promise.all([
        send(mention, channel),
        hears(messageEvent(channel), channel) ? send(heard, channel) : undefined,
      ]);
      return acked;
    },
    async say(who, where, text, { thread } = {}) {
      const { user, channel } = presence(who, where);
      const { message, heard } = written(user, channel, typed(text, channel), thread);
      const acked = hears(messageEvent(channel), channel) ? await send(heard, channel) : nothing("not subscribed");
      return { ...acked, message };
    },
    async dm(who, text) {
      const user = world.user(who);
      const channel = world.im(user.id);
      const { heard } = written(user, channel, typed(text, channel));
      if (!hears("message.im", channel)) throw new Error("Slack would not tell the bot of this message");
      return send(heard, channel);
    },
    async edit(who, where, was, text) {
      const user = world.user(who);
      const channel = where === "dm" ? world.im(user.id) : presence(who, where).channel;
      const message = ownMessage(user, channel, was);
      const before = { type: "message", ...messageFields(message, user, channel) };
      const mention = `<@${world.botUser}>`;
      message.edits.push({ text: message.text, blocks: message.blocks });
      message.text = channel.kind === "im" ? typed(text, channel) : `${mention} ${typed(text, channel)}`;
      // Of an edit Slack says the second alone, and nobody edits twice within one.
      const edited = { user: user.id, ts: `${Math.floor(Number(world.ts())) + message.edits.length}.000000` };
      const after = { ...messageFields(message, user, channel), edited };
      const heard = hears(messageEvent(channel), channel)
        ? send(changed(channel, { type: "message", ...after }, before), channel)
        : undefined;
      if (channel.kind === "im" || !hears("app_mention", channel)) return (await heard) ?? nothing("not subscribed");
      const [acked] = await Promise.all([
        send({ type: "app_mention", ...after, event_ts: world.ts() }, channel),
        heard,
      ]);
      return acked;
    },
    async unfurl(who, was) {
      const user = world.user(who);
      const channel = world.im(user.id);
      const message = { type: "message", ...messageFields(ownMessage(user, channel, was), user, channel) };
      const attachments = [
        {
          id: 1,
          from_url: "https://example.com/",
          original_url: "https://example.com/",
          title: "Example",
          fallback: "Example",
        },
      ];
      return send(changed(channel, { ...message, attachments }, message), channel);
    },
    async unsay(who, was) {
      const user = world.user(who);
      const channel = world.im(user.id);
      const message = ownMessage(user, channel, was);
      const { ts } = message;
      const before = { type: "message", ...messageFields(message, user, channel) };
      const deleted = { type: "message", subtype: "message_deleted", hidden: true, deleted_ts: ts, channel_type: "im" };
      return send(
        { ...deleted, channel: channel.id, ts: world.ts(), event_ts: world.ts(), previous_message: before },
        channel,
      );
    },
    async press(who, message, what) {
      const { user, channel } = presence(who, message.channel);
      if (message.ephemeralTo !== undefined && message.ephemeralTo !== user.id)
        throw new Error(`${user.name} does not see this message`);
      const action = found(message.blocks, what);
      return acting.send({ kind: "interaction", payload: payloads.press(user, { message, channel }, action) });
    },
    async pressIn(who, view, what) {
      const action = found(view.drawn.blocks as readonly Block[], what);
      return acting.send({ kind: "interaction", payload: payloads.press(world.user(who), { view }, action) });
    },
    async submit(who, view, given, { forged = false, privateMetadata } = {}) {
      const user = world.user(who);
      const { values, objections } = fillIn(view, given, loaded.get(view.id));
      const reasons = [
        ...objections,
        ...(view.user === user.id ? [] : [`it is another person's`]),
        ...(stackOf(world, view.user).at(-1) === view ? [] : ["it is not open on top"]),
        ...(view.drawn.type === "modal" ? [] : ["it is no modal"]),
      ];
      if (!forged && reasons.length > 0)
        throw new Error(`Slack would not send ${user.name}'s form: ${reasons.join("; ")}`);
      const drawn = privateMetadata === undefined ? view.drawn : { ...view.drawn, private_metadata: privateMetadata };
      return acting.submit(view, {
        kind: "interaction",
        payload: payloads.submission(user, { ...view, drawn }, withFiles(values)),
      });
    },
    async close(who, view) {
      world.views.splice(world.views.indexOf(view), 1);
      if (view.drawn.type !== "modal" || view.drawn.notify_on_close !== true) return undefined;
      return acting.send({ kind: "interaction", payload: payloads.closed(world.user(who), view) });
    },
    async suggest(who, view, blockId, query) {
      const field = placedElements(view.drawn.blocks as readonly Block[]).find(({ block }) => block === blockId);
      if (field === undefined || !field.element.type.endsWith("external_select"))
        throw new Error(`${blockId} is no external select`);
      const payload = payloads.suggestion(world.user(who), view, blockId, field.element.action_id ?? "", query);
      const { found: options, ...acked } = await acting.suggest({ kind: "interaction", payload });
      loaded.set(view.id, [...(loaded.get(view.id) ?? []), ...options]);
      return { ...acked, options: options.map(({ value }) => value ?? "") };
    },
    async shortcut(who, message, callback) {
      const { user, channel } = presence(who, message.channel);
      if (user.team !== world.home.id)
        throw new Error(`Slack offers ${user.name} no shortcuts: they are for the home workspace`);
      const known = manifest?.features?.shortcuts;
      if (
        manifest !== undefined &&
        known?.some((one) => one.callback_id === callback && one.type === "message") !== true
      )
        throw new Error(`There is no message shortcut ${callback}`);
      return acting.send({ kind: "interaction", payload: payloads.shortcut(user, message, channel, callback) });
    },
    async openHome(who) {
      const user = world.user(who);
      const im = world.im(user.id);
      const home: View | undefined = world.homes.get(user.id);
      if (!hears("app_home_opened", im)) throw new Error("Slack would not tell the bot of this");
      const seen = home === undefined ? {} : { view: { id: home.id, type: "home", hash: home.hash } };
      return send(
        { type: "app_home_opened", user: user.id, channel: im.id, tab: "home", event_ts: world.ts(), ...seen },
        im,
      );
    },
    async attach(who, name, content, { external, servedFrom } = {}) {
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      const file = {
        id: world.newId("F"),
        name,
        title: name,
        user: world.user(who).id,
        bytes,
        channels: [],
        inForm: true as const,
        external,
        servedFrom,
      };
      world.files.push(file);
      return file.id;
    },
    async upload(who, where, name, content, { external, servedFrom, line } = {}) {
      const { user, channel } =
        where === "dm" ? { user: world.user(who), channel: world.im(world.user(who).id) } : presence(who, where);
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      const file = {
        id: world.newId("F"),
        name,
        title: name,
        user: user.id,
        bytes,
        channels: [channel.id],
        external,
        servedFrom,
      };
      world.files.push(file);
      const mentions = line !== undefined && channel.kind !== "im";
      const text = line === undefined ? "" : `${mentions ? `<@${world.botUser}> ` : ""}${typed(line, channel)}`;
      const message = world.post({ channel, user: user.id, text, files: [file.id] });
      const share = { type: "message", subtype: "file_share", channel_type: channelTypes[channel.kind], upload: false };
      const files = fileObject(world, file.id, channel);
      const heard = { ...share, ...messageFields(message, user, channel), files };
      const mention = { type: "app_mention", ...messageFields(message, user, channel), files };
      const shared = {
        type: "file_shared",
        file_id: file.id,
        user_id: user.id,
        file: { id: file.id },
        channel_id: channel.id,
        event_ts: world.ts(),
      };
      const [first, second] = await Promise.all([
        hears("file_shared", channel) ? send(shared, channel) : undefined,
        hears(messageEvent(channel), channel) ? send(heard, channel) : undefined,
        mentions && hears("app_mention", channel) ? send(mention, channel) : undefined,
      ]);
      return { ...(first ?? second ?? nothing("not subscribed")), file, message };
    },
    event: (type, payload, outer) =>
      acting.send({
        kind: "event",
        payload: payloads.event({ type, event_ts: world.ts(), ...payload }, undefined, outer),
      }),
  };
}
