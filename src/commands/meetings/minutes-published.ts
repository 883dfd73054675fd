import type { MeetingMinutes, MinutesContent, MinutesEdition, MinutesItem, MinutesKind } from "../../domain/facts.ts";
import { isTicked } from "../../domain/minutes.ts";
import type { Amendment } from "../../domain/minutes-amend.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { itemText, kindWords, minutesTitle } from "../../messages/minutes-words.ts";
import { at, day, type Phrase, phrase, type Text } from "../../messages/phrase.ts";
import { quoted, said } from "../shared/blocks.ts";

/**
 * Approved minutes, public: what is ticked, its actions by the references of the tasks that they became, who approved
 * them and when, and whether a language model drafted them (M1).
 */
export function publishedContent(minutes: MeetingMinutes, { items }: MinutesContent): Content {
  const first = minutes.editions?.find(({ edition }) => edition === 1);
  return {
    audience: "public",
    blocks: [
      { kind: "heading", text: minutesTitle(minutes) },
      ...sections(items.filter(isTicked)),
      ...(first === undefined ? [] : approvedBlocks(first, minutes)),
      ...correctedBlock(minutes),
    ],
  };
}

/** Who corrected it last, and when; nothing where nobody has. */
export function correctedBlock({ editions = [] }: MeetingMinutes): readonly Block[] {
  const last = editions.at(-1);
  if (last === undefined || last.edition === 1) return [];
  return [said("minutes.corrected", { who: last.by.name, at: at(last.at), edition: last.edition }, "quiet")];
}

/** What was published before, each edition by its button: the text that everyone was given stays readable. */
export function earlierButtons({ ref, editions = [] }: MeetingMinutes): readonly Button[] {
  return editions.slice(0, -1).map(
    ({ edition, on }): Button => ({
      id: `edition-${edition}`,
      label: phrase("minutes.button.edition", { edition, on: day(on) }),
      runs: "minutes edition",
      values: { minutes: ref, edition: String(edition) },
    }),
  );
}

/** A correction as everyone is told of it: what it changes, why, by whom and when (M1). */
export function addendumContent(
  minutes: MeetingMinutes,
  changes: readonly Amendment[],
  { items }: MinutesContent,
): Content {
  const { ref, editions = [] } = minutes;
  const last = editions.at(-1);
  const now = new Map(items.map((item) => [item.id, item]));
  return {
    audience: "public",
    blocks: [
      { kind: "heading", text: phrase("minutes.addendum", { ref, edition: last?.edition ?? 2 }) },
      said("minutes.addendum.of", { title: minutesTitle(minutes) }),
      ...quoted(last?.reason),
      { kind: "list", items: changes.map((one) => amendmentWords(one, now)) },
      ...correctedBlock(minutes),
    ],
  };
}

function amendmentWords(one: Amendment, now: ReadonlyMap<number | undefined, MinutesItem>): Text {
  const words = (item: MinutesItem) => ({ kind: kindWords(item.kind), item: withTask(now.get(item.id) ?? item) });
  if (one.kind === "removed")
    return phrase("minutes.amendment.removed", { ...words(one.was), item: withTask(one.was) });
  if (one.kind === "added") return phrase("minutes.amendment.added", words(one.now));
  return phrase("minutes.amendment.changed", { ...words(one.now), was: itemText(one.was) });
}

/** Of what was published before that was kept, nobody knows by whom. */
function approvedBlocks({ by, at: instant, on }: MinutesEdition, { drafter }: MeetingMinutes): readonly Block[] {
  if (by.id === "system") return [said("minutes.approvedOn", { on: day(on), drafter }, "quiet")];
  return [said("minutes.approvedBy", { who: by.name, at: at(instant), drafter }, "quiet")];
}

const kinds: readonly (readonly [MinutesKind, "decisions" | "actions" | "questions" | "changes" | "data"])[] = [
  ["decision", "decisions"],
  ["change", "changes"],
  ["action", "actions"],
  ["data", "data"],
  ["question", "questions"],
];

function sections(items: readonly MinutesItem[]): readonly Block[] {
  return kinds.flatMap(([kind, section]): readonly Block[] => {
    const those = items.filter((item) => item.kind === kind);
    return those.length === 0 ? [] : [said(`minutes.section.${section}`), { kind: "list", items: those.map(withTask) }];
  });
}

/** An item, with the task that it became. */
const withTask = (item: MinutesItem): Phrase =>
  item.task === undefined ? itemText(item) : phrase("minutes.item.task", { item: itemText(item), ref: item.task });
