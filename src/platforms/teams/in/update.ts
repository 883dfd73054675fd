import type { Happening } from "../who/conversation-ref.ts";

/** What Teams tells of a conversation itself: `conversationUpdate` and `installationUpdate`. */
export interface Update extends Happening {
  /** Of an installation: `add`, `remove`, `add-upgrade`, `remove-upgrade`. */
  readonly action?: string | undefined;
  /** The new topic of a group chat. */
  readonly topicName?: string | undefined;
  readonly membersAdded?: readonly { readonly id: string }[] | undefined;
  readonly membersRemoved?: readonly { readonly id: string }[] | undefined;
  readonly channelData?: (NonNullable<Happening["channelData"]> & { readonly [more: string]: unknown }) | undefined;
}

/** What happened. Teams does not write it in one case everywhere: `teamrestored`. */
export const eventTypeOf = ({ channelData }: Update): string => String(channelData?.eventType ?? "").toLowerCase();

/**
 * The same, as told in the channel that it is about, which is another conversation than the one it is told in: the
 * General channel.
 */
export function inItsChannel(update: Update): Update {
  const { conversation, channelData } = update;
  return conversation === undefined
    ? update
    : { ...update, conversation: { ...conversation, id: channelData?.channel?.id ?? conversation.id } };
}

/** The tenants of the teams that a channel is shared with; one that is not said is another one. */
export function tenantsIn(teams: unknown): readonly string[] {
  if (!Array.isArray(teams)) return ["unknown"];
  return teams.map((team: unknown) => {
    const { tenantId } = (typeof team === "object" && team !== null ? team : {}) as { readonly tenantId?: unknown };
    return typeof tenantId === "string" ? tenantId : "unknown";
  });
}
