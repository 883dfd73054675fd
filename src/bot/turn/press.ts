import { randomUUID } from "node:crypto";
import { at } from "../../messages/phrase.ts";
import type { Store } from "../../store/store.ts";
import type { Incoming } from "../incoming.ts";
import { refuse } from "../refusal.ts";
import type { Scene } from "./scene.ts";

/** A press that takes effect once; the second person hears who did it and when. */
export async function pressOnce(
  store: Store,
  scene: Scene,
  key: string,
  { conversation: { platform, tenant } }: Incoming,
): Promise<void> {
  const id = randomUUID();
  if (await store.requests.claim({ id, platform, tenant, key, at: scene.now })) {
    return store.requests.answer(id, { by: scene.actor.name, at: scene.now });
  }
  const first = (await store.requests.answered(platform, tenant, key))?.answer as
    | { readonly by: string; readonly at: number }
    | undefined;
  throw refuse("press.already", { by: first?.by ?? "", at: first === undefined ? "" : at(first.at) });
}
