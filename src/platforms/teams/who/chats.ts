import type { Connectors } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";
import type { HomeTenant } from "./home.ts";

/** The private chat with somebody, opened if need be. Throws where nothing leads to them. */
export type Chats = (user: string) => Promise<ConversationRef>;

interface Parts {
  readonly home: HomeTenant;
  readonly conversations: Conversations;
  readonly connectors: Connectors;
}

const notInstalled = (why: string) => new ConnectorError(why, { status: 403, code: "NotInstalled" });

export function createChats({ home, conversations, connectors }: Parts): Chats {
  return async (user) => {
    const seen = await conversations.person(user);
    const chat = seen?.chat === undefined ? undefined : await conversations.of(seen.chat);
    if (chat?.gone !== undefined) throw notInstalled("they have taken the app out");
    if (chat !== undefined) return chat;
    const at = await home();
    const near = seen === undefined ? undefined : await conversations.of(seen.seen);
    const from = near ?? (await conversations.all()).find((ref) => ref.tenant === at && ref.gone === undefined);
    if (from === undefined) throw notInstalled("no conversation that they could be reached from");
    const tenant = at ?? from.tenant;
    const id = await connectors(from.serviceUrl).open({ bot: from.bot, user, tenant });
    return conversations.learn({
      ...{ serviceUrl: from.serviceUrl, from: { id: user }, recipient: from.bot },
      conversation: { id, tenantId: tenant, conversationType: "personal" },
    });
  };
}
