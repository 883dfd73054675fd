import type { MeetingMinutes, MinutesItem, MinutesKind } from "../../../domain/facts.ts";
import { contentOf, isTicked } from "../../../domain/minutes.ts";
import { itemText, minutesTitle } from "../../../messages/minutes-words.ts";
import { at, day } from "../../../messages/phrase.ts";
import type { Part } from "../paper.ts";
import type { PaperFacts, Pen } from "../pen.ts";
import { peopleTable } from "../sections/people.ts";
import type { Drawn } from "./drawn.ts";

const sections: readonly (readonly [MinutesKind, "decisions" | "actions" | "questions" | "changes" | "data"])[] = [
  ["decision", "decisions"],
  ["change", "changes"],
  ["action", "actions"],
  ["data", "data"],
  ["question", "questions"],
];

/** Minutes as they are published, with every correction (M1): what is ticked, and nothing of a draft. */
export function minutes(of: PaperFacts & { readonly minutes: MeetingMinutes }, pen: Pen): Drawn {
  const { facts } = of;
  const items = (contentOf(of.minutes, "", facts.members)?.items ?? []).filter(isTicked);
  return {
    title: pen.text(minutesTitle(of.minutes)),
    about: [pen.row("paper.row.held", pen.day(of.minutes.on)), ...approvedRow(of.minutes, pen)],
    parts: [
      ...(items.length === 0 ? [pen.paragraph("paper.minutes.none")] : []),
      ...sections.flatMap(([kind, section]): readonly Part[] => {
        const those = items.filter((item) => item.kind === kind);
        if (those.length === 0) return [];
        return [pen.heading(`minutes.section.${section}`), { kind: "list", items: those.map((one) => said(one, pen)) }];
      }),
      ...corrections(of.minutes, pen),
      pen.heading("paper.people"),
      ...peopleTable(of, pen),
    ],
  };
}

function said(item: MinutesItem, pen: Pen): string {
  const words = itemText(item);
  return item.task === undefined ? pen.text(words) : pen.say("minutes.item.task", { item: words, ref: item.task });
}

function approvedRow({ editions = [], approvedOn }: MeetingMinutes, pen: Pen) {
  const [first] = editions;
  if (first !== undefined && first.by.id !== "system")
    return [pen.row("paper.row.approved", pen.say("cell.by", { on: at(first.at), by: first.by.name }))];
  return approvedOn === undefined ? [] : [pen.row("paper.row.approved", pen.day(approvedOn))];
}

/** What was published after the first edition: by whom, when and why. */
function corrections({ editions = [] }: MeetingMinutes, pen: Pen): readonly Part[] {
  const later = editions.filter(({ edition }) => edition > 1);
  if (later.length === 0) return [];
  return [
    pen.heading("paper.minutes.corrections"),
    pen.table(
      "paper.minutes.corrections",
      ["paper.column.edition", "paper.column.when", "paper.column.who", "paper.column.why"],
      later.map(({ edition, on, by, reason }) => [
        String(edition),
        pen.text({ say: "cell.day", with: { on: day(on) } }),
        by.name,
        reason ?? "",
      ]),
    ),
  ];
}
