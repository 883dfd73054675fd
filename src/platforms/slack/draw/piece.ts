import type { types } from "@slack/bolt";
import { type Packable, packed as pack } from "../../../messages/packing.ts";
import { limits } from "./limits.ts";

/** Slack's own chart, which its types do not know yet. */
export interface ChartBlock {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar";
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label: string };
  };
  readonly block_id?: string;
}

/** A block as it is posted. */
export type SlackBlock = types.KnownBlock | ChartBlock;

/** One drawn block with what it says, and what it counts towards a message's length. */
export interface BlockPiece extends Packable {
  readonly block: SlackBlock;
  readonly text: string;
  readonly size: number;
  readonly table?: true | undefined;
  readonly chart?: true | undefined;
}

/** Pieces in as few messages as Slack takes, or as few of at most so many characters. */
export const packed = (
  pieces: readonly BlockPiece[],
  most: number = limits.message,
): readonly (readonly BlockPiece[])[] =>
  pack(
    pieces.map((piece) => (piece.block.type === "header" ? { ...piece, heading: true } : piece)),
    (some) => fits(some, most),
  );

/** Whether Slack takes these pieces as one message. */
function fits(pieces: readonly BlockPiece[], most: number): boolean {
  return (
    pieces.length <= limits.blocks &&
    pieces.reduce((sum, { size }) => sum + size, 0) <= most &&
    pieces.filter(({ table }) => table === true).length <= limits.tables &&
    pieces.filter(({ chart }) => chart === true).length <= limits.charts
  );
}
