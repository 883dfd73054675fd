import type { Block, Button, Content } from "../messages/content.ts";
import { phrase } from "../messages/phrase.ts";

/** The subject of the times for a call that the customer may choose among now. */
export const proposalSubject = "checkin/proposal";

const isTime = ({ runs }: Button): boolean => runs === "checkin pick";

/** When the call would be that a button of the card books. */
export const timeOfPick = ({ id }: Button): number => Number(id.split("-").at(-1));

/**
 * The card without the buttons of times that have passed, which says so once all have (S2); undefined where none has. A
 * press that was on its way hears that its time has passed.
 */
export function withoutPassed(content: Content, now: number): Content | undefined {
  const isPassed = (button: Button): boolean => isTime(button) && timeOfPick(button) <= now;
  const drawn = content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
  const gone = drawn.filter(isPassed);
  if (gone.length === 0) return undefined;
  const blocks = content.blocks.flatMap((block): readonly Block[] => {
    if (block.kind !== "buttons") return [block];
    const left = block.buttons.filter((button) => !isPassed(button));
    return left.length === 0 ? [] : [{ ...block, buttons: left }];
  });
  const over: Block = { kind: "text", text: phrase("checkin.proposal.passed"), tone: "quiet" };
  const isOver = !drawn.some((button) => isTime(button) && !isPassed(button));
  const retired = [...(content.retired ?? []), ...gone.map((button) => ({ ...button, passed: true as const }))];
  return { ...content, blocks: isOver ? [...blocks.slice(0, 1), over, ...blocks.slice(1)] : blocks, retired };
}
