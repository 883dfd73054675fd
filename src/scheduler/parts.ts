import type { Id } from "../domain/units.ts";
import type { Block, Content } from "../messages/content.ts";
import type { StoredMessage } from "../store/store.ts";

type Of = Pick<StoredMessage, "content" | "project">;
/** What a message says of one project. */
interface Part {
  readonly project: Id | undefined;
  readonly blocks: readonly Block[];
}

const begins = (block: Block): Id | undefined => (block.kind === "heading" ? block.of : undefined);

/** What a channel's message of the day says of each of the channel's projects, from heading to heading. */
function partsOf({ content, project }: Of): readonly Part[] {
  const parts: { project: Id | undefined; blocks: Block[] }[] = [];
  for (const block of content.blocks) {
    const of = begins(block);
    const last = parts.at(-1);
    if (of !== undefined || last === undefined) parts.push({ project: of ?? project, blocks: [block] });
    else last.blocks.push(block);
  }
  return parts;
}

/** True where a message says something of another project too. */
export const holdsOthers = (message: Of, project: Id): boolean =>
  partsOf(message).some((part) => part.project !== project);

/** True where a message says something of a project. */
export const holds = (message: Of, project: Id): boolean => partsOf(message).some((part) => part.project === project);

/** Of how many projects a message speaks once it speaks of this one. */
export const partsWith = (message: Of, project: Id): number =>
  partsOf(message).filter((part) => part.project !== project).length + 1;

/**
 * A message that says this of a project, and of the others what it said: those of which something is late first.
 * Without a part it says nothing of the project; undefined, where it would say nothing at all.
 */
export function withPart(message: Of, project: Id, part: Content): Content;
export function withPart(message: Of, project: Id, part: Content | undefined): Content | undefined;
export function withPart(message: Of, project: Id, part: Content | undefined): Content | undefined {
  const all = partsOf(message);
  const others = all.filter((one) => one.project !== project);
  if (others.length === 0 && (part === undefined || message.project === project)) return part;
  const own: readonly Part[] = part === undefined ? [] : [{ project, blocks: marked(part.blocks, project, message) }];
  const at = all.findIndex((one) => one.project === project);
  const placed = [...others.slice(0, at < 0 ? others.length : at), ...own, ...(at < 0 ? [] : others.slice(at))];
  const told = placed.map((one) => ({ ...one, blocks: headed(one) }));
  const late = told.filter(isLate);
  const { takesFiles: _, ...rest } = message.content;
  const takes = part?.takesFiles === true || (others.length > 0 && message.content.takesFiles === true);
  return {
    ...rest,
    blocks: [...late, ...told.filter((one) => !isLate(one))].flatMap(({ blocks }) => blocks),
    ...(takes ? { takesFiles: true as const } : {}),
  };
}

const isLate = ({ blocks }: Part): boolean => blocks.some((block) => block.kind === "heading" && block.late === true);

/** Its heading says of which project it is. */
const headed = ({ project, blocks }: Part): readonly Block[] =>
  blocks.map((block, index) =>
    index === 0 && block.kind === "heading" && project !== undefined ? { ...block, of: project } : block,
  );

/** The buttons of a project that is not the message's know whose they are, and are told apart from the others'. */
function marked(blocks: readonly Block[], project: Id, message: Of): readonly Block[] {
  if (message.project === project) return blocks;
  return blocks.map((block) =>
    block.kind === "buttons"
      ? {
          ...block,
          buttons: block.buttons.map((one) => ({ ...one, id: `${one.id}-${project.slice(0, 8)}`, of: project })),
        }
      : block,
  );
}
