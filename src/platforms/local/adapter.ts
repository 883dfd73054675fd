import { dayOf } from "../../messages/day.ts";
import { isLedger } from "../../messages/picture-block.ts";
import type { Installed } from "../hosting.ts";
import { chatOf, createConversations, placeOf } from "./conversations.ts";
import { accountOf, people, tenant } from "./identity.ts";
import type { LocalOptions } from "./options.ts";
import { renderContent } from "./render.ts";
import { localRouter } from "./router.ts";
import { createStream } from "./stream.ts";
import { createTimeline } from "./timeline.ts";
import { createTurns } from "./turn.ts";

/**
 * The local workspace: a chat page at `/`, the same thing as JSON under `/local/api`, and the way out to both. Its
 * messages live in `keeping` and survive a restart.
 */
export function createLocalPlatform(options: LocalOptions) {
  const { keeping, words, timeZone, introduce, open = true } = options;
  const timeline = createTimeline(keeping);
  const conversations = createConversations(keeping);
  const stream = createStream();
  const turns = createTurns({ ...options, ...options.time, timeline, conversations });

  return {
    router: open ? localRouter({ ...options, timeline, conversations, stream, turns }) : undefined,
    platform: {
      name: "local",
      async deliver({ message, revision, to, language, content, visibleTo, saidAt, gone, keep }) {
        const conversation = await conversations.get(to.conversation);
        if (conversation === undefined) return { outcome: "refused", why: `no conversation ${to.conversation}` };
        await keep?.();
        if (gone === true) {
          await timeline.remove(message);
          return { outcome: "dropped" };
        }
        await timeline.put({
          id: message,
          in: conversation.id,
          at: new Date(saidAt).toISOString(),
          from: "startklar",
          ...renderContent(words, language, content, dayOf(saidAt, timeZone)),
          visibleTo,
          ledger: isLedger(content) ? true : undefined,
          revision,
        });
        return { outcome: "sent", id: message };
      },
    },
    async chat(user) {
      const person = people.find(({ id }) => id === user);
      if (person === undefined) throw new Error(`There is nobody called ${user} in the local workspace`);
      return { tenant, external: chatOf(person).id };
    },
    /** Introduces the people and conversations. */
    async prepare() {
      if (!open) return;
      for (const person of people) {
        await introduce.person(accountOf(person));
        await introduce.conversation(placeOf(chatOf(person)));
      }
      for (const conversation of await conversations.list(undefined))
        await introduce.conversation(placeOf(conversation));
    },
    /** Lets go of the pages that are open. */
    hangUp: () => stream.close(),
  } satisfies Installed;
}
