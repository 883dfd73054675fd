import type { ProjectContext } from "../../bot/command.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { deliveryDays } from "../../domain/delivery-days.ts";
import { type Late, owed } from "../../domain/late.ts";
import { planned } from "../../domain/plan.ts";
import type { Day } from "../../domain/units.ts";
import { day, phrase, type Text } from "../../messages/phrase.ts";
import { comingWords } from "../../messages/project-words.ts";
import { dayCell } from "../shared/cells.ts";
import { showsLedger } from "../shared/checks.ts";

/** A row of the plan, and the day that it stands by. */
export interface PlanRow {
  readonly on?: Day | undefined;
  readonly label: Text;
  readonly value: Text;
}

/**
 * What of the plan is a meeting: the kickoff, calls that were held or whose day has passed, and minutes that are
 * missing.
 */
export function meetingRows(ctx: ProjectContext, behind: readonly Late[]): readonly PlanRow[] {
  const { facts } = ctx;
  const held = facts.checkIns
    .filter(({ state }) => state === "held")
    .map(({ ref, on }) => ({ on, label: callName(ref), value: phrase("plan.row.held", { on: day(on) }) }));
  const late = behind.flatMap(({ what, on, days }): readonly PlanRow[] =>
    what.kind === "check-in"
      ? [{ on, label: callName(what.ref), value: phrase("plan.row.late", { on: day(on), days }) }]
      : [],
  );
  return [...kickoffRow(ctx, behind), ...held, ...late, ...minutesRows(ctx)];
}

const callName = (ref: string) => comingWords({ kind: "check-in", ref, on: "" as Day, at: 0 }).label;

/** Kickoff by itself, where its day of the plan is called something else (K1). */
function kickoffRow({ facts, agreement }: ProjectContext, behind: readonly Late[]): readonly PlanRow[] {
  const { kickoff, plan, state } = facts.project;
  const which = planned(agreement, "kickoff")?.id;
  if (which === undefined) return [];
  const label = phrase("plan.row.kickoff");
  if (kickoff !== undefined)
    return [{ on: kickoff.on, label, value: phrase("plan.happened", { on: day(kickoff.on) }) }];
  const on = plan[which];
  if (on === undefined || state !== "open") return [];
  const late = behind.find(({ what }) => what.kind === "kickoff");
  const value = late === undefined ? dayCell(on) : phrase("plan.row.late", { on: day(on), days: late.days });
  return [{ on, label, value }];
}

/** Minutes that nobody has published: what is not approved is ours alone (A1). */
function minutesRows(ctx: ProjectContext): readonly PlanRow[] {
  const { facts, agreement, today } = ctx;
  if (!showsLedger(ctx)) return [];
  return owed(facts, agreement, businessCalendar(agreement.calendar), today).flatMap(
    ({ what, on, days }): readonly PlanRow[] => {
      if (what.kind !== "minutes") return [];
      const value =
        on < today ? phrase("plan.row.late", { on: day(on), days }) : phrase("plan.row.minutes.due", { on: day(on) });
      return [{ on, label: phrase("plan.row.minutes", { meeting: what.meeting }), value }];
    },
  );
}

/** What comes after go-live, each by its last day: the delivery approval and the handover to operations (L2, L4). */
export function deliveryRows({ facts, agreement }: ProjectContext, behind: readonly Late[]): readonly PlanRow[] {
  const { state, goLive } = facts.project;
  if (state === "cancelled") return [];
  return deliveryDays(facts, agreement, businessCalendar(agreement.calendar)).map(({ kind, on, isDone }): PlanRow => {
    const late = behind.find(({ what }) => what.kind === kind);
    const value = isDone
      ? phrase("plan.happened", { on: day(on) })
      : late !== undefined
        ? phrase("plan.row.late", { on: day(on), days: late.days })
        : phrase("plan.row.by", { on: day(on), planned: goLive === undefined ? "yes" : "no" });
    return { on, label: phrase(`plan.row.${kind}`), value };
  });
}

/** Urgent faults whose cause nobody knows: before everything that has a day. */
export function faultRows({ facts }: ProjectContext): readonly PlanRow[] {
  return facts.faults
    .filter(({ urgent, cause }) => urgent && cause === undefined)
    .map(({ ref, reportedOn }) => ({
      on: reportedOn,
      label: phrase("plan.row.fault", { ref }),
      value: phrase("plan.row.fault.open", { on: day(reportedOn) }),
    }));
}
