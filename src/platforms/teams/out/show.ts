import type { IAdaptiveCard } from "@microsoft/teams.cards";
import type { Content } from "../../../messages/content.ts";
import type { Language } from "../../../messages/language.ts";
import { phrase } from "../../../messages/phrase.ts";
import type { Delivery } from "../../../messages/platform.ts";
import { showAction } from "../draw/button.ts";
import type { Drawing } from "../draw/drawing.ts";
import { calledIn } from "../draw/inline.ts";
import type { TeamsMessage } from "../draw/render.ts";
import type { TeamsOptions } from "../options.ts";
import type { Reader } from "./reader.ts";

/**
 * A reply for one person in front of others: a card that says only for whom it is, whose button shows it to them alone.
 */
export interface Shows {
  /** The card that everybody sees; what is behind its button is kept. */
  cover(delivery: Pick<Delivery, "message" | "language" | "content" | "saidAt">, reader: Reader): Promise<TeamsMessage>;
  /** What the button shows to whoever pressed it: the body of the answer to its invoke. */
  open(message: string, user: string): Promise<Shown>;
}

/** The body of the answer to a press: the card for that person alone, or a few words. */
export interface Shown {
  readonly statusCode: 200;
  readonly type: "application/vnd.microsoft.card.adaptive" | "application/vnd.microsoft.activity.message";
  /** The card, or the words. */
  readonly value: IAdaptiveCard | string;
}

interface Kept {
  readonly language: Language;
  readonly content: Content;
  readonly saidAt: number;
  readonly user: string;
}

const collection = "shown";

export function createShows({
  keeping,
  words,
  language,
  drawing,
}: Pick<TeamsOptions, "keeping" | "words" | "language"> & { readonly drawing: Drawing }): Shows {
  const briefly = (spoken: Language, say: "teams.show.notYours" | "teams.show.past"): Shown => ({
    statusCode: 200,
    type: "application/vnd.microsoft.activity.message",
    value: words.text(spoken, phrase(say)),
  });
  return {
    async cover({ message, language: spoken, content, saidAt }, { id, name }) {
      await keeping.put(collection, message, { language: spoken, content, saidAt, user: id } satisfies Kept, "passing");
      const called = name === undefined ? undefined : calledIn(name);
      const mention = `<at>${called}</at>`;
      const said = (whom: string) =>
        words.text(
          spoken,
          called === undefined ? phrase("teams.show.cover.unnamed") : phrase("teams.show.cover", { name: whom }),
        );
      const card: IAdaptiveCard = {
        type: "AdaptiveCard",
        version: "1.5",
        lang: spoken,
        body: [{ type: "TextBlock", text: said(mention), wrap: true }],
        actions: [showAction(words.text(spoken, phrase("teams.show.button")), message)],
        msteams:
          called === undefined
            ? undefined
            : { entities: [{ type: "mention", text: mention, mentioned: { id, name: called } }] },
      };
      return { summary: said(called ?? ""), card };
    },
    async open(message, user) {
      const kept = (await keeping.get(collection, message)) as Kept | undefined;
      if (kept === undefined) return briefly(language, "teams.show.past");
      if (kept.user !== user) return briefly(kept.language, "teams.show.notYours");
      const drawn = await drawing({ ...kept, message, personal: false });
      const { leaves, ...content } = kept.content;
      if (leaves !== undefined)
        await keeping.put(collection, message, { ...kept, content: { ...content, blocks: leaves } }, "passing");
      return { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: together(drawn) };
    },
  };
}

/** One card of all parts: an answer has room for one. */
function together(drawn: readonly TeamsMessage[]): IAdaptiveCard {
  const [first, ...rest] = drawn.map(({ card }) => card);
  if (first === undefined) throw new Error("A message is drawn as one card at least");
  if (rest.length === 0) return first;
  const all = [first, ...rest];
  const entities = all.flatMap(({ msteams }) => msteams?.entities ?? []);
  const actions = all.flatMap((card) => card.actions ?? []);
  return {
    ...first,
    body: all.flatMap(({ body }) => body ?? []),
    ...(actions.length === 0 ? {} : { actions }),
    ...(entities.length === 0 ? {} : { msteams: { ...first.msteams, entities } }),
  };
}
