import type { PlatformName } from "../messages/platform.ts";
import type { Database } from "../store/store.ts";

/** The users that persons are on a platform, by our ids; whoever has no account there is not among them. */
export function usersOf(
  database: Database,
  platform: PlatformName,
): (persons: readonly string[]) => Promise<ReadonlyMap<string, string>> {
  return (persons) =>
    database.transaction(async (store) => {
      const found = new Map<string, string>();
      for (const person of persons) {
        const account = (await store.people.accounts(person)).find((one) => one.platform === platform);
        if (account !== undefined) found.set(person, account.user);
      }
      return found;
    });
}
