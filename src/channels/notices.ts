import type { Logger } from "pino";
import type { Id } from "../domain/units.ts";
import type { Doing } from "../messages/doing.ts";
import type { PlatformName } from "../messages/platform.ts";
import { type Untold, untoldJob } from "../store/contract/jobs.ts";
import type { Account, Database } from "../store/store.ts";

/** A platform's private chats: how one person is told something directly. */
export interface Chats {
  readonly platform: PlatformName;
  /** The private chat with a person, opened if need be. Throws when they cannot be reached there. */
  open(user: string): Promise<{ readonly tenant: string; readonly external: string }>;
}

interface Parts {
  readonly database: Database;
  readonly log: Logger;
  readonly failed: (error: unknown, details: object) => string;
  readonly chats: () => readonly Chats[];
}

/**
 * The job that tells the lead and the staff of a project, each in their private chat with the bot, what could not be
 * told in its internal channel: on the first platform where they can be reached, once. Throws while nobody can be, so
 * that it is tried again.
 */
export function noticeJob({ database, log, failed, chats }: Parts) {
  const unheard = (project: string): void => log.error({ project }, "nobody of the project's staff can be told");

  /** Everybody with an account of ours on the platforms that there are. */
  async function reachable(project: string): Promise<readonly { readonly id: Id; readonly accounts: readonly Account[] }[]> {
    const platforms = new Set<string>(chats().map(({ platform }) => platform));
    return database.transaction(async (store) => {
      const { members } = await store.projects.facts(project);
      const staff = new Set(members.filter(({ role }) => role === "lead" || role === "staff").map(({ id }) => id));
      const found = [];
      for (const id of staff)
        found.push({ id, accounts: (await store.people.accounts(id)).filter((one) => one.staff && platforms.has(one.platform)) });
      return found.filter(({ accounts }) => accounts.length > 0);
    });
  }

  return {
    kind: untoldJob,
    async run(payload: unknown, { id: job }: Pick<Doing, "id">): Promise<void> {
      // What is kept as such a job was put there as one.
      const { project, notice } = payload as Untold;
      const people = await reachable(project);
      if (people.length === 0) return unheard(project);
      const told = await Promise.all(people.map(tell));
      if (!told.includes(true)) throw new Error("Nobody of the project's staff could be reached");

      async function tell({ id, accounts }: (typeof people)[number]): Promise<boolean> {
        for (const { platform, open } of chats()) {
          for (const { user } of accounts.filter((account) => account.platform === platform)) {
            try {
              const chat = await open(user);
              const saidAt = await database.now();
              await database.once(`notice/${job}/${id}`, async (store) => {
                const met = { platform, ...chat, name: "Startklar", outsiders: false, private: true };
                const { id: conversation } = await store.places.meet(met);
                await store.messages.post({ conversation, project, content: notice, saidAt });
              });
              return true;
            } catch (error) {
              failed(error, { platform, project });
            }
          }
        }
        return false;
      }
    },
    /** The last attempt has failed: the log is all that is left. */
    async giveUp({ payload }: { readonly payload: unknown }): Promise<void> {
      unheard((payload as Untold).project);
    },
  };
}
