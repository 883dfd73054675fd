import type pg from "pg";

/** One SQL statement as it reached the driver. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Of one that is prepared once per connection. */
  readonly name?: string | undefined;
}

/** Records what goes through a pool's connections. */
export interface Recorder {
  of(work: () => Promise<unknown>): Promise<readonly Statement[]>;
}

const heard = new WeakMap<pg.PoolClient, { told: (statement: Statement) => void }>();

export function recorder(pool: pg.Pool): Recorder {
  let recorded: Statement[] | undefined;
  const told = (statement: Statement) => void recorded?.push(statement);
  pool.on("acquire", (client) => {
    const before = heard.get(client);
    if (before !== undefined) {
      before.told = told;
      return;
    }
    const ear = { told };
    heard.set(client, ear);
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    (client as { query: unknown }).query = (...given: unknown[]) => {
      const [first, second] = given;
      const values = Array.isArray(second) ? second : [];
      if (typeof first === "string") ear.told({ text: first, values });
      if (isConfig(first)) ear.told({ text: first.text, values: first.values ?? values, name: first.name });
      return query(...given);
    };
  });
  return {
    async of(work) {
      recorded = [];
      try {
        await work();
        return recorded;
      } finally {
        recorded = undefined;
      }
    },
  };
}

const isConfig = (given: unknown): given is { text: string; name?: string; values?: readonly unknown[] } =>
  typeof given === "object" && given !== null && "text" in given;
