import type { Content } from "./content.ts";
import type { Picture } from "./picture.ts";

/** The pictures of a content, in order. */
export const picturesOf = ({ blocks }: Pick<Content, "blocks">): readonly Picture[] =>
  blocks.flatMap((block) => (block.kind === "picture" ? [block.picture] : []));

/** True of a picture that is staff's alone: nobody else sees hours, or other projects (A1). */
export const isLedgerPicture = ({ kind }: Picture): boolean => kind !== "timeline";

/** True where something of it is staff's alone, whatever it is said to be (A1). */
export const isLedger = (content: Pick<Content, "audience" | "blocks">): boolean =>
  content.audience === "ledger" || picturesOf(content).some(isLedgerPicture);
