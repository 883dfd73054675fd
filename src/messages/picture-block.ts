import type { Content } from "./content.ts";
import type { Picture } from "./picture.ts";

/** The pictures of a content, in order. */
export const picturesOf = ({ blocks }: Pick<Content, "blocks">): readonly Picture[] =>
  blocks.flatMap((block) => (block.kind === "picture" ? [block.picture] : []));

/** True where something of it is staff's alone, whatever it is said to be: nobody else sees hours (A1). */
export const isLedger = (content: Pick<Content, "audience" | "blocks">): boolean =>
  content.audience === "ledger" || picturesOf(content).some(({ kind }) => kind === "hours");
