import type { MinutesItem } from "./meeting-facts.ts";
import type { SourceLine } from "./minutes-source.ts";

/** A line of a source as it is given to a model: a long one in pieces, each with the line's number. */
export interface Piece {
  readonly number: number;
  readonly speaker?: string;
  readonly words: string;
}
/** As much of a source as is read at once. */
export interface SourcePart {
  readonly pieces: readonly Piece[];
  /** The numbers of the lines that are this part's own: those that overlap are the part's that has more around them. */
  readonly own: ReadonlySet<number>;
}

/** Nothing longer is given as one piece, in characters. */
const longestPiece = 4_000;
/** So much of a part is what was read before it: what a line means, the lines before it say. */
const overlap = 0.12;

/** The characters that a piece takes, with its number. */
const roomOf = ({ speaker = "", words }: Piece): number => words.length + speaker.length + 10;

/** The lines of a source that say something, in pieces. */
export function piecesOf(lines: readonly SourceLine[]): readonly Piece[] {
  return lines
    .filter(({ words }) => words !== "")
    .flatMap(({ number, speaker, words }) =>
      cut(words).map((piece): Piece => ({ number, words: piece, ...(speaker !== undefined && { speaker }) })),
    );
}

/** Cut behind a sentence, or a word, where there is one. */
function cut(words: string): readonly string[] {
  const cuts: string[] = [];
  let rest = words;
  while (rest.length > longestPiece) {
    const head = rest.slice(0, longestPiece);
    const [sentence, space] = [
      Math.max(...[". ", "! ", "? "].map((end) => head.lastIndexOf(end))),
      head.lastIndexOf(" "),
    ];
    const at = sentence > longestPiece / 2 ? sentence + 1 : space > 0 ? space : longestPiece;
    cuts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return rest === "" ? cuts : [...cuts, rest];
}

/** Pieces in parts that overlap (M1), each of at most so many characters: what fits is one part. */
export function partsOf(pieces: readonly Piece[], room: number): readonly SourcePart[] {
  const spans: { readonly from: number; readonly to: number }[] = [];
  for (let from = 0; from < pieces.length; ) {
    const to = fill(pieces, from, room);
    spans.push({ from, to });
    if (to === pieces.length) break;
    let next = to;
    for (let back = 0; next - 1 > from; next--) {
      back += roomOf(pieces[next - 1] as Piece);
      if (back > room * overlap) break;
    }
    from = next;
  }
  return spans.map(({ from, to }, index): SourcePart => {
    const before = spans[index - 1];
    const after = spans[index + 1];
    const [first, end] = [
      before === undefined ? from : Math.ceil((from + before.to) / 2),
      after === undefined ? to : Math.ceil((after.from + to) / 2),
    ];
    return {
      pieces: pieces.slice(from, to),
      own: new Set(pieces.slice(first, end).map(({ number }) => number)),
    };
  });
}

function fill(pieces: readonly Piece[], from: number, room: number): number {
  let [to, taken] = [from, 0];
  for (; to < pieces.length; to++) {
    taken += roomOf(pieces[to] as Piece);
    if (taken > room && to > from) break;
  }
  return to;
}

/** A part in halves, for whoever it was too long for; undefined when it is one piece. */
export function halvesOf({ pieces, own }: SourcePart): readonly SourcePart[] | undefined {
  if (pieces.length < 2) return undefined;
  const all = pieces.reduce((sum, piece) => sum + roomOf(piece), 0);
  const longest = Math.max(...pieces.map(roomOf));
  const halves = partsOf(pieces, Math.max(longest, Math.ceil(all / 2)));
  return halves.length < 2 || halves.some((half) => half.pieces.length === pieces.length)
    ? undefined
    : halves.map((half) => ({ ...half, own: new Set([...half.own].filter((number) => own.has(number))) }));
}

/**
 * What was found in the parts of a source, without doubling (M1): of what two parts have found in the same lines, the
 * items of the part whose own they are.
 */
export function mergedItems(
  found: readonly { readonly part: SourcePart; readonly items: readonly MinutesItem[] }[],
): readonly MinutesItem[] {
  const owned = new Set(
    found.flatMap(({ part, items }) => items.filter((item) => isOwn(part, item)).flatMap(({ lines }) => lines)),
  );
  const taken = new Set<number>();
  return found.flatMap(({ part, items }) => {
    const kept = items.filter(
      (item) => isOwn(part, item) || !item.lines.some((line) => owned.has(line) || taken.has(line)),
    );
    for (const item of kept) if (!isOwn(part, item)) for (const line of item.lines) taken.add(line);
    return kept;
  });
}

const isOwn = ({ own }: SourcePart, { lines: [first] }: MinutesItem): boolean => first !== undefined && own.has(first);
