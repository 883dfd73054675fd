import { type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { MeetingMinutes, MinutesContent } from "../../domain/facts.ts";
import { claimsIn, itemsOf, knownContent, notesDigest } from "../../domain/minutes.ts";
import { compared, shownFresh, tickedIn, withProposed } from "../../domain/minutes-proposal.ts";
import { draftWithLeft } from "../../domain/minutes-review.ts";
import { minutesSource } from "../../domain/minutes-source.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Content, Reply } from "../../messages/content.ts";
import { itemText, kindWords, minutesTitle, whereWords } from "../../messages/minutes-words.ts";
import { day, type Phrase, phrase } from "../../messages/phrase.ts";
import { buttonsBlock, quoted, said } from "../shared/blocks.ts";
import { cancelled, internalOnly } from "../shared/checks.ts";
import { draftContent } from "./minutes-card.ts";
import { minutesOf, postDraft, reviseDraft, shownDraft } from "./minutes-draft.ts";
import { askToReplace } from "./minutes-replace.ts";
import { keepDraft } from "./minutes-take.ts";

const proposalSubject = (ref: Ref): string => `minutes/${ref}/proposal`;

/** Why there is the built-in reader's draft: the model has not answered yet, has no tokens left, or never will. */
const whys = ["waits", "budget", "failed"] as const;

interface Back {
  readonly ref: Ref;
  readonly content: string;
  readonly drafter: string;
  /** The digest of the notes that it was made from; unset in what older versions bring. */
  readonly of?: string | undefined;
  readonly why?: string | undefined;
}

/**
 * A job's draft comes back. Each item is checked once more against the notes (M1). Of notes that were written anew
 * since, it is nothing. What somebody has in hand by then stays as it is: a model's draft is shown beside it.
 */
async function drafted(ctx: ProjectContext, { ref, content: json, of, why: missing, ...back }: Back): Promise<Reply> {
  const { facts, store } = ctx;
  const project = facts.project.id;
  const minutes = minutesOf(facts, ref);
  const drafter = back.drafter === "template" ? "template" : "model";
  const notes = await store.minutes.notes(project, ref);
  const isDone = minutes.state === "approved" || (minutes.state === "draft" && minutes.drafter === "model");
  if (isDone || (of !== undefined && of !== notesDigest(notes))) return shownDraft(ctx, minutes);
  const why = drafter === "template" ? (whys.find((one) => one === missing) ?? "failed") : undefined;
  if (minutes.state === "draft" && why !== undefined) {
    const text: Content = {
      audience: "ledger",
      blocks: [said(why === "budget" ? "minutes.proposal.budget" : "minutes.proposal.failed", { ref }, "quiet")],
    };
    if (why !== "waits") await ctx.post("internal", text, proposalSubject(ref));
    return text;
  }
  const { claims } = claimsIn(JSON.parse(json));
  const made = itemsOf(claims, { notes, on: minutes.on, people: facts.members });
  if (minutes.state === "draft") {
    await store.minutes.propose(project, ref, made);
    const card = proposalContent(minutes, knownContent(minutes) ?? { items: [] }, made);
    await ctx.post("internal", card, proposalSubject(ref));
    return card;
  }
  const around = { source: minutesSource(notes), on: minutes.on, people: facts.members };
  await keepDraft(ctx, ref, { drafter, content: draftWithLeft(made, around) });
  const after = minutesOf(await ctx.reload(), ref);
  const card = draftContent({ minutes: after, content: knownContent(after), people: facts.members, why });
  await postDraft(ctx, ref, card);
  return card;
}

/** A model's draft beside the one in hand, for staff only (A1, M1): what only it has found, to add or to leave. */
function proposalContent(minutes: MeetingMinutes, draft: MinutesContent, proposal: MinutesContent): Content {
  const { ref } = minutes;
  const comparison = compared(draft, proposal);
  const { fresh, same, only } = comparison;
  const { shown, digest } = shownFresh(comparison);
  const counts = { fresh: fresh.length, ticked: tickedIn(fresh), same, only };
  const button = (how: How, style?: "primary") => ({
    id: `proposal-${how}`,
    label: phrase(`minutes.button.proposal.${how}`, { count: shown.length }),
    ...(style && { style }),
    runs: "minutes compare",
    values: { minutes: ref, how, digest },
  });
  return {
    audience: "ledger",
    blocks: [
      { kind: "heading", text: phrase("minutes.proposal.title", { title: minutesTitle(minutes) }) },
      said("minutes.proposal.counts", counts),
      ...shown.flatMap((item): readonly Block[] => [
        said("minutes.proposal.item", {
          ...{ ticked: item.doubt === undefined ? "yes" : "no", kind: kindWords(item.kind), item: itemText(item) },
          where: whereWords(item),
        }),
        ...quoted(item.quote),
      ]),
      ...(fresh.length > shown.length
        ? [said("minutes.proposal.more", { count: fresh.length - shown.length }, "quiet")]
        : []),
      ...buttonsBlock(
        fresh.length > 0
          ? [button("add", "primary"), button("take"), button("leave")]
          : [button("take"), button("leave")],
      ),
    ],
  };
}

const ways = ["add", "take", "leave"] as const;
type How = (typeof ways)[number];

/**
 * Takes what only the model has found, as it was shown, into the draft in hand; its draft instead of that, which is
 * read then like any; or neither. What was not shown yet is shown next.
 */
async function compare(
  ctx: ProjectContext,
  ref: Ref,
  {
    how,
    digest,
    seen,
  }: { readonly how: How; readonly digest?: string | undefined; readonly seen?: string | undefined },
): Promise<Reply> {
  internalOnly(ctx);
  const { facts, store } = ctx;
  const project = facts.project.id;
  const minutes = minutesOf(facts, ref);
  if (facts.project.state === "cancelled") throw cancelled(facts.project);
  if (minutes.state === "approved")
    throw refuse("minutes.refuse.already", { ref, on: day(minutes.approvedOn ?? minutes.on) });
  const proposal = await store.minutes.proposal(project, ref);
  if (minutes.state === "drafting" || proposal === undefined) throw refuse("minutes.refuse.noProposal", { ref });
  const values = { minutes: ref, how };
  const asked =
    how === "take"
      ? askToReplace(ctx, minutes.meeting, { by: "model", runs: "minutes compare", values, seen })
      : undefined;
  if (asked !== undefined) return asked;
  const content = knownContent(minutes) ?? { items: [] };
  const comparison = compared(content, proposal);
  const fresh = shownFresh(comparison);
  if (how === "add" && digest !== fresh.digest) {
    const card = proposalContent(minutes, content, proposal);
    await ctx.post("internal", card, proposalSubject(ref));
    return { ...card, blocks: [said("minutes.proposal.changed", { ref }, "warning"), ...card.blocks], question: true };
  }
  const rest = how === "add" ? comparison.fresh.length - fresh.shown.length : 0;
  if (rest === 0) await store.minutes.propose(project, ref, undefined);
  if (how === "take") {
    const notes = await store.minutes.notes(project, ref);
    const around = { source: minutesSource(notes), on: minutes.on, people: facts.members };
    await keepDraft(ctx, ref, { drafter: "model", content: draftWithLeft(proposal, around) });
  } else if (how === "add") {
    const together = withProposed(content, fresh.shown, (minutes.revision ?? 0) + 1);
    await store.minutes.draft(project, ref, "model", together);
  }
  if (how === "add") await reviseDraft(ctx, ref);
  if (rest > 0) {
    const after = minutesOf(await ctx.reload(), ref);
    const next = proposalContent(after, knownContent(after) ?? { items: [] }, proposal);
    await ctx.post("internal", next, proposalSubject(ref));
    return { ...next, question: true };
  }
  const done = said(`minutes.proposal.done.${how}`, { ref }, "success");
  await ctx.revise(proposalSubject(ref), { audience: "ledger", blocks: [done] });
  if (how === "leave") return { audience: "ledger", blocks: [done] };
  return shownDraft(ctx, minutesOf(await ctx.reload(), ref), { before: [done] });
}

/** How a model has drafted, for the history: figures and no words. */
function runWords(json: string | undefined): Phrase | undefined {
  if (json === undefined) return undefined;
  const run = JSON.parse(json) as Readonly<Record<string, string | number>>;
  const { model = "", version = "", schema = "", parts = 0, tokens = 0, seconds = 0 } = run;
  const { came = 0, unread = 0, unfound = 0, ticked = 0 } = run;
  return phrase("history.detail.model", {
    ...{ model, version, versioned: version === "" || version === model ? "no" : "yes", schema },
    ...{ parts, tokens, seconds, came, unread, unfound, ticked },
  });
}

/** The lines by which a model's draft comes, and is compared. */
export const draftedLines = [
  projectLine({
    verb: "drafted",
    by: "card",
    summary: "summary.minutes",
    examples: [],
    allow: ["system"],
    audience: "ledger",
    input: {
      ref: field.hidden(),
      content: field.brought(),
      drafter: field.hidden(),
      of: field.hidden().optional(),
      why: field.hidden().optional(),
      run: field.brought().optional(),
    },
    tells({ run }) {
      const now = runWords(run);
      return now === undefined ? [] : [{ field: "run", now, plain: true }];
    },
    run: ({ run: _figures, ...back }, ctx) => drafted(ctx, back),
  }),
  projectLine({
    verb: "compare",
    by: "card",
    summary: "summary.minutes.compare",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: {
      ...{ minutes: field.hidden(), how: field.hidden() },
      ...{ digest: field.hidden().optional(), seen: field.hidden().optional() },
    },
    run: ({ minutes: ref, how, ...given }, ctx) =>
      compare(ctx, ref, { how: ways.find((one) => one === how) ?? "leave", ...given }),
  }),
];
