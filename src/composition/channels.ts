import { randomUUID } from "node:crypto";
import { dayOf } from "../domain/calendar.ts";
import type { Id } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import { type Phrase, phrase } from "../messages/phrase.ts";
import type { PlatformName } from "../messages/platform.ts";
import type { Account, Conversation, Database, Store } from "../store/store.ts";
import { type Untold, untoldJob } from "../store/work.ts";

type Met = Omit<Conversation, "id" | "language">;

interface Parts {
  readonly platform: PlatformName;
  readonly database: Database;
  readonly timeZone: string;
}

/** What a platform tells the house of its channels, kept in the store and told to whom it concerns. */
export function projectChannels({ platform, database, timeZone }: Parts) {
  const knownAs = async (store: Store, external: string): Promise<Conversation | undefined> =>
    (await store.places.find(external, platform)).find((one) => one.platform === platform && one.external === external);

  async function bindingsOf(store: Store, external: string) {
    const found = await knownAs(store, external);
    return found === undefined ? [] : store.places.projectsOf(found.id);
  }

  /** In the internal channel, while nobody from outside is there; else staff are told directly. */
  async function tellInternally(store: Store, project: Id, notice: Content, saidAt: number): Promise<void> {
    const { internal } = (await store.projects.facts(project)).project;
    const channel = internal === undefined ? undefined : await store.places.get(internal);
    if (channel === undefined || channel.outsiders) await tellStaff(store, project, notice);
    else await store.messages.post({ conversation: channel.id, project, content: notice, saidAt });
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
      await database.transaction(async (store) => {
        const known = await knownAs(store, place.external);
        if (known === undefined || known.tenant !== place.tenant) return;
        const met = await store.places.meet(place);
        for (const { project, as } of await store.places.projectsOf(met.id)) {
          if (as !== "internal" || !met.outsiders) continue;
          const today = dayOf(now, timeZone);
          const key = `${met.unseen === true ? "unseen" : "opened"}/${met.id}/${today}`;
          if ((await store.notices.claim(project.id, [key], today)).length === 0) continue;
          const of = { channel: met.name, customer: project.customer };
          const text = met.unseen === true ? phrase("channel.unseen", { ...of, how: phrase("unseen.how") }) : phrase("channel.opened", of);
          await tellStaff(store, project.id, noticeOf(text));
        }
      });
    },
    async troubled(external: string, why: Phrase): Promise<void> {
      const saidAt = await database.now();
      await database.once(`troubled/${randomUUID()}`, async (store) => {
        for (const { project, as } of await bindingsOf(store, external)) {
          if (as === "internal") await tellStaff(store, project.id, noticeOf(why));
          else await tellInternally(store, project.id, noticeOf(why), saidAt);
        }
      });
    },
    opened: async (tenant: string, external: string) => void (await database.outboxRows.unpark(platform, tenant, external)),
  };
}

/** Tells staff of a project, each directly. */
const tellStaff = (store: Store, project: Id, notice: Content) => store.jobs.add(untoldJob, { project, notice } satisfies Untold);

const noticeOf = (text: Phrase): Content => ({ audience: "public", blocks: [{ kind: "text", tone: "warning", text }] });
