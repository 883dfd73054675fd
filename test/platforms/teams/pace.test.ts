import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPace } from "../../../src/platforms/teams/out/pace.ts";

/** What Teams takes of a bot in a conversation. */
const rates = [
  { count: 7, window: 1_000 },
  { count: 8, window: 2_000 },
  { count: 60, window: 30_000 },
  { count: 1_800, window: 3_600_000 },
];

/** A clock that moves only when somebody waits. */
function clockAt(start = 1_000_000) {
  let at = start;
  return {
    now: () => at,
    pass: (milliseconds: number) => {
      at += milliseconds;
    },
    wait: async (milliseconds: number) => {
      at += milliseconds;
    },
  };
}

test("all conversations together send what a tenant takes in a second, and hardly less", async () => {
  const { now, wait } = clockAt();
  const pace = createPace({ now, wait });
  const began = now();
  const arrived: number[] = [];
  for (let one = 0; one < 501; one += 1) await pace.send(`conversation ${one}`, async () => void arrived.push(now()));
  for (const [at, first] of arrived.entries()) {
    const after = arrived[at + 50];
    if (after !== undefined) expect(after - first).toBeGreaterThanOrEqual(1_000);
  }
  expect(now() - began).toBeLessThan(10_300);
});

/** A clock of many that wait at once: when nobody can go on, it moves to whoever wakes first. */
function sharedClock() {
  const waiting: { readonly at: number; readonly go: () => void }[] = [];
  let at = 1_000_000;
  const wait = (milliseconds: number) =>
    new Promise<void>((go) => void waiting.push({ at: at + milliseconds, go: () => go() }));
  return {
    now: () => at,
    wait,
    async until(work: Promise<unknown>) {
      let over = false;
      void work.finally(() => {
        over = true;
      });
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (over) return;
        const next = waiting.reduce((first, one) => (one.at < first.at ? one : first));
        waiting.splice(waiting.indexOf(next), 1);
        at = Math.max(at, next.at);
        next.go();
      }
    },
  };
}

test.each([
  { there: [100, 100], back: [100, 100], within: 10_800 },
  { there: [40, 160], back: [40, 100], within: 11_500 },
])(
  "however far off Teams is, a tenant gets what it takes in a second: $there there, $back back",
  async ({ there, back, within }) => {
    const { now, wait, until } = sharedClock();
    const pace = createPace({ now, wait });
    const arrived: number[] = [];
    // Always the same, and from one end to the other.
    const some = ([least = 0, most = 0]: readonly number[], nth: number) =>
      least + Math.round(((nth * 7_919) % 101) * ((most - least) / 100));
    const began = now();
    const sends = Array.from({ length: 501 }, (_, nth) =>
      pace.send(`conversation ${nth}`, async () => {
        await wait(some(there, nth));
        arrived.push(now());
        await wait(some(back, nth * 3));
      }),
    );
    await until(Promise.all(sends));
    expect(arrived).toHaveLength(501);
    for (const [at, first] of arrived.entries()) {
      const after = arrived[at + 50];
      if (after !== undefined) expect(after - first).toBeGreaterThanOrEqual(1_000);
    }
    expect(now() - began).toBeLessThan(within);
  },
);

describe("the pace of a conversation", () => {
  const gaps = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 100 }) },
      { weight: 2, arbitrary: fc.integer({ min: 300, max: 5_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: 5_000, max: 60_000 }) },
    ),
    { minLength: 1, maxLength: 250 },
  );
  /** Mostly none, so that the windows fill; now and then most of one. */
  const latency = fc.oneof(
    { weight: 12, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 1_500 }) },
  );

  /** Holds in what arrived: no window, wherever it begins, has more than Teams takes. */
  function expectWithin(arrived: readonly number[]) {
    for (const { count, window } of rates) {
      for (const [at, first] of arrived.entries()) {
        const after = arrived[at + count];
        if (after !== undefined) expect(after - first).toBeGreaterThanOrEqual(window);
      }
    }
  }

  test("no window ever holds more than Teams takes, however messages come and however long they are on their way", async () => {
    await fc.assert(
      fc.asyncProperty(
        gaps,
        fc.array(fc.tuple(latency, latency), { minLength: 20, maxLength: 60 }),
        fc.boolean(),
        async (between, ways, together) => {
          const { now, pass, wait } = clockAt();
          const pace = createPace({ now, wait });
          const arrived: number[] = [];
          const send = (one: number) => {
            const [there, back] = ways[one % ways.length] ?? [0, 0];
            return pace.send("19:a", async () => {
              pass(there);
              arrived.push(now());
              pass(back);
            });
          };
          if (together) await Promise.all(between.map((_, one) => send(one)));
          else {
            for (const [one, gap] of between.entries()) {
              pass(gap);
              await send(one);
            }
          }
          expectWithin(arrived);
          expect(arrived.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 80 },
    );
  });

  test("1 800 an hour: who never stops is told to come back, and the hour is never exceeded", async () => {
    const { now, pass, wait } = clockAt();
    const pace = createPace({ now, wait });
    const left: number[] = [];
    const end = now() + 2 * 3_600_000;
    while (now() < end) {
      const came = await pace.send("19:a", async () => void left.push(now()));
      if ("rest" in came) pass(came.rest);
    }
    expectWithin(left);
    expect(left.length).toBeGreaterThan(3_300);
  });

  test("seven go at once, the eighth waits for its window, and another conversation does not wait for it", async () => {
    const { now, wait } = clockAt(0);
    const pace = createPace({ now, wait });
    const send = (to: string) => pace.send(to, async () => now());
    for (let sent = 0; sent < 7; sent += 1) expect(await send("19:a")).toEqual({ sent: 0 });
    expect(await send("19:b")).toEqual({ sent: 0 });
    const eighth = await send("19:a");
    expect("sent" in eighth ? eighth.sent : 0).toBeGreaterThanOrEqual(1_000);
    expect(now()).toBeLessThan(1_200);
  });

  test("a turn that is further off than the outbox can wait is given back, nothing is sent, and it costs nothing", async () => {
    const pace = createPace({ now: () => 0, wait: () => new Promise(() => undefined) });
    let sent = 0;
    const rest = async () => {
      const came = pace.send("19:a", async () => {
        sent += 1;
      });
      return Promise.race([came, new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)))]);
    };
    let came = await rest();
    for (let tries = 0; came === undefined || "sent" in came; tries += 1) {
      expect(tries).toBeLessThan(100);
      came = await rest();
    }
    expect(came.rest).toBeGreaterThan(5_000);
    expect(sent).toBeLessThanOrEqual(8);
    expect(await rest()).toEqual(came);
  });

  test("a message that fails makes room for the next", async () => {
    const { now, wait } = clockAt(0);
    const pace = createPace({ now, wait });
    const failing = pace.send("19:a", () => Promise.reject(new RangeError("no")));
    const next = pace.send("19:a", async () => "yes");
    await expect(failing).rejects.toThrow("no");
    expect(await next).toEqual({ sent: "yes" });
  });

  test.each([
    { chance: 0, asked: undefined, rests: [500, 1_000, 2_000, 4_000] },
    { chance: 1, asked: undefined, rests: [1_000, 2_000, 4_000, 8_000] },
    { chance: 0, asked: 30_000, rests: [30_000, 30_000, 30_000] },
    { chance: 0.5, asked: 30_000, rests: [30_250, 30_500, 31_000] },
  ])(
    "a conversation that Teams wants left alone rests longer each time (asked $asked, chance $chance)",
    ({ chance, asked, rests }) => {
      const { now } = clockAt();
      const pace = createPace({ now, chance: () => chance });
      expect(rests.map(() => pace.backOff("19:a", asked))).toEqual(rests);
      expect(pace.resting("19:a")).toBe(rests.at(-1));
      expect(pace.resting("19:b")).toBe(0);
      pace.well("19:a");
      expect(pace.resting("19:a")).toBe(0);
    },
  );

  test("it never rests less than it was asked to", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(30),
        (asked, chance, times) => {
          const pace = createPace({ now: () => 0, chance: () => chance });
          for (let before = 0; before < times; before += 1) pace.backOff("19:a");
          expect(pace.backOff("19:a", asked)).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });
});
