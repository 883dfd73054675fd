import { type ProjectContext, projectLine } from "../../bot/command.ts";
import { fieldOf } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { MinutesItem } from "../../domain/facts.ts";
import { pickedFrom } from "../../domain/minutes-left.ts";
import { personMeant } from "../../domain/minutes-people.ts";
import { deedChosen } from "../../domain/minutes-reader.ts";
import { add, drop, type Edit, edit, isTooLate, leftOf, type Seen, settle, tick } from "../../domain/minutes-review.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { day, list, raw } from "../../messages/phrase.ts";
import { leftLines, type PickedLine, printed } from "./left-lines-field.ts";
import { shownDraft } from "./minutes-draft.ts";
import { checkOf, keep, onItem, type Reviewed, reviewed, reviewing, sourceOf } from "./minutes-reviewed.ts";

const number = () =>
  fieldOf<number>({ ...field.hidden().kind, read: (given) => Number(given), print: (value) => String(value) });
const seen = { minutes: field.hidden(), item: number(), rev: number() };
const seenOf = ({ minutes, item, rev }: { readonly minutes: Ref; readonly item: number; readonly rev: number }) => ({
  minutes,
  id: item,
  rev,
});

const kinds = ["decision", "action", "question", "change", "data"] as const;

/** Somebody of the project, chosen; or anybody else by name. */
const owner = () =>
  fieldOf<string>({
    ...field.text({ max: 200 }).kind,
    form: "select",
    options: ({ facts }) =>
      [...new Set((facts?.members ?? []).map(({ name }) => name))].map((name) => ({ value: name, label: raw(name) })),
  });

/** Adds the lines that somebody has picked. */
async function addLines(
  ctx: ProjectContext,
  ref: Ref,
  picked: readonly PickedLine[],
  kind: MinutesItem["kind"] | undefined,
): Promise<Reply> {
  const draft = await reviewed(ctx, ref);
  const { minutes, content } = draft;
  const source = await sourceOf(ctx, minutes);
  const { on } = minutes;
  const free = new Set(leftOf(content).map(({ line, sentence }) => printed({ ref, line, sentence })));
  const found = picked
    .filter((one) => one.ref === ref && free.has(printed(one)))
    .map(({ line, sentence }) => ({
      line,
      item: pickedFrom(source, { line, sentence, kind }, { on, people: ctx.facts.members }),
    }));
  const unclear = [...new Set(found.filter(({ item }) => item === "unclear").map(({ line }) => line))];
  if (unclear.length > 0)
    throw refuse("minutes.refuse.unclear", { lines: list(unclear), count: unclear.length }, { field: "kind" });
  const items = found.flatMap(({ item = "unclear" }) => (item === "unclear" ? [] : [item]));
  if (items.length === 0) throw refuse("minutes.refuse.notLeft", { ref }, { field: "lines" });
  return keep(ctx, draft, add(content, items, reviewing(ctx, minutes)));
}

/** What the form of an item opens with: as it is now. */
async function asItIs(ctx: ProjectContext, ref: Ref, id: number): Promise<Readonly<Record<string, string>>> {
  const { content } = await reviewed(ctx, ref);
  const item = content.items.find((one) => one.id === id);
  if (item === undefined) throw refuse("minutes.review.gone", { ref });
  const { kind, text, owner: who, due } = item;
  return { kind, text, ...(who !== undefined && { owner: who }), ...(due !== undefined && { due }) };
}

/** Throws the refusal of a due day that has passed, and that the notes do not say. */
function inTime({ today }: ProjectContext, { minutes, content }: Reviewed, id: number, due: Day | undefined): void {
  const item = content.items.find((one) => one.id === id);
  if (item === undefined || due === undefined || !isTooLate(item, due, { today, on: minutes.on })) return;
  throw refuse("minutes.refuse.past", { on: day(due) }, { field: "due" });
}

const named = (ctx: ProjectContext, name: string | undefined): string | undefined =>
  name === undefined ? undefined : (personMeant(name, ctx.facts.members)?.name ?? name);

/** The lines of a draft's card: each does one thing to one item, and the card is edited. */
export const reviewLines = [
  projectLine({
    verb: "tick",
    by: "card",
    summary: "summary.minutes.tick",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { ...seen, yes: field.hidden() },
    run: (values, ctx) =>
      onItem(ctx, seenOf(values), ({ minutes, content }, one) =>
        tick(content, one, values.yes === "yes", reviewing(ctx, minutes)),
      ),
  }),
  projectLine({
    verb: "drop",
    by: "card",
    summary: "summary.minutes.drop",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: seen,
    run: (values, ctx) =>
      onItem(ctx, seenOf(values), async ({ minutes, content }, one) =>
        drop(content, one, { source: await sourceOf(ctx, minutes), on: minutes.on }),
      ),
  }),
  projectLine({
    verb: "edit",
    by: "card",
    summary: "summary.minutes.edit",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: {
      ...seen,
      kind: field.choice(kinds),
      text: field.longText({ max: 1000 }),
      owner: owner().optional(),
      due: field.day("future").optional(),
    },
    prefill: async ({ minutes, item }, ctx) => asItIs(ctx, minutes ?? "", item ?? 0),
    run: ({ kind, text, owner: who, due, ...values }, ctx) =>
      onItem(ctx, seenOf(values), async (draft, one) => {
        const { minutes, content } = draft;
        inTime(ctx, draft, one.id, due);
        const to: Edit = { kind, text: text.replace(/\s+/gu, " "), owner: named(ctx, who), due };
        return edit(content, one, to, { ...reviewing(ctx, minutes), check: await checkOf(ctx, minutes) });
      }),
  }),
  projectLine({
    verb: "who",
    by: "card",
    summary: "summary.minutes.who",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { ...seen, owner: owner() },
    run: ({ owner: who, ...values }, ctx) => chosen(ctx, seenOf(values), { owner: named(ctx, who) ?? who }),
  }),
  projectLine({
    verb: "when",
    by: "card",
    summary: "summary.minutes.when",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { ...seen, due: field.day("future") },
    run: ({ due, ...values }, ctx) => chosen(ctx, seenOf(values), { due }),
  }),
  projectLine({
    verb: "add",
    by: "card",
    summary: "summary.minutes.add",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { minutes: field.hidden(), lines: leftLines(), kind: field.choice(kinds).optional() },
    run: (values, ctx) => addLines(ctx, values.minutes, values.lines, values.kind),
  }),
  projectLine({
    verb: "page",
    by: "card",
    summary: "summary.minutes.page",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    reads: true,
    input: { minutes: field.hidden(), page: number() },
    async run({ minutes: ref, page }, ctx) {
      const { minutes } = await reviewed(ctx, ref);
      return shownDraft(ctx, minutes, { page });
    },
  }),
];

const chosen = (
  ctx: ProjectContext,
  one: Seen & { readonly minutes: Ref },
  what: { readonly owner?: string; readonly due?: Day },
): Promise<Reply> =>
  onItem(ctx, one, async (draft, item) => {
    const { minutes, content } = draft;
    inTime(ctx, draft, item.id, what.due);
    return settle(content, item, what, {
      ...reviewing(ctx, minutes),
      check: await checkOf(ctx, minutes),
      words: (made) => deedChosen(made, { on: minutes.on, people: ctx.facts.members }),
    });
  });
