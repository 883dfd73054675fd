/** Remembers what was looked up, for a while; those who ask at the same time wait for the same answer. */
export interface Cache<T> {
  get(key: string): Promise<T>;
  /** What was looked up, however long ago. */
  known(key: string): T | undefined;
  /** Of everything that was looked up, however long ago. */
  keys(): readonly string[];
  /** True while it need not be looked up. */
  fresh(key: string): boolean;
  /** What somebody told us meanwhile: as good as looked up now. */
  put(key: string, value: T): void;
  /** To be looked up again; kept all the same for as long as nobody answers. */
  expire(key: string): void;
  forget(key: string): void;
  clear(): void;
}

interface Kept<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

const most = 20_000;

/**
 * A cache over a way to look things up. `life` in milliseconds. Where looking up anew fails, `stale` may keep what was
 * known; else it throws what looking up threw.
 */
export function createCache<T>(
  look: (key: string) => Promise<T>,
  life: number,
  stale: (error: unknown) => boolean = () => false,
): Cache<T> {
  const kept = new Map<string, Kept<T>>();
  const last = new Map<string, T>();
  function remember(key: string, value: T): void {
    last.set(key, value);
    if (last.size > most) last.delete(last.keys().next().value ?? key);
  }
  function keep(key: string, value: Promise<T>): void {
    kept.set(key, { value, until: Date.now() + life });
    if (kept.size > most) kept.delete(kept.keys().next().value ?? key);
  }
  return {
    async get(key) {
      const there = kept.get(key);
      if (there !== undefined && there.until > Date.now()) return there.value;
      const value = look(key).then(
        (found) => {
          // What was told while we were asking is newer.
          if (kept.get(key)?.value === value) remember(key, found);
          return found;
        },
        (error: unknown) => {
          if (kept.get(key)?.value === value) kept.delete(key);
          const before = last.get(key);
          if (before !== undefined && stale(error)) return before;
          throw error;
        },
      );
      keep(key, value);
      return value;
    },
    known: (key) => last.get(key),
    keys: () => [...last.keys()],
    fresh: (key) => (kept.get(key)?.until ?? 0) > Date.now(),
    put(key, value) {
      remember(key, value);
      keep(key, Promise.resolve(value));
    },
    expire: (key) => void kept.delete(key),
    forget(key) {
      kept.delete(key);
      last.delete(key);
    },
    clear() {
      kept.clear();
      last.clear();
    },
  };
}
