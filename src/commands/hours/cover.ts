import type { ProjectContext } from "../../bot/command.ts";
import { printDuration } from "../../bot/fields/amounts.ts";
import { passedMark } from "../../domain/budget.ts";
import { isApproved } from "../../domain/change.ts";
import { closedPeriod } from "../../domain/closed-period.ts";
import type { ProjectFacts, WorkTarget } from "../../domain/facts.ts";
import { type Allocation, allocate, type PackageUse, packageUse } from "../../domain/hours.ts";
import { sum } from "../../domain/money.ts";
import { workCounted } from "../../domain/pricing.ts";
import { leadOf } from "../../domain/role.ts";
import type { Day, Id, Minutes, Ref } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { amount, day, list, name, person, phrase, time } from "../../messages/phrase.ts";
import { lineBlock, said } from "../shared/blocks.ts";

/** What one recorded piece of work did to the hours (S6): its own parts, and how all stand after it. */
interface Effect {
  readonly ref: Ref;
  readonly entry: Id;
  readonly target: WorkTarget;
  readonly before: Allocation;
  readonly after: Allocation;
  readonly facts: ProjectFacts;
}

/** Counts the hours before and after something was recorded. */
export async function effectOf(
  ctx: ProjectContext,
  recorded: { readonly ref: Ref; readonly entry: Id; readonly target: WorkTarget },
): Promise<Effect> {
  const facts = await ctx.reload();
  return { ...recorded, before: allocate(ctx.facts, ctx.agreement), after: allocate(facts, ctx.agreement), facts };
}

/**
 * What it means: what is left of the package, what is outside it and covered, and what nobody has agreed to, with the
 * way out (S6).
 */
export function coverBlocks(effect: Effect, ctx: Pick<ProjectContext, "agreement">): readonly Block[] {
  const target = workCounted(effect.target, effect.facts.changes);
  if (target.kind === "fault") return [said(faultSays(effect, target.ref), { ref: target.ref })];
  return target.kind === "change" ? changeBlocks(effect, target.ref) : packageBlocks(effect, target.package, ctx);
}

function packageBlocks(effect: Effect, id: string, { agreement }: Pick<ProjectContext, "agreement">): readonly Block[] {
  const work = name(agreement.packages.find((one) => one.id === id)?.name ?? { sv: id, en: id });
  const use = packageUse(effect.after, id);
  const outside = use.notAgreed - packageUse(effect.before, id).notAgreed;
  const blocks: Block[] = coveredParts(effect).map(({ ref, minutes }) =>
    said("cover.covered", { ...amount(minutes), ref }),
  );
  if (outside > 0)
    return [
      ...blocks,
      said("cover.outside", { ...amount(outside), undo: effect.ref }, "warning"),
      ...inAll(use, outside),
      lineBlock(extendLine(use)),
    ];
  const mark = markOf(effect, id, agreement);
  if (mark !== undefined && use.left > 0) blocks.push(said("cover.mark", { percent: mark, work }, "warning"));
  blocks.push(
    use.left > 0
      ? said("cover.left", { ...amount(use.left), all: time(use.included), work })
      : said("cover.used", { all: time(use.included), work }),
  );
  if (use.notAgreed > 0)
    blocks.push(said("cover.notAgreed", amount(use.notAgreed), "warning"), lineBlock(extendLine(use)));
  return blocks;
}

const markOf = ({ before, after }: Effect, id: string, { limits }: ProjectContext["agreement"]): number | undefined =>
  passedMark(packageUse(before, id), packageUse(after, id), limits.budget ?? []);

/** The lead hears in the internal channel that somebody else's work has reached a mark of a work package's hours. */
export async function tellMark(effect: Effect, ctx: ProjectContext): Promise<void> {
  const target = workCounted(effect.target, effect.facts.changes);
  const lead = leadOf(effect.facts);
  if (target.kind !== "package" || lead === undefined || lead.id === ctx.actor.id) return;
  const mark = markOf(effect, target.package, ctx.agreement);
  if (mark === undefined) return;
  const use = packageUse(effect.after, target.package);
  const work = ctx.agreement.packages.find(({ id }) => id === target.package)?.name;
  const told = said(
    "cover.mark.told",
    {
      lead: list([person(lead.id, lead.name)]),
      percent: mark,
      work: work === undefined ? target.package : name(work),
      customer: effect.facts.project.customer,
      ...amount(use.left),
      some: use.left > 0 ? "yes" : "no",
    },
    "warning",
  );
  await ctx.post("internal", { audience: "ledger", blocks: [told] });
}

/** Work of a day that was invoiced already goes on the next basis (S6, I1): whoever records it is told so. */
export function periodBlocks(on: Day, { facts }: Pick<ProjectContext, "facts">): readonly Block[] {
  const closed = closedPeriod(on, facts.closedBases);
  return closed === undefined ? [] : [said("closed.period", { on: day(on), number: closed.number }, "quiet")];
}

const inAll = (use: PackageUse, outside: Minutes): readonly Block[] =>
  use.notAgreed > outside ? [said("cover.inAll", amount(use.notAgreed))] : [];
const extendLine = (use: PackageUse): string => `extend ${use.package} ${printDuration(use.notAgreed)} running`;

function coveredParts({ after, entry }: Effect): readonly { readonly ref: Ref; readonly minutes: Minutes }[] {
  const parts = after.entries.find((one) => one.entry === entry)?.parts ?? [];
  const refs = [
    ...new Set(parts.flatMap(({ bucket }) => (bucket.startsWith("cover:") ? [bucket.slice("cover:".length)] : []))),
  ];
  return refs.map((ref) => ({
    ref,
    minutes: sum(parts.filter(({ bucket }) => bucket === `cover:${ref}`).map(({ minutes }) => minutes)),
  }));
}

function changeBlocks(effect: Effect, ref: Ref): readonly Block[] {
  const change = effect.facts.changes.find((one) => one.ref === ref);
  const outside = effect.after.notAgreed - effect.before.notAgreed;
  const state = phrase(`cover.state.${change?.state ?? "asked"}`);
  if (change === undefined || !isApproved(change))
    return [said("cover.change.notApproved", { ref, state, ...amount(outside), undo: effect.ref }, "warning")];
  const cover = effect.after.covers.find((one) => one.ref === ref);
  if (outside > 0)
    return [
      said("cover.change.outside", { ref, ...amount(outside), undo: effect.ref }, "warning"),
      lineBlock(`change price ${ref} running estimate:${printDuration(workedOn(effect, ref))}`),
    ];
  return [
    cover?.left === undefined
      ? said("cover.change.fixed", { ref })
      : said("cover.change.left", { ref, ...amount(cover.left) }),
  ];
}

/** All that is worked on a change by now. */
const workedOn = ({ after, facts }: Effect, ref: Ref): Minutes =>
  sum(
    after.entries
      .filter(({ target }) => {
        const counted = workCounted(target, facts.changes);
        return counted.kind === "change" && counted.ref === ref;
      })
      .map(({ minutes }) => minutes),
  );

function faultSays(effect: Effect, ref: Ref) {
  const fault = effect.facts.faults.find((one) => one.ref === ref);
  if (fault?.billed === true) return "cover.fault.billed";
  return fault?.cause === undefined ? "cover.fault.unknown" : "cover.fault.free";
}
