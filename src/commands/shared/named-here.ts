import type { ProjectContext } from "../../bot/command.ts";

/**
 * What a line to copy needs so that it is about this project where it is read: ` in:solbacken`, or nothing in a channel
 * that has this project alone.
 */
export async function namedHere({
  facts: { project },
  place,
  store,
}: Pick<ProjectContext, "facts" | "place" | "store">): Promise<string> {
  const own = place.conversation === project.internal || place.conversation === project.shared;
  const alone = own && (await store.places.projectsOf(place.conversation)).length < 2;
  return alone ? "" : ` in:${project.code}`;
}
