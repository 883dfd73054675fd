import { dayOf } from "../domain/calendar.ts";
import type { Id } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import { type Phrase, phrase } from "../messages/phrase.ts";
import type { PlatformName } from "../messages/platform.ts";
import type { Account, Conversation, Database, Store } from "../store/store.ts";
import type { Untold } from "../store/work.ts";

type Met = Omit<Conversation, "id" | "language">;

interface Parts {
  readonly platform: PlatformName;
  readonly database: Database;
  readonly timeZone: string;
  /** Tells staff of a project directly. */
  readonly tellStaff: (untold: Untold) => Promise<void>;
}

/** What a platform tells the house of its channels, kept in the store and told to whom it concerns. */
export function projectChannels({ platform, database, timeZone, tellStaff }: Parts) {
  const knownAs = async (store: Store, external: string): Promise<Conversation | undefined> =>
    (await store.places.find(external, platform)).find((one) => one.platform === platform && one.external === external);

  async function bindingsOf(store: Store, external: string) {
    const found = await knownAs(store, external);
    return found === undefined ? [] : store.places.projectsOf(found.id);
  }

  /** In the internal channel, while nobody from outside is there. */
  async function tellInternally(project: Id, content: Content): Promise<boolean> {
    const saidAt = await database.now();
    return database.transaction(async (store) => {
      const { internal } = (await store.projects.facts(project)).project;
      const channel = internal === undefined ? undefined : await store.places.get(internal);
      if (channel === undefined || channel.outsiders) return false;
      await store.messages.post({ conversation: channel.id, project, content, saidAt });
      return true;
    });
  }

  return {
    met: (place: Met) => database.transaction(async (store) => void (await store.places.meet(place))),
    peopled: (accounts: readonly Account[]) =>
      database.transaction(async (store) => {
        for (const account of accounts) await store.people.meet(account);
      }),
    bound: (external: string) => database.transaction(async (store) => (await bindingsOf(store, external)).length > 0),
    /** A channel has another id; what could not be sent to the old one is sent to it. */
    async renamed(tenant: string, from: string, to: string): Promise<void> {
      await database.transaction((store) => store.places.rename(platform, tenant, from, to));
      await database.outboxRows.unpark(platform, tenant, to);
    },
    /** A channel that we know is kept up to date; what it means for its projects is told once a day at most. */
    async changed(place: Met): Promise<void> {
      const now = await database.now();
      const untold = await database.transaction(async (store): Promise<readonly Untold[]> => {
        const known = await knownAs(store, place.external);
        if (known === undefined || known.tenant !== place.tenant) return [];
        const met = await store.places.meet(place);
        const found: Untold[] = [];
        for (const { project, as } of await store.places.projectsOf(met.id)) {
          if (as !== "internal" || !met.outsiders) continue;
          const today = dayOf(now, timeZone);
          if ((await store.notices.claim(project.id, [`opened/${met.id}/${today}`], today)).length === 0) continue;
          const text = phrase("channel.opened", { channel: met.name, customer: project.customer });
          found.push({ project: project.id, notice: noticeOf(text) });
        }
        return found;
      });
      for (const one of untold) await tellStaff(one);
    },
    async troubled(external: string, why: Phrase): Promise<void> {
      const projects = await database.transaction(async (store) => bindingsOf(store, external));
      for (const { project, as } of projects) {
        const notice = noticeOf(why);
        if (as === "internal" || !(await tellInternally(project.id, notice))) await tellStaff({ project: project.id, notice });
      }
    },
    opened: async (tenant: string, external: string) => void (await database.outboxRows.unpark(platform, tenant, external)),
  };
}

const noticeOf = (text: Phrase): Content => ({ audience: "public", blocks: [{ kind: "text", tone: "warning", text }] });
