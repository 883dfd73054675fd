import type { ProjectContext } from "../../bot/command.ts";
import type { AreaComparison } from "../../domain/data-comparison.ts";
import type { Finding } from "../../domain/data-finding.ts";
import { mayName, namingGone, type Shrunk } from "../../domain/data-gone.ts";
import { heldAreas } from "../../domain/data-held.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import { byOf } from "../shared/checks.ts";

/** A list as it was taken, and what it lost by it. */
interface TakenList {
  readonly given: { readonly area: string; readonly records: readonly DataRecord[] };
  readonly comparison: Pick<AreaComparison, "gone">;
}

/**
 * What is held and names records that are gone from a list with what was taken (D6): it is to be mended from then on.
 * Returns what was found.
 */
export async function markNamingGone(ctx: ProjectContext, taken: readonly TakenList[]): Promise<readonly Finding[]> {
  const { store, facts, agreement, today, now, actor } = ctx;
  const project = facts.project.id;
  const shrunk = new Map<string, Shrunk>(
    taken
      .filter(({ comparison }) => comparison.gone.length > 0)
      .map(({ given, comparison }) => [given.area, { gone: comparison.gone, now: given.records }]),
  );
  const naming = agreement.areas.filter((area) => mayName(area, shrunk)).map(({ id }) => id);
  if (naming.length === 0) return [];
  const [held, newest] = [await store.heldData.held(project, naming), await store.heldData.newest(project)];
  const told: Finding[] = [];
  for (const one of namingGone(agreement, shrunk, heldAreas(held, facts), facts.project.language)) {
    const { area, records } = one;
    const version = newest.find((its) => its.area === area);
    if (version === undefined) continue;
    const before = await store.heldData.findings(project, area, version.version);
    const isKnown = ({ record, field }: Finding): boolean =>
      before.some((its) => its.weight === "fault" && its.record === record && its.field === field);
    const findings = one.findings.filter((its) => !isKnown(its));
    const { source, file } = version;
    await store.heldData.take(project, {
      // It came as it came: only what it names is gone.
      ...{ area, from: version.version, source, on: today, recordedAt: now, by: byOf(actor) },
      ...{ bySide: actor.staff ? "staff" : "customer", ...(file && { file: file.id }) },
      ...{ records, findings: [...before, ...findings] },
    });
    told.push(...findings);
  }
  return told;
}
