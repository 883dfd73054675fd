import { afterEach, beforeEach, expect, test } from "vitest";
import { filesOf } from "../../../src/composition/files.ts";
import { pictureId } from "../../../src/messages/made-file.ts";
import { picturesOf } from "../../../src/messages/picture-block.ts";
import { createWords } from "../../../src/messages/words.ts";
import { pagesOf } from "../../support/pages.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
});
afterEach(() => ws.close());

const look = { theme: "dark", language: "en" } as const;
async function said(where: string) {
  const id = (await ws.messages(where)).at(-1)?.id ?? expect.fail(`nothing in ${where}`);
  return ws.test.database.transaction(
    async (store) => (await store.messages.get(id)) ?? expect.fail(`no message ${id}`),
  );
}

test("A1: a status shows the plan to everybody, and hours in internal places alone; both open as pictures", async () => {
  await ws.anna.says('log 2h30 configuration "hunt groups"');
  const { text } = await ws.anna.says("status");
  expect(text).toContain(
    "The plan, Solbacken Vård AB, on Mon 23 Nov. Customer data: Fri 4 Dec, waits for Solbacken Vård AB.",
  );
  expect(text).toContain("Configuration: 2 h 30 min of 8 h used, 5 h 30 min left.");
  const internal = await said("solbacken");
  expect(picturesOf(internal.content).map(({ kind }) => kind)).toEqual(["timeline", "hours"]);

  await ws.karin.says("status");
  const shared = await said("solbacken-kund");
  expect(picturesOf(shared.content).map(({ kind }) => kind)).toEqual(["timeline"]);

  const files = filesOf(ws.test.database, createWords());
  const opened = await files.get(pictureId(internal.id, 1, look));
  expect([opened?.name, opened?.type]).toEqual(["Hours.png", "image/png"]);
  expect(Buffer.from(opened?.content ?? []).readUInt32BE(16)).toBe(720);
  for (const id of [
    pictureId(shared.id, 1, look),
    pictureId("no-message", 0, look),
    `picture.${shared.id}.0.dark.de`,
  ]) {
    expect(await files.get(id)).toBeUndefined();
  }

  // A signed link opens it from outside.
  const pages = await pagesOf(ws);
  const response = await fetch((await pages.links.file(pictureId(shared.id, 0, look))) ?? "");
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
  await pages.close();
});

test("A1: hours stand in no shared channel, whatever their message says of itself, and are not opened from there", async () => {
  await ws.anna.says("status");
  const internal = await said("solbacken");
  const shared = await said("solbacken-kund");
  const open = { ...internal.content, audience: "public" } as const;
  const { database } = ws.test;
  const post = database.transaction((store) =>
    store.messages.post({ conversation: shared.conversation, content: open, saidAt: 1 }),
  );
  await expect(post).rejects.toThrow(/A1/u);
  const bulk = { ...open, audience: "offer" } as const;
  const revise = database.transaction((store) => store.messages.revise(shared.id, bulk));
  await expect(revise).rejects.toThrow(/A1/u);
  // Even in their own place, a message that is for everybody opens no hours.
  const id = await database.transaction((store) =>
    store.messages.post({ conversation: internal.conversation, content: open, saidAt: 1 }),
  );
  expect(await filesOf(database, createWords()).get(pictureId(id, 1, look))).toBeUndefined();
});

test("C2, A1: the portfolio is a picture too, of all its projects: in internal places alone, and never opened from another", async () => {
  await ws.conversation("akero");
  await ws.anna.says('open "Åkerö Bygg AB"', { in: "akero" });
  await ws.anna.says("log 9h configuration");
  await ws.playTo("2026-12-07T09:00");
  const { text } = await ws.anna.says("portfolio");
  expect(text).toContain(
    "Projects along a line of time, on Mon 7 Dec. Solbacken Vård AB: Customer data Fri 4 Dec, 1 business day late, Go-live Fri 18 Dec, 1 h not agreed. Åkerö Bygg AB: no days planned.",
  );
  const { id, conversation, content } = await said("solbacken");
  expect(picturesOf(content).map(({ kind }) => kind)).toEqual(["projects"]);
  const files = filesOf(ws.test.database, createWords());
  expect((await files.get(pictureId(id, 0, look)))?.name).toBe("Projects.png");
  const open = { ...content, audience: "public" } as const;
  const { database } = ws.test;
  const shared = (await said("solbacken-kund")).conversation;
  await expect(
    database.transaction((store) => store.messages.post({ conversation: shared, content: open, saidAt: 1 })),
  ).rejects.toThrow(/A1/u);
  const inside = await database.transaction((store) => store.messages.post({ conversation, content: open, saidAt: 1 }));
  expect(await files.get(pictureId(inside, 0, look))).toBeUndefined();
});
