import type { Agreement, DataArea } from "../../domain/agreement.ts";
import type { AreaComparison } from "../../domain/data-comparison.ts";
import type { Finding } from "../../domain/data-finding.ts";
import { type FindingGroup, grouped } from "../../domain/data-grouping.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Button } from "../../messages/content.ts";
import { calledInWords } from "../../messages/data-value-words.ts";
import { groupWords } from "../../messages/finding-words.ts";
import { list, name, phrase, type Text } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { handIn } from "./area-card.ts";
import { callingIn, changedLines } from "./difference.ts";
import type { Gave, GivenOutcome } from "./give.ts";
import type { Names } from "./names.ts";

/**
 * As many groups of findings are told in a message; all of them stand in the workbook that comes with it, where one
 * does.
 */
const mostGroups = 8;
/** As many columns and sheets that were not read. */
const mostUnread = 20;
/** As many records are named that would change or be gone. */
const mostNamed = 5;

/** What was taken, and what says the same as is held: a line for each area with anything in it. */
export function takenBlocks(outcomes: readonly GivenOutcome[], sure: boolean): readonly Block[] {
  const taken = outcomes.filter(({ does }) => does === "take" || (does === "ask" && sure));
  const same = outcomes.filter(
    ({ does, given, pending }) =>
      pending === undefined && does === "nothing" && given.late !== true && given.records.length > 0,
  );
  const [idle, known] = [same.filter(doesNotApply), same.filter((one) => !doesNotApply(one))];
  const items = taken.map(({ status, given, comparison }) =>
    phrase("data.given.area", {
      ...{ area: titleOf(status.area), rows: given.records.length, ...countsOf(comparison) },
      faults: given.findings.filter(({ weight }) => weight === "fault").length,
    }),
  );
  return [
    ...(items.length === 0 ? [] : [{ kind: "list", items } as const]),
    ...(known.length === 0 ? [] : [said("data.given.same", { areas: list(known.map(areaName)) }, "quiet")]),
    ...outcomes.flatMap(pendingBlocks),
    ...(idle.length === 0 ? [] : [said("data.given.idle", { areas: list(idle.map(areaName)), count: idle.length })]),
    ...buttonsBlock(
      idle.length === 0 ? [] : [handIn(idle.length === 1 ? { area: idle[0]?.status.area.id ?? "" } : {})],
    ),
  ];
}

/** What is asked for already, with this list or with another (S5). */
function pendingBlocks({ status, pending }: GivenOutcome): readonly Block[] {
  if (pending === undefined) return [];
  const values = { area: titleOf(status.area), ref: pending.ref };
  return [pending.isSame ? said("data.given.pending", values) : said("data.given.besides", values, "warning")];
}

/** The same rows as before it was said that it does not apply: they do not unsay it. */
const doesNotApply = ({ status }: GivenOutcome): boolean => status.state === "not-applicable";

const titleOf = ({ sheet, name: own }: DataArea) => name(sheet ?? own);
const areaName = ({ status }: GivenOutcome) => titleOf(status.area);
const countsOf = ({ added, changed, gone }: AreaComparison) => ({
  added: added.length,
  changed: changed.length,
  gone: gone.length,
});

/** What would change or be gone of each area, and the buttons that answer it (D6, S5). */
export function askedBlocks(
  { outcomes, wouldName, names }: Omit<Gave, "named">,
  offer: Id,
  terms: Pick<Agreement, "areas">,
): readonly Block[] {
  const asked = outcomes.filter(({ does }) => does === "ask" || does === "change");
  if (asked.length === 0) return [];
  const priced = asked.filter(({ does }) => does === "change");
  const take: Button = {
    id: "take",
    label: phrase(priced.length === asked.length ? "data.button.askChange" : "data.button.take"),
    style: "primary",
    runs: "data take",
    values: { offer },
  };
  const keep: Button = { id: "keep", label: phrase("data.button.keep"), runs: "data keep", values: { offer } };
  return [
    said("data.given.asks", { count: asked.length }, "warning"),
    { kind: "list", items: asked.flatMap((one) => differences(one, names)) },
    ...stillNamedBlocks(wouldName, terms),
    ...(priced.length === 0 ? [] : [said("data.given.priced", { areas: list(priced.map(areaName)) })]),
    ...buttonsBlock([take, keep]),
  ];
}

/** Who would be gone and is named still, by the area that names them, and where in it. */
export function stillNamedBlocks(naming: readonly Finding[], { areas }: Pick<Agreement, "areas">): readonly Block[] {
  return areas.flatMap((area) => {
    const its = naming.filter((one) => one.area === area.id);
    const told = (what: "name" | "row") => {
      const all = [...new Set(its.flatMap(({ args }) => args?.[what] ?? []))];
      return [all.slice(0, mostNamed).join(", "), Math.max(0, all.length - mostNamed)] as const;
    };
    if (its.length === 0) return [];
    const [[names, more], [rows, moreRows]] = [told("name"), told("row")];
    return [said("data.given.stillNamed", { area: titleOf(area), names, more, rows, moreRows }, "warning")];
  });
}

/** What would be new, changed and gone of an area. */
function differences({ status: { area }, comparison, given }: GivenOutcome, known: Names): readonly Text[] {
  const { changed, gone } = comparison;
  const counted = countsOf(comparison);
  const taken = counted.added + counted.changed;
  const counts = phrase("data.given.differs", { area: titleOf(area), ...counted, taken });
  // Only those that are said are put in words: there may be thousands.
  const names = <One>(some: readonly One[], called: (one: One) => string) => ({
    names: some.slice(0, mostNamed).map(called).join(", "),
    more: Math.max(0, some.length - mostNamed),
  });
  const fields = (ids: readonly string[]) =>
    list([...new Set(ids)].flatMap((id) => area.fields.filter((one) => one.id === id)).map((one) => name(one.name)));
  const what = changed.flatMap((one) => one.fields.map(({ field }) => field));
  const called = callingIn(area, given.records);
  const values = what.length > mostNamed ? [] : changedLines(area, changed, given.records, known);
  return [
    counts,
    ...(gone.length === 0
      ? []
      : [phrase("data.given.gone", { ...names(gone, (one) => calledInWords(area, one)), count: gone.length })]),
    ...values,
    ...(changed.length === 0 || values.length > 0
      ? []
      : [
          phrase("data.given.changed", {
            ...names(changed, ({ key }) => called(key)),
            ...{ count: changed.length, fields: fields(what) },
          }),
        ]),
  ];
}

/** Of a whole column or sheet: whatever else there is, nothing is left out in silence (D6). */
const isUnread = ({ first }: FindingGroup): boolean => /^(?:column|table)\./.test(first.what);

/**
 * What is to be mended or looked at, the worst first, as short as anybody reads it; what was not read is always said.
 */
export function findingBlocks(
  findings: readonly Finding[],
  terms: Pick<Agreement, "areas">,
  isMarked: boolean,
): readonly Block[] {
  const all = grouped(findings);
  if (all.length === 0) return [];
  const unread = all.filter(isUnread).slice(0, mostUnread);
  const groups = all.filter((group) => !isUnread(group)).slice(0, mostGroups);
  const faults = findings.filter(({ weight }) => weight === "fault").length;
  const told = new Set([...groups, ...unread]);
  const rest = all.filter((group) => !told.has(group)).reduce((sum, { count }) => sum + count, 0);
  return [
    said("data.given.findings", { faults, others: findings.length - faults }, faults > 0 ? "warning" : undefined),
    { kind: "list", items: [...told].map((group) => groupWords(group, terms)) },
    ...(rest > 0
      ? [said(isMarked ? "data.given.moreFindings" : "data.given.moreUnmarked", { count: rest }, "quiet")]
      : []),
    ...(isMarked ? [said("data.given.marked", { faults })] : []),
  ];
}

/** Names of sheets that were hidden, as they are told. */
export const hiddenBlock = (names: readonly string[]): readonly Block[] =>
  names.length === 0 ? [] : [said("data.given.hidden", { names: names.join(", "), count: names.length }, "quiet")];

/** Areas of which the file has empty sheets alone, and something is held: nobody takes it for deleted. */
export function sparedBlock(ids: readonly string[] = [], { areas }: Pick<Agreement, "areas">): readonly Block[] {
  const spared = areas.filter(({ id }) => ids.includes(id));
  if (spared.length === 0) return [];
  return [said("data.given.spared", { areas: list(spared.map(titleOf)), count: spared.length }, "quiet")];
}
