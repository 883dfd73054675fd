import { dayOf } from "../domain/calendar.ts";
import { phrase } from "../messages/phrase.ts";
import type { MetConversation } from "../store/store.ts";
import { type ChannelParts, knownAs } from "./known.ts";
import { noticeOf, tellStaff } from "./told.ts";

/** A channel that we know is kept up to date; what it means for its projects is told once a day at most. */
export async function changed({ platform, database, timeZone }: ChannelParts, place: MetConversation): Promise<void> {
  const now = await database.now();
  await database.transaction(async (store) => {
    const known = await knownAs(store, platform, place.external);
    if (known === undefined || known.tenant !== place.tenant) return;
    const met = await store.places.meet(place);
    for (const { project, as } of await store.places.projectsOf(met.id)) {
      if (as !== "internal" || !met.outsiders) continue;
      const today = dayOf(now, timeZone);
      const key = `${met.unseen === true ? "unseen" : "opened"}/${met.id}/${today}`;
      if ((await store.notices.claim(project.id, [key], today)).length === 0) continue;
      const of = { channel: met.name, customer: project.customer };
      const text =
        met.unseen === true
          ? phrase("channel.unseen", { ...of, how: phrase("unseen.how") })
          : phrase("channel.opened", of);
      await tellStaff(store, project.id, noticeOf(text));
    }
  });
}
