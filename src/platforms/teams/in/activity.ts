import { z } from "zod";
import { keepable, sentText, typedText } from "../../../messages/outside-text.ts";

/** Absent and null are the same: clients write either. */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
/** What somebody typed, or called something. */
const words = maybe(typedText);
/** What only programs write. */
const word = maybe(sentText(2_048));
const id = sentText(2_048).min(1);

const partySchema = z.object({
  id,
  name: words,
  aadObjectId: word,
  tenantId: word,
  role: word,
  userRole: word,
  userPrincipalName: word,
  isTargeted: maybe(z.boolean()),
});

const named = z.object({ id, name: words });

const channelDataSchema = z.looseObject({
  eventType: word,
  tenant: maybe(z.object({ id })),
  team: maybe(z.object({ id, name: words, aadGroupId: word })),
  channel: maybe(z.object({ id, name: words, type: word })),
});

/**
 * `mentioned` is the bot, a person (`29:…`) or a channel (`19:…`); `text` is what stands for it in the message's text.
 */
const entitySchema = z.object({ type: word, mentioned: maybe(named), text: words });

const attachmentSchema = z.object({
  contentType: word,
  contentUrl: maybe(sentText(8_192)),
  content: z.unknown().transform((content) => (typeof content === "string" ? keepable(content) : content)),
  name: words,
});

/**
 * What we read of an activity of the Bot Framework: whatever else comes along is not ours. `text` is what was typed,
 * with mentions as `<at>name</at>`; a `text/html` attachment has it as it was formatted.
 */
export const activitySchema = z.object({
  type: sentText(100).min(1),
  /** Unique within its conversation. */
  id: maybe(id),
  /** When it was sent: of an edit, when the message was edited. */
  timestamp: word,
  /** Of an invoke: `task/fetch`. */
  name: word,
  /** Of an installation: `add`. */
  action: word,
  text: words,
  textFormat: word,
  locale: word,
  serviceUrl: z.url({ protocol: /^https?$/u }).max(2_048),
  channelId: sentText(100).min(1),
  from: partySchema,
  recipient: partySchema,
  conversation: z.object({
    /** In a channel with the thread: `19:…@thread.tacv2;messageid=…`. */
    id,
    conversationType: word,
    isGroup: maybe(z.boolean()),
    tenantId: word,
    name: words,
  }),
  channelData: maybe(channelDataSchema),
  entities: maybe(z.array(entitySchema).max(1_000)),
  attachments: maybe(z.array(attachmentSchema).max(100)),
  membersAdded: maybe(z.array(partySchema).max(10_000)),
  membersRemoved: maybe(z.array(partySchema).max(10_000)),
  /** The new topic of a group chat. */
  topicName: words,
  replyToId: word,
  value: z.unknown().optional(),
});

export type Activity = z.output<typeof activitySchema>;
export type Entity = z.output<typeof entitySchema>;

const threadMark = /;messageid=([^;]*)/iu;

/** A conversation's id without the thread. */
export const conversationOf = ({ conversation }: Pick<Activity, "conversation">): string =>
  conversation.id.replace(/;.*$/su, "");

/** The root message of the thread that a channel's activity belongs to; undefined outside channels. */
export function threadOf({
  conversation,
  type,
  replyToId,
}: Pick<Activity, "conversation" | "type" | "replyToId">): string | undefined {
  const marked = threadMark.exec(conversation.id)?.[1];
  if (marked !== undefined && marked !== "") return marked;
  return (type === "message" || type === "messageUpdate") && conversation.conversationType === "channel"
    ? replyToId
    : undefined;
}

/**
 * The tenants that an activity says it is of. Through a shared channel its sender may be of another one; the
 * conversation is of the one that hosts it.
 */
export const tenantsOf = ({
  conversation,
  channelData,
  from,
}: Pick<Activity, "conversation" | "channelData" | "from">): readonly string[] =>
  [conversation.tenantId, channelData?.tenant?.id, from.tenantId].filter(
    (one) => one !== undefined && one !== "",
  ) as readonly string[];

/** True when the bot itself is mentioned: by its id, never by a name that anybody could type. */
export const mentionsBot = ({ entities = [], recipient }: Activity): boolean =>
  entities.some(({ type, mentioned }) => type === "mention" && mentioned?.id === recipient.id);
