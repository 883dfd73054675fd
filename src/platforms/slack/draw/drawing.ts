import { addressed } from "../../../messages/addressed.ts";
import type { Content } from "../../../messages/content.ts";
import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import type { SlackOptions } from "../options.ts";
import { renderMessage, type SlackMessage } from "./render.ts";

/** A message to draw. */
export interface Drawable {
  /** Our id of it. */
  readonly message: string;
  readonly language: Language;
  readonly content: Content;
  /** The day that it is read on. */
  readonly today: Day;
}

export type Drawing = (what: Drawable) => Promise<readonly SlackMessage[]>;

/** Draws messages with those whom they address mentioned and their files linked. */
export function createDrawing({ words, usersOf, links }: Pick<SlackOptions, "words" | "usersOf" | "links">): Drawing {
  /** Where each file of a message is opened, by our id, as far as our pages are reached. */
  async function linksTo({ files = [] }: Content): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(files.map(async ({ id }) => [id, await links.file(id)] as const));
    return new Map(found.flatMap(([id, url]) => (url === undefined ? [] : [[id, url] as const])));
  }

  return async ({ message, language, content, today }) => {
    const persons = [...addressed(content).keys()];
    const mentions = persons.length === 0 ? undefined : await usersOf(persons);
    const files = await linksTo(content);
    return renderMessage(words, language, { id: message, content, today, files, mentions });
  };
}
