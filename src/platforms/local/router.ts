import { createRequire } from "node:module";
import { dirname } from "node:path";
import express, { type Request, type Response, Router } from "express";
import { unavailable } from "../../bot/turn/unavailable.ts";
import { type Language, languages } from "../../messages/language.ts";
import { movedTo, wallClock } from "./clock.ts";
import { type Conversations, isIn, type LocalConversation, placeOf } from "./conversations.ts";
import { BadRequest, errorDoor } from "./errors.ts";
import { jsonOnly, ownMachineOnly, pageHeaders } from "./guard.ts";
import { type LocalPerson, people, personOf } from "./identity.ts";
import type { LocalOptions } from "./options.ts";
import { bodies, bodyLimit, bodyOf, queryOf, sent } from "./requests.ts";
import type { Stream } from "./stream.ts";
import { mayRead, type Timeline, viewOf } from "./timeline.ts";
import type { Turn, Turns } from "./turn.ts";
import { pageWords } from "./words.ts";

/** What the routes work with. */
interface Rooms extends LocalOptions {
  readonly timeline: Timeline;
  readonly conversations: Conversations;
  readonly stream: Stream;
  readonly turns: Turns;
}

/** The folder of the page's plain files, wherever this file was compiled to. */
const page = dirname(createRequire(import.meta.url).resolve("#page/index.html"));

/** The page at `/` and the API under `/local/api`. */
export function localRouter(rooms: Rooms): Router {
  const router = Router();
  const door = errorDoor(rooms.log.failed, (error) => {
    const why = unavailable(error);
    return why === undefined ? undefined : rooms.words.text(rooms.language, why);
  });
  router.get("/", ownMachineOnly, pageHeaders, (_request, response) => response.sendFile("index.html", { root: page }));
  router.use("/page", ownMachineOnly, pageHeaders, express.static(page, { index: false, redirect: false }), door);
  router.use("/local/api", ownMachineOnly, jsonOnly, api(rooms), door);
  router.use(door);
  return router;
}

function api(rooms: Rooms): Router {
  const {
    timeline,
    conversations,
    turns,
    time: { clock },
    timeZone,
    words,
  } = rooms;
  const router = Router();
  const json = express.json({ limit: bodyLimit.other });
  router.param("id", (_request, _response, next, id: string) => {
    sent("id", id);
    next();
  });
  const languageOf = (request: Request): Language => languages.find((known) => known === queryOf(request, "language")) ?? rooms.language;
  const wallNow = async (): Promise<string> => wallClock(await clock.now(), timeZone);

  router.get("/workspace", async (request, response) => {
    const viewer = viewerOf(request);
    response.json({ now: await wallNow(), people, conversations: (await conversations.list(viewer)).map(shownConversation) });
  });
  router.get("/words", (request, response) => {
    const language = languageOf(request);
    response.json({ language, words: pageWords(words, language) });
  });
  router.get("/lines", async (request, response) => {
    const viewer = knownPerson(queryOf(request, "as") ?? missing("as"));
    const conversation = await knownConversation(conversations, queryOf(request, "in") ?? missing("in"));
    const language = languageOf(request);
    const typist = { staff: viewer.role === "staff", internal: conversation.shared !== true };
    const lines = rooms.typeable?.(typist, language) ?? [];
    response.json({ lines: lines.map(({ line, about }) => ({ line, about: words.text(language, { say: about }) })) });
  });
  router.get("/conversations/:id/messages", async (request, response) => {
    const viewer = knownPerson(queryOf(request, "as") ?? missing("as"));
    const conversation = await knownConversation(conversations, request.params.id);
    const messages = (await timeline.of(conversation.id)).filter((message) => mayRead(viewer, message, conversation));
    response.json({ messages: messages.map((message) => viewOf(message, viewer)) });
  });
  router.post("/conversations", json, async (request, response) => {
    const conversation = await conversations.put(bodyOf(bodies.conversation, request));
    if (conversation === undefined) throw new BadRequest(409, "There is another conversation with that id");
    await rooms.introduce.conversation(placeOf(conversation));
    rooms.stream.tellAll("conversation", conversation.id);
    response.json(shownConversation(conversation));
  });
  const take = async (response: Response, turn: Turn): Promise<void> => {
    const { status, body } = await turns.take(turn);
    response.status(status).json(body);
  };
  router.post("/messages", json, async (request, response) => {
    const { as, in: place, text, requestId } = bodyOf(bodies.message, request);
    const person = knownPerson(as);
    const conversation = await knownConversation(conversations, place);
    await take(response, { person, conversation, requestId, intent: { kind: "line", text } });
  });
  router.post("/actions", json, async (request, response) => {
    const { as, in: place, message: id, action, requestId } = bodyOf(bodies.action, request);
    const person = knownPerson(as);
    const conversation = await knownConversation(conversations, place);
    const message = await timeline.get(id);
    if (message?.in !== conversation.id || !mayRead(person, message, conversation)) throw new BadRequest(404, "There is no such message");
    await take(response, { person, conversation, requestId, intent: { kind: "press", message: id, button: action } });
  });
  router.post("/forms", express.json({ limit: bodyLimit.form }), async (request, response) => {
    const { as, form, values, files = [], requestId } = bodyOf(bodies.form, request);
    const person = knownPerson(as);
    const brought = files.length === 0 ? {} : { files: files.map(broughtFile) };
    const place = await turns.formPlace(form);
    const conversation = place && (await conversations.get(place.in));
    if (conversation === undefined || !isIn(person, conversation)) throw new BadRequest(404, "There is no such form");
    await take(response, { person, conversation, requestId, intent: { kind: "form", form, values, ...brought } });
  });
  router.post("/files", express.json({ limit: bodyLimit.file }), async (request, response) => {
    const { as, in: place, requestId, ...file } = bodyOf(bodies.file, request);
    const person = knownPerson(as);
    const conversation = await knownConversation(conversations, place);
    await take(response, { person, conversation, requestId, intent: { kind: "file", ...broughtFile(file) } });
  });
  router.get("/files/:id", async (request, response) => {
    const viewer = viewerOf(request);
    const file = (await mayFetch(rooms, viewer, request.params.id)) ? await rooms.files.get(request.params.id) : undefined;
    if (file === undefined) throw new BadRequest(404, "There is no such file");
    // Never shown inside our own origin: what somebody hands in may be a page with a script.
    response.attachment(file.name).set("x-content-type-options", "nosniff");
    if (file.type !== undefined) response.type(file.type);
    response.send(Buffer.from(file.content));
  });
  router.get("/stream", (request, response) => {
    const viewer = knownPerson(queryOf(request, "as") ?? missing("as"));
    const tell = rooms.stream.open(response);
    const forget = timeline.watch((message) => {
      void conversations.get(message.in).then((conversation) => {
        if (conversation && mayRead(viewer, message, conversation)) tell("message", { in: message.in, id: message.id, from: message.from });
      }, rooms.log.failed);
    });
    response.on("close", forget);
  });
  router.post("/clock", json, clockRoute(rooms));
  router.use((_request, _response) => {
    throw new BadRequest(404, "There is nothing here");
  });
  return router;
}

/** Moves the clock and answers with what was said meanwhile; one move at a time. */
function clockRoute(rooms: Rooms) {
  const { timeline, conversations, time, timeZone } = rooms;
  const { clock } = time;
  let last: Promise<unknown> = Promise.resolve();
  const play = async (move: { readonly to: string } | { readonly advance: string }): Promise<readonly string[]> => {
    const said = new Set<string>();
    const forget = timeline.watch((message) => message.from === "startklar" && said.add(message.id));
    try {
      const now = await clock.now();
      const target = movedTo(now, move, timeZone);
      if (target > now) await time.playTo(target);
      await time.deliverNow();
    } finally {
      forget();
    }
    return [...said];
  };
  return async (request: Request, response: Response): Promise<void> => {
    const move = bodyOf(bodies.clock, request);
    const viewer = move.as === undefined ? undefined : knownPerson(move.as);
    if (rooms.clockMoves === false) throw new BadRequest(409, "The clock stands with the real one while Slack or Teams is configured");
    const turn = last.then(() => play(move));
    last = turn.catch(() => undefined);
    const messages = [];
    for (const id of await turn) {
      const message = await timeline.get(id);
      const conversation = message && (await conversations.get(message.in));
      if (message && conversation && mayRead(viewer, message, conversation)) messages.push(viewOf(message, viewer));
    }
    const now = wallClock(await clock.now(), timeZone);
    rooms.stream.tellAll("clock", now);
    response.json({ now, messages });
  };
}

/** A file is seen by whoever sees a message that holds it. */
async function mayFetch({ timeline, conversations }: Rooms, viewer: LocalPerson | undefined, file: string): Promise<boolean> {
  for (const message of await timeline.withFile(file)) {
    const conversation = await conversations.get(message.in);
    if (conversation && mayRead(viewer, message, conversation)) return true;
  }
  return false;
}

function shownConversation({ id, name, shared, private: owner }: LocalConversation) {
  return { id, name, shared, ...(owner === undefined ? {} : { private: true }) };
}
const broughtFile = ({ name, contentBase64 }: { readonly name: string; readonly contentBase64: string }) => ({
  name,
  content: new Uint8Array(Buffer.from(contentBase64, "base64")),
});
function missing(name: string): never {
  throw new BadRequest(400, `${name}: needed`);
}
function viewerOf(request: Request): LocalPerson | undefined {
  const as = queryOf(request, "as");
  return as === undefined ? undefined : knownPerson(as);
}
function knownPerson(id: string): LocalPerson {
  const person = personOf(id);
  if (person === undefined) throw new BadRequest(404, "There is no such person");
  return person;
}
async function knownConversation(conversations: Conversations, id: string): Promise<LocalConversation> {
  const conversation = await conversations.get(id);
  if (conversation === undefined) throw new BadRequest(404, "There is no such conversation");
  return conversation;
}
