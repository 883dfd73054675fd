import type { Id } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import type { Phrase } from "../messages/phrase.ts";
import { type Untold, untoldJob } from "../store/contract/jobs.ts";
import type { Store } from "../store/store.ts";

/** Tells staff of a project, each directly. */
export const tellStaff = (store: Store, project: Id, notice: Content) =>
  store.jobs.add(untoldJob, { project, notice } satisfies Untold);

/** In the internal channel, while nobody from outside is there; else staff are told directly. */
export async function tellInternally(store: Store, project: Id, notice: Content, saidAt: number): Promise<void> {
  const { internal } = (await store.projects.facts(project)).project;
  const channel = internal === undefined ? undefined : await store.places.get(internal);
  if (channel === undefined || channel.outsiders) await tellStaff(store, project, notice);
  else await store.messages.post({ conversation: channel.id, project, content: notice, saidAt });
}

/** Something that staff must know, as a message. */
export const noticeOf = (...texts: readonly Phrase[]): Content => ({
  audience: "public",
  blocks: texts.map((text) => ({ kind: "text", tone: "warning", text })),
});
