import { type Line, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import type { DataArea } from "../../domain/agreement.ts";
import { areaStates } from "../../domain/customer-data.ts";
import { approvedVersion } from "../../domain/data-approved.ts";
import type { DataField } from "../../domain/data-field.ts";
import type { Finding } from "../../domain/data-finding.ts";
import { grouped } from "../../domain/data-grouping.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { writtenValue } from "../../messages/data-value-words.ts";
import { groupWords } from "../../messages/finding-words.ts";
import { day, name, phrase, raw, type Text } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import type { DataVersion } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { calls } from "../shared/examples.ts";
import { differenceBlocks } from "./difference.ts";
import { exportButton } from "./export.ts";
import { namesIn } from "./names.ts";

/** So many records are a page. */
const page = 20;
/** As many kinds of findings stand below a list, and in the reasons that are proposed when it is sent back. */
const mostFindings = 8;

const words = createWords();

/**
 * A version of an area as a table, a page at a time: for us, in places of ours, since it is a list of people (A1, D6).
 */
export const showLines: readonly Line[] = [
  projectLine({
    verb: "show",
    summary: "summary.data.show",
    examples: (agreement) => [`data show ${calls(agreement).area}`],
    allow: ["staff"],
    audience: "ledger",
    reads: true,
    input: { area: field.area(), version: field.hidden().optional(), from: field.hidden().optional() },
    run: ({ area, version, from }, ctx) => show(ctx, area, numberOf(version), numberOf(from) ?? 0),
  }),
];

const numberOf = (typed: string | undefined): number | undefined =>
  typed !== undefined && /^\d{1,9}$/u.test(typed) ? Number(typed) : undefined;

interface Shown {
  readonly area: DataArea;
  readonly version: DataVersion;
  readonly newest: DataVersion;
  readonly approved: number | undefined;
}

async function show(ctx: ProjectContext, id: string, wanted: number | undefined, from: number): Promise<Content> {
  const { facts, agreement, store } = ctx;
  const project = facts.project.id;
  const status = areaStates(facts, agreement).find(({ area }) => area.id === id);
  const versions = await store.heldData.versions(project, id);
  const newest = versions.at(-1);
  const version = wanted === undefined ? newest : versions.find((one) => one.version === wanted);
  if (status === undefined || newest === undefined || version === undefined) {
    const area = name(status?.area.name ?? { sv: id, en: id });
    return { audience: "ledger", blocks: [said("data.refuse.nothingHeld", { area })] };
  }
  const { area } = status;
  const shown: Shown = { area, version, newest, approved: approvedVersion(facts, id) };
  const records = await store.heldData.page(project, id, version.version, from, page);
  const findings = await store.heldData.findings(project, id, version.version);
  return {
    audience: "ledger",
    blocks: [
      ...headBlocks(shown),
      ...(await sinceApproved(ctx, shown)),
      ...(await recordBlocks(ctx, area, records)),
      ...(records.length < version.records
        ? [said("data.show.page", { from: from + 1, to: from + records.length, count: version.records }, "quiet")]
        : []),
      ...findingBlocks(findings, ctx),
      ...buttonsBlock(await buttonsOf(ctx, shown, findings, from)),
    ],
  };
}

/** Whose it is, since when, and whether it is what was approved. */
function headBlocks({ area, version, newest, approved }: Shown): readonly Block[] {
  const { source, file, by, on, records } = version;
  if (source === "clearing") return [said("data.show.cleared", { area: name(area.name), on: day(on) })];
  const values = {
    ...{ area: name(area.sheet ?? area.name), rows: records, version: version.version, who: by.name, on: day(on) },
    ...{ source: file === undefined ? source : "named", file: file?.name ?? "" },
  };
  const state =
    approved === undefined
      ? []
      : approved === version.version
        ? [said("data.show.isApproved", undefined, "success")]
        : [
            said(
              "data.show.approvedIs",
              { version: approved, newer: version.version > approved ? "yes" : "no" },
              "warning",
            ),
          ];
  const older = version.version < newest.version ? [said("data.show.older", { newest: newest.version }, "quiet")] : [];
  return [said("data.show.head", values), ...state, ...older];
}

/** What has changed since it was approved (S5). */
async function sinceApproved(ctx: ProjectContext, { area, version, approved }: Shown): Promise<readonly Block[]> {
  if (approved === undefined || version.version <= approved || version.source === "clearing") return [];
  const { store, facts } = ctx;
  const project = facts.project.id;
  const [before, after] = [
    await store.heldData.asOf(project, area.id, approved),
    await store.heldData.asOf(project, area.id, version.version),
  ];
  return differenceBlocks(area, before, after, await namesIn(ctx, area.fields));
}

/** Records as a table of the columns that have anything in them; one alone as facts. */
async function recordBlocks(
  ctx: ProjectContext,
  area: DataArea,
  records: readonly DataRecord[],
): Promise<readonly Block[]> {
  const { language } = ctx.facts.project;
  const fields = area.fields.filter(({ id }) => records.some(({ values }) => values[id] !== undefined));
  if (records.length === 0 || fields.length === 0) return [];
  const names = await namesIn(ctx, fields);
  const cell = (its: DataField, { values, unsure = [] }: DataRecord): Text => {
    const value = values[its.id];
    if (value === undefined) return raw("");
    const written = writtenValue(its, value, language, names);
    return unsure.includes(its.id) ? phrase("data.show.unsure", { value: written }) : raw(written);
  };
  const [only] = records;
  const told = records.some(({ unsure = [] }) => unsure.length > 0)
    ? [said("data.show.unsureMeans", undefined, "quiet")]
    : [];
  if (area.single && only !== undefined)
    return [{ kind: "facts", rows: fields.map((its) => ({ label: name(its.name), value: cell(its, only) })) }, ...told];
  const columns = fields.map((its) => ({ label: name(its.name) }));
  return [{ kind: "table", columns, rows: records.map((record) => fields.map((its) => cell(its, record))) }, ...told];
}

function findingBlocks(
  findings: readonly Finding[],
  { agreement }: Pick<ProjectContext, "agreement">,
): readonly Block[] {
  const groups = grouped(findings);
  if (groups.length === 0) return [];
  const items = groups.slice(0, mostFindings).map((group) => groupWords(group, agreement));
  return [said("data.show.findings", { count: findings.length }), { kind: "list", items }];
}

async function buttonsOf(
  ctx: ProjectContext,
  { area, version, newest, approved }: Shown,
  findings: readonly Finding[],
  from: number,
): Promise<readonly Button[]> {
  const { facts, agreement } = ctx;
  const { state } = areaStates(facts, agreement).find((one) => one.area.id === area.id) ?? { state: "missing" };
  const isNewest = version.version === newest.version && version.source !== "clearing";
  const shows = (id: string, label: Text, values: Readonly<Record<string, string>>): Button => ({
    ...{ id, label, runs: "data show" },
    values: { area: area.id, ...values },
  });
  const buttons: Button[] = [];
  const rest = version.records - from - page;
  if (rest > 0)
    buttons.push(
      shows(`next-${from}`, phrase("data.button.next", { count: Math.min(rest, page) }), {
        ...{ version: String(version.version), from: String(from + page) },
      }),
    );
  const isOpen = facts.project.state === "open";
  if (isOpen && isNewest && approved !== version.version)
    buttons.push({
      ...{ id: "approve", style: "primary", label: phrase("data.button.approve"), runs: "data approve" },
      values: { area: area.id },
    });
  if (isOpen && isNewest && state !== "missing") {
    const reason = reasonsOf(findings, ctx);
    buttons.push({
      ...{ id: "reject", style: "danger", label: phrase("data.button.reject"), runs: "data reject", asks: true },
      values: { area: area.id, ...(reason === "" ? {} : { reason }) },
    });
  }
  if (approved !== undefined && approved !== version.version)
    buttons.push(shows("approved", phrase("data.button.showApproved"), { version: String(approved) }));
  if (version.version < newest.version) buttons.push(shows("newest", phrase("data.button.showNewest"), {}));
  if (isNewest && version.records > 0) buttons.push(exportButton(area.id));
  return buttons;
}

/** What was found, as reasons to send it back with: in the customer's language, a line each, to be edited. */
const reasonsOf = (findings: readonly Finding[], { agreement, facts }: ProjectContext): string =>
  grouped(findings)
    .filter(({ first }) => first.weight !== "repaired")
    .slice(0, mostFindings)
    .map((group) => words.text(facts.project.language, groupWords(group, agreement)))
    .join("\n");
