import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { includedCalls } from "../../domain/check-in.ts";
import type { Ref } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { at, time } from "../../messages/phrase.ts";
import { asking } from "../shared/asking.ts";
import { said } from "../shared/blocks.ts";
import { showsLedger } from "../shared/checks.ts";
import { callTime } from "./call-time-field.ts";
import { cancel, move, schedule, whetherThen } from "./check-in-booking.ts";
import { checkInTable } from "./check-in-card.ts";
import { hold, noShow } from "./check-in-held.ts";
import { bookedFor, callMoment, momentLines } from "./check-in-moments.ts";
import { proposalLines } from "./check-in-proposal.ts";
import { tell } from "./check-in-told.ts";

/** A call that was booked when nothing was kept of its moments gets them, and its invitation. */
async function keep(ctx: ProjectContext, ref: Ref, begins: string): Promise<Reply> {
  if (bookedFor(ctx, ref, begins) !== undefined) await tell(ctx, ref);
  return { audience: "public", blocks: [] };
}

export const checkIn = defineCommand({
  name: "checkin",
  summary: "summary.checkin",
  lines: [
    projectLine({
      summary: "summary.checkin",
      needs: "checkIns",
      examples: ["checkin"],
      allow: everyone,
      audience: "place",
      reads: true,
      input: {},
      async run(_values, ctx) {
        const { checkIns } = ctx.facts;
        const calls = includedCalls(ctx.facts, ctx.agreement);
        const left = showsLedger(ctx) ? [said("checkin.left", { left: calls.left, included: calls.included })] : [];
        const audience = showsLedger(ctx) ? "ledger" : "public";
        return {
          audience,
          blocks:
            checkIns.length === 0
              ? [said("checkin.none"), ...left]
              : [checkInTable(checkIns, ctx.now, ctx.agreement), ...left],
        };
      },
    }),
    ...asking({
      of: "checkin",
      label: "checkin.button.anyway",
      verb: "schedule",
      summary: "summary.checkin.schedule",
      needs: "checkIns",
      examples: ["checkin schedule 2026-12-01 10:00"],
      allow: ["staff"],
      audience: "public",
      input: { at: callTime() },
      ask: (values, ctx) => whetherThen(ctx, values.at),
      run: (values, ctx) => schedule(ctx, values.at),
    }),
    ...proposalLines,
    ...asking({
      of: "checkin",
      label: "checkin.button.anyway",
      verb: "move",
      summary: "summary.checkin.move",
      needs: "checkIns",
      examples: ["checkin move C1 2026-12-02 09:00"],
      allow: ["staff"],
      audience: "public",
      input: { call: field.ref("C"), at: callTime() },
      before: ({ call }, { checkIns }) => {
        const booked = checkIns.find(({ ref }) => ref === call);
        return { at: booked === undefined ? undefined : at(booked.at) };
      },
      ask: (values, ctx) => whetherThen(ctx, values.at, values.call),
      run: (values, ctx) => move(ctx, values.call, values.at),
    }),
    projectLine({
      verb: "cancel",
      summary: "summary.checkin.cancel",
      needs: "checkIns",
      examples: ['checkin cancel C1 "customer is ill"'],
      allow: ["staff"],
      audience: "public",
      input: { call: field.ref("C"), reason: field.text({ max: 300 }) },
      run: (values, ctx) => cancel(ctx, values.call, values.reason),
    }),
    projectLine({
      verb: "no-show",
      summary: "summary.checkin.no-show",
      needs: "checkIns",
      examples: ["checkin no-show C1"],
      allow: ["staff"],
      audience: "public",
      input: { call: field.ref("C") },
      run: (values, ctx) => noShow(ctx, values.call),
    }),
    projectLine({
      verb: "hold",
      summary: "summary.checkin.hold",
      needs: "checkIns",
      examples: ["checkin hold C1 50m"],
      allow: ["staff"],
      audience: "place",
      input: { call: field.ref("C"), time: field.duration().optional().inPlace() },
      before: ({ call }, { checkIns }) => {
        const held = checkIns.find(({ ref, state }) => ref === call && state === "held");
        return { time: held?.minutes === undefined ? undefined : time(held.minutes) };
      },
      run: (values, ctx) => hold(ctx, values.call, values.time),
    }),
    ...momentLines,
    projectLine({
      verb: "kept",
      summary: "summary.checkin.kept",
      needs: "checkIns",
      examples: [],
      allow: ["system"],
      audience: "public",
      by: "card",
      input: callMoment,
      run: ({ call, begins }, ctx) => keep(ctx, call, begins),
    }),
  ],
});
