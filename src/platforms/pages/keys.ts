import { randomBytes, randomUUID } from "node:crypto";
import type { Keeping } from "../../messages/keeping.ts";

/** The keys that links are signed with: made once at random and kept, so that replicas and restarts share them. */
export interface Keys {
  /** The one to sign with. */
  first(): Promise<Uint8Array>;
  /** Every key that a link may be signed with. */
  all(): Promise<readonly Uint8Array[]>;
  /** The same, read anew where that may have changed something: for a link that no known key has signed. */
  anew(): Promise<readonly Uint8Array[]>;
}

const collection = "keys";
/** How often unknown links may send us to the database, in milliseconds. */
const rest = 10_000;

export function createKeys(keeping: Keeping): Keys {
  let known: Promise<readonly Uint8Array[]> | undefined;
  let readAt = 0;

  // Replicas that start together may each make a key: all sign with the one that was kept first, and every kept key is
  // good.
  async function load(): Promise<readonly Uint8Array[]> {
    if ((await keeping.list(collection)).length === 0) {
      await keeping.put(collection, randomUUID(), randomBytes(32).toString("base64url"));
    }
    return (await keeping.list(collection)).map(({ value }) => Buffer.from(String(value), "base64url"));
  }

  function again(): Promise<readonly Uint8Array[]> {
    readAt = performance.now();
    const loading = load();
    known = loading;
    loading.catch(() => {
      if (known === loading) known = undefined;
    });
    return loading;
  }

  const all = (): Promise<readonly Uint8Array[]> => known ?? again();
  return {
    all,
    async first() {
      const [key] = await all();
      if (key === undefined) throw new Error("There is no key to sign links with");
      return key;
    },
    anew: () => (performance.now() - readAt < rest ? all() : again()),
  };
}
