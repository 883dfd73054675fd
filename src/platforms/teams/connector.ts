import { Client } from "@microsoft/teams.api";
import type { Outgoing } from "./draw/plainer.ts";
import { ConnectorError, TokenError } from "./errors.ts";
import type { TeamsAccess } from "./options.ts";
import { isConnector } from "./service-url.ts";
import type { Tokens } from "./tokens.ts";
import { isPrivateId } from "./who/conversation-ref.ts";
import type { Member } from "./who/identity.ts";

/** A channel of a team as the connector lists it; the General channel has the team's id and no name. */
export interface ListedChannel {
  readonly id: string;
  readonly name?: string;
  readonly type?: "standard" | "private" | "shared";
}

/**
 * The Bot Framework's connector at one service address. Everything throws {@link ConnectorError} or {@link TokenError}.
 */
export interface Connector {
  /**
   * Posts to a conversation, or to a thread of it; gives the id. `only`: just that user sees it (a targeted message).
   */
  post(conversation: string, activity: Outgoing, only?: string): Promise<string>;
  edit(conversation: string, id: string, activity: Outgoing, only?: string): Promise<void>;
  remove(conversation: string, id: string): Promise<void>;
  member(conversation: string, user: string): Promise<Member>;
  /** Everybody in a conversation, each once. */
  members(conversation: string): Promise<readonly Member[]>;
  channels(team: string): Promise<readonly ListedChannel[]>;
  teamName(team: string): Promise<string | undefined>;
  /** Opens the private chat with a user; gives its id. */
  open(chat: {
    readonly bot: { readonly id: string; readonly name?: string };
    readonly user: string;
    readonly tenant: string;
  }): Promise<string>;
}

/** The connector of a service address that a verified activity gave. */
export type Connectors = (serviceUrl: string) => Connector;

export interface ConnectorOptions {
  readonly access: TeamsAccess;
  readonly tokens: Tokens;
  /** How long an answer may take, milliseconds. */
  readonly timeout?: number;
}

const page = 500;
const mostPages = 200;
const at = encodeURIComponent;

/** Gives one connector for each service address; nothing is sent a second time here, and no redirection is followed. */
export function createConnectors({ access, tokens, timeout = 15_000 }: ConnectorOptions): Connectors {
  const known = new Map<string, Connector>();
  return (serviceUrl) => {
    const url = serviceUrl.replace(/\/+$/u, "");
    if (!isConnector(access, url))
      throw new ConnectorError("not an address of Teams", { status: 403, code: "ForeignServiceUrl" });
    const found = known.get(url) ?? connectorAt(url);
    if (known.size > 100) known.clear();
    known.set(url, found);
    return found;
  };

  function connectorAt(url: string): Connector {
    const { conversations, teams } = new Client(url, {
      timeout,
      ...(access.kind === "insecure-local" ? {} : { token: async () => (await tokens.connector()) ?? "" }),
      interceptors: [{ request: ({ config }) => Object.assign(config, { maxRedirects: 0 }) }],
    });
    return {
      post: (conversation, activity, only) =>
        said(async () => {
          const made =
            only === undefined
              ? await conversations.createActivity(at(conversation), activity)
              : await conversations.createTargetedActivity(at(conversation), targeted(activity, only));
          // A local client that answers nothing has shown it all the same.
          return (made as { readonly id?: string } | undefined)?.id ?? "";
        }),
      edit: (conversation, id, activity, only) =>
        said(async () => {
          const edited = { ...activity, id };
          if (only === undefined) await conversations.updateActivity(at(conversation), at(id), edited);
          else await conversations.updateTargetedActivity(at(conversation), at(id), targeted(edited, only));
        }),
      remove: (conversation, id) => said(() => conversations.deleteActivity(at(conversation), at(id))),
      member: (conversation, user) => said(() => conversations.getMemberById(at(conversation), at(user))),
      members: (conversation) =>
        said(async () => {
          // Somebody who is there by way of two teams is listed twice.
          const found = new Map<string, Member>();
          let next: string | undefined;
          for (let pages = 0; pages < mostPages; pages += 1) {
            const { members, continuationToken } = await conversations.getPagedMembers(at(conversation), page, next);
            for (const member of members) found.set(member.id, member);
            if (!continuationToken) return [...found.values()];
            next = continuationToken;
          }
          throw new ConnectorError("the list of members does not end");
        }),
      channels: (team) =>
        said(async () =>
          ((await teams.getConversations(at(team))) ?? []).map(({ id, name, type }) => ({
            id,
            ...(name ? { name } : {}),
            ...(type ? { type } : {}),
          })),
        ),
      teamName: (team) => said(async () => (await teams.getById(at(team))).name),
      open: ({ bot, user, tenant }) =>
        said(async () => {
          const params = {
            bot,
            isGroup: false,
            members: [{ id: user }],
            tenantId: tenant,
            channelData: { tenant: { id: tenant } },
          };
          const { id } = await conversations.create(params as unknown as Parameters<typeof conversations.create>[0]);
          if (!isPrivateId(id))
            throw new ConnectorError("what was opened is no private chat", { status: 403, code: "NotPrivate" });
          return id;
        }),
    };
  }
}

const targeted = (activity: Outgoing, user: string): Outgoing => ({
  ...activity,
  recipient: { id: user, role: "user", name: "", isTargeted: true },
});

/** What the SDK's HTTP client throws, as far as it is read. */
interface Failed {
  readonly message: string;
  readonly code?: string;
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly data: unknown;
  };
}

const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TokenError || error instanceof ConnectorError) throw error;
    const { response, code, message } = error as Failed;
    if (response === undefined) throw new ConnectorError(message, { cause: error, unsent: neverSent.has(code ?? "") });
    const refusal = refusalOf(response.data);
    const wait = waitOf(response.headers["retry-after"]);
    throw new ConnectorError(refusal.message ?? message, {
      status: response.status,
      code: refusal.code,
      retryAfter: wait,
    });
  }
}

/** `{ error: { code, message } }` */
function refusalOf(data: unknown): { readonly code?: string; readonly message?: string } {
  if (typeof data !== "object" || data === null) return {};
  const { error } = data as { readonly error?: unknown };
  if (typeof error !== "object" || error === null) return {};
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return {
    ...(typeof code === "string" ? { code: code.slice(0, 200) } : {}),
    ...(typeof message === "string" ? { message: message.slice(0, 500) } : {}),
  };
}

/** `Retry-After`: seconds, or a date; in milliseconds. */
function waitOf(header: unknown): number | undefined {
  if (typeof header !== "string" && typeof header !== "number") return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(String(header)) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 3_600_000) : undefined;
}
