import type { ProjectContext } from "../../bot/command.ts";
import type { Finding } from "../../domain/data-finding.ts";
import type { LateArea } from "../../domain/data-given.ts";
import { mayName, namingGone, type Shrunk } from "../../domain/data-gone.ts";
import { heldAreas } from "../../domain/data-held.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import { byOf } from "../shared/checks.ts";

/** A list as it was taken, and what it lost by it. */
interface TakenList {
  readonly given: { readonly area: string; readonly records: readonly DataRecord[] };
  readonly gone: readonly DataRecord[];
}

/**
 * What names records that would be gone if some lists were taken (D6): in what is held, and in what is given beside
 * them.
 */
export async function namingIfTaken(
  ctx: ProjectContext,
  lists: readonly TakenList[],
  given: readonly TakenList["given"][],
): Promise<readonly Finding[]> {
  return (await namingBy(ctx, lists, given)).flatMap(({ findings }) => findings);
}

async function namingBy(
  { store, facts, agreement }: ProjectContext,
  lists: readonly TakenList[],
  given: readonly TakenList["given"][] = [],
): Promise<readonly LateArea[]> {
  const shrunk = new Map<string, Shrunk>(
    lists
      .filter(({ gone }) => gone.length > 0)
      .map(({ given: { area, records }, gone }) => [area, { gone, now: records }]),
  );
  const naming = agreement.areas.filter((area) => mayName(area, shrunk)).map(({ id }) => id);
  if (naming.length === 0) return [];
  const held = heldAreas(await store.heldData.held(facts.project.id, naming), facts);
  const beside = given.filter(({ area }) => naming.includes(area));
  const areas = [
    ...held.filter(({ area }) => !beside.some((one) => one.area === area)),
    ...beside.map(({ area, records }) => ({ area, records, approved: false })),
  ];
  return namingGone(agreement, shrunk, areas, facts.project.language);
}

/**
 * What is held and names records that are gone from a list with what was taken (D6): it is to be mended from then on.
 * Returns what was found.
 */
export async function markNamingGone(ctx: ProjectContext, taken: readonly TakenList[]): Promise<readonly Finding[]> {
  const { store, facts, today, now, actor } = ctx;
  const project = facts.project.id;
  const naming = await namingBy(ctx, taken);
  const newest = naming.length === 0 ? [] : await store.heldData.newest(project);
  const told: Finding[] = [];
  for (const one of naming) {
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
