import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Account, Answer, Incoming, MetConversation } from "../../src/bot/incoming.ts";
import { filesOf } from "../../src/composition/files.ts";
import { composePages } from "../../src/composition/pages.ts";
import type { Language } from "../../src/messages/language.ts";
import { createWords } from "../../src/messages/words.ts";
import { createPages, type Pages, type PagesOptions } from "../../src/platforms/index.ts";
import { keepingInMemory } from "./hosting.ts";
import type { Workspace } from "./workspace.ts";

export const karin: Account = {
  platform: "teams",
  tenant: "tenant-kund",
  user: "29:karin",
  name: "Karin Ek",
  staff: false,
};
export const channel: MetConversation = {
  platform: "teams",
  tenant: "tenant-hem",
  external: "19:solbacken@thread.tacv2",
  name: "Solbacken – uppstart",
  outsiders: true,
  private: false,
};

/** Our pages on a port of their own. */
export interface PagesOnPort extends Pages {
  readonly url: string;
  /** Everything the pages told the bot. */
  readonly told: Incoming[];
  /** Moves business time. */
  wait(milliseconds: number): void;
  close(): Promise<void>;
}

const monday = Date.parse("2026-11-23T08:00:00Z");

/** The pages of a whole house, on a port of their own. */
export async function pagesOf(
  { test, house }: Workspace,
  language: Language = "en",
): Promise<Pages & { readonly close: () => Promise<void> }> {
  const { app, url, close } = await listening();
  const pages = composePages({
    config: { language, publicUrl: url },
    ...{
      database: test.database,
      dispatch: house.dispatch,
      words: house.words,
      files: filesOf(test.database, house.words),
    },
    failed: (error) => {
      throw error;
    },
  });
  app.use(pages.router);
  return { ...pages, close };
}

/** Serves the pages over HTTP; the bot's answers are `answer`'s, or that the file was taken. */
export async function servePages(
  given: Partial<PagesOptions> & { readonly answer?: (incoming: Incoming) => Answer | Promise<Answer> } = {},
): Promise<PagesOnPort> {
  const { app, url, close } = await listening();
  let now = monday;
  const told: Incoming[] = [];
  const { answer = () => taken, ...options } = given;
  const pages = createPages({
    publicUrl: url,
    keeping: keepingInMemory(),
    now: async () => now,
    words: createWords(),
    language: "sv",
    dispatch: {
      handle: async (incoming) => {
        told.push(incoming);
        return answer(incoming);
      },
    },
    files: { get: async () => undefined },
    feed: async () => undefined,
    conversation: async (place) => ({ place, language: "sv" }),
    failed: () => "7f3a2b",
    ...options,
  });
  app.use(pages.router);
  return {
    ...pages,
    url,
    told,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    close,
  };
}

async function listening() {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    app,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends in the form of a hand-in page, as a browser does. */
export async function handIn(
  link: string,
  name: string,
  content: Uint8Array | string,
  field = "file",
): Promise<Response> {
  const form = new FormData();
  form.append(field, new Blob([Buffer.from(content)]), name);
  return fetch(link, { method: "POST", body: form });
}

export const taken: Answer = { outcome: "done", language: "sv", caused: [], repeated: false };
