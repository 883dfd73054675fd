import type { Language } from "../messages/language.ts";
import type { PlatformName, Standing } from "../messages/platform.ts";
import type { Store } from "../store/store.ts";

/**
 * A message on a platform that everybody there may see, by our id; undefined for any other. `usual`: the language where
 * no place and no project has said one.
 */
export async function standing(
  store: Store,
  platform: PlatformName,
  id: string,
  usual: Language,
): Promise<Standing | undefined> {
  const message = await store.messages.get(id);
  if (message === undefined || message.visibleTo !== undefined) return undefined;
  const place = await store.places.get(message.conversation);
  if (place?.platform !== platform) return undefined;
  const project = message.project === undefined ? undefined : (await store.projects.facts(message.project)).project;
  const { content, saidAt } = message;
  return { content, saidAt, language: place.language ?? project?.language ?? usual, conversation: place.external };
}
