import type { Actor, Line, Place, TakesFiles } from "../command.ts";
import { endingOf } from "../files/kinds.ts";
import type { Registry, TakingLine } from "../registry.ts";
import { couldRun, fits } from "./authorise.ts";

interface Brought {
  readonly come: TakesFiles["come"];
  /** Its name; unset where it is not known yet. */
  readonly name?: string;
}

/**
 * What a file means that came by itself: the first line that takes its kind, in this place, from this person. Where
 * nobody may bring it so, the first that takes its kind here, which then says why not. Undefined for what no line
 * takes.
 */
export function lineOfFile(
  registry: Registry,
  { actor, place }: { readonly actor: Actor; readonly place: Place },
  { come, name }: Brought,
): TakingLine | undefined {
  const taking = registry
    .taking(come)
    .filter(({ takes }) => takes.in?.includes(place.kind) !== false && takesKind(takes, name));
  const suits = ({ line }: { readonly line: Line }): boolean => couldRun(line, actor) && fits(line, place, actor);
  return taking.find(suits) ?? taking[0];
}

function takesKind({ kinds }: TakesFiles, name: string | undefined): boolean {
  if (kinds === undefined || name === undefined) return true;
  const ending = endingOf(name);
  return ending !== undefined && kinds.includes(ending);
}
