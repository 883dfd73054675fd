import type { CardElement, IMention } from "@microsoft/teams.cards";
import { type Packable, packed as pack } from "../../../messages/packing.ts";
import type { DrawnText } from "./inline.ts";
import { bytesOf, limits } from "./limits.ts";

/** One drawn element with what it says, whom it mentions, and its bytes. */
export interface ElementPiece extends Packable {
  readonly element: CardElement;
  readonly text: string;
  readonly size: number;
  readonly mentions?: readonly IMention[];
  /** It wants the whole width of a conversation. */
  readonly wide?: true;
}

/** An element as a piece. */
export function pieceOf(
  element: CardElement,
  text: string,
  more: Omit<Partial<ElementPiece>, "element" | "text" | "size"> = {},
): ElementPiece {
  return { element, text, size: bytesOf(element) + 1 + bytesOf(more.mentions ?? []), ...more };
}

/** Drawn texts as pieces. */
export const piecesOf = (drawn: readonly DrawnText[]): readonly ElementPiece[] =>
  drawn.map(({ element, text, mentions }) => pieceOf(element, text, mentions === undefined ? {} : { mentions }));

/** Pieces in as few cards as Teams takes. */
export const packed = (pieces: readonly ElementPiece[]): readonly (readonly ElementPiece[])[] =>
  pack(pieces, (some) => some.reduce((sum, { size }) => sum + size, 0) <= limits.card);
