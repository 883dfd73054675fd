/** What packing looks at in a drawn piece of a message. */
export interface Packable {
  /** It is not left alone at the end of a message. */
  readonly heading?: boolean;
  /** Buttons stand in the last message. */
  readonly buttons?: true | undefined;
}

/**
 * Pieces in as few messages as fit, in order, all the buttons on the last. A heading is not left alone at the end of a
 * message, nor buttons in one of their own where something that they belong to can stand with them.
 */
export function packed<Piece extends Packable>(
  pieces: readonly Piece[],
  fits: (pieces: readonly Piece[]) => boolean,
): readonly (readonly Piece[])[] {
  if (fits(pieces)) return [pieces];
  const messages: Piece[][] = [];
  let current: Piece[] = [];
  const part = (next: readonly Piece[]): void => {
    const along: Piece[] = [];
    while (current.length > 1 && current.at(-1)?.heading === true) along.unshift(...current.splice(-1));
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
