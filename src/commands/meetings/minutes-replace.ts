import type { ProjectContext } from "../../bot/command.ts";
import type { MeetingMinutes } from "../../domain/facts.ts";
import { knownContent } from "../../domain/minutes.ts";
import { type Handled, handled } from "../../domain/minutes-review.ts";
import type { Button, Reply } from "../../messages/content.ts";
import { list, phrase } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";

/** By what a draft would be replaced, and the line and values of the button that does it. */
interface Replacing {
  readonly by: "notes" | "model";
  readonly runs: string;
  readonly values: Readonly<Record<string, string>>;
  /** The revision of the draft that whoever said yes has been told of. */
  readonly seen: string | undefined;
}

/**
 * Asks before another draft replaces one that people have reviewed (M1): what would be lost, and both ways. Undefined
 * where nothing would be, and where this draft was asked about, and said yes to.
 */
export function askToReplace(
  { facts }: ProjectContext,
  meeting: MeetingMinutes["meeting"],
  { by, runs, values, seen }: Replacing,
): Reply | undefined {
  const draft = facts.minutes.findLast((one) => one.meeting === meeting);
  const content = draft?.state === "draft" ? knownContent(draft) : undefined;
  const lost = content === undefined ? undefined : handled(content);
  if (draft === undefined || lost === undefined) return undefined;
  const { ref, revision = 0 } = draft;
  if (seen === String(revision)) return undefined;
  const replace: Button = {
    ...{ id: `replace-${revision}`, label: phrase(`minutes.button.replace.${by}`), style: "danger", once: true },
    ...{ runs, values: { ...values, seen: String(revision) } },
  };
  const keep: Button = {
    ...{
      id: "keep",
      label: phrase("minutes.button.keep"),
      style: "primary",
      runs: "minutes",
      values: { meeting: ref },
    },
  };
  const ask = said(`minutes.replace.${by}`, { ref, lost: list(lostWords(lost)) }, "warning");
  return { audience: "ledger", blocks: [ask, ...buttonsBlock([keep, replace])], question: true };
}

const lostWords = (lost: Handled) =>
  (["edited", "chosen", "ticked", "added", "dropped"] as const)
    .filter((what) => lost[what] > 0)
    .map((what) => phrase(`minutes.lost.${what}`, { count: lost[what] }));
