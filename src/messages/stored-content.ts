import type { Block, Content, TextRole } from "./content.ts";

/**
 * The phrases that said what a text was for before texts had a role, as they were called then. Messages keep their
 * words for 90 days, so those of that time are still met; a phrase that is renamed or reworded since keeps its old name
 * here.
 */
const rolesOf: Readonly<Record<string, (values: Readonly<Record<string, unknown>>) => TextRole | undefined>> = {
  "card.typed": () => "instead",
  "offer.card.outdated": () => "pending",
  "offer.to": () => "address",
  "deliver.to": () => "address",
  "outbox.parked": () => "undelivered",
  "ask.more": ({ count }) => (typeof count === "number" ? { more: count } : undefined),
};

/** A content as it was stored, now or by an earlier version. */
export function storedContent(stored: unknown): Content {
  const content = stored as Content;
  return content.blocks.some(lacksRole) ? { ...content, blocks: content.blocks.map(withRole) } : content;
}

function roleThen(block: Block): TextRole | undefined {
  if (block.kind !== "text" || block.role !== undefined || !("say" in block.text)) return undefined;
  return Object.hasOwn(rolesOf, block.text.say) ? rolesOf[block.text.say]?.(block.text.with ?? {}) : undefined;
}

const lacksRole = (block: Block): boolean => roleThen(block) !== undefined;

function withRole(block: Block): Block {
  const role = roleThen(block);
  return role === undefined ? block : ({ ...block, role } as Block);
}
