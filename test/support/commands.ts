import { examplesOf as examplesIn, type Line } from "../../src/bot/command.ts";
import { commandsOn } from "../../src/commands/index.ts";
import { agreement } from "../fixtures/project-facts.ts";

/** The shipped agreement that a house opens projects on. */
export const agreements = [agreement];
/** Every command, as such a house has them. */
export const commands = commandsOn(agreements);

/** A line's examples, with what that agreement calls things. */
export const examplesOf = (line: Line): readonly string[] => examplesIn(line, agreement);
