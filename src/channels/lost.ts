import { randomUUID } from "node:crypto";
import type { Id } from "../domain/units.ts";
import type { Phrase } from "../messages/phrase.ts";
import { bindingsOf, type ChannelParts } from "./known.ts";
import { noticeOf, tellInternally, tellStaff } from "./told.ts";

/** Something about a channel that staff of its projects must know. */
export async function troubled({ platform, database }: ChannelParts, external: string, why: Phrase): Promise<void> {
  const saidAt = await database.now();
  await database.once(`troubled/${randomUUID()}`, async (store) => {
    for (const { project, as } of await bindingsOf(store, platform, external)) {
      if (as === "internal") await tellStaff(store, project.id, noticeOf(why));
      else await tellInternally(store, project.id, noticeOf(why), saidAt);
    }
  });
}

/** Staff of each project that has one of these channels are told once, of all of them, where they can still read it. */
export async function lost(
  { platform, database }: ChannelParts,
  channels: readonly { readonly external: string; readonly name: string }[],
  why: (...names: readonly [string, ...string[]]) => Phrase,
): Promise<void> {
  const saidAt = await database.now();
  await database.once(`lost/${randomUUID()}`, async (store) => {
    const projects = new Map<Id, readonly [string, ...string[]]>();
    for (const { external, name } of channels) {
      for (const { project } of await bindingsOf(store, platform, external))
        projects.set(project.id, [...(projects.get(project.id) ?? []), name] as unknown as readonly [
          string,
          ...string[],
        ]);
    }
    const directly = new Map<string, { readonly project: Id; readonly names: Set<string> }>();
    for (const [id, names] of projects) {
      const { project, members } = await store.projects.facts(id);
      const internal = project.internal === undefined ? undefined : await store.places.get(project.internal);
      const lost = internal?.platform === platform && channels.some(({ external }) => external === internal.external);
      if (internal !== undefined && !internal.outsiders && !lost) {
        await store.messages.post({ conversation: internal.id, project: id, content: noticeOf(why(...names)), saidAt });
        continue;
      }
      // Whoever leads several of them reads one message.
      const staff = members.filter(({ role }) => role === "lead" || role === "staff").map((member) => member.id);
      const same = [...new Set(staff)].sort().join();
      const known = directly.get(same) ?? { project: id, names: new Set<string>() };
      for (const name of names) known.names.add(name);
      directly.set(same, known);
    }
    for (const { project, names } of directly.values())
      await tellStaff(store, project, noticeOf(why(...([...names] as unknown as readonly [string, ...string[]]))));
  });
}
