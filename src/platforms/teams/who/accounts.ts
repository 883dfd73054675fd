import { isWithheld } from "../errors.ts";
import type { Account } from "../options.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";
import type { Group } from "./group.ts";
import type { HomeTenant } from "./home.ts";
import { accountOf, isOwn, type Member } from "./identity.ts";
import type { Members } from "./members.ts";
import type { People } from "./people.ts";

/** How the bot knows people: by their tenant, and by the group that staff must be in. */
export interface Accounts {
  /** Whoever acts in a conversation. Throws where nobody says who they are. */
  acting(ref: ConversationRef, from: Member): Promise<Account>;
  /** Somebody whom Teams shows. */
  of(member: Member): Promise<Account>;
}

interface Parts {
  readonly home: HomeTenant;
  readonly people: Pick<People, "get">;
  readonly members: Pick<Members, "complete">;
  readonly conversations: Pick<Conversations, "put">;
  /** Unset: everybody of the home tenant is staff. */
  readonly group?: Group | undefined;
  /** Teams does not let us see who is in a conversation that we are in: somebody has to be told. */
  readonly withheld?: ((ref: ConversationRef) => void) | undefined;
}

export function createAccounts({ home, people, members, conversations, group, withheld }: Parts): Accounts {
  async function of(member: Member): Promise<Account> {
    const at = await home();
    const { tenantId } = member;
    if (at === undefined || !tenantId) throw new Error("Teams did not say of which tenant somebody is");
    const needsGroup = group !== undefined && isOwn(member, at);
    const inGroup = needsGroup ? member.aadObjectId !== undefined && (await group.has(member.aadObjectId)) : true;
    return accountOf({ ...member, tenantId }, at, inGroup);
  }

  /** Where the connector knows nobody, what the local client says of its own people is taken. */
  async function said(ref: ConversationRef, from: Member): Promise<Member> {
    const member = members.complete(from, ref);
    const at = await home();
    if (at !== undefined && ref.kind !== "personal" && !isOwn(member, at) && ref.visited === undefined) {
      await conversations.put({ ...ref, visited: true });
    }
    return member;
  }

  return {
    of,
    async acting(ref, from) {
      try {
        return await of((await people.get(ref.id, from.id)) ?? (await said(ref, from)));
      } catch (error) {
        if (ref.kind === "channel" && isWithheld(error)) withheld?.(ref);
        throw error;
      }
    },
  };
}
