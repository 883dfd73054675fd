import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Answer, Dispatch, Incoming } from "../../src/bot/incoming.ts";
import type { Content } from "../../src/messages/content.ts";
import type { MovableClock } from "../../src/messages/keeping.ts";
import type { Delivery, Platform } from "../../src/messages/platform.ts";
import { createLocalPlatform, type LocalOptions } from "../../src/platforms/index.ts";
import { clockAt, hostingFor } from "./hosting.ts";

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
    queue.push({
      message: said.id,
      revision: said.revision ?? 1,
      to,
      language: "sv",
      content: said.content,
      saidAt: await now(),
      ...seen,
    });
  };
  const dispatch: Dispatch = {
    async handle(incoming) {
      handled.push(incoming);
      const first = answers.get(incoming.key);
      if (first !== undefined) return { ...first, repeated: true };
      const { says = [], ...rest } = script(incoming);
      for (const said of says) await say(said);
      const answer: Answer = {
        outcome: "done",
        language: "sv",
        caused: says.map(({ id }) => id),
        repeated: false,
        ...rest,
      };
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
    clock = clockAt("2026-11-23T09:00+01:00"),
    meanwhile,
    ...options
  }: Partial<LocalOptions> & {
    readonly clock?: MovableClock;
    readonly meanwhile?: (say: (said: Said) => Promise<void>) => Promise<void>;
  } = {},
): Promise<LocalWorkspace> {
  const scripted = scriptedDispatch(script, () => clock.now());
  const introduced = { people: [] as string[], conversations: [] as string[] };
  const local = createLocalPlatform({
    ...hostingFor(scripted.dispatch),
    time: {
      clock,
      deliverNow: () => scripted.drain(local.platform),
      playTo: async (instant) => {
        await clock.moveTo(instant);
        await meanwhile?.(scripted.say);
      },
    },
    introduce: {
      person: async ({ user }) => void introduced.people.push(user),
      conversation: async ({ external }) => void introduced.conversations.push(external),
    },
    ...options,
  });
  await local.prepare();
  const app = express();
  if (local.router !== undefined) app.use(local.router);
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
      read(
        await fetch(url + path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
    async stop() {
      local.hangUp();
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
