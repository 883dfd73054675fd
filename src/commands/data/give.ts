import type { ProjectContext } from "../../bot/command.ts";
import { type AreaStatus, areaStates } from "../../domain/customer-data.ts";
import type { Finding } from "../../domain/data-finding.ts";
import { mayName } from "../../domain/data-gone.ts";
import { type HeldVersion, isHandedIn, type Taking, takingOf } from "../../domain/data-held.ts";
import type { FileRef } from "../../domain/delivery-facts.ts";
import { changesAreCharged } from "../../domain/requirement.ts";
import type { DataSource, OfferedArea } from "../../store/store.ts";
import { byOf } from "../shared/checks.ts";
import { type AskedRecords, sayOfAll } from "./answer.ts";
import { comparedBlocks } from "./difference.ts";
import { markNamingGone, namingIfTaken } from "./gone.ts";
import { type Names, namesIn } from "./names.ts";
import { type Pending, pendingChange } from "./pending.ts";
import { giveBack } from "./theirs.ts";

/** What somebody gives of some areas. */
export interface Giving {
  readonly areas: readonly OfferedArea[];
  readonly source: Exclude<DataSource, "clearing">;
  readonly file?: FileRef;
  /** What would change or be gone has been said, and they said yes. */
  readonly sure: boolean;
}

/** What became of one area. */
export interface GivenOutcome extends Taking {
  readonly status: AreaStatus;
  readonly given: OfferedArea;
  /** The change to the call-off that waits for the area already. */
  readonly pending?: Pending;
}

/** What became of what was given. */
export interface Gave {
  readonly outcomes: readonly GivenOutcome[];
  /** What names records that are gone now, in areas that were not given. */
  readonly named: readonly Finding[];
  /** What would name records that would be gone, were what is asked about taken. */
  readonly wouldName: readonly Finding[];
  /** What records are called that changed values name. */
  readonly names: Names;
}

/**
 * Takes what is given of some areas (D6), and says of those that are complete that they are handed in (D5). Something
 * held that would change or be gone waits until somebody is `sure`; what was approved is a change to the call-off (S5),
 * and asked for once they are: what they gave is kept with it until it is decided. Undefined: something else was taken
 * since it was compared, and nothing is changed.
 */
export async function give(ctx: ProjectContext, giving: Giving): Promise<Gave | undefined> {
  const { areas, source, file, sure } = giving;
  const { store, actor, today, now, facts } = ctx;
  const project = facts.project.id;
  const newest = await store.heldData.newest(project);
  const isCurrent = ({ area, from }: OfferedArea) => (newest.find((one) => one.area === area)?.version ?? 0) === from;
  if (!areas.every(isCurrent)) return undefined;
  const held = await store.heldData.held(
    project,
    areas.map(({ area }) => area),
  );
  const side = actor.staff ? "staff" : "customer";
  const compared: GivenOutcome[] = [];
  for (const given of areas) compared.push(...(await outcomeOf(ctx, given, held, side)));
  const outcomes = withoutEarly(compared, sure);
  const taken = outcomes.filter(({ does }) => does === "take" || (does === "ask" && sure));
  for (const { given } of taken) {
    const { area, from, records, findings } = given;
    const before = held.find((one) => one.area === area)?.records ?? [];
    await store.heldData.take(project, {
      held: before,
      ...{ area, from, records, findings, source, on: today, recordedAt: now, by: byOf(actor), bySide: side },
      ...(file === undefined ? {} : { file: file.id }),
    });
  }
  const named = await markNamingGone(ctx, taken);
  const files = file === undefined ? {} : { files: [file] };
  // What only waited for this was handed in before.
  const handedIn = taken.filter(
    ({ status, given }) => isHandedIn(status, given) && !(given.late === true && status.state === "received"),
  );
  const charged = sure ? outcomes.filter(({ does }) => does === "change") : [];
  const said = [...handedIn, ...charged].map(({ given }) => given.area);
  const offers = new Map<string, AskedRecords>();
  const names = await namesIn(ctx, outcomes.flatMap(changedFields), areas);
  for (const { given, status, comparison } of charged) {
    const kept = { by: byOf(actor), bySide: side, areas: [given], recordedAt: now } as const;
    const offer = await store.heldData.offer(project, { ...kept, ...(file && { file: file.id }) });
    const records = [...given.records, ...comparison.gone];
    offers.set(given.area, { offer, difference: comparedBlocks(status.area, comparison, records, names) });
  }
  if (said.length > 0) await sayOfAll(ctx, { areas: said, kind: "received", ...files, offers });
  await giveBack(ctx, [...taken.map(({ given }) => given.area), ...named.flatMap(({ area }) => area ?? [])]);
  const asked = outcomes.filter(({ does }) => (does === "ask" && !sure) || does === "change");
  return { outcomes, named, wouldName: await namingIfTaken(ctx, asked, areas), names };
}

/** The fields in which something is another than it was. */
const changedFields = ({ status: { area }, comparison }: GivenOutcome) =>
  area.fields.filter(({ id }) => comparison.changed.some(({ fields }) => fields.some(({ field }) => field === id)));

/** What was looked up in a list is taken when that list is: while it waits for a yes, nothing of it is. */
function withoutEarly(outcomes: readonly GivenOutcome[], sure: boolean): readonly GivenOutcome[] {
  const waiting = new Set(
    outcomes
      .filter(({ does, given }) => given.late !== true && (does === "change" || (does === "ask" && !sure)))
      .map(({ given }) => given.area),
  );
  return outcomes.map((one) =>
    one.given.late === true && mayName(one.status.area, waiting) ? { ...one, does: "nothing" } : one,
  );
}

async function outcomeOf(
  ctx: ProjectContext,
  given: OfferedArea,
  held: readonly HeldVersion[],
  side: "staff" | "customer",
): Promise<readonly GivenOutcome[]> {
  const { store, facts, agreement } = ctx;
  const status = areaStates(facts, agreement).find(({ area }) => area.id === given.area);
  if (status === undefined) return [];
  const before = given.from === 0 ? [] : await store.heldData.findings(facts.project.id, given.area, given.from);
  const own = held.find(({ area }) => area === given.area);
  const charged = changesAreCharged(facts.project, agreement);
  const taking = takingOf(status, own, given, { side, changesAreCharged: charged, before });
  const late = given.late === true && taking.does !== "nothing" ? { does: "take" as const } : {};
  const pending = taking.does === "change" ? await pendingChange(ctx, given) : undefined;
  if (pending === undefined) return [{ ...taking, ...late, status, given }];
  return [{ ...taking, ...(pending.isSame && { does: "nothing" as const }), status, given, pending }];
}
