import type { ProjectContext } from "../../bot/command.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { type PortingRequest, portingRequests } from "../../domain/porting-request.ts";
import { isOpenTask } from "../../domain/task.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { numberWords, requestBlocks } from "../../messages/porting-words.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";
import { portingScene, requestCard, requestSubject, staffButtons } from "./number-card.ts";

/** What the shared channel, and of the customer's doing ours, hear of a number; and its writer. */
export async function told(ctx: ProjectContext, request: PortingRequest, also: readonly Block[] = []): Promise<Reply> {
  const after = await ctx.reload();
  const scene = portingScene(ctx);
  await bringToCard(ctx, request, after);
  await followTask(ctx, request);
  const { actor } = ctx;
  if (!actor.staff) {
    const values = { who: actor.name, ref: request.ref, number: numberWords(request) };
    const blocks = [said("porting.told.number", values), ...requestBlocks(request, scene)];
    await ctx.post("internal", { audience: "public", blocks: [...blocks, ...buttonsBlock(staffButtons(request))] });
  }
  const saved = said("porting.saved", { ref: request.ref, number: numberWords(request) }, "success");
  const inShared = ctx.place.kind === "shared" && ctx.place.conversation === after.project.shared;
  return {
    audience: "public",
    ...(inShared && { to: "person" as const }),
    blocks: [saved, ...requestBlocks(request, scene), ...also],
  };
}

/** The card of a number in the shared channel, new where it waits for somebody, else edited in place. */
async function bringToCard(ctx: ProjectContext, request: PortingRequest, facts: ProjectFacts): Promise<void> {
  const subject = requestSubject(request.ref);
  const card = requestCard(request, facts, portingScene(ctx));
  const asksAnew =
    request.state === "rejected" || facts.portingRequests.filter(({ ref }) => ref === request.ref).length === 1;
  if (asksAnew && facts.project.shared !== undefined) await ctx.post("shared", card, subject);
  else await ctx.revise(subject, card);
}

/** Writes into the card of a number where it stands now, and keeps the task of its rejection in step. */
export async function reviseNumber(ctx: ProjectContext, ref: Ref): Promise<void> {
  const facts = await ctx.reload();
  const request = portingRequests(facts).find((one) => one.ref === ref);
  if (request === undefined) {
    await ctx.revise(requestSubject(ref), {
      audience: "public",
      blocks: [said("porting.takenBack", { ref }, "quiet")],
    });
    return;
  }
  await ctx.revise(requestSubject(ref), requestCard(request, facts, portingScene(ctx)));
  await followTask(ctx, request);
}

/** The task of a rejection is open exactly while what was rejected waits to be mended. */
async function followTask(ctx: ProjectContext, { ref, state, last }: PortingRequest): Promise<void> {
  const facts = await ctx.reload();
  const waits = state === "rejected" || (state === "incomplete" && last?.kind === "rejected");
  const of = facts.portingRequests.filter((entry) => entry.ref === ref && entry.kind === "rejected");
  for (const { task, undone } of of) {
    const found = facts.tasks.find((one) => one.ref === task);
    if (found === undefined) continue;
    const isOpen = waits && task === last?.task;
    if (isOpen && found.doneOn !== undefined) await ctx.store.tasks.reopen(facts.project.id, found.ref);
    if (isOpen || !isOpenTask(found)) continue;
    // A rejection that never was asks for nothing; one that is mended is done.
    if (undone || state === "withdrawn") await ctx.store.tasks.withdraw(facts.project.id, found.ref, ctx.today, ref);
    else await ctx.store.tasks.finish(facts.project.id, found.ref, ctx.today, byOf(ctx.actor));
  }
}
