import { type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { agendaOf } from "../../domain/agenda.ts";
import { includedCalls, numberOfCalls, usualCallMinutes } from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import { allocate, packageUse } from "../../domain/hours.ts";
import { responsibleOf } from "../../domain/role.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Button, Reply } from "../../messages/content.ts";
import { amount, at, person, phrase } from "../../messages/phrase.ts";
import { nextWords, waitingWords } from "../../messages/project-words.ts";
import { type CallMoment, callJob } from "../../store/contract/jobs.ts";
import type { StoredMessage } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { settleCard } from "../shared/settled.ts";

const minute = 60_000;

/** What is asked after a call stands under this subject, until it has been answered. */
const afterSubject = (ref: Ref): string => `checkin/${ref}/after`;

/** What is said shortly before a call stands under this subject. */
export const soonSubject = (ref: Ref, begins: number | string): string => `checkin/${ref}/soon/${begins}`;

/** Has a call reminded of before it begins, and asked about when it has been. */
export async function keepMoments(ctx: ProjectContext, ref: Ref, begins: number): Promise<void> {
  const { store, facts, agreement, now } = ctx;
  const project = facts.project.id;
  const soon = begins - (agreement.checkIns?.remind ?? 0) * minute;
  // One that is booked so late has just been told.
  if (soon > now)
    await store.jobs.add(callJob, { project, ref, at: begins, moment: "soon" } satisfies CallMoment, soon);
  const ends = begins + usualCallMinutes(agreement) * minute;
  await store.jobs.add(callJob, { project, ref, at: begins, moment: "after" } satisfies CallMoment, ends);
}

/** The call that a moment is of, while it is still booked for that time: after the handover too (L4). */
export function bookedFor({ facts }: ProjectContext, ref: Ref, begins: string): CheckIn | undefined {
  if (facts.project.state === "cancelled") return undefined;
  return facts.checkIns.find((one) => one.ref === ref && one.state === "scheduled" && String(one.at) === begins);
}

/** Something has been said. */
const spoken: Reply = { audience: "public", blocks: [] };
/** It is not its moment any more, or it has been said: nothing has happened (L3). */
const nothing: Reply = { ...spoken, onlyShows: true };

/** Shortly before a call: with what it is about, and inside with what it costs. Not once it has begun (S2). */
async function soon(ctx: ProjectContext, ref: Ref, begins: string): Promise<Reply> {
  const call = bookedFor(ctx, ref, begins);
  const subject = soonSubject(ref, begins);
  if (
    call === undefined ||
    ctx.now >= call.at ||
    (await ctx.store.messages.bySubject(ctx.facts.project.id, subject)) !== undefined
  )
    return nothing;
  const { facts, agreement, today } = ctx;
  const items = agendaOf(facts, agreement, today, ref).map((item) =>
    item.kind === "waits" ? waitingWords(item.waiting, agreement, today) : nextWords(item.date),
  );
  const agenda: readonly Block[] = items.length === 0 ? [] : [said("checkin.soon.agenda"), { kind: "list", items }];
  const customer = responsibleOf(facts);
  const who = customer === undefined ? facts.project.customer : person(customer.id, customer.name);
  const values = { who, ref, at: at(call.at) };
  if (facts.project.shared !== undefined)
    await ctx.post("shared", { audience: "public", blocks: [said("checkin.soon", values), ...agenda] }, subject);
  const inside = [
    said("checkin.soon.internal", { ...values, customer: facts.project.customer }),
    ...agenda,
    ...ledgerOf(ctx),
  ];
  const own = facts.project.shared === undefined ? subject : `${subject}/internal`;
  await ctx.post("internal", { audience: "ledger", blocks: inside }, own);
  return spoken;
}

/** What of the package is left for it, and that it is beyond those included (S2): the ledger's. */
function ledgerOf({ facts, agreement }: ProjectContext): readonly Block[] {
  const { included, left } = includedCalls(facts, agreement);
  const { notAgreed } = packageUse(allocate(facts, agreement), agreement.checkIns?.package ?? "");
  const number = numberOfCalls(facts);
  return [
    left === 0
      ? said("checkin.beyond", { number, included }, "warning")
      : said("checkin.left", { left, included }, "quiet"),
    ...(notAgreed > 0 ? [said("cover.notAgreed", amount(notAgreed), "warning")] : []),
  ];
}

/** When a call has been: its time, its notes and the next one are asked for inside, until it is settled. */
async function after(ctx: ProjectContext, ref: Ref, begins: string): Promise<Reply> {
  const call = bookedFor(ctx, ref, begins);
  const { facts, agreement } = ctx;
  const subject = afterSubject(ref);
  if (call === undefined || asks(await ctx.store.messages.bySubject(facts.project.id, subject))) return nothing;
  const ahead = facts.checkIns.some(({ state, at: instant }) => state === "scheduled" && instant > ctx.now);
  const buttons: readonly Button[] = [
    ...[
      {
        id: "hold",
        label: phrase("checkin.button.hold"),
        style: "primary",
        runs: "checkin hold",
        values: { call: ref },
        asks: true,
      } as const,
    ],
    { id: "no-show", label: phrase("checkin.button.noShow"), runs: "checkin no-show", values: { call: ref } },
    { id: "move", label: phrase("checkin.button.move"), runs: "checkin move", values: { call: ref }, asks: true },
    { id: "notes", label: phrase("minutes.button.write"), runs: "minutes", values: { meeting: ref }, asks: true },
    ...(ahead || facts.project.state !== "open" || includedCalls(facts, agreement).left < 2
      ? []
      : [{ id: "next", label: phrase("checkin.button.proposeNext"), runs: "checkin propose", asks: true }]),
  ];
  const { customer, state } = facts.project;
  const text = said("checkin.after", { ref, at: at(call.at), customer, open: state === "open" ? "yes" : "no" });
  await ctx.post("internal", { audience: "ledger", blocks: [text, ...buttonsBlock(buttons)] }, subject);
  return spoken;
}

const asks = (message: StoredMessage | undefined): boolean =>
  message?.content.blocks.some(({ kind }) => kind === "buttons") === true;

/** What was asked after a call is answered: its message says how, and asks no more. */
export async function settleAfter(ctx: ProjectContext, { ref, state, at: instant }: CheckIn): Promise<void> {
  const message = await ctx.store.messages.bySubject(ctx.facts.project.id, afterSubject(ref));
  if (!asks(message)) return;
  await settleCard(ctx, afterSubject(ref), said(`checkin.after.${state}`, { ref, at: at(instant) }));
}

/** Which call, and the instant that it was booked for. */
export const callMoment = { call: field.ref("C"), begins: field.hidden() };

/** What the system says of a call at its time. */
export const momentLines = [
  projectLine({
    verb: "soon",
    summary: "summary.checkin.soon",
    needs: "checkIns",
    examples: [],
    allow: ["system"],
    audience: "ledger",
    by: "card",
    input: callMoment,
    run: ({ call, begins }, ctx) => soon(ctx, call, begins),
  }),
  projectLine({
    verb: "after",
    summary: "summary.checkin.after",
    needs: "checkIns",
    examples: [],
    allow: ["system"],
    audience: "ledger",
    by: "card",
    input: callMoment,
    run: ({ call, begins }, ctx) => after(ctx, call, begins),
  }),
];
