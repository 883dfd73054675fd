import { createHash } from "node:crypto";
import { z } from "zod";
import { isDay } from "./calendar.ts";
import type { MeetingMinutes, MinutesBefore, MinutesContent, MinutesItem, PersonRef } from "./facts.ts";
import { type Claim, checking } from "./minutes-check.ts";
import { draftFromNotes } from "./minutes-reader.ts";
import { minutesSource } from "./minutes-source.ts";
import { keepable } from "./outside-text.ts";
import type { Day } from "./units.ts";

/** Which notes a draft was made from. */
export const notesDigest = (notes: string): string => createHash("sha256").update(notes).digest("hex").slice(0, 16);

/** As many items are taken from a model; a meeting of three hours has fewer. */
const mostItems = 2_000;

const text = z.string().trim().min(1).max(1000).overwrite(keepable);
const claimSchema = z
  .object({
    kind: z
      .enum(["decision", "action", "question", "change", "data"])
      .describe("change: to what was called off; data: promised by the customer"),
    text: text.describe("What was said, in the words of the quote"),
    quote: z.string().trim().min(2).max(2000).overwrite(keepable).describe("Copied from one line, word for word"),
    line: z.int().min(1).nullish().describe("The number of that line"),
    owner: z.string().trim().max(200).overwrite(keepable).nullish().describe("Who does it: a whole name"),
    due: z.string().nullish().describe("The day it is due, YYYY-MM-DD"),
  })
  .transform(
    ({ owner, due, line, ...said }): Claim => ({
      ...said,
      ...(line && { line }),
      ...(owner && { owner }),
      ...(due && isDay(due) && { due }),
    }),
  );

/**
 * Drafted minutes as a model returns them. A missing line, owner or due day may be null; a due day that is no day is
 * dropped. Its JSON schema is the input's: `z.toJSONSchema(minutesSchema, { io: "input" })`. Read what came with
 * `claimsIn`, so that one bad item never costs the others.
 */
export const minutesSchema = z.object({ items: z.array(claimSchema) });

/** What a model claims: the items that can be read, and how many cannot. Throws ZodError for what holds no items. */
export function claimsIn(json: unknown): { readonly claims: readonly Claim[]; readonly unread: number } {
  const { items } = z.object({ items: z.array(z.unknown()) }).parse(json);
  const claims = items.slice(0, mostItems).flatMap((item) => {
    const read = claimSchema.safeParse(item);
    return read.success ? [read.data] : [];
  });
  return { claims, unread: items.length - claims.length };
}

/** Claims as items with their ticks and doubts (M1); those whose quote stands nowhere in the notes are left out. */
export function itemsOf(
  claims: readonly Claim[],
  { notes, on, people }: { readonly notes: string; readonly on: Day; readonly people: readonly PersonRef[] },
): MinutesContent {
  const { check } = checking(minutesSource(notes), people, on);
  const seen = new Set<string>();
  const items = claims.flatMap((claim): readonly MinutesItem[] => {
    const item = check(claim);
    const key = JSON.stringify([item?.kind, item?.lines, item?.text.toLowerCase(), item?.owner]);
    if (item === undefined || seen.has(key)) return [];
    seen.add(key);
    return [item];
  });
  return { items: items.toSorted((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0)) };
}

/**
 * What minutes say. A draft from before items had quotes is read from its notes anew, since nothing of it was checked;
 * what was published then stays as it was.
 */
export function contentOf(
  { content, state, on }: Pick<MeetingMinutes, "content" | "state" | "on">,
  notes: string,
  people: readonly PersonRef[],
): MinutesContent | undefined {
  if (content === undefined) return undefined;
  if ("items" in content) return withNumbers(content);
  return withNumbers(state === "approved" ? publishedBefore(content) : draftFromNotes(notes, on, people));
}

/** What was published before items had quotes. */
function publishedBefore({ decisions, actions, questions }: MinutesBefore): MinutesContent {
  return {
    items: [
      ...decisions.map((said): MinutesItem => ({ ...said, kind: "decision" })),
      ...actions.map((said): MinutesItem => ({ ...said, kind: "action" })),
      ...questions.map((said): MinutesItem => ({ ...said, kind: "question" })),
    ],
  };
}

/**
 * What minutes say now, where it does not take their notes to know it: of drafts from before items had quotes it does.
 */
export const knownContent = (minutes: Pick<MeetingMinutes, "content" | "state" | "on">): MinutesContent | undefined =>
  minutes.content === undefined || "items" in minutes.content || minutes.state === "approved"
    ? contentOf(minutes, "", [])
    : undefined;

/** Each item with a number of its own, in order, after the highest that was ever given. */
export function withNumbers(content: MinutesContent): MinutesContent {
  let last = Math.max(content.last ?? 0, ...content.items.map(({ id }) => id ?? 0));
  return {
    ...content,
    items: content.items.map((item) => {
      if (item.id !== undefined) return item;
      last += 1;
      return { ...item, id: last };
    }),
    last,
  };
}

/** Nothing of it is doubted, or a person of ours has said yes to it all the same (M1): published with the rest. */
export const isTicked = ({ doubt, sure, off }: MinutesItem): boolean =>
  off !== true && (doubt === undefined || sure === true);
/** Somebody is to do it: it becomes a task. */
export const isDeedItem = ({ kind }: MinutesItem): boolean => kind === "action" || kind === "data";
