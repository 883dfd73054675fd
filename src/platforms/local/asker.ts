import type { Request } from "express";
import type { Conversations, LocalConversation } from "./conversations.ts";
import { BadRequest } from "./errors.ts";
import { type LocalPerson, personOf } from "./identity.ts";
import { queryOf } from "./requests.ts";

/** A person, by their id. Throws BadRequest (404). */
export function knownPerson(id: string): LocalPerson {
  const person = personOf(id);
  if (person === undefined) throw new BadRequest(404, "There is no such person");
  return person;
}

/** A conversation, by its id. Throws BadRequest (404). */
export async function knownConversation(conversations: Conversations, id: string): Promise<LocalConversation> {
  const conversation = await conversations.get(id);
  if (conversation === undefined) throw new BadRequest(404, "There is no such conversation");
  return conversation;
}

/** Who looks; undefined where the request does not say. Throws BadRequest. */
export function viewerOf(request: Request): LocalPerson | undefined {
  const as = queryOf(request, "as");
  return as === undefined ? undefined : knownPerson(as);
}

/** A query parameter that has to be there. Throws BadRequest (400). */
export function neededOf(request: Request, name: string): string {
  const value = queryOf(request, name);
  if (value === undefined) throw new BadRequest(400, `${name}: needed`);
  return value;
}
