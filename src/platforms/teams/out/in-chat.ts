import { phrase } from "../../../messages/phrase.ts";
import type { Delivery } from "../../../messages/platform.ts";
import { ConnectorError } from "../errors.ts";
import type { PlatformLog } from "../options.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Directory } from "../who/directory.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { Posting } from "./posting.ts";
import { readerOf } from "./reader.ts";
import type { Sent } from "./sent.ts";

/** A reply of a conversation, brought to one person's private chat: read there, it names the place that it is about. */
export interface InChat {
  send(delivery: Delivery, ref: ConversationRef, user: string): Promise<Sent>;
  /** Where it was asked, one sentence says that the reply went there. The reply is there: it does not fail by this. */
  said(delivery: Delivery, ref: ConversationRef, user: string): Promise<void>;
  edit(delivery: Delivery, ref: ConversationRef, before: Sent): Promise<Sent>;
}

interface Parts {
  readonly directory: Directory;
  readonly conversations: Pick<Conversations, "of">;
  readonly elsewhere: Pick<Elsewhere, "keep">;
  readonly posting: Posting;
  readonly log: PlatformLog;
}

export function createInChat({ directory, conversations, elsewhere, posting, log }: Parts): InChat {
  async function aboutPlace(delivery: Delivery, ref: ConversationRef): Promise<Delivery> {
    const { content } = delivery;
    const about = phrase("chat.about", { place: (await directory.place(ref)).name });
    return {
      ...delivery,
      content: { ...content, blocks: [{ kind: "text", text: about, tone: "quiet" }, ...content.blocks] },
    };
  }

  return {
    async send(delivery, ref, user) {
      const chat = await directory.personal(user);
      const about = await aboutPlace(delivery, ref);
      await elsewhere.keep(delivery.message, ref.id);
      return { route: "chat", chat: chat.id, ids: await posting.put(about, chat) };
    },
    async said(delivery, ref, user) {
      try {
        const { name } = await readerOf(directory, ref, user);
        await posting.say(
          name === undefined ? phrase("teams.chat.went.unnamed") : phrase("teams.chat.went", { name }),
          delivery,
          ref,
        );
      } catch (error) {
        log.info("a conversation could not be told where a reply went", { conversation: ref.id, err: error });
      }
    },
    async edit(delivery, ref, before) {
      const chat = before.chat === undefined ? undefined : await conversations.of(before.chat);
      const isThere = chat !== undefined && chat.gone === undefined && chat.kind === "personal";
      if (!isThere) throw new ConnectorError("the chat is gone", { status: 404, code: "ActivityNotFound" });
      return { ...before, ids: await posting.put(await aboutPlace(delivery, ref), chat, before.ids) };
    },
  };
}
