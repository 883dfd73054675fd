import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { areaStates } from "../../domain/customer-data.ts";
import type { Finding } from "../../domain/data-finding.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Content, Reply } from "../../messages/content.ts";
import type { DataOffer, DataVersion } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { whatIsLeft } from "./answer.ts";
import { confirmButton, isOdd } from "./confirm.ts";
import { type GivenOutcome, give } from "./give.ts";
import { findingBlocks, takenBlocks } from "./given-card.ts";
import { reviseOverview } from "./overview.ts";

/** The message that answers what a file said, while it waits for a yes. */
export const offerSubject = (offer: Id): string => `data-offer/${offer}`;

/** A yes or a no to what a file would change: what must be mended of what stands is in the answer still. */
export async function answered(ctx: ProjectContext, id: Id, yes: boolean): Promise<Reply> {
  const { store, facts, actor } = ctx;
  stillOpen(facts);
  const project = facts.project.id;
  const offer = await store.heldData.offered(project, id);
  if (offer === undefined) throw refuse("data.refuse.answered");
  const file = offer.file === undefined ? undefined : await store.files.get(offer.file);
  const ref = file === undefined ? {} : { file: { id: file.id, name: file.name } };
  const name = file?.name ?? "";
  if (!yes) {
    await store.heldData.settle(project, id, "dropped");
    const kept = said("data.given.kept", { name, who: actor.name });
    await ctx.revise(offerSubject(id), await settled(ctx, offer, { blocks: [kept] }));
    return { audience: "public", to: "person", blocks: [kept] };
  }
  // What adds only was taken when it was read.
  const held = await store.heldData.newest(project);
  const areas = offer.areas.filter(({ area, from }) => (held.find((one) => one.area === area)?.version ?? 0) === from);
  const { outcomes, named } = (await give(ctx, { areas, source: "file", ...ref, sure: true })) ?? nothingTaken;
  const done = outcomes.filter(
    ({ does, given, pending }) => (does === "ask" || does === "change" || pending?.isSame) && given.late !== true,
  );
  if (done.length === 0) {
    await store.heldData.settle(project, id, "outdated");
    const outdated = said("data.given.outdated", { name });
    await ctx.revise(offerSubject(id), { audience: "public", blocks: [outdated] });
    return { audience: "public", to: "person", blocks: [outdated] };
  }
  await store.heldData.settle(project, id, "taken");
  const priced = done.filter(({ does }) => does === "change");
  const blocks: Block[] = [
    said("data.given.taken", { name, who: actor.name }, "success"),
    ...takenBlocks(done, true),
    ...(priced.length === 0 ? [] : [said("data.given.asked")]),
  ];
  await ctx.revise(
    offerSubject(id),
    await settled(ctx, offer, { blocks, named, same: outcomes.filter(({ does }) => does === "nothing") }),
  );
  await reviseOverview(ctx);
  return { audience: "public", to: "person", blocks: blocks.slice(0, 1) };
}

const nothingTaken = { outcomes: [], named: [] };

interface Settled {
  readonly blocks: readonly Block[];
  /** What names records that are gone, and stands in no file. */
  readonly named?: readonly Finding[];
  /** Areas of which it says what is held. */
  readonly same?: readonly GivenOutcome[];
}

/**
 * The message of a file once it is answered: what came of it, what is to be mended in what stands of it, with the
 * workbook in which that is marked, and the question whether what looks odd is right.
 */
async function settled(
  ctx: ProjectContext,
  offer: DataOffer,
  { blocks, named = [], same = [] }: Settled,
): Promise<(now: Content) => Content> {
  const { store, agreement, facts } = ctx;
  const project = facts.project.id;
  const newest = await store.heldData.newest(project);
  const left: Finding[] = [];
  const odd: DataVersion[] = [];
  for (const { area, findings, late } of offer.areas) {
    const version = newest.find((one) => one.area === area);
    if (version === undefined || late === true) continue;
    const isOurs = version.file !== undefined && version.file.id === offer.file;
    if (!isOurs && !same.some(({ given }) => given.area === area)) continue;
    const its = isOurs ? await store.heldData.findings(project, area, version.version) : findings;
    left.push(...its.filter(({ what }) => what !== "record.gone"));
    if (its.some(isOdd)) odd.push(version);
  }
  const states = areaStates(await ctx.reload(), agreement);
  return ({ files = [] }) => ({
    audience: "public",
    blocks: [
      ...blocks,
      ...findingBlocks(left, agreement, files.length > 0),
      ...findingBlocks(named, agreement, false),
      ...buttonsBlock(confirmButton(odd)),
      whatIsLeft(states),
    ],
    ...(left.length > 0 && { files, takesFiles: true }),
  });
}
