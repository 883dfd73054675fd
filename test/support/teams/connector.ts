import { acceptAttachments, entitiesOf, isFields, listOf, textOf } from "./cards.ts";
import type { Rates } from "./rates.ts";
import { TeamsRefusal } from "./refusal.ts";
import type { Conversation, Fields, Message, Operation, Said, User } from "./types.ts";
import { defined, type World } from "./world.ts";

/** One request to the connector, its token already checked. */
export interface Asked {
  readonly method: string;
  /** Below the service URL, decoded: `["v3", "conversations", …]`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Of the body as it came over the wire. */
  readonly bytes: number;
}
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** The largest activity that Teams takes. */
const largest = 28 * 1024;

/** What a request is called, whether or not it is granted. */
export function operationOf({ method, path }: Pick<Asked, "method" | "path">): Operation {
  const [, area, id, what, which] = path;
  if (area === "groups") return "group";
  if (area === "teams") return what === "conversations" ? "channels" : "team";
  if (area !== "conversations") return "unknown";
  if (id === undefined) return "create";
  if (what?.toLowerCase() === "pagedmembers") return "pagedMembers";
  if (what === "members") return which === undefined ? "members" : "member";
  if (what !== "activities") return "unknown";
  return method === "POST" ? "post" : method === "PUT" ? "edit" : method === "DELETE" ? "delete" : "unknown";
}

/**
 * The Bot Connector's REST interface.
 *
 * @throws TeamsRefusal as the connector refuses.
 */
export function answer(world: World, rates: Rates, asked: Asked): Answered {
  const { path, query, body } = asked;
  const [, , id = "", , which = ""] = path;
  const operation = operationOf(asked);
  if (world.disabled) throw new TeamsRefusal(403, "BotDisabledByAdmin", "The tenant admin disabled this bot");
  if (world.options.plain === true && !["post", "edit", "delete"].includes(operation))
    throw new TeamsRefusal(404, "NotFound");
  switch (operation) {
    case "create":
      return create(world, rates, asked);
    case "post":
      return post(world, rates, asked, conversationOf(world, id), id, which);
    case "edit": {
      const message = ownMessage(world, conversationOf(world, id), which, query);
      slowDown(rates, message.conversation);
      const said = acceptActivity(world, asked, message.conversation);
      message.edits.push(message.said);
      message.said = said;
      message.views.clear();
      return { status: 200, body: { id: message.id } };
    }
    case "delete": {
      const message = ownMessage(world, conversationOf(world, id), which, query);
      world.messages.splice(world.messages.indexOf(message), 1);
      return { status: 200, body: {} };
    }
    case "members":
      return { status: 200, body: rosterOf(world, id).map((user) => memberOf(user, "objectId")) };
    case "pagedMembers":
      return pagedMembers(world, id, query);
    case "member": {
      const user = rosterOf(world, id).find((one) => one.id === which || one.aad === which);
      if (user === undefined)
        throw new TeamsRefusal(404, "MemberNotFoundInConversation", "The user is not a member of the conversation");
      return { status: 200, body: memberOf(user, "aadObjectId") };
    }
    case "team":
    case "channels":
      return teamOf(world, id, operation);
    default:
      throw new TeamsRefusal(404, "NotFound", `${asked.method} ${path.join("/")} ${JSON.stringify(body ?? "")}`);
  }
}

/**
 * The conversation, where the bot may act in it. `id` may name a thread.
 *
 * @throws TeamsRefusal 404 `ConversationNotFound`, 403 `BotNotInConversationRoster`, `ConversationBlockedByUser`.
 */
function conversationOf(world: World, id: string): Conversation {
  const conversation = world.findConversation(id.replace(/;messageid=.*$/, ""));
  if (conversation === undefined || conversation.deleted || conversation.team?.deleted === true)
    throw new TeamsRefusal(404, "ConversationNotFound", "Conversation not found.");
  if (!world.isInstalled(conversation))
    throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
  if (conversation.blocked)
    throw new TeamsRefusal(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.");
  return conversation;
}

function create(world: World, rates: Rates, asked: Asked): Answered {
  const body = isFields(asked.body) ? asked.body : {};
  const { channel } = isFields(body.channelData) ? body.channelData : {};
  if (isFields(channel)) {
    const id = textOf(channel.id);
    if (!isFields(body.activity)) throw new TeamsRefusal(400, "BadSyntax", "a new thread needs its first activity");
    const { body: posted } = post(world, rates, { ...asked, body: body.activity }, conversationOf(world, id), id, "");
    const activityId = textOf((posted as Fields).id);
    return { status: 201, body: { id: `${id};messageid=${activityId}`, activityId } };
  }
  const [member, ...more] = listOf(body.members);
  if (member === undefined || more.length > 0 || body.isGroup === true)
    throw new TeamsRefusal(400, "BadSyntax", "Incorrect conversation creation parameters");
  const user = world.findUser(textOf(member.id));
  if (user === undefined) throw new TeamsRefusal(400, "BadArgument", "Unknown user");
  const chat = world.personal(user.id);
  if (user.tenant !== world.home.id || !chat.installed)
    throw new TeamsRefusal(403, "ForbiddenOperationException", "Bot is not installed in user's personal scope");
  return { status: 201, body: { id: chat.id } };
}

function slowDown(rates: Rates, { id }: Conversation): void {
  const seconds = rates.message(id);
  if (seconds !== undefined) throw new TeamsRefusal(429, "TooManyRequests", "API calls quota exceeded", seconds);
}

function post(
  world: World,
  rates: Rates,
  asked: Asked,
  conversation: Conversation,
  id: string,
  replyTo: string,
): Answered {
  if (conversation.team?.archived === true)
    throw new TeamsRefusal(403, "ForbiddenOperationException", "The team is archived");
  slowDown(rates, conversation);
  if (isFields(asked.body) && asked.body.type === "typing") return { status: 202, body: {} };
  const root =
    /;messageid=(.+)$/.exec(id)?.[1] ?? (replyTo === "" || conversation.kind !== "channel" ? undefined : replyTo);
  if (root !== undefined && !world.messages.some((one) => one.id === root && one.conversation === conversation))
    throw new TeamsRefusal(
      404,
      "ActivityNotFoundInConversation",
      "The message ID provided couldn't be found in the conversation.",
    );
  const said = acceptActivity(world, asked, conversation);
  const targetedTo = targetOf(world, asked, conversation);
  return { status: 201, body: { id: world.post({ conversation, from: world.bot.id, said, root, targetedTo }).id } };
}

/** The one person that a message is for, if it is for one. */
function targetOf(world: World, { query, body }: Asked, conversation: Conversation): string | undefined {
  if (query.get("isTargetedActivity") !== "true") return undefined;
  if (!world.targeted)
    throw new TeamsRefusal(403, "NotEnoughPermissions", "Targeted messages are not enabled for this tenant");
  if (conversation.kind === "personal")
    throw new TeamsRefusal(400, "BadArgument", "Targeted messages are for group conversations");
  const { recipient } = isFields(body) ? body : {};
  const id = isFields(recipient) ? textOf(recipient.id) : "";
  const user = world.findUser(id);
  if (user === undefined || !world.membersOf(conversation).has(user.id))
    throw new TeamsRefusal(
      400,
      "BadArgument",
      "The recipient of a targeted message must be a member of the conversation",
    );
  return user.id;
}

/** The bot's own message that is to be changed. */
function ownMessage(world: World, conversation: Conversation, id: string, query: URLSearchParams): Message {
  const targeted = query.get("isTargetedActivity") === "true";
  const message = world.messages.find((one) => one.id === id && one.conversation === conversation);
  if (message === undefined || (message.targetedTo !== undefined) !== targeted)
    throw new TeamsRefusal(
      404,
      "ActivityNotFoundInConversation",
      "The message ID provided couldn't be found in the conversation.",
    );
  if (message.from !== world.bot.id)
    throw new TeamsRefusal(403, "MessageWritesBlocked", "The bot did not write this message.");
  return message;
}

/** @throws TeamsRefusal 413 `MessageSizeTooBig`, 400 for what Teams does not draw. */
function acceptActivity(world: World, { body, bytes }: Asked, conversation: Conversation): Said {
  if (bytes > largest) throw new TeamsRefusal(413, "MessageSizeTooBig", "Message size too large.");
  if (!isFields(body) || body.type !== "message")
    throw new TeamsRefusal(400, "BadSyntax", "Activity type is not supported");
  const cards = acceptAttachments(body.attachments, new Set(world.options.lacks));
  const text = textOf(body.text);
  if (text === "" && cards.length === 0)
    throw new TeamsRefusal(400, "BadSyntax", "Activity resulted into multiple skype activities or none");
  const entities = listOf(body.entities);
  for (const { type, text: marked, mentioned } of [...entities, ...cards.flatMap(entitiesOf)]) {
    if (type !== "mention") continue;
    const user = world.findUser(isFields(mentioned) ? textOf(mentioned.id) : "");
    if (user === undefined || !world.membersOf(conversation).has(user.id))
      throw new TeamsRefusal(400, "BadSyntax", `${String(marked)} mentions nobody of the conversation`);
  }
  for (const { type, text: marked } of entities)
    if (type === "mention" && !text.includes(textOf(marked)))
      throw new TeamsRefusal(400, "BadSyntax", `${String(marked)} is not in the text`);
  return { text, summary: textOf(body.summary), cards, entities };
}

/** What an owner has to consent to before the people of a private or shared channel are told. */
const readsMembers = "ChannelMember.Read.Group";

/**
 * A team's or a conversation's people.
 *
 * @throws TeamsRefusal 403 in a private or shared channel whose members nobody has consented to show.
 */
function rosterOf(world: World, id: string): readonly User[] {
  const conversation = conversationOf(world, id);
  const alone = conversation.channelType === "private" || conversation.channelType === "shared";
  if (alone && !world.consents.has(readsMembers))
    throw new TeamsRefusal(
      403,
      "Forbidden",
      `The app is not enabled in this channel, or lacks the permission ${readsMembers}.`,
    );
  const members = world.membersOf(conversation);
  return world.users.filter((one) => members.has(one.id));
}

function memberOf(user: User, objectId: "objectId" | "aadObjectId"): Fields {
  const [givenName = "", ...rest] = user.realName.split(" ");
  return {
    id: user.id,
    name: user.realName,
    [objectId]: user.aad,
    givenName,
    surname: rest.join(" "),
    email: user.email,
    userPrincipalName: user.upn,
    tenantId: user.tenant,
    userRole: user.guest ? "guest" : "user",
  };
}

/** Chats are given whole; channels by pages. */
function pagedMembers(world: World, id: string, query: URLSearchParams): Answered {
  const all = rosterOf(world, id);
  const size = Math.min(500, Math.max(50, Number(query.get("pageSize") ?? 200)));
  const from = Number(query.get("continuationToken") ?? 0);
  if (!Number.isInteger(from) || from < 0 || from > all.length)
    throw new TeamsRefusal(400, "BadArgument", "Invalid continuation token");
  const until = conversationOf(world, id).kind === "channel" ? from + size : all.length;
  const members = all.slice(from, until).map((user) => memberOf(user, "aadObjectId"));
  return { status: 200, body: defined({ members, continuationToken: until < all.length ? String(until) : undefined }) };
}

function teamOf(world: World, id: string, operation: "team" | "channels"): Answered {
  const team = world.teams.find((one) => one.id === id && !one.deleted);
  if (team === undefined) throw new TeamsRefusal(404, "TeamNotFound", "The team was not found");
  if (!team.installed)
    throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
  const channels = world.conversations.filter((one) => one.team === team && !one.deleted);
  if (operation === "channels") {
    // Private and shared channels are given where the bot is in them.
    const known = channels.filter((one) => world.isInstalled(one));
    return {
      status: 200,
      body: {
        conversations: known.map((one) => defined({ id: one.id, name: one.name || undefined, type: one.channelType })),
      },
    };
  }
  const { name, aadGroupId, tenant } = team;
  const counts = { channelCount: channels.length, memberCount: team.members.size };
  return { status: 200, body: { id, name, aadGroupId, tenantId: tenant, type: "standard", ...counts } };
}
