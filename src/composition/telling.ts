import type { Logger } from "pino";
import type { PlatformName } from "../messages/platform.ts";
import type { Database } from "../store/store.ts";
import type { Untold } from "../store/work.ts";

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
 * Tells the lead and the staff of a project, each in their private chat with the bot, what could not be told in its internal
 * channel: on the first platform where they can be reached.
 */
export function createTelling({ database, log, failed, chats }: Parts): (untold: Untold) => Promise<void> {
  return async ({ project, notice }) => {
    const persons = await database.transaction(async (store) => {
      const { members } = await store.projects.facts(project);
      const found = new Map<string, Awaited<ReturnType<typeof store.people.accounts>>>();
      for (const { id } of members.filter(({ role }) => role === "lead" || role === "staff"))
        found.set(
          id,
          (await store.people.accounts(id)).filter(({ staff }) => staff),
        );
      return [...found.values()];
    });
    const told = await Promise.all(persons.map(tell));
    if (!told.includes(true)) log.error({ project }, "nobody of the project's staff can be told");

    async function tell(accounts: (typeof persons)[number]): Promise<boolean> {
      for (const { platform, open } of chats()) {
        for (const { user } of accounts.filter((account) => account.platform === platform)) {
          try {
            const chat = await open(user);
            const saidAt = await database.now();
            await database.transaction(async (store) => {
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
  };
}
