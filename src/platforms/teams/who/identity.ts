import type { Account, MetConversation } from "../options.ts";
import type { ConversationRef } from "./conversation-ref.ts";

/** Somebody as the connector shows them in a conversation, or an activity its sender. */
export interface Member {
  readonly id: string;
  readonly name?: string | undefined;
  readonly aadObjectId?: string | undefined;
  readonly userRole?: string | undefined;
  readonly role?: string | undefined;
  readonly email?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  readonly tenantId?: string | undefined;
}

const machines = new Set(["bot", "skill", "agenticuser", "agenticappinstance"]);

/** True for what is no person: a bot, this one or another, or an agent. */
export const isBot = ({ id: party, role }: { readonly id: string; readonly role?: string | undefined }): boolean =>
  party.startsWith("28:") || machines.has(role?.toLowerCase() ?? "");

/** A guest of our own tenant, or somebody without an account: never staff. Their user names hold `#EXT#`. */
export function isGuest(member: Member): boolean {
  const roles = [member.userRole, member.role].map((role) => role?.toLowerCase());
  return roles.includes("guest") || roles.includes("anonymous") || /#ext#/iu.test(member.userPrincipalName ?? "");
}

/** Somebody of the home tenant who is no guest of it. */
export const isOwn = (member: Member, home: string): boolean => member.tenantId === home && !isGuest(member);

/** How the bot knows somebody. `inGroup`: they are in the group that staff must be in, or there is none. */
export function accountOf(member: Member & { readonly tenantId: string }, home: string, inGroup: boolean): Account {
  const machine = isBot(member);
  const own = isOwn(member, home) && !machine;
  const company = own ? undefined : domainOf(member.email);
  // The domain of a user name was proven by its tenant; an address of a guest, or of another tenant, by nobody we know.
  const email = own && member.userPrincipalName?.includes("@") ? member.userPrincipalName.toLowerCase() : undefined;
  return {
    platform: "teams",
    tenant: member.tenantId,
    user: member.id,
    name: member.name?.trim() || member.id,
    staff: own && inGroup,
    gone: machine ? "machine" : undefined,
    ...(company === undefined ? {} : { company }),
    ...(email === undefined ? {} : { email }),
  };
}

const domainOf = (address: string | undefined): string | undefined =>
  address?.split("@")[1]?.toLowerCase() || undefined;

/** What is known of who is in a conversation: everybody, or nothing. */
export type Roster = readonly Member[] | undefined;

/** True when somebody from outside the home tenant may read a conversation; whoever is not known counts as one (A1). */
export function hasOutsiders(ref: ConversationRef, home: string | undefined, roster: Roster): boolean {
  if (ref.kind === "personal") return false;
  if (home === undefined || roster === undefined || ref.tenant !== home) return true;
  if (ref.visited === true || ref.sharedWith?.some((tenant) => tenant !== home) === true) return true;
  return roster.some((member) => member.id !== ref.bot.id && !isOwn(member, home));
}

/** What a conversation is called: the General channel as its team, a group chat by its topic or its people. */
export function nameOf(ref: ConversationRef, roster: Roster): string {
  if (ref.kind === "personal") return "Startklar";
  if (ref.kind === "channel") return (ref.id === ref.team?.id ? (ref.team.name ?? ref.name) : ref.name) ?? ref.id;
  const people = (roster ?? []).filter(({ id }) => id !== ref.bot.id).map(({ id, name }) => name ?? id);
  return ref.name ?? (people.length === 0 ? ref.id : people.sort().join(", ").slice(0, 120));
}

/** How the bot knows a conversation. `unseen`: Teams does not let us see who is in it. */
export const placeOf = (
  ref: ConversationRef,
  home: string | undefined,
  roster: Roster,
  unseen?: true,
): MetConversation => ({
  platform: "teams",
  tenant: ref.tenant,
  external: ref.id,
  name: nameOf(ref, roster),
  outsiders: hasOutsiders(ref, home, roster),
  private: ref.kind === "personal",
  unseen,
});
