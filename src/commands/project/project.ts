import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import type { Values } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { turnTo } from "../../domain/away.ts";
import { instantOf } from "../../domain/calendar.ts";
import { isApproved } from "../../domain/change.ts";
import type { Decision } from "../../domain/decision.ts";
import type { CheckIn, Project } from "../../domain/facts.ts";
import { canCancelProject, canReopenProject, type LifecycleRefusal } from "../../domain/lifecycle.ts";
import { phaseOf } from "../../domain/phase.ts";
import { portingStatus } from "../../domain/porting.ts";
import { isSent, openRequests } from "../../domain/porting-request.ts";
import { addonOfOption } from "../../domain/pricing.ts";
import { sponsorOf } from "../../domain/role.ts";
import type { Content, Reply } from "../../messages/content.ts";
import { languages } from "../../messages/language.ts";
import { day, list, money, name, type Phrase, phrase, raw, type Text } from "../../messages/phrase.ts";
import { phaseWords } from "../../messages/project-words.ts";
import { tellLate } from "../hours/log.ts";
import { quoted, said } from "../shared/blocks.ts";
import { moneyCell } from "../shared/cells.ts";
import { stillOpen } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { tellShared } from "./channel-guard.ts";
import { cancelledCalls, notBack, settleEnd } from "./ending.ts";
import { mustHold } from "./role-guard.ts";
import { resumeCards } from "./stopped-cards.ts";

const terms = {
  price: field.money({ doubtsZero: true }).optional(),
  rate: field.money({ doubtsZero: true }).optional(),
  reference: field.text({ max: 200 }).optional(),
  sponsor: field.person().optional(),
  orgno: field.orgno().optional(),
  options: field.options().optional(),
  language: field.choice(languages).optional(),
};
type Terms = Values<typeof terms>;

/** Sets what was agreed about a project, cancels it, or takes it up again. */
export const project = defineCommand({
  name: "project",
  summary: "summary.project",
  bare: "set",
  lines: [
    projectLine({
      verb: "set",
      summary: "summary.project.set",
      examples: (agreement) => {
        const { option } = calls(agreement);
        const priced = option === undefined ? [] : [`project set options:${option}=8750`];
        return ["project set rate:1200 reference:PO-77 sponsor:karin", "project set price:45000", ...priced];
      },
      allow: ["staff"],
      audience: "ledger",
      asksBare: true,
      input: terms,
      opening: (_given, { facts }) => notCancelled(facts),
      before: (_given, { project: { price, rate, organisationNumber: orgno } }) => ({
        ...{
          price: price === undefined ? undefined : money(price),
          rate: rate === undefined ? undefined : money(rate),
          orgno,
        },
      }),
      async run(given, context) {
        notCancelled(context.facts);
        if (Object.values(given).every((value) => value === undefined)) {
          throw refuse("project.set.nothing", undefined, { line: "project set price:45000 rate:1200 reference:PO-77" });
        }
        const { price, rate, reference, orgno, language, sponsor } = given;
        for (const { id, price: cost } of given.options ?? []) if (cost !== undefined) notPricedTwice(id, context);
        const options = given.options && optionsWith(context.facts.project.options, given.options);
        await context.store.projects.update(context.facts.project.id, {
          ...{ price, rate, reference, language, options, organisationNumber: orgno },
        });
        if (sponsor !== undefined) await nameSponsor(context, sponsor);
        await tellLate(context, phrase("log.late.terms"));
        return termsSet(given, context);
      },
    }),
    projectLine({
      verb: "cancel",
      summary: "summary.project.cancel",
      examples: [
        'project cancel "the customer chose another supplier"',
        'project cancel "the customer chose another supplier" tell:"as agreed on Monday"',
      ],
      allow: ["staff"],
      audience: "ledger",
      input: { reason: field.text({ max: 500 }), tell: field.text({ max: 500 }).optional() },
      async run({ reason, tell }, context) {
        const { project: current } = context.facts;
        mustBeAllowed(canCancelProject(current));
        if (!(await context.store.projects.setState(current.id, "open", "cancelled", reason)))
          throw refuse("project.cancel.already");
        const calls = await settleEnd(context, "cancelled");
        // Why we say so among ourselves is ours: the customer reads what was written for them (A1).
        const told = await tellShared(context, stoppedWords(context, calls, tell));
        const ordered = openRequests(context.facts).flatMap((request) => (isSent(request) ? [request.ref] : []));
        return {
          audience: "ledger",
          blocks: [
            {
              kind: "text",
              tone: "success",
              text: phrase("project.cancel.done", { customer: current.customer, reason }),
            },
            ...(told ? [said("project.cancel.told", { why: tell === undefined ? "no" : "yes" })] : []),
            ...cancelledCalls(calls).blocks,
            ...(ordered.length === 0
              ? []
              : [said("project.cancel.ordered", { refs: list(ordered), count: ordered.length }, "warning")]),
            { kind: "text", text: phrase("project.cancel.next") },
            { kind: "line", line: `invoice in:${current.code}` },
          ],
        };
      },
    }),
    projectLine({
      verb: "reopen",
      summary: "summary.project.reopen",
      examples: ["project reopen"],
      allow: ["staff"],
      audience: "ledger",
      input: {},
      async run(_, context) {
        const { project: current } = context.facts;
        mustBeAllowed(canReopenProject(current));
        if (!(await context.store.projects.setState(current.id, current.state, "open")))
          throw refuse("project.reopen.already");
        if (current.handover !== undefined) await context.store.projects.takeBack(current.id, "handover");
        await resume(context);
        const phase = phaseWords(phaseOf(await context.reload(), context.agreement));
        return {
          audience: "ledger",
          blocks: [
            {
              kind: "text",
              tone: "success",
              text: phrase("project.reopen.done", { customer: current.customer, phase }),
            },
            ...(current.state === "cancelled" ? notBack(context, "us") : []),
          ],
        };
      },
    }),
  ],
});

/**
 * What the customer reads of it: that it is over, what becomes of what they were asked and invited to, that their
 * numbers stay where they are (D4), and whom to turn to.
 */
function stoppedWords(
  { facts, agreement, today }: ProjectContext,
  calls: readonly CheckIn[],
  tell: string | undefined,
): Content {
  const { blocks, ...files } = cancelledCalls(calls);
  const porting = portingStatus(facts, agreement, today);
  return {
    audience: "public",
    blocks: [
      said("project.cancel.public", {
        customer: facts.project.customer,
        who: turnTo(facts, today)?.name ?? name(agreement.supplier),
      }),
      ...blocks,
      ...(porting === undefined || porting.isPorted
        ? []
        : [said("project.cancel.porting", { on: day(porting.day) }, "warning")]),
      ...quoted(tell),
    ],
    ...files,
  };
}

/** Its cards ask again, what was reminded about is said anew, and the customer hears that it goes on. */
async function resume(context: ProjectContext): Promise<void> {
  const { store, facts, today, agreement } = context;
  await resumeCards(context);
  await store.notices.free(facts.project.id, instantOf(today, "00:00", agreement.calendar.timeZone));
  await tellShared(context, {
    audience: "public",
    blocks: [
      said("project.reopen.public", { customer: facts.project.customer }),
      ...(facts.project.state === "cancelled" ? notBack(context, "customer") : []),
    ],
  });
}

/** Refuses a price of an option that an add-on is the price of: it would be billed twice (S4). */
function notPricedTwice(id: string, { facts, agreement }: ProjectContext): void {
  const addon = addonOfOption(id, facts.changes);
  if (addon === undefined) return;
  const { ref, state, agreed } = addon;
  const option = name(agreement.options.find((one) => one.id === id)?.name ?? { sv: id, en: id });
  const line = isApproved(addon) ? (agreed === undefined ? undefined : `undo ${ref}`) : `change withdraw ${ref}`;
  throw refuse(
    "project.set.pricedTwice",
    { option, ref, state: phrase(`cover.state.${state}`) },
    { line, field: "options" },
  );
}

/**
 * What was agreed can be put right after the handover too (C1, L4): what was billed of it gets a line of the
 * difference.
 */
function notCancelled(facts: ProjectContext["facts"]): void {
  if (facts.project.state === "cancelled") stillOpen(facts);
}

/** What was sold already, and what is named now with its price (S4). */
function optionsWith(sold: Project["options"], named: Project["options"]): Project["options"] {
  const now = new Map([...sold, ...named].map((option) => [option.id, option]));
  return [...now.values()];
}

function mustBeAllowed(decision: Decision<LifecycleRefusal>): void {
  if (decision.ok) return;
  const why = decision.refused;
  if (why.kind === "already") throw refuse(why.state === "open" ? "project.reopen.already" : "project.cancel.already");
  throw why.on === undefined ? refuse("project.handedOver") : refuse("project.handedOverOn", { on: day(why.on) });
}

/** A project has one sponsor: the one that reminders escalate to last. */
async function nameSponsor({ store, facts }: ProjectContext, sponsor: NonNullable<Terms["sponsor"]>): Promise<void> {
  const before = sponsorOf(facts);
  if (before?.id === sponsor.id) return;
  mustHold(facts, sponsor, "sponsor");
  if (before !== undefined) await store.projects.removeMember(facts.project.id, before.id, "sponsor");
  await store.projects.addMember(facts.project.id, sponsor.id, "sponsor");
}

function termsSet(given: Terms, { facts, agreement }: ProjectContext): Reply {
  const rows: readonly { readonly label: Text; readonly value: Text }[] = [
    ...(given.price === undefined ? [] : [{ label: phrase("open.row.price"), value: moneyCell(given.price) }]),
    ...(given.rate === undefined
      ? []
      : [{ label: phrase("open.row.rate"), value: phrase("open.rate", { rate: money(given.rate) }) }]),
    ...(given.options ?? []).map(({ id, price }) => ({
      label: phrase("invoice.line.option", {
        option: name(agreement.options.find((one) => one.id === id)?.name ?? { sv: id, en: id }),
      }),
      value: price === undefined ? phrase("invoice.why.option-price-not-set") : moneyCell(price),
    })),
    ...(given.reference === undefined ? [] : [{ label: phrase("open.row.reference"), value: raw(given.reference) }]),
    ...(given.orgno === undefined ? [] : [{ label: phrase("open.row.orgno"), value: raw(given.orgno) }]),
    ...(given.sponsor === undefined ? [] : [{ label: phrase("project.row.sponsor"), value: raw(given.sponsor.name) }]),
    ...(given.language === undefined
      ? []
      : [{ label: phrase("project.row.language"), value: languageWords(given.language) }]),
  ];
  const keepsOldRate =
    given.rate !== undefined &&
    facts.changes.some(({ state, pricing }) => isOffered(state) && pricing?.kind === "running");
  return {
    audience: "ledger",
    blocks: [
      { kind: "text", tone: "success", text: phrase("project.set.done", { customer: facts.project.customer }) },
      { kind: "facts", rows },
      ...(keepsOldRate ? [{ kind: "text", tone: "quiet", text: phrase("project.set.rateKept") } as const] : []),
    ],
  };
}

const isOffered = (state: string): boolean => state === "sent" || state === "approved";
const languageWords = (language: "sv" | "en"): Phrase => phrase(`language.${language}`);
