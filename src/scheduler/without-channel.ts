import { turnTo } from "../domain/away.ts";
import { phrase } from "../messages/phrase.ts";
import type { ToldPerson } from "../store/contract/jobs.ts";
import { dueIn, nagContent } from "./nag.ts";
import type { Snapshot } from "./reminder.ts";

/**
 * What is for us of a project that has no internal channel: its lead, or who stands in for them, is told in their
 * private chat, so that nothing late is silent (C2), with the line that binds one. Undefined where nobody leads it, or
 * nothing is due.
 */
export function toldWithoutChannel(snapshot: Snapshot): ToldPerson | undefined {
  const { facts, today } = snapshot;
  const { id: project, code } = facts.project;
  const person = turnTo(facts, today)?.id;
  const keys = dueIn(snapshot, "internal").map(({ key }) => key);
  if (person === undefined || keys.length === 0) return undefined;
  const { blocks, ...content } = nagContent(snapshot, "internal", keys, keys.length);
  return {
    person,
    project,
    notice: {
      ...content,
      blocks: [
        // What its buttons do belongs to a channel's message, which is brought up to date.
        ...blocks.filter(({ kind }) => kind !== "buttons"),
        { kind: "line", line: `status in:${code}` },
        { kind: "text", text: phrase("remind.noChannel"), tone: "quiet" },
        { kind: "line", line: `bind internal in:${code}` },
      ],
    },
  };
}
