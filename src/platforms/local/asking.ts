import express, { type Request, type RequestHandler, type Response } from "express";
import type { Intent } from "../../bot/incoming.ts";
import type { Act } from "./act.ts";
import { knownConversation, knownPerson } from "./asker.ts";
import { isIn, placeOf, shownConversation } from "./conversations.ts";
import { BadRequest } from "./errors.ts";
import { bodies, bodyLimit, bodyOf } from "./requests.ts";
import type { Register } from "./rooms.ts";
import { mayRead } from "./timeline.ts";

/** What people do on the page: a new conversation, a line, a press, a form, a file. */
export const registerAsking: Register = (router, rooms) => {
  const { timeline, conversations, stream, turns, introduce, takesFiles, awaited } = rooms;
  const asked =
    (work: (request: Request, response: Response) => Promise<void>): RequestHandler =>
    (request, response) =>
      awaited(() => work(request, response));
  const json = express.json({ limit: bodyLimit.other });
  const take = async (response: Response, turn: Act): Promise<void> => {
    const { status, body } = await turns.take(turn);
    response.status(status).json(body);
  };

  router.post(
    "/conversations",
    json,
    asked(async (request, response) => {
      const conversation = await conversations.put(bodyOf(bodies.conversation, request));
      if (conversation === undefined) throw new BadRequest(409, "There is another conversation with that id");
      await introduce.conversation(placeOf(conversation));
      stream.tellAll("conversation", conversation.id);
      response.json(shownConversation(conversation));
    }),
  );
  router.post(
    "/messages",
    json,
    asked(async (request, response) => {
      const { as, in: place, text, requestId } = bodyOf(bodies.message, request);
      const person = knownPerson(as);
      const conversation = await knownConversation(conversations, place);
      await take(response, { person, conversation, requestId, intent: { kind: "line", text } });
    }),
  );
  router.post(
    "/actions",
    json,
    asked(async (request, response) => {
      const { as, in: place, message: id, action, requestId } = bodyOf(bodies.action, request);
      const person = knownPerson(as);
      const conversation = await knownConversation(conversations, place);
      const message = await timeline.get(id);
      if (message?.in !== conversation.id || !mayRead(person, message, conversation))
        throw new BadRequest(404, "There is no such message");
      await take(response, { person, conversation, requestId, intent: { kind: "press", message: id, button: action } });
    }),
  );
  router.post(
    "/forms",
    express.json({ limit: bodyLimit.form }),
    asked(async (request, response) => {
      const { as, form, values, files = [], requestId } = bodyOf(bodies.form, request);
      const person = knownPerson(as);
      const brought = files.length === 0 ? {} : { files: files.map(broughtFile) };
      const place = await turns.formPlace(form);
      const conversation = place && (await conversations.get(place.in));
      if (conversation === undefined || !isIn(person, conversation)) throw new BadRequest(404, "There is no such form");
      await take(response, { person, conversation, requestId, intent: { kind: "form", form, values, ...brought } });
    }),
  );
  router.post(
    "/files",
    express.json({ limit: bodyLimit.file }),
    asked(async (request, response) => {
      const { as, in: place, requestId, line: text, ...given } = bodyOf(bodies.file, request);
      const person = knownPerson(as);
      const conversation = await knownConversation(conversations, place);
      const file = broughtFile(given);
      const intent: Intent =
        text !== undefined && takesFiles(text) ? { kind: "line", text, files: [file] } : { kind: "file", ...file };
      const { status, body } = await turns.take({ person, conversation, requestId, intent });
      // The page keeps what stands in its box when the file went without it.
      response.status(status).json({ ...body, ...(intent.kind === "line" && { withLine: true }) });
    }),
  );
};

const broughtFile = ({ name, contentBase64 }: { readonly name: string; readonly contentBase64: string }) => ({
  name,
  content: new Uint8Array(Buffer.from(contentBase64, "base64")),
});
