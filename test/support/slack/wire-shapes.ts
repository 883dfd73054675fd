import type { Channel, Fields, Message, StoredFile, User, View } from "./types.ts";
import type { World } from "./world.ts";

/** Whether the bot's workspace sees a person: their own people always, others through a channel that both are in. */
export const isVisible = (world: World, user: User): boolean =>
  user.team === world.home.id ||
  world.channels.some(({ members }) => members.has(user.id) && members.has(world.botUser));

/** A user object, as `users.info` gives it. Another workspace's admin is written as an admin here too. */
export function userObject(world: World, user: User, locale = false): Fields {
  const foreign = user.team !== world.home.id;
  const { enterprise } = world.team(user.team);
  const known = user.email !== undefined && world.scopes.includes("users:read.email");
  return {
    id: user.id,
    team_id: user.team,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.timeZone,
    profile: {
      real_name: user.realName,
      display_name: user.name,
      team: user.team,
      ...(known ? { email: user.email } : {}),
    },
    ...(known ? { is_email_confirmed: true } : {}),
    is_admin: user.admin,
    is_owner: false,
    is_bot: user.bot,
    is_app_user: false,
    is_restricted: user.guest !== undefined,
    is_ultra_restricted: user.guest === "single-channel",
    ...(foreign ? { is_stranger: !isVisible(world, user) } : {}),
    ...(enterprise === undefined
      ? {}
      : { enterprise_id: enterprise, enterprise_user: { id: user.id, enterprise_id: enterprise } }),
    ...(locale ? { locale: user.locale } : {}),
    updated: 1_700_000_000,
  };
}

/** A channel object, as `conversations.info` gives it. */
export function channelObject(world: World, channel: Channel): Fields {
  const base = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    context_team_id: world.home.id,
  };
  const peer = world.peerOf(channel);
  if (peer !== undefined)
    return { ...base, is_im: true, is_org_shared: false, user: peer, is_user_deleted: false, priority: 0 };
  const shared = channel.sharedWith.size > 0;
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === "private",
    is_general: false,
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.has(world.botUser),
    shared_team_ids: [world.home.id, ...channel.sharedWith],
    connected_team_ids: [...channel.sharedWith],
    pending_shared: [],
    creator: world.users[0]?.id ?? world.botUser,
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    previous_names: [],
  };
}

/** A message object, as history and payloads carry it. Metadata only where it is asked for. */
export function messageObject(world: World, message: Message, metadata = false): Fields {
  const { ts, user, text, blocks, threadTs, edits, files, reactions } = message;
  const author = world.findUser(user);
  const replies = world.messages.filter(
    (one) => one.threadTs === ts && one.channel === message.channel && one.ts !== ts,
  );
  const channel = world.findChannel(message.channel);
  return {
    type: "message",
    ...(files.length > 0
      ? { subtype: "file_share", files: files.flatMap((id) => fileObject(world, id, channel)), upload: false }
      : {}),
    user,
    text,
    ts,
    team: author?.team ?? world.home.id,
    ...(author?.bot === true
      ? {
          bot_id: world.botId,
          app_id: world.appId,
          bot_profile: { id: world.botId, app_id: world.appId, name: "Startklar", team_id: world.home.id },
        }
      : {}),
    ...(blocks.length > 0 ? { blocks: escaped(blocks) } : {}),
    ...(threadTs !== undefined ? { thread_ts: threadTs } : {}),
    ...(replies.length > 0 ? { thread_ts: ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts } : {}),
    ...(edits.length > 0 && blocks.length === 0 ? { edited: { user, ts: `${ts.split(".")[0]}.000000` } } : {}),
    ...(reactions.length > 0
      ? { reactions: reactions.map((name) => ({ name, users: [world.botUser], count: 1 })) }
      : {}),
    ...(message.pinned ? { pinned_to: [message.channel] } : {}),
    ...(metadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

/** Slack gives plain text back with its signs escaped (bolt-python issue 513). */
export function escaped(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(escaped);
  if (typeof part !== "object" || part === null) return part;
  const one = part as Fields;
  if (one.type === "plain_text") return { ...one, text: escapeText(String(one.text)) };
  return Object.fromEntries(Object.entries(one).map(([key, value]) => [key, escaped(value)]));
}
/** The three signs that Slack escapes in everything that people write. */
export const escapeText = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A file object. In a channel shared with others it says no more than where to ask. */
export function fileObject(world: World, id: string, within: Channel | undefined): readonly Fields[] {
  const file = world.files.find((one) => one.id === id);
  if (file === undefined) return [];
  if (within !== undefined && within.sharedWith.size > 0)
    return [{ id, mode: "file_access", file_access: "check_file_info", created: 0, timestamp: 0, user: file.user }];
  return [wholeFile(world, file)];
}

/** A file that is kept elsewhere has an address of theirs, and nothing to download. */
const externally = (url: string): Fields => ({
  ...{ mode: "external", is_external: true, external_type: "gdrive", filetype: "gdrive", size: 0, url_private: url },
  url_private_download: undefined,
});

/** What `files.info` gives. */
export function wholeFile(world: World, file: StoredFile): Fields {
  const base = `${world.origin()}/files-pri/${world.home.id}-${file.id}`;
  const extension = file.name.includes(".") ? (file.name.split(".").at(-1) ?? "") : "";
  return {
    id: file.id,
    created: 1_700_000_000,
    timestamp: 1_700_000_000,
    name: file.name,
    title: file.title,
    mimetype: mimeTypes[extension] ?? "application/octet-stream",
    filetype: extension === "" ? "binary" : extension,
    user: file.user,
    mode: "hosted",
    is_external: false,
    is_public: false,
    size: file.bytes.byteLength,
    url_private: `${base}/${encodeURIComponent(file.name)}`,
    url_private_download: `${base}/download/${encodeURIComponent(file.name)}`,
    permalink: `https://${world.home.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    channels: file.channels,
    groups: [],
    ims: [],
    shares: sharesOf(world, file.id),
    ...(file.servedFrom === undefined ? {} : { url_private: file.servedFrom, url_private_download: file.servedFrom }),
    ...(file.external === undefined ? {} : externally(file.external)),
  };
}
/** Where a file was shared: by channel, the messages that hold it. */
function sharesOf(world: World, id: string): Fields {
  const held = world.messages.filter(({ files }) => files.includes(id));
  const of = (kinds: readonly Channel["kind"][]): Fields =>
    Object.fromEntries(
      world.channels
        .filter((channel) => kinds.includes(channel.kind) && held.some((one) => one.channel === channel.id))
        .map(({ id: channel }) => [channel, held.flatMap((one) => (one.channel === channel ? [{ ts: one.ts }] : []))]),
    );
  return { public: of(["public"]), private: of(["private", "im"]) };
}
const mimeTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  csv: "text/csv",
  txt: "text/plain",
  png: "image/png",
  jpg: "image/jpeg",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** A view object, with what has been filled in. */
export function viewObject(world: World, view: View, values: Fields = {}): Fields {
  return {
    id: view.id,
    team_id: world.home.id,
    app_id: world.appId,
    app_installed_team_id: world.home.id,
    bot_id: world.botId,
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    title: null,
    ...view.drawn,
    state: { values },
    hash: view.hash,
    root_view_id: view.root,
    previous_view_id: view.previous ?? null,
  };
}
