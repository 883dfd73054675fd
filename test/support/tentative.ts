import type { Database, Store } from "../../src/store/store.ts";
import { openTestDatabase, type TestDatabase } from "./databases.ts";

class TakenBack extends Error {}

/** A database in which something can be done and seen, and all of it taken back afterwards. */
export async function openTentative() {
  const test = await openTestDatabase();
  let within: Store | undefined;
  const transaction: Database["transaction"] = (work, ...more) =>
    within === undefined ? test.database.transaction(work, ...more) : work(within);
  const opened: TestDatabase = { ...test, database: { ...test.database, transaction } };
  return {
    open: async () => opened,
    /** Does it in one transaction that is rolled back. */
    async tentatively<T>(work: () => Promise<T>): Promise<T> {
      const done: T[] = [];
      try {
        await test.database.transaction(async (store) => {
          within = store;
          done.push(await work());
          throw new TakenBack();
        });
      } catch (error) {
        if (!(error instanceof TakenBack)) throw error;
      } finally {
        within = undefined;
      }
      const [first] = done;
      if (first === undefined) throw new Error("Nothing was done");
      return first;
    },
  };
}
