import type { Request } from "express";
import { type Language, languages } from "../../messages/language.ts";
import { askedMessages } from "./asked.ts";
import { knownConversation, knownPerson, neededOf, viewerOf } from "./asker.ts";
import { wallClock } from "./clock.ts";
import { shownConversation } from "./conversations.ts";
import { BadRequest } from "./errors.ts";
import { type LocalPerson, people } from "./identity.ts";
import { queryOf } from "./requests.ts";
import type { Register, Rooms } from "./rooms.ts";
import { type KeptMessage, mayRead, viewOf, wasMeantFor } from "./timeline.ts";
import { pageWords } from "./words.ts";

/** What the page shows: the workspace, its words, what was said, files, and what is said while one looks. */
export const registerLooking: Register = (router, rooms) => {
  const { timeline, conversations, time, timeZone, words } = rooms;
  const languageOf = (request: Request): Language =>
    languages.find((known) => known === queryOf(request, "language")) ?? rooms.language;

  router.get("/workspace", async (request, response) => {
    const viewer = viewerOf(request);
    const now = wallClock(await time.clock.now(), timeZone);
    response.json({ now, timeZone, people, conversations: (await conversations.list(viewer)).map(shownConversation) });
  });
  router.get("/words", (request, response) => {
    const language = languageOf(request);
    response.json({ language, languages, words: pageWords(words, language) });
  });
  router.get("/lines", async (request, response) => {
    const viewer = knownPerson(neededOf(request, "as"));
    const conversation = await knownConversation(conversations, neededOf(request, "in"));
    const language = languageOf(request);
    const typist = { staff: viewer.role === "staff", internal: conversation.shared !== true };
    const lines = rooms.typeable?.(typist, language) ?? [];
    response.json({ lines: lines.map(({ line, about }) => ({ line, about: words.text(language, { say: about }) })) });
  });
  router.get("/conversations/:id/messages", async (request, response) => {
    const viewer = knownPerson(neededOf(request, "as"));
    const conversation = await knownConversation(conversations, request.params.id);
    const seen = (message: KeptMessage) => mayRead(viewer, message, conversation);
    const { messages, more } = await askedMessages(timeline, conversation, request, seen);
    response.json({ messages: messages.map((message) => viewOf(message, viewer)), more });
  });
  router.get("/files/:id", async (request, response) => {
    const viewer = viewerOf(request);
    const file = (await mayFetch(rooms, viewer, request.params.id))
      ? await rooms.files.get(request.params.id)
      : undefined;
    if (file === undefined) throw new BadRequest(404, "There is no such file");
    // Never shown inside our own origin: what somebody hands in may be a page with a script.
    response.attachment(file.name).set("x-content-type-options", "nosniff");
    if (file.type !== undefined) response.type(file.type);
    response.send(Buffer.from(file.content));
  });
  const pages = pagesOf(rooms);
  router.get("/stream", (request, response) => {
    const viewer = knownPerson(neededOf(request, "as"));
    const page = { viewer, tell: rooms.stream.open(response) };
    pages.add(page);
    response.on("close", () => pages.delete(page));
  });
};

/** A page that is open, and who looks at it. */
interface Page {
  readonly viewer: LocalPerson;
  readonly tell: ReturnType<Rooms["stream"]["open"]>;
}

/** The open pages: each is told of what is said to its viewer; where that was is looked up once for all of them. */
function pagesOf({ timeline, conversations, log }: Rooms): Set<Page> {
  const pages = new Set<Page>();
  timeline.watch((message) => {
    if (pages.size === 0) return;
    void conversations.get(message.in).then((conversation) => {
      if (conversation === undefined) return;
      for (const { viewer, tell } of pages)
        if (wasMeantFor(viewer, message, conversation))
          tell("message", { in: message.in, id: message.id, from: message.from });
    }, log.failed);
  });
  return pages;
}

/** A file is seen by whoever sees a message that holds it. */
async function mayFetch(
  { timeline, conversations }: Rooms,
  viewer: LocalPerson | undefined,
  file: string,
): Promise<boolean> {
  for (const message of await timeline.withFile(file)) {
    const conversation = await conversations.get(message.in);
    if (conversation && mayRead(viewer, message, conversation)) return true;
  }
  return false;
}
