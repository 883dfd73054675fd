import type { Connectors } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { TeamsAccess } from "../options.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Member, Roster } from "./identity.ts";

/** Who is in a conversation, asked of Teams each time. */
export interface Members {
  /** Everybody; undefined where a local client knows nobody. */
  all(ref: ConversationRef): Promise<Roster>;
  /** One of them; undefined where a local client knows nobody. */
  one(ref: ConversationRef, user: string): Promise<Member | undefined>;
  /** Somebody whose tenant a local client does not say is of the conversation's. */
  complete(member: Member, ref: ConversationRef): Member;
}

/** A connector of a local client may know nobody. */
const unknowing = new Set([404, 405, 501]);

/**
 * For so long it is remembered, milliseconds. Teams tells who came and went; the while is for what it told when nobody
 * could hear it.
 */
export const life = 10 * 60_000;

export function createMembers({
  access,
  connectors,
}: {
  readonly access: TeamsAccess;
  readonly connectors: Connectors;
}): Members {
  const local = access.kind === "insecure-local";
  const complete = (member: Member, ref: ConversationRef): Member =>
    local ? { ...member, tenantId: member.tenantId ?? ref.tenant } : member;

  async function unlessUnknown<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (local && error instanceof ConnectorError && unknowing.has(error.status ?? 0)) return undefined;
      throw error;
    }
  }

  return {
    complete,
    all: (ref) =>
      unlessUnknown(async () =>
        (await connectors(ref.serviceUrl).members(ref.id)).map((member) => complete(member, ref)),
      ),
    one: (ref, user) => unlessUnknown(async () => complete(await connectors(ref.serviceUrl).member(ref.id, user), ref)),
  };
}
