import type { MeetingMinutes, MinutesContent, MinutesItem, PersonRef } from "../../domain/facts.ts";
import { isTicked } from "../../domain/minutes.ts";
import { isOpen } from "../../domain/minutes-check.ts";
import { pagesOf } from "../../domain/minutes-pages.ts";
import { leftOf } from "../../domain/minutes-review.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { itemText, kindWords, minutesTitle, whereWords } from "../../messages/minutes-words.ts";
import { day, type Phrase, phrase } from "../../messages/phrase.ts";
import { buttonsBlock, quoted, said } from "../shared/blocks.ts";
import { doubtValues } from "./minutes-doubt.ts";

/** The message of a page of a draft, in each conversation where it is shown. */
export const draftSubject = (ref: Ref, page = 1): string =>
  page === 1 ? `minutes/${ref}/draft` : `minutes/${ref}/draft/${page}`;

/** What a draft is shown with. */
export interface Drafted {
  readonly minutes: MeetingMinutes;
  /** Unset while it is being drafted. */
  readonly content: MinutesContent | undefined;
  readonly people: readonly PersonRef[];
  readonly why?: "waits" | "budget" | "failed" | undefined;
  /** From 1; one that is not there any more is the last. */
  readonly page?: number;
}

/**
 * A page of a draft, or of a correction, for staff only (A1, M1): each item with its quote, its tick or its doubt, and
 * what can be done with it. It is published from its last page, so that nobody publishes what they have not paged
 * through.
 */
export function draftContent({ minutes, content, people, why, page: wanted = 1 }: Drafted): Content {
  const { ref, state, drafter } = minutes;
  if (state === "drafting" || content === undefined) {
    const head = { kind: "heading", text: minutesTitle(minutes) } as const;
    return { audience: "ledger", blocks: [head, said("minutes.drafting", { ref }, "quiet")] };
  }
  const corrects = state === "approved";
  const pages = pagesOf(content);
  const page = Math.min(Math.max(wanted, 1), pages.length);
  const last = page === pages.length;
  const numbered = new Map(content.items.map((item, index) => [item, index + 1]));
  const origin =
    why !== undefined
      ? said(`minutes.model.${why}`, undefined, "warning")
      : said(corrects ? "minutes.correcting" : `minutes.drafter.${drafter}`, undefined, "quiet");
  return {
    audience: "ledger",
    blocks: [
      { kind: "heading", text: titleOf(minutes, page, pages.length) },
      ...(page === 1 ? [origin] : []),
      ...(pages[page - 1] ?? []).flatMap((item) => itemBlocks(minutes, item, numbered.get(item) ?? 0, people)),
      ...(content.items.length === 0 ? [said("minutes.empty", undefined, "warning")] : []),
      ...(last ? lastBlocks(content) : []),
      ...buttonsBlock(pageButtons(minutes, content, { page, pages: pages.length })),
    ],
  };
}

function titleOf(minutes: MeetingMinutes, page: number, pages: number): Phrase {
  const title = minutesTitle(minutes);
  return pages === 1 ? title : phrase("minutes.title.page", { title, page, pages });
}

/** What is not published as it stands, and what became nothing. */
function lastBlocks(content: MinutesContent): readonly Block[] {
  const unticked = content.items.filter((item) => !isTicked(item)).length;
  const left = leftOf(content).length + (content.leftMore ?? 0);
  const { withheld = 0 } = content;
  return [
    ...(unticked > 0 ? [said("minutes.unticked", { count: unticked }, "warning")] : []),
    ...(left > 0 ? [said("minutes.left", { count: left }, "quiet")] : []),
    ...(withheld > 0 ? [said("minutes.withheld", { count: withheld }, "quiet")] : []),
  ];
}

function itemBlocks(
  { ref }: MeetingMinutes,
  item: MinutesItem,
  number: number,
  people: readonly PersonRef[],
): readonly Block[] {
  const marked = markOf(item);
  return [
    said("minutes.review.item", {
      ...{ ticked: isTicked(item) ? "yes" : "no", number, kind: kindWords(item.kind), item: itemText(item) },
      where: whereWords(item),
    }),
    ...quoted(item.quote),
    ...(marked === undefined ? [] : [{ kind: "text", text: marked, tone: "quiet" } as const]),
    ...buttonsBlock(itemButtons(ref, item, number, people)),
  ];
}

/** Why an item is not ticked, or whose it is. */
function markOf(item: MinutesItem): Phrase | undefined {
  const { doubt, by, edited, sure, off, settled } = item;
  const who = by ?? "";
  if (off === true) return phrase("minutes.mark.off", { who });
  const doubted =
    doubt === undefined ? { doubted: "no", doubt: "", asks: "no" } : { doubted: "yes", ...doubtValues(doubt, item) };
  if (edited === true) return phrase("minutes.mark.edited", { who, ...doubted });
  if (sure === true) return phrase("minutes.mark.sure", { who, ...doubted });
  if (doubt !== undefined) return phrase("minutes.mark.unsure", doubtValues(doubt, item));
  if (settled !== undefined) return phrase("minutes.mark.settled", { who });
  return by === undefined ? undefined : phrase("minutes.mark.added", { who });
}

/** As many people, or days, are offered with a button each; more are a form's. */
const mostChoices = 3;

function itemButtons(minutes: Ref, item: MinutesItem, number: number, people: readonly PersonRef[]): readonly Button[] {
  const { id = 0, rev = 0 } = item;
  const values = { minutes, item: String(id), rev: String(rev) };
  const made = (what: string) => `${what}-${id}-${rev}`;
  const ticked = isTicked(item);
  const tick: Button = {
    id: made(ticked ? "untick" : "tick"),
    label: phrase(ticked ? "minutes.button.untick" : "minutes.button.tick", { number }),
    runs: "minutes tick",
    values: { ...values, yes: ticked ? "no" : "yes" },
  };
  const edit: Button = {
    id: made("edit"),
    label: phrase("minutes.button.edit", { number }),
    runs: "minutes edit",
    values,
    asks: true,
  };
  const drop: Button = {
    id: made("drop"),
    label: phrase("minutes.button.drop", { number }),
    runs: "minutes drop",
    values,
  };
  return [...choices(item, number, { values, made, people }), tick, edit, drop];
}

/** *Who?* and *when?*, where that is what is doubted: one press each for those that can be meant. */
function choices(
  item: MinutesItem,
  number: number,
  with_: {
    readonly values: Readonly<Record<string, string>>;
    readonly made: (what: string) => string;
    readonly people: readonly PersonRef[];
  },
): readonly Button[] {
  const { values, made, people } = with_;
  const { doubt } = item;
  if (doubt === undefined || isTicked(item) || !isOpen(item)) return [];
  const { days = [], names = [] } = doubt;
  const isDay = doubt.why.endsWith("-day") || doubt.why === "two-days" || doubt.why === "day-of-what";
  if (isDay) {
    const some = [...new Set(days)].slice(0, mostChoices).map(
      (due: Day, index): Button => ({
        id: made(`when${index}`),
        label: phrase("minutes.button.due", { number, due: day(due) }),
        style: "primary",
        runs: "minutes when",
        values: { ...values, due },
      }),
    );
    const other = { id: made("when"), label: phrase("minutes.button.when", { number }), runs: "minutes when", values };
    return [...some, { ...other, asks: true }];
  }
  const known = names.filter((name) => people.some((one) => one.name === name));
  const some = known.slice(0, mostChoices).map(
    (name, index): Button => ({
      id: made(`who${index}`),
      label: phrase("minutes.button.owner", { number, owner: name }),
      style: "primary",
      runs: "minutes who",
      values: { ...values, owner: name },
    }),
  );
  const other = { id: made("who"), label: phrase("minutes.button.who", { number }), runs: "minutes who", values };
  return [...some, { ...other, asks: true }];
}

function pageButtons(
  { ref, meeting, state, revision = 0 }: MeetingMinutes,
  content: MinutesContent,
  { page, pages }: { readonly page: number; readonly pages: number },
): readonly Button[] {
  const ticked = content.items.filter(isTicked).length;
  const corrects = state === "approved";
  const publish: Button = {
    id: `publish-${revision}`,
    label: phrase(corrects ? "minutes.button.correct" : "minutes.button.publish", {
      count: ticked,
      all: content.items.length,
    }),
    style: "primary",
    runs: corrects ? "minutes amend" : "minutes approve",
    values: { minutes: ref, digest: String(revision) },
    ...(corrects && { asks: true }),
  };
  const next: Button = {
    id: `page-${page + 1}`,
    label: phrase("minutes.button.page", { page: page + 1, pages }),
    style: "primary",
    runs: "minutes page",
    values: { minutes: ref, page: String(page + 1) },
  };
  const add: Button = {
    id: `add-${revision}`,
    label: phrase("minutes.button.add", { count: leftOf(content).length }),
    runs: "minutes add",
    values: { minutes: ref },
    asks: true,
  };
  const again: Button = {
    id: "again",
    label: phrase("minutes.button.again"),
    runs: "minutes anew",
    values: { meeting },
    asks: true,
  };
  const stop: Button = {
    id: "stop",
    label: phrase("minutes.button.stop"),
    runs: "minutes stop",
    values: { minutes: ref },
  };
  if (page < pages) return [next];
  return [
    ...(ticked > 0 || corrects ? [publish] : []),
    ...(leftOf(content).length > 0 ? [add] : []),
    corrects ? stop : again,
  ];
}
