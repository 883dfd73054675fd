import type { types } from "@slack/bolt";
import { limits } from "./limits.ts";

/** One drawn block with what it says, and what it counts towards a message's length. */
export interface Piece {
  readonly block: types.KnownBlock;
  readonly text: string;
  readonly size: number;
  readonly table?: true;
  /** Buttons stand in the last message. */
  readonly buttons?: true;
}

/**
 * Pieces in as few messages as Slack takes, in order, all the buttons on the last. A heading is not left alone at the end of a
 * message, nor buttons in one of their own where something that they belong to can stand with them.
 */
export function packed(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  if (fits(pieces)) return [pieces];
  const messages: Piece[][] = [];
  let current: Piece[] = [];
  const part = (next: readonly Piece[]): void => {
    const along: Piece[] = [];
    while (current.length > 1 && isHeading(current.at(-1))) along.unshift(...current.splice(-1));
    messages.push(current);
    current = [...along, ...next];
  };
  for (const piece of pieces.filter(({ buttons }) => buttons !== true)) {
    if (fits([...current, piece])) current.push(piece);
    else part([piece]);
  }
  const buttons = pieces.filter((piece) => piece.buttons === true);
  if (fits([...current, ...buttons])) current.push(...buttons);
  else {
    const last = current.length > 1 && fits([...current.slice(-1), ...buttons]) ? current.splice(-1) : [];
    part([...last, ...buttons]);
  }
  return [...messages, current].filter((message) => message.length > 0);
}

const isHeading = (piece: Piece | undefined): boolean => piece?.block.type === "header";

/** Whether Slack takes these pieces as one message. */
function fits(pieces: readonly Piece[]): boolean {
  return (
    pieces.length <= limits.blocks &&
    pieces.reduce((sum, { size }) => sum + size, 0) <= limits.message &&
    pieces.filter(({ table }) => table === true).length <= limits.tables
  );
}
