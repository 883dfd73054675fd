import type { Content } from "../messages/content.ts";
import type { Phrase } from "../messages/phrase.ts";
import type { Account, MetConversation } from "../store/store.ts";
import { changed } from "./changed.ts";
import { departed } from "./departed.ts";
import { bindingsOf, type ChannelParts } from "./known.ts";
import { lost, troubled } from "./lost.ts";

/** What a platform tells the house of its channels, kept in the store and told to whom it concerns. */
export function projectChannels(parts: ChannelParts) {
  const { platform, database } = parts;
  return {
    met: (place: MetConversation) => database.transaction(async (store) => void (await store.places.meet(place))),
    peopled: (accounts: readonly Account[]) =>
      database.transaction(async (store) => {
        for (const account of accounts) await store.people.meet(account);
      }),
    bound: (external: string) =>
      database.transaction(async (store) => (await bindingsOf(store, platform, external)).length > 0),
    /** A channel has another id; what could not be sent to the old one is sent to it. */
    async renamed(tenant: string, from: string, to: string): Promise<void> {
      await database.transaction((store) => store.places.rename(platform, tenant, from, to));
      await database.outboxRows.unpark(platform, tenant, to);
    },
    changed: (place: MetConversation) => changed(parts, place),
    troubled: (external: string, why: Phrase) => troubled(parts, external, why),
    lost: (
      channels: readonly { readonly external: string; readonly name: string }[],
      why: (...names: readonly [string, ...string[]]) => Phrase,
    ) => lost(parts, channels, why),
    /** Said once in a conversation; not where a project is already. */
    async welcomed(place: MetConversation, words: Content): Promise<void> {
      const saidAt = await database.now();
      await database.once(`welcome/${place.tenant}/${place.external}`, async (store) => {
        const { id } = await store.places.meet(place);
        if ((await store.places.projectsOf(id)).length === 0)
          await store.messages.post({ conversation: id, content: words, saidAt });
      });
    },
    /** A platform knows an account anew: it was closed, or is open again. Whoever we have not met is left alone. */
    renewed: (account: Account) => database.transaction(async (store) => void (await store.people.renew(account))),
    departed: (user: string, left?: readonly string[]) => departed(parts, user, left),
    opened: async (tenant: string, external: string) =>
      void (await database.outboxRows.unpark(platform, tenant, external)),
  };
}
