import type { IImage } from "@microsoft/teams.cards";
import type { Picture, Theme } from "../../../messages/picture.ts";
import { pictureWords } from "../../../messages/picture-words.ts";
import { limits } from "./limits.ts";
import { type ElementPiece, pieceOf } from "./piece.ts";
import type { Writing } from "./text.ts";

/**
 * A picture as an image, in the reader's theme. Left out where Teams could not fetch it: the words beside it
 * say the same.
 */
export function picturePieces(
  { words, language }: Writing,
  picture: Picture,
  urlOf: (theme: Theme) => string | undefined,
): readonly ElementPiece[] {
  const [url, dark] = [urlOf("light"), urlOf("dark")];
  if (url === undefined) return [];
  const said = pictureWords(words, language, picture, limits.text);
  const image: IImage = {
    type: "Image",
    url,
    altText: said,
    size: "Stretch",
    themedUrls: dark === undefined ? [] : [{ theme: "Dark", url: dark }],
    // A press shows it large.
    msteams: { allowExpand: true },
  };
  return [pieceOf(image, said)];
}
