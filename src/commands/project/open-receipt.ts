import type { Context } from "../../bot/command.ts";
import { variantOf } from "../../domain/agreement.ts";
import { oddDays } from "../../domain/day-use.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { sum } from "../../domain/money.ts";
import { openingWarnings, variantSums } from "../../domain/opening.ts";
import { packageMinutes, packagePrice, runningRate } from "../../domain/pricing.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { dayQuestionWords } from "../../messages/day-use-words.ts";
import { list, money, name, type Phrase, phrase, raw, type Text, time } from "../../messages/phrase.ts";
import type { Conversation } from "../../store/store.ts";
import { dayCell, moneyCell, noneCell, timeCell } from "../shared/cells.ts";
import { dayScene } from "../shared/day-check.ts";
import { proposedBlocks } from "./plan-view.ts";

interface Channels {
  readonly internal: Conversation | undefined;
  readonly shared: Conversation | undefined;
}
interface Row {
  readonly label: Text;
  readonly value: Text;
}

/** What was opened on which terms, what looks wrong, and who has to be named next. */
export function openedReply(facts: ProjectFacts, context: Context, channels: Channels): Reply {
  const { project } = facts;
  const { agreement } = context;
  const hours = sum(Object.values(packageMinutes(project, agreement)));
  const variant = name(variantOf(project, agreement).name);
  const warnings = warningsOf(facts, context);
  const blocks: readonly Block[] = [
    {
      kind: "text",
      tone: "success",
      text: phrase("open.done", { customer: project.customer, code: project.code, variant, hours: time(hours) }),
    },
    { kind: "facts", rows: [...termRows(facts, context), ...planRows(facts, context), ...channelRows(channels)] },
    ...warnings.map((text): Block => ({ kind: "text", tone: "warning", text })),
    ...variantBlocks(facts, context),
    ...proposedBlocks(
      { ...context, facts },
      context.place.conversation === project.internal ? "" : ` in:${project.code}`,
    ),
    ...next(facts, context),
  ];
  return { audience: "ledger", blocks };
}

function termRows({ project }: ProjectFacts, { agreement, actor }: Context): readonly Row[] {
  const price = packagePrice(project, agreement);
  const rate = runningRate(project, agreement);
  const parts = Object.entries(packageMinutes(project, agreement)).map(([id, minutes]) =>
    phrase("open.part", {
      part: name(agreement.packages.find((one) => one.id === id)?.name ?? { sv: id, en: id }),
      time: time(minutes),
    }),
  );
  const options = project.options.map(({ id, price: own }) => {
    const option = agreement.options.find((one) => one.id === id);
    const cost = own ?? option?.price;
    const optionName = name(option?.name ?? { sv: id, en: id });
    return cost === undefined
      ? phrase("open.option", { option: optionName })
      : phrase("open.optionPrice", { option: optionName, price: money(cost) });
  });
  return [
    { label: phrase("open.row.hours"), value: phrase("cell.list", { items: list(parts) }) },
    {
      label: phrase("open.row.price"),
      value:
        price === undefined
          ? phrase("open.priceNotSet", { line: `project set price:<kr> in:${project.code}` })
          : moneyCell(price),
    },
    {
      label: phrase("open.row.rate"),
      value:
        rate === undefined
          ? phrase("open.rateNotSet", { line: `project set rate:<kr> in:${project.code}` })
          : phrase("open.rate", { rate: money(rate) }),
    },
    ...(options.length > 0
      ? [{ label: phrase("open.row.options"), value: phrase("cell.list", { items: list(options) }) }]
      : []),
    {
      label: phrase("open.row.via"),
      value: project.via.kind === "partner" ? phrase("open.via", { partner: project.via.name }) : phrase("open.direct"),
    },
    ...(project.organisationNumber === undefined
      ? []
      : [{ label: phrase("open.row.orgno"), value: raw(project.organisationNumber) }]),
    ...(project.reference === undefined
      ? []
      : [{ label: phrase("open.row.reference"), value: raw(project.reference) }]),
    { label: phrase("open.row.lead"), value: raw(actor.name) },
  ];
}

function planRows({ project: { plan } }: ProjectFacts, { agreement }: Context): readonly Row[] {
  return agreement.plan.flatMap(({ id, name: called }) =>
    plan[id] === undefined ? [] : [{ label: name(called), value: dayCell(plan[id]) }],
  );
}

function channelRows({ internal, shared }: Channels): readonly Row[] {
  return [
    ...(internal === undefined ? [] : [{ label: phrase("open.row.internal"), value: raw(internal.name) }]),
    ...(shared === undefined ? [] : [{ label: phrase("open.row.shared"), value: raw(shared.name) }]),
  ];
}

function warningsOf(facts: ProjectFacts, context: Context): readonly Phrase[] {
  const { agreement } = context;
  const { project } = facts;
  const optionName = (id: string) => name(agreement.options.find((one) => one.id === id)?.name ?? { sv: id, en: id });
  return [
    ...oddDays(project.plan, dayScene(facts, context)).map((odd) => dayQuestionWords(odd, agreement)),
    ...openingWarnings(project, agreement).map((warning) =>
      warning.kind === "variant-recommended"
        ? phrase("open.recommended", {
            option: optionName(warning.option),
            variant: name(variantOf(warning, agreement).name),
          })
        : phrase("open.optionPriceMissing", { option: optionName(warning.option) }),
    ),
  ];
}

/** The variants side by side, where another may suit better (S4). */
function variantBlocks({ project }: ProjectFacts, { agreement }: Context): readonly Block[] {
  const sums = variantSums(project, agreement);
  if (sums.length === 0) return [];
  const right = { align: "right" } as const;
  return [
    {
      kind: "table",
      columns: [
        { label: phrase("open.variants") },
        { label: phrase("open.row.hours"), ...right },
        { label: phrase("open.row.price"), ...right },
        { label: phrase("open.row.options"), ...right },
        { label: phrase("invoice.list.sum"), ...right },
      ],
      rows: sums.map((one): readonly Text[] => [
        phrase("open.variant", { variant: name(variantOf(one, agreement).name) }),
        one.hours === undefined ? noneCell : timeCell(one.hours),
        one.price === undefined ? noneCell : moneyCell(one.price),
        one.options === undefined ? noneCell : moneyCell(one.options),
        one.sum === undefined ? noneCell : moneyCell(one.sum),
      ]),
    },
  ];
}

/** One thing to do next: a channel for what staff say among themselves where there is none, else the approver (L3). */
function next({ project }: ProjectFacts, { place }: Context): readonly Block[] {
  const suffix = place.conversation === project.internal ? "" : ` in:${project.code}`;
  if (project.internal === undefined) {
    return [
      { kind: "text", text: phrase("open.nextInternal") },
      { kind: "line", line: `bind internal in:${project.code}` },
    ];
  }
  return [
    { kind: "text", text: phrase("open.next") },
    { kind: "line", line: `team add <name> approver${suffix}` },
  ];
}
