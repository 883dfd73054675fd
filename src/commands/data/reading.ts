import type { ProjectContext } from "../../bot/command.ts";
import type { FileRef } from "../../domain/delivery-facts.ts";
import type { Id } from "../../domain/units.ts";
import { type GivenFile, readDataJob } from "../../store/contract/jobs.ts";
import { byOf } from "../shared/checks.ts";
import { fileSubject } from "./area-card.ts";

/** The kinds of file that lists come in. */
export const kinds = ["xlsx", "csv"] as const;

/** In which of the project's channels something is told that was asked for here; what staff ask for alone, in ours. */
export function whereOf({
  place,
  actor,
  facts,
}: Pick<ProjectContext, "place" | "actor" | "facts">): "shared" | "internal" {
  const { shared, internal } = facts.project;
  const isOurs = place.kind === "internal" || (actor.staff && place.kind !== "shared" && internal !== undefined);
  return isOurs || shared === undefined ? "internal" : "shared";
}

/** The work of reading a file, for whoever gave it, to be answered where they are. */
export const readingOf = (ctx: ProjectContext, file: Id): GivenFile => ({
  ...{ project: ctx.facts.project.id, file, where: whereOf(ctx) },
  ...{ by: byOf(ctx.actor), bySide: ctx.actor.staff ? "staff" : "customer" },
});

/**
 * The files with which lists come that are to be read: those that came with a form, and those that were dropped before
 * and fitted no area, or several, until it was said what they are for. Asked before they are handed in.
 */
export async function listsAmong(
  { facts, store }: ProjectContext,
  files: readonly FileRef[],
): Promise<readonly FileRef[]> {
  const lists: FileRef[] = [];
  for (const file of files) {
    if (!kinds.some((kind) => file.name.toLowerCase().endsWith(`.${kind}`))) continue;
    const told = await store.messages.bySubject(facts.project.id, fileSubject(file.id));
    const asks = told?.content.blocks.some(
      (block) => block.kind === "buttons" && block.buttons.some(({ runs }) => runs === "data hand-in"),
    );
    if (told === undefined || asks === true) lists.push(file);
  }
  return lists;
}

/** Reads lists that were handed in for some areas, as those that are dropped. */
export async function readLists(
  ctx: ProjectContext,
  lists: readonly FileRef[],
  meant: readonly string[],
): Promise<void> {
  const { store } = ctx;
  for (const { id } of lists) {
    await store.jobs.add(readDataJob, { ...readingOf(ctx, id), handedIn: true, meant } satisfies GivenFile);
  }
}
