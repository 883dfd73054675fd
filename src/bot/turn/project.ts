import type { Project, ProjectFacts } from "../../domain/facts.ts";
import { fold } from "../../language/fold.ts";
import { list, type Phrase, phrase } from "../../messages/phrase.ts";
import type { Store } from "../../store/store.ts";
import type { Line } from "../command.ts";
import { shorten } from "../field.ts";
import { Refusal, refuse } from "../refusal.ts";
import type { Intended } from "./intended.ts";
import type { Scene } from "./scene.ts";

/**
 * The project of a line: the one that was named, or the place's. A project that the person has nothing to do with is as
 * unknown as one that does not exist, and a shared channel never hears of another project than its own.
 */
export async function projectOf(store: Store, scene: Scene, intended: Intended): Promise<ProjectFacts> {
  const { line, named } = intended;
  const id =
    intended.project ??
    (named === undefined ? await projectOfPlace(store, scene, intended) : await namedProject(store, scene, line, named))
      .id;
  await (line.reads === true ? store.projects.pass(id) : store.projects.lock(id));
  return line.project === "required" && line.withoutHours === true
    ? store.projects.withoutHours(id)
    : store.projects.facts(id);
}

async function namedProject(store: Store, scene: Scene, line: Line, named: string): Promise<Project> {
  // A code has no dots of its own where it was made of a name that has: `björken` is typed for `bjorken`.
  const project = (await store.projects.find(named.toLowerCase())) ?? (await store.projects.find(fold(named)));
  const unknown = refuse("project.unknown", { code: shorten(named) });
  if (project === undefined) throw unknown;
  if (!scene.actor.staff && !(await store.projects.ofPerson(scene.actor.id)).some(({ id }) => id === project.id))
    throw unknown;
  const elsewhere = scene.bindings.length > 0 && !scene.bindings.some((binding) => binding.project.id === project.id);
  if (elsewhere && scene.place.kind === "shared" && line.opensPlace !== true)
    throw refuse("project.elsewhere", { code: shorten(named) });
  return project;
}

/** How many projects are named where one of them must be. */
const named = 10;

async function projectOfPlace(store: Store, scene: Scene, { line, retype, brings }: Intended): Promise<Project> {
  const here = scene.bindings.map((binding) => binding.project);
  if (here.length === 1 && here[0] !== undefined) return here[0];
  const open = here.filter((project) => project.state === "open");
  if (open.length === 1 && open[0] !== undefined) return open[0];
  const isPrivate = scene.place.kind === "private";
  // A line that is refused in a conversation that is not bound is not made better by naming its project.
  const mayName = isPrivate || (scene.actor.staff && line.opensPlace === true);
  const bound = open.length > 0 ? open : here;
  const candidates = here.length > 1 ? bound : mayName ? await store.projects.ofPerson(scene.actor.id, named) : [];
  const [first, ...others] = candidates;
  if (first === undefined) throw refuse(isPrivate || line.opensPlace === true ? "project.none" : "refusal.unbound");
  if (isPrivate && others.length === 0) return first;
  const why: Phrase = phrase("project.which", {
    codes: list(candidates.slice(0, named).map((project) => project.code)),
  });
  // What was given is not stored: it comes once more, with the line that says where to.
  const next = brings === undefined ? {} : { next: phrase("project.which.file") };
  throw new Refusal(why, { line: retype(first.code), own: true, ...next });
}
