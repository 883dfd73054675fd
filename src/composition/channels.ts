import { randomUUID } from "node:crypto";
import { dayOf } from "../domain/calendar.ts";
import { ownedBy } from "../domain/owned.ts";
import { rolesOf } from "../domain/role.ts";
import type { Id } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import { list, type Phrase, phrase } from "../messages/phrase.ts";
import type { PlatformName } from "../messages/platform.ts";
import { roleWords, waitingWords } from "../messages/project-words.ts";
import { type Untold, untoldJob } from "../store/contract/work.ts";
import type { Account, Conversation, Database, Store } from "../store/store.ts";

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
    /** Staff of each project that has one of these channels are told once, of all of them, where they can still read it. */
    async lost(
      channels: readonly { readonly external: string; readonly name: string }[],
      why: (...names: readonly [string, ...string[]]) => Phrase,
    ): Promise<void> {
      const saidAt = await database.now();
      await database.once(`lost/${randomUUID()}`, async (store) => {
        const projects = new Map<Id, readonly [string, ...string[]]>();
        for (const { external, name } of channels) {
          for (const { project } of await bindingsOf(store, external))
            projects.set(project.id, [...(projects.get(project.id) ?? []), name] as unknown as readonly [string, ...string[]]);
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
    },
    /** Said once in a conversation; not where a project is already. */
    async welcomed(place: Met, words: Content): Promise<void> {
      const saidAt = await database.now();
      await database.once(`welcome/${place.tenant}/${place.external}`, async (store) => {
        const { id } = await store.places.meet(place);
        if ((await store.places.projectsOf(id)).length === 0) await store.messages.post({ conversation: id, content: words, saidAt });
      });
    },
    /** A platform knows an account anew: it was closed, or is open again. Whoever we have not met is left alone. */
    renewed: (account: Account) => database.transaction(async (store) => void (await store.people.renew(account))),
    /** Somebody has left the platform, or some of its channels: the other staff of their projects are told what waits for them. */
    async departed(user: string, left?: readonly string[]): Promise<void> {
      const now = await database.now();
      const today = dayOf(now, timeZone);
      await database.transaction(async (store) => {
        const person = await store.people.ofUser(platform, user);
        if (person === undefined) return;
        const places = left === undefined ? undefined : await Promise.all(left.map((one) => knownAs(store, one)));
        const ids = new Set(places?.flatMap((place) => place?.id ?? []));
        for (const { id } of await store.projects.ofPerson(person.id)) {
          const facts = await store.projects.facts(id);
          const { customer, internal, shared, state } = facts.project;
          const roles = rolesOf(facts, person.id);
          const from = [internal, shared].find((one) => one !== undefined && ids.has(one));
          if (state !== "open" || roles.length === 0 || (left !== undefined && from === undefined)) continue;
          const key = `departed/${person.id}/${left === undefined ? "account" : from}/${today}`;
          if ((await store.notices.claim(id, [key], today)).length === 0) continue;
          const agreement = await store.agreements.of(id);
          const waits = ownedBy(facts, agreement, today, person.id).map((one) => waitingWords(one, agreement, today));
          const said = [
            phrase(left === undefined ? "team.departed" : "team.leftChannel", {
              name: person.name,
              customer,
              roles: list(roles.map(roleWords)),
            }),
            ...(waits.length === 0 ? [] : [phrase("team.departed.waits", { name: person.name, what: list(waits) })]),
          ];
          await tellStaff(store, id, {
            audience: "public",
            blocks: said.map((text) => ({ kind: "text", tone: "warning", text })),
          });
        }
      });
    },
    opened: async (tenant: string, external: string) => void (await database.outboxRows.unpark(platform, tenant, external)),
  };
}

/** Tells staff of a project, each directly. */
const tellStaff = (store: Store, project: Id, notice: Content) => store.jobs.add(untoldJob, { project, notice } satisfies Untold);

const noticeOf = (text: Phrase): Content => ({ audience: "public", blocks: [{ kind: "text", tone: "warning", text }] });
