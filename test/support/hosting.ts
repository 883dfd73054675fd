import type { Dispatch } from "../../src/bot/incoming.ts";
import type { Keeping, MovableClock } from "../../src/messages/keeping.ts";
import { createWords } from "../../src/messages/words.ts";
import type { Hosting } from "../../src/platforms/index.ts";

/** Keeps in memory what the store keeps in the database; what is kept is copied, as there. */
export function keepingInMemory(): Keeping {
  const collections = new Map<string, Map<string, string>>();
  const of = (name: string) => collections.get(name) ?? new Map<string, string>();
  return {
    async put(name, key, value) {
      collections.set(name, of(name).set(key, JSON.stringify(value)));
    },
    async get(name, key) {
      const value = of(name).get(key);
      return value === undefined ? undefined : JSON.parse(value);
    },
    async list(name) {
      return [...of(name)].map(([key, value]) => ({ key, value: JSON.parse(value) }));
    },
    async stretch(name, { before, after, most }) {
      const all = await this.list(name);
      const at = all.findIndex(({ key }) => key === (after ?? before));
      if ((after ?? before) !== undefined && at < 0) return [];
      if (after !== undefined) return all.slice(at + 1, at + 1 + most);
      return all.slice(0, before === undefined ? undefined : at).slice(-most);
    },
  };
}

/** A clock that stands where it was put. */
export function clockAt(start: string): MovableClock {
  let now = Date.parse(start);
  return {
    now: async () => now,
    async moveTo(instant) {
      if (instant < now) throw new RangeError("backwards");
      now = instant;
    },
  };
}

/**
 * What a platform alone is given, with a bot behind it that answers what the test says. What was told to the log is in
 * `troubles`.
 */
export function hostingFor(dispatch: Dispatch): Hosting & { readonly troubles: string[]; readonly added: unknown[] } {
  const troubles: string[] = [];
  const added: unknown[] = [];
  const nothing = async () => undefined;
  return {
    ...{ dispatch, troubles, added },
    words: createWords(),
    language: "sv",
    timeZone: "Europe/Stockholm",
    keeping: keepingInMemory(),
    now: async () => Date.now(),
    atOnce: 8,
    awaited: (work) => work(),
    shown: nothing,
    jobs: { add: async (payload) => void added.push(JSON.parse(JSON.stringify(payload))) },
    meet: async ({ handle, name }) => handle ?? name.split(" ")[0]?.toLowerCase() ?? name,
    usersOf: async () => new Map(),
    messageOf: nothing,
    typed: () => undefined,
    takesFiles: () => false,
    typeable: () => [],
    placeKeys: new Set(["internal", "shared"]),
    channels: {
      met: nothing,
      peopled: nothing,
      bound: async () => true,
      renamed: nothing,
      changed: nothing,
      troubled: nothing,
      lost: nothing,
      welcomed: nothing,
      renewed: nothing,
      departed: nothing,
      opened: nothing,
    },
    home: async () => ({ language: "sv", count: 0, before: 0, unknown: 0, projects: [], next: undefined }),
    files: { get: nothing },
    links: { reached: false, fetched: false, file: nothing, handIn: nothing },
    introduce: { person: nothing, conversation: nothing },
    time: { clock: clockAt("2026-11-23T09:00+01:00"), deliverNow: nothing, playTo: nothing },
    log: {
      info: () => undefined,
      trouble: (event) => void troubles.push(event),
      failed: (error) => {
        troubles.push(String(error));
        return "abc123";
      },
    },
  };
}
