import type { Delivery } from "../../../messages/platform.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Directory } from "../who/directory.ts";
import type { InChat } from "./in-chat.ts";
import type { Posting } from "./posting.ts";
import { readerOf } from "./reader.ts";
import type { Sent } from "./sent.ts";
import type { Shows } from "./show.ts";
import type { Ways } from "./ways.ts";

/** What only one person may see, in a conversation where there are others. */
export interface Aside {
  /**
   * By the first way that is open: a message that they alone see, their private chat, a card whose words are shown to
   * them alone.
   */
  send(delivery: Delivery, ref: ConversationRef, user: string): Promise<Sent>;
  /** An edit goes the way that the message went. */
  edit(delivery: Delivery, ref: ConversationRef, user: string, before: Sent): Promise<Sent>;
}

interface Parts {
  readonly directory: Directory;
  readonly posting: Posting;
  readonly ways: Ways;
  readonly inChat: InChat;
  readonly shows: Pick<Shows, "cover">;
  /**
   * Messages for one person alone are known to Teams' own connector, not to those of local clients, which would show
   * them to everybody.
   */
  readonly targets: boolean;
}

export function createAside({ directory, posting, ways, inChat, shows, targets }: Parts): Aside {
  async function targeted(delivery: Delivery, ref: ConversationRef, user: string): Promise<Sent | undefined> {
    const way = { by: "targeted", to: ref.id } as const;
    if (!targets || !ways.isOpen(way)) return undefined;
    return ways.go(way, async () => ({ route: "targeted", ids: await posting.put(delivery, ref, undefined, user) }));
  }

  async function chat(delivery: Delivery, ref: ConversationRef, user: string): Promise<Sent | undefined> {
    const way = { by: "chat", to: user } as const;
    if (!ways.isOpen(way) || !(await directory.own(ref, user))) return undefined;
    const sent = await ways.go(way, () => inChat.send(delivery, ref, user));
    if (sent !== undefined) await inChat.said(delivery, ref, user);
    return sent;
  }

  async function cover(delivery: Delivery, ref: ConversationRef, user: string): Promise<Sent> {
    const drawn = await shows.cover(delivery, await readerOf(directory, ref, user));
    return { route: "cover", ids: await posting.post([drawn], delivery, ref) };
  }

  return {
    send: async (delivery, ref, user) =>
      (await targeted(delivery, ref, user)) ?? (await chat(delivery, ref, user)) ?? cover(delivery, ref, user),
    async edit(delivery, ref, user, before) {
      switch (before.route) {
        case "cover":
          await delivery.keep?.();
          await shows.cover(delivery, await readerOf(directory, ref, user));
          return before;
        case "chat":
          return inChat.edit(delivery, ref, before);
        case "targeted":
          return { ...before, ids: await posting.put(delivery, ref, before.ids, user) };
        default:
          return { ...before, ids: await posting.put(delivery, ref, before.ids) };
      }
    },
  };
}
