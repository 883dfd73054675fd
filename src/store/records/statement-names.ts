import { endingQuery } from "./ending.ts";
import { dayQuery, workQuery } from "./entries.ts";
import { factsOfMany, factsOfOne, factsOfSome, factsWithoutHours } from "./facts-query.ts";
import { lockQuery } from "./holding.ts";
import { postQuery, saidQuery } from "./messages.ts";
import { countQuery } from "./projects.ts";
import { sceneQuery } from "./scene.ts";
import { claimQuery } from "./transport.ts";

/**
 * The big ones, and those of every command, are prepared once per connection: planning them costs more than running
 * them. Any other statement is not kept.
 */
export const statementNames: ReadonlyMap<string, string> = new Map([
  [factsOfOne, "facts_of_one"],
  [factsWithoutHours, "facts_without_hours"],
  [factsOfMany, "facts_of_many"],
  [factsOfSome, "facts_of_some"],
  [claimQuery, "claim"],
  [sceneQuery, "scene"],
  [lockQuery, "lock"],
  [countQuery, "count"],
  [dayQuery, "day_of_person"],
  [workQuery, "add_work"],
  [postQuery, "post"],
  [saidQuery, "said"],
  [endingQuery, "ending"],
]);
