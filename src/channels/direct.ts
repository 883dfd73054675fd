import type { Id } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import type { Language } from "../messages/language.ts";
import type { PlatformName } from "../messages/platform.ts";
import type { Account, Database } from "../store/store.ts";

/** A platform's private chats: how one person is told something directly. */
export interface Chats {
  readonly platform: PlatformName;
  /** The private chat with a person, opened if need be. Throws when they cannot be reached there. */
  open(user: string): Promise<{ readonly tenant: string; readonly external: string }>;
}

export interface DirectParts {
  readonly database: Database;
  readonly failed: (error: unknown, details: object) => string;
  readonly chats: () => readonly Chats[];
}

/** What one person is told, once under its key. */
export interface Direct {
  readonly key: string;
  readonly project?: Id;
  readonly notice: Content;
  /** Where what is told is of no project and neither the chat nor their projects say one. */
  readonly language?: Language | undefined;
}

/** Somebody of ours, and where they can be reached. */
export interface Reached {
  readonly id: Id;
  readonly accounts: readonly Account[];
}

/** Tells staff something in their private chat with the bot: on the first platform where they can be reached, once. */
export function directly({ database, failed, chats }: DirectParts) {
  return {
    /** Those of some people who have an account of ours on the platforms that there are. */
    async reachable(people: readonly Id[]): Promise<readonly Reached[]> {
      const platforms = new Set<string>(chats().map(({ platform }) => platform));
      return database.transaction(async (store) => {
        const found: Reached[] = [];
        for (const id of new Set(people))
          found.push({
            id,
            accounts: (await store.people.accounts(id)).filter((one) => one.staff && platforms.has(one.platform)),
          });
        return found.filter(({ accounts }) => accounts.length > 0);
      });
    },
    /** False when they could not be reached anywhere. */
    async tell({ id: person, accounts }: Reached, { key, project, notice, language }: Direct): Promise<boolean> {
      for (const { platform, open } of chats()) {
        for (const { user } of accounts.filter((account) => account.platform === platform)) {
          try {
            const chat = await open(user);
            const saidAt = await database.now();
            await database.once(key, async (store) => {
              const met = { platform, ...chat, name: "Startklar", outsiders: false, private: true };
              const place = await store.places.meet(met);
              const { id: conversation } = place;
              const spoken = await store.projects.spokenWith(person);
              const theirs = spoken.length === 1 ? spoken[0] : (place.language ?? language);
              if (project === undefined && theirs !== undefined && theirs !== place.language)
                await store.places.setLanguage(conversation, theirs);
              await store.messages.post({
                conversation,
                ...(project === undefined ? {} : { project }),
                content: notice,
                saidAt,
              });
            });
            return true;
          } catch (error) {
            failed(error, { platform, project });
          }
        }
      }
      return false;
    },
  };
}
