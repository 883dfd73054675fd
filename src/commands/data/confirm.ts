import { customers, type Line, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { areaStates } from "../../domain/customer-data.ts";
import type { Finding } from "../../domain/data-finding.ts";
import type { Button, Reply } from "../../messages/content.ts";
import { list, name, phrase } from "../../messages/phrase.ts";
import type { DataVersion } from "../../store/store.ts";
import { said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { reviseOverview } from "./overview.ts";

/** Says that what was read differently, or looks odd, is right: in those versions of those areas, and no later ones. */
export function confirmButton(versions: readonly DataVersion[]): readonly Button[] {
  const odd = versions.filter(({ questions, repairs }) => questions + repairs > 0);
  if (odd.length === 0) return [];
  const values = { seen: odd.map(({ area, version }) => `${area}=${version}`).join(",") };
  return [{ id: "confirm", label: phrase("data.button.confirm"), runs: "data confirm", values }];
}

/** What a person can say is right: it is no fault, and waits for no other list. */
export const isOdd = ({ weight, what }: Finding): boolean => weight !== "fault" && what !== "record.not-yet";

/** What looked odd is right (D6): nobody is asked about it again, and what must be mended stays. */
async function confirm(ctx: ProjectContext, seen: string): Promise<Reply> {
  const { facts, agreement, store, actor, today, now } = ctx;
  stillOpen(facts);
  const project = facts.project.id;
  const wanted = new Map(seen.split(",").map((one) => one.split("=") as [string, string | undefined]));
  const states = areaStates(facts, agreement);
  const approved = new Set(states.filter(({ state }) => state === "approved").map(({ area }) => area.id));
  const newest = (await store.heldData.newest(project)).filter(
    // What was approved is the version that it was: it stays that.
    ({ area, version }) => wanted.get(area) === String(version) && !approved.has(area),
  );
  const confirmed: string[] = [];
  for (const { area, version, source, file } of newest) {
    const findings = await store.heldData.findings(project, area, version);
    const [held] = await store.heldData.held(project, [area]);
    if (held === undefined || !findings.some(isOdd)) continue;
    // Nobody can say of a list that has not come what is in it: that is looked up when it does.
    const left = findings.filter((one) => !isOdd(one));
    const waits = left.filter(({ weight }) => weight !== "fault");
    await store.heldData.take(project, {
      // It came as it came: a press says only that it is right.
      ...{ area, from: version, source, on: today, recordedAt: now, by: byOf(actor), ...(file && { file: file.id }) },
      bySide: actor.staff ? "staff" : "customer",
      records: held.records.map(({ key, values }) => {
        const unsure = waits.flatMap(({ record, field: its }) => (record === key && its !== undefined ? [its] : []));
        return { key, values, ...(unsure.length > 0 && { unsure }) };
      }),
      findings: left,
    });
    confirmed.push(area);
  }
  const areas = states.filter(({ area }) => confirmed.includes(area.id));
  if (areas.length === 0) throw refuse("data.refuse.answered");
  await reviseOverview(ctx);
  const names = list(areas.map(({ area }) => name(area.sheet ?? area.name)));
  return { audience: "public", blocks: [said("data.confirmed", { who: actor.name, areas: names }, "success")] };
}

/** The line that confirms what looked odd. */
export const confirmLines: readonly Line[] = [
  projectLine({
    verb: "confirm",
    by: "card",
    summary: "summary.data.confirm",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    input: { seen: field.hidden() },
    run: ({ seen }, ctx) => confirm(ctx, seen),
  }),
];
