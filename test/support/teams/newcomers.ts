import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { ChannelType, Conversation, Said, Team, Tenant, User } from "./types.ts";

export interface NewUser {
  readonly name: string;
  readonly realName?: string;
  readonly tenant?: string;
  readonly guest?: boolean;
  readonly email?: string;
  readonly locale?: string;
}
export interface NewTeam {
  readonly name: string;
  readonly members?: readonly string[];
  readonly installed?: boolean;
}
export interface NewChannel {
  readonly team: string;
  readonly name: string;
  readonly type?: ChannelType;
  /** Of a private or shared channel. */
  readonly members?: readonly string[];
  /** Of a private or shared channel: by default as its team. */
  readonly installed?: boolean;
}
export interface NewChat {
  /** Its topic. Empty: it is called by its members. */
  readonly name: string;
  readonly members: readonly string[];
  readonly installed?: boolean;
}
export interface NewMessage {
  readonly conversation: Conversation;
  readonly from: string;
  readonly said: Partial<Said>;
  readonly root?: string | undefined;
  readonly targetedTo?: string | undefined;
}

const letters = (name: string): string =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
/** An id that is the same in every run, in the look of a GUID. */
export const guid = (of: string): string => {
  const hex = createHash("sha256").update(of).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
};
export const aTenant = (name: string, domain: string): Tenant => ({ id: guid(`tenant ${domain}`), name, domain });

const shortHash = (of: string): string => createHash("sha256").update(of).digest("base64url");
export const threadId = (): string => `19:${randomBytes(16).toString("hex")}@thread.tacv2`;

export function aUser(
  { name, realName = name, guest = false, email, locale = "sv-SE" }: NewUser,
  tenant: Tenant,
): User {
  const address = email ?? `${realName.split(" ").map(letters).join(".")}@${tenant.domain}`;
  return {
    id: `29:1${shortHash(`user ${name}`)}`,
    aad: guid(`user ${name}`),
    name,
    realName,
    tenant: tenant.id,
    guest,
    upn: guest ? `${address.replace("@", "_")}#EXT#@leverantoren.onmicrosoft.com` : address,
    email: address,
    locale,
  };
}

export const aTeam = (name: string, tenant: Tenant, members: readonly User[], installed: boolean): Team => ({
  id: threadId(),
  aadGroupId: randomUUID(),
  name,
  tenant: tenant.id,
  members: new Set(members.map(({ id }) => id)),
  installed,
  archived: false,
  deleted: false,
});

/** A conversation of the given kind, nobody in it, without the bot. */
export const aConversation = (
  of: Pick<Conversation, "id" | "kind" | "tenant"> & Partial<Conversation>,
): Conversation => ({
  name: "",
  members: new Set(),
  installed: false,
  blocked: false,
  deleted: false,
  ...of,
});
export const personalId = (user: string): string => `a:1${shortHash(user)}`;
export const chatId = (): string => `19:${randomBytes(16).toString("hex")}@thread.v2`;

/**
 * Takes a person into a channel.
 *
 * @throws Error where Teams would not: guests cannot be in shared channels, people of other tenants only in those.
 */
export function admit(
  { team, channelType, members, name }: Conversation,
  { id, guest, tenant, realName }: User,
  home: Tenant,
): void {
  if (channelType === "shared" && guest)
    throw new Error(`${realName} is a guest: no guest can be in a shared channel like ${name}`);
  if (team !== undefined && channelType !== "shared" && tenant !== home.id)
    throw new Error(`${realName} is of another tenant: only shared channels take them, and ${name} is none`);
  (channelType === "standard" && team !== undefined ? team.members : members).add(id);
}
