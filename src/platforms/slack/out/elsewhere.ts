import { type Phrase, phrase } from "../../../messages/phrase.ts";
import type { SlackMessage } from "../draw/render.ts";
import { plain, safe } from "../draw/text.ts";
import type { Directory } from "../who/directory.ts";

/** How many blocks Slack takes in a message. */
const most = 50;

/**
 * A message for a place, as it is read in a private chat instead: it begins with the place that it is about, where that
 * is known.
 */
export async function aboutPlace(
  { text, blocks }: SlackMessage,
  channel: string,
  directory: Pick<Directory, "place">,
  say: (text: Phrase) => string,
): Promise<SlackMessage> {
  const place = await directory.place(channel).catch(() => undefined);
  if (place === undefined || place.private || place.name === channel) return { text, blocks };
  const about = say(phrase("chat.about", { place: place.name }));
  return {
    text: `${safe(about)}\n${text}`,
    blocks:
      blocks.length === 0 || blocks.length >= most
        ? blocks
        : [{ type: "context", elements: [plain(about)] }, ...blocks],
  };
}
