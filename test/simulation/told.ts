import { businessCalendar } from "../../src/domain/calendar.ts";
import type { CheckInState, ProjectFacts } from "../../src/domain/facts.ts";
import { agreement } from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);

/** What went on beside the plan, in all. */
export interface Beside {
  readonly calls: Readonly<Record<CheckInState, number>>;
  /** Meetings whose minutes were published, how many of them later than they are to be, and how many are not. */
  readonly minutes: { readonly published: number; readonly late: number; readonly missing: number };
  readonly offers: Readonly<Record<"answered" | "late" | "withdrawn" | "waiting", number>>;
  readonly absences: { readonly all: number; readonly standIns: number };
  readonly handedOver: number;
}

export function besideOf(all: readonly ProjectFacts[]): Beside {
  const within = agreement.within ?? { minutes: 0, offer: 0 };
  const calls = all.flatMap(({ checkIns }) => checkIns);
  const called = (state: CheckInState): number => calls.filter((one) => one.state === state).length;
  const published = all.flatMap(({ minutes }) => minutes.filter(({ state }) => state === "approved"));
  const meetings = all.filter(({ project }) => project.kickoff !== undefined).length + called("held");
  const offers = all.flatMap(({ changes }) => changes);
  const answered = offers.filter(({ state }) => state === "approved" || state === "declined");
  const days = (from = "", to = from) => calendar.businessDaysBetween(from as never, to as never);
  const absences = all.flatMap(({ members }) => members.flatMap(({ away }) => away ?? []));
  return {
    calls: {
      scheduled: called("scheduled"),
      held: called("held"),
      "no-show": called("no-show"),
      cancelled: called("cancelled"),
    },
    minutes: {
      published: published.length,
      late: published.filter(({ on, approvedOn }) => days(on, approvedOn) > within.minutes).length,
      missing: meetings - published.length,
    },
    offers: {
      answered: answered.length,
      late: answered.filter(({ offer, decidedOn }) => days(offer?.sentOn, decidedOn) > within.offer).length,
      withdrawn: offers.filter(({ state }) => state === "withdrawn").length,
      waiting: offers.filter(({ state }) => state === "sent").length,
    },
    absences: { all: absences.length, standIns: absences.filter(({ standIn }) => standIn !== undefined).length },
    handedOver: all.filter(({ project }) => project.handover !== undefined).length,
  };
}

export const besideWritten = ({ calls, minutes, offers, absences, handedOver }: Beside): readonly string[] => [
  `calls: ${calls.held} held, ${calls["no-show"]} where nobody came, ${calls.cancelled} cancelled, ${calls.scheduled} booked still`,
  `minutes: ${minutes.published} published, ${minutes.late} of them late; ${minutes.missing} missing`,
  `offers: ${offers.answered} answered, ${offers.late} of them late; ${offers.withdrawn} withdrawn, ${offers.waiting} waiting`,
  `absences of the lead: ${absences.all}, ${absences.standIns} with a stand-in; handed over: ${handedOver}`,
];
