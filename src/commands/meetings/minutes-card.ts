import type { MeetingMinutes, MinutesAction, MinutesContent, MinutesItem, Task } from "../../domain/facts.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { day, type Phrase, phrase, type Text } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";

type Titled = Pick<MeetingMinutes, "ref" | "meeting" | "on">;

/** Of which meeting, and when. */
function minutesTitle({ ref, meeting, on }: Titled): Phrase {
  const of =
    meeting === "kickoff" || meeting === "handover"
      ? phrase(`minutes.of.${meeting}`)
      : phrase("minutes.of.call", { ref: meeting });
  return phrase("minutes.title", { ref, of, on: day(on) });
}

/** A draft, for staff only (A1): what it says with the lines of the notes it rests on, to approve or to write again. */
export function draftContent(minutes: MeetingMinutes, why?: "model-failed"): Content {
  const { ref, drafter, content, state } = minutes;
  const head: readonly Block[] = [{ kind: "heading", text: minutesTitle(minutes) }];
  if (state === "drafting" || content === undefined)
    return { audience: "ledger", blocks: [...head, said("minutes.drafting", { ref }, "quiet")] };
  const empty = content.decisions.length + content.actions.length + content.questions.length === 0;
  const from =
    why === "model-failed"
      ? said("minutes.modelFailed", undefined, "warning")
      : said(`minutes.drafter.${drafter}`, undefined, "quiet");
  return {
    audience: "ledger",
    blocks: [
      ...head,
      ...sections(content, withLines),
      ...(empty ? [said("minutes.empty", undefined, "warning")] : []),
      from,
      ...buttonsBlock(draftButtons(minutes, empty)),
    ],
  };
}

function draftButtons({ ref, meeting }: MeetingMinutes, empty: boolean): readonly Button[] {
  const again: Button = {
    id: "again",
    label: phrase("minutes.button.again"),
    runs: "minutes",
    values: { meeting },
    asks: true,
  };
  if (empty) return [again];
  return [
    {
      id: "approve",
      label: phrase("minutes.button.approve"),
      style: "primary",
      runs: "minutes approve",
      values: { minutes: ref },
    },
    again,
  ];
}

/** Approved minutes, public: their actions by the references of the tasks that they became. */
export function publishedContent(minutes: MeetingMinutes, tasks: readonly Task[] = []): Content {
  const content = minutes.content ?? { decisions: [], actions: [], questions: [] };
  const refs = new Map(content.actions.map((action, index) => [action, tasks[index]?.ref]));
  return {
    audience: "public",
    blocks: [
      { kind: "heading", text: minutesTitle(minutes) },
      ...sections(content, (item) => withTask(item, refs.get(item as MinutesAction))),
    ],
  };
}

function sections(content: MinutesContent, line: (item: MinutesItem) => Text): readonly Block[] {
  return (["decisions", "actions", "questions"] as const).flatMap((section): readonly Block[] =>
    content[section].length === 0
      ? []
      : [said(`minutes.section.${section}`), { kind: "list", items: content[section].map(line) }],
  );
}

const withLines = (item: MinutesItem): Text =>
  phrase("minutes.item.lines", { item: itemText(item), lines: { list: item.lines }, count: item.lines.length });
const withTask = (item: MinutesItem, ref: Ref | undefined): Text =>
  ref === undefined ? itemText(item) : phrase("minutes.item.task", { item: itemText(item), ref });

function itemText(item: MinutesItem): Phrase {
  const { owner, due }: Partial<MinutesAction> = item;
  const owned = owner === undefined ? { owned: "no", owner: "" } : { owned: "yes", owner };
  const dated = due === undefined ? { dated: "no", due: "" } : { dated: "yes", due: day(due) };
  return phrase("minutes.item", { text: item.text, ...owned, ...dated });
}
