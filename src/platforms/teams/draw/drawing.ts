import { addressed } from "../../../messages/addressed.ts";
import type { Content } from "../../../messages/content.ts";
import { dayOf } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { pictureId } from "../../../messages/made-file.ts";
import { themes } from "../../../messages/picture.ts";
import { picturesOf } from "../../../messages/picture-block.ts";
import { typedInstead } from "../../../messages/typed-instead.ts";
import type { TeamsOptions } from "../options.ts";
import { renderMessage, type TeamsMessage } from "./render.ts";

/** A message to draw. */
export interface Drawable {
  /** Our id of it. */
  readonly message: string;
  readonly language: Language;
  readonly content: Content;
  /** When it was said, milliseconds since 1970 of business time. */
  readonly saidAt: number;
  /** It is drawn for a private chat. */
  readonly personal: boolean;
  /** The Teams users who can be mentioned there; unset: nobody knows who is there. */
  readonly present?: ReadonlySet<string> | undefined;
}

export type Drawing = (what: Drawable) => Promise<readonly TeamsMessage[]>;

/** Draws messages with those whom they address mentioned and their files linked. */
export function createDrawing({
  access,
  words,
  timeZone,
  usersOf,
  links,
  typed,
}: Pick<TeamsOptions, "access" | "words" | "timeZone" | "usersOf" | "links" | "typed">): Drawing {
  /** A local client opens no dialogs: what may be typed instead stands with the buttons. */
  function withLines(content: Content, language: Language): Content {
    if (access.kind !== "insecure-local") return content;
    const asking = content.blocks.flatMap((block) =>
      block.kind === "buttons" ? block.buttons.filter(({ asks }) => asks === true) : [],
    );
    const lines = asking.flatMap((button) => typed(button, language) ?? []);
    if (lines.length === 0) return content;
    const first = content.blocks.findIndex(({ kind }) => kind === "buttons");
    return {
      ...content,
      blocks: [...content.blocks.slice(0, first), ...typedInstead(...lines), ...content.blocks.slice(first)],
    };
  }

  return async ({ message, language, content, saidAt, personal, present }) => {
    const called = present?.size === 0 ? new Map<string, string>() : addressed(content);
    const users = called.size === 0 ? new Map<string, string>() : await usersOf([...called.keys()]);
    const mentions = new Map<string, { readonly id: string; readonly name: string }>();
    for (const [person, id] of users) {
      const name = called.get(person);
      // Teams refuses a message that mentions somebody who is not there.
      if (name !== undefined && present?.has(id) !== false) mentions.set(person, { id, name });
    }
    const files = new Map<string, string | undefined>();
    const shown = links.fetched ? picturesOf(content) : [];
    const pictures = shown.flatMap((_, which) => themes.map((theme) => pictureId(message, which, { theme, language })));
    for (const id of [...(content.files ?? []).map(({ id }) => id), ...pictures]) files.set(id, await links.file(id));
    const today = dayOf(saidAt, timeZone);
    return renderMessage(words, language, {
      id: message,
      content: withLines(content, language),
      today,
      mentions,
      files,
      personal,
    });
  };
}
