import { addressed } from "../../../messages/addressed.ts";
import type { Content } from "../../../messages/content.ts";
import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { picturesOf } from "../../../messages/picture-block.ts";
import type { SlackOptions } from "../options.ts";
import { renderMessage, type SlackMessage, shownPicture } from "./render.ts";

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
  /** Where each file and picture of a message is opened, by our id, as far as our pages are reached. */
  async function linksTo(message: string, language: Language, content: Content): Promise<ReadonlyMap<string, string>> {
    const pictures = !links.fetched
      ? []
      : picturesOf(content).map((_, which) => shownPicture(message, which, language));
    const ids = [...(content.files ?? []).map(({ id }) => id), ...pictures];
    const found = await Promise.all(ids.map(async (id) => [id, await links.file(id)] as const));
    return new Map(found.flatMap(([id, url]) => (url === undefined ? [] : [[id, url] as const])));
  }

  return async ({ message, language, content, today }) => {
    const persons = [...addressed(content).keys()];
    const mentions = persons.length === 0 ? undefined : await usersOf(persons);
    const files = await linksTo(message, language, content);
    return renderMessage(words, language, { id: message, content, today, files, mentions });
  };
}
