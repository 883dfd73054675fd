import type { PlatformName } from "../messages/platform.ts";
import type { Conversation, Database, Store } from "../store/store.ts";

/** What the channels of a platform are worked with by. */
export interface ChannelParts {
  readonly platform: PlatformName;
  readonly database: Database;
  readonly timeZone: string;
}

/** A channel of a platform by the platform's id, if we have met it. */
export async function knownAs(
  store: Store,
  platform: PlatformName,
  external: string,
): Promise<Conversation | undefined> {
  return (await store.places.find(external, platform)).find(
    (one) => one.platform === platform && one.external === external,
  );
}

/** The projects that a channel belongs to, and as what. */
export async function bindingsOf(store: Store, platform: PlatformName, external: string) {
  const found = await knownAs(store, platform, external);
  return found === undefined ? [] : store.places.projectsOf(found.id);
}
