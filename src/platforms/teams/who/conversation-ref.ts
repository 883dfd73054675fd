import type { Gone } from "./gone.ts";

/** A conversation as its verified activities told of it: a message to it goes to this service address and no other. */
export interface ConversationRef {
  /** Without `;messageid=`. */
  readonly id: string;
  readonly serviceUrl: string;
  /** The tenant that hosts it. */
  readonly tenant: string;
  readonly kind: "personal" | "groupChat" | "channel";
  readonly name?: string;
  readonly team?: { readonly id: string; readonly name?: string; readonly aadGroupId?: string };
  readonly channelType?: "standard" | "private" | "shared";
  /** The tenants, other than the host, that a shared channel is shared with. */
  readonly sharedWith?: readonly string[];
  /** Somebody from outside spoke in it, where nobody can be asked who is in it. */
  readonly visited?: true;
  readonly bot: { readonly id: string; readonly name?: string };
  readonly gone?: Gone;
}

/** What is read of an activity to know where it happened. */
export interface Happening {
  readonly type?: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly conversation?:
    | {
        readonly id: string;
        readonly tenantId?: string | undefined;
        readonly conversationType?: unknown;
        readonly isGroup?: boolean | undefined;
        readonly name?: string | undefined;
      }
    | undefined;
  readonly from?: { readonly id: string } | undefined;
  readonly recipient?: { readonly id: string; readonly name?: string | undefined } | undefined;
  readonly channelData?:
    | {
        readonly tenant?: { readonly id?: string | undefined } | undefined;
        readonly team?:
          | {
              readonly id?: string | undefined;
              readonly name?: string | undefined;
              readonly aadGroupId?: string | undefined;
            }
          | undefined;
        readonly channel?:
          | { readonly id?: string | undefined; readonly name?: string | undefined; readonly type?: string | undefined }
          | undefined;
      }
    | undefined;
}

/** The id of a conversation without the thread that it may name. */
export const plainId = (id: string): string => id.split(";messageid=")[0] ?? id;

/**
 * True for an id that can be a private chat with the bot. Chats and channels that others are in begin with `19:`, those
 * of two people among them, which Teams calls `personal` when one of them uses a message action there (A1).
 */
export const isPrivateId = (id: string): boolean => !id.startsWith("19:");

function kindOf(id: string, type: unknown, isGroup: boolean | undefined): ConversationRef["kind"] {
  if (type === "groupChat" || type === "channel") return type;
  return isPrivateId(id) && (type === "personal" || isGroup !== true) ? "personal" : "groupChat";
}

/**
 * A conversation as an activity in it tells of it, over what was known `before`. Where people speak to us we can write
 * again; what is told of a conversation itself says so on its own. `assumed`: the tenant where none is named.
 *
 * @throws TypeError when the activity does not say where it happened.
 */
export function readRef(activity: Happening, before: ConversationRef | undefined, assumed: string): ConversationRef {
  const { serviceUrl, conversation, recipient, channelData } = activity;
  const tenant = conversation?.tenantId ?? channelData?.tenant?.id ?? assumed;
  if (!serviceUrl || !conversation?.id || !recipient?.id || !tenant)
    throw new TypeError("An activity that does not say where it happened");
  const id = plainId(conversation.id);
  const kind = kindOf(id, conversation.conversationType, conversation.isGroup);
  const here = channelData?.channel?.id === id ? channelData.channel : undefined;
  const team = kind === "channel" ? (channelData?.team?.id ?? before?.team?.id) : undefined;
  const name = kind === "channel" ? (here?.name ?? before?.name) : (conversation.name ?? before?.name);
  const type = channelTypeOf(here?.type) ?? before?.channelType;
  const teamName = channelData?.team?.name ?? before?.team?.name;
  const aadGroupId = channelData?.team?.aadGroupId ?? before?.team?.aadGroupId;
  return {
    ...{ id, serviceUrl, tenant, kind },
    ...(name === undefined || kind === "personal" ? {} : { name }),
    ...(team === undefined
      ? {}
      : {
          team: {
            id: team,
            ...(teamName === undefined ? {} : { name: teamName }),
            ...(aadGroupId === undefined ? {} : { aadGroupId }),
          },
        }),
    ...(type === undefined ? {} : { channelType: type }),
    ...(before?.sharedWith === undefined ? {} : { sharedWith: before.sharedWith }),
    ...(before?.visited === undefined ? {} : { visited: before.visited }),
    bot: { id: recipient.id, ...(recipient.name === undefined ? {} : { name: recipient.name }) },
    ...(before?.gone === undefined || !["conversationUpdate", "installationUpdate"].includes(activity.type ?? "")
      ? {}
      : { gone: before.gone }),
  };
}

const channelTypeOf = (type: string | undefined): ConversationRef["channelType"] =>
  type === "standard" || type === "private" || type === "shared" ? type : undefined;
