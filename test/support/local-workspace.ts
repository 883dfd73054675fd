import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Answer, Dispatch, Incoming } from "../../src/bot/incoming.ts";
import type { Content } from "../../src/messages/content.ts";
import type { Keeping, MovableClock } from "../../src/messages/keeping.ts";
import type { Delivery, Platform } from "../../src/messages/platform.ts";
import { createWords } from "../../src/messages/words.ts";
import { createLocalPlatform, type LocalOptions } from "../../src/platforms/index.ts";

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
  };
}

/** A clock that stands where it was put. */
function clockAt(start: string): MovableClock {
  let now = Date.parse(start);
  return {
    now: async () => now,
    async moveTo(instant) {
      if (instant < now) throw new RangeError("backwards");
      now = instant;
    },
  };
}

/** A message that a script has the bot say. */
export interface Said {
  readonly id: string;
  readonly in: string;
  readonly content: Content;
  readonly revision?: number;
  readonly visibleTo?: string;
}
/** What a script answers; what it says goes through an outbox. */
interface Scripted extends Partial<Answer> {
  readonly says?: readonly Said[];
}
export type Script = (incoming: Incoming) => Scripted;

/** A dispatch that does what a script says, once per key, and remembers what it was given. */
function scriptedDispatch(script: Script, now: () => Promise<number> = async () => 0) {
  const queue: Delivery[] = [];
  const handled: Incoming[] = [];
  const answers = new Map<string, Answer>();
  const say = async (said: Said): Promise<void> => {
    const to = { platform: "local", tenant: "local", conversation: said.in } as const;
    const seen = said.visibleTo === undefined ? {} : { visibleTo: said.visibleTo };
    queue.push({ message: said.id, revision: said.revision ?? 1, to, language: "sv", content: said.content, saidAt: await now(), ...seen });
  };
  const dispatch: Dispatch = {
    async handle(incoming) {
      handled.push(incoming);
      const first = answers.get(incoming.key);
      if (first !== undefined) return { ...first, repeated: true };
      const { says = [], ...rest } = script(incoming);
      for (const said of says) await say(said);
      const answer: Answer = { outcome: "done", language: "sv", caused: says.map(({ id }) => id), repeated: false, ...rest };
      answers.set(incoming.key, answer);
      return answer;
    },
    async system() {},
  };
  const drain = async (platform: Platform): Promise<void> => {
    for (const delivery of queue.splice(0)) await platform.deliver(delivery);
  };
  return { dispatch, handled, say, drain };
}

export interface LocalWorkspace {
  readonly url: string;
  readonly platform: Platform;
  readonly handled: readonly Incoming[];
  readonly introduced: { readonly people: string[]; readonly conversations: string[] };
  get(path: string): Promise<{ readonly status: number; readonly body: Body }>;
  post(path: string, body: unknown): Promise<{ readonly status: number; readonly body: Body }>;
  stop(): Promise<void>;
}
// biome-ignore lint/suspicious/noExplicitAny: a body is whatever came over the wire; the tests say what it must be
type Body = any;

/** The local workspace on a real HTTP server, with a scripted bot; it starts on Monday 23 November 2026 at 09:00. */
export async function startLocalWorkspace(
  script: Script,
  {
    keeping = keepingInMemory(),
    ...options
  }: Partial<LocalOptions> & { readonly meanwhile?: (say: (said: Said) => Promise<void>) => Promise<void> } = {},
): Promise<LocalWorkspace> {
  const clock = options.clock ?? clockAt("2026-11-23T09:00+01:00");
  const scripted = scriptedDispatch(script, () => clock.now());
  const introduced = { people: [] as string[], conversations: [] as string[] };
  const local = createLocalPlatform({
    dispatch: scripted.dispatch,
    keeping,
    clock,
    words: createWords(),
    language: "sv",
    deliverNow: () => scripted.drain(local.platform),
    playTo: async (instant) => {
      await clock.moveTo(instant);
      await options.meanwhile?.(scripted.say);
    },
    files: { get: async () => undefined },
    introduce: {
      person: async ({ user }) => void introduced.people.push(user),
      conversation: async ({ external }) => void introduced.conversations.push(external),
    },
    failed: () => "7f3a",
    ...options,
  });
  await local.start();
  const app = express();
  app.use(local.router);
  const server = await listening(createServer(app));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const read = async (response: Response) => ({ status: response.status, body: await response.json() });
  return {
    url,
    platform: local.platform,
    handled: scripted.handled,
    introduced,
    get: async (path) => read(await fetch(url + path)),
    post: async (path, body) =>
      read(await fetch(url + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })),
    async stop() {
      local.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
