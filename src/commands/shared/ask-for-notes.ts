import type { ProjectContext } from "../../bot/command.ts";
import type { MeetingMinutes } from "../../domain/facts.ts";
import type { Block } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "./blocks.ts";

/**
 * Asks for the notes of a meeting at the moment it ends (S2), with the form one press away; nothing where there are
 * any.
 */
export function askForNotes(
  { facts }: Pick<ProjectContext, "facts">,
  meeting: MeetingMinutes["meeting"],
): readonly Block[] {
  if (facts.minutes.some((one) => one.meeting === meeting)) return [];
  const write = {
    id: `minutes-${meeting}`,
    label: phrase("minutes.button.write"),
    runs: "minutes",
    values: { meeting },
    asks: true,
  } as const;
  return [said("minutes.ask", undefined, "quiet"), ...buttonsBlock([write])];
}
