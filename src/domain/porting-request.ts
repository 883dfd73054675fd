import type { Agreement } from "./agreement.ts";
import type { Calendar } from "./calendar.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import {
  type PortingAnswer,
  type PortingAnswers,
  type PortingRequestEntry,
  type Project,
  type ProjectFacts,
  portingAnswers,
} from "./facts.ts";
import { isSeries, leadTimeOf, overlap, restOfSeries, takesMainNumber } from "./porting-number.ts";
import type { Day, Ref } from "./units.ts";

/**
 * Where the porting of a number stands (D4, D7). `incomplete`, `complete`: before it is asked for; `mended`: complete
 * again after it was rejected, so that it can be asked for anew.
 */
export type PortingRequestState =
  | "incomplete"
  | "complete"
  | "asked"
  | "confirmed"
  | "rejected"
  | "mended"
  | "ported"
  | "withdrawn";

/** What becomes of the numbers of a series that are not ported: there are none, they stay, or they are given up. */
export const restOptions = ["none", "stays", "ends"] as const;

/** What of the answers does not fit together, and would be rejected. */
export type PortingFinding =
  /** The number is no part of the series. */
  | { readonly kind: "outside-series"; readonly number: string; readonly series: string }
  /** Nothing is said to be left of a series, and something is. */
  | { readonly kind: "something-left"; readonly left: readonly string[] }
  /** Something is said to become of the rest, and there is none. */
  | { readonly kind: "nothing-left"; readonly series: string };

/** What may be right, and is often why an operator says no. */
export type PortingHint =
  /** The first number of a series leaves what stays of it. */
  | { readonly kind: "main-number"; readonly left: readonly string[] }
  /** The subscriber is another organisation than the project's customer. */
  | { readonly kind: "other-subscriber"; readonly orgno: string };

/** The porting of one number or series, as it stands. */
export interface PortingRequest {
  readonly ref: Ref;
  readonly answers: PortingAnswers;
  readonly state: PortingRequestState;
  readonly missing: readonly PortingAnswer[];
  readonly findings: readonly PortingFinding[];
  readonly hints: readonly PortingHint[];
  /** For when it is wanted, or the operator has confirmed it. */
  readonly day?: Day;
  readonly time?: string;
  /** When it was asked for, where that holds. */
  readonly askedOn?: Day;
  /** The last that happened to it, beside what was answered; unset: nothing yet. */
  readonly last?: PortingRequestEntry;
  /** The last that was recorded of it. */
  readonly latest: PortingRequestEntry;
}

type RequestFacts = Pick<ProjectFacts, "portingRequests"> & { readonly project: Pick<Project, "organisationNumber"> };

const settledStates: ReadonlySet<PortingRequestState> = new Set<PortingRequestState>(["ported", "withdrawn"]);
/** True while it is neither ported nor withdrawn. */
export const isOpenRequest = ({ state }: Pick<PortingRequest, "state">): boolean => !settledStates.has(state);
/** True while it is at the operator: what was sent stands. */
export const isSent = ({ state }: Pick<PortingRequest, "state">): boolean => state === "asked" || state === "confirmed";

/** Every number that is to be ported, in the order of their references, with what was taken back left out. */
export function portingRequests(facts: RequestFacts): readonly PortingRequest[] {
  const standing = facts.portingRequests.filter(({ undone }) => !undone);
  const refs = [...new Set(standing.map(({ ref }) => ref))];
  return refs.map((ref) =>
    requestOf(
      ref,
      standing.filter((entry) => entry.ref === ref),
      facts.project,
    ),
  );
}

/**
 * Those that go where the plan's porting day goes: they stand on it, or nobody has said for when, and nobody has asked
 * the operator yet. One with a day of its own keeps it, and of a rejected one the day is part of what is mended.
 */
export const followers = (
  entries: ProjectFacts["portingRequests"],
  planned: Day | undefined,
): readonly PortingRequest[] =>
  openRequests({ portingRequests: entries, project: {} }).filter(
    (request) =>
      !isSent(request) && request.last?.kind !== "rejected" && (request.day === undefined || request.day === planned),
  );

/** Those that are still to be ported. */
export const openRequests = (facts: RequestFacts): readonly PortingRequest[] =>
  portingRequests(facts).filter(isOpenRequest);

/** What was answered, the later over the earlier. `until`: as it was when this was recorded, which somebody saw. */
export function answersOf(entries: readonly PortingRequestEntry[], until?: string): PortingAnswers {
  const seen = until === undefined ? -1 : entries.findIndex(({ id }) => id === until);
  const known = seen < 0 ? entries : entries.slice(0, seen + 1);
  const all: PortingAnswers = Object.assign(
    {},
    ...known.filter(({ kind, undone }) => kind === "given" && !undone).map(({ answers }) => answers),
  );
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

function requestOf(
  ref: Ref,
  entries: readonly PortingRequestEntry[],
  project: Pick<Project, "organisationNumber">,
): PortingRequest {
  const answers = answersOf(entries);
  const latest = entries.at(-1) as PortingRequestEntry;
  const last = entries.findLast(({ kind }) => kind !== "given");
  const missing = missingAnswers(answers);
  const findings = findingsOf(answers);
  const isComplete = missing.length === 0 && findings.length === 0;
  const confirmed = last?.kind === "confirmed" || last?.kind === "ported" ? confirmedOf(entries) : undefined;
  const [day, time] = (confirmed ?? answers.when)?.split("T") ?? [];
  const state = stateOf(entries, last, isComplete);
  const askedOn =
    isSent({ state }) || state === "ported" ? entries.findLast(({ kind }) => kind === "asked")?.on : undefined;
  // What was sent stands: nobody is asked any more whether it may be wrong.
  const hints = isSent({ state }) ? [] : hintsOf(answers, project);
  return {
    ...{ ref, answers, state, missing, findings, hints, latest },
    ...(day !== undefined && { day: day as Day }),
    ...(time !== undefined && { time }),
    ...(askedOn !== undefined && { askedOn }),
    ...(last !== undefined && { last }),
  };
}

/** For when the operator confirmed what was asked for last. */
function confirmedOf(entries: readonly PortingRequestEntry[]): string | undefined {
  const asked = entries.findLastIndex(({ kind }) => kind === "asked");
  return entries.slice(asked + 1).findLast(({ kind }) => kind === "confirmed")?.answers.when;
}

function stateOf(
  entries: readonly PortingRequestEntry[],
  last: PortingRequestEntry | undefined,
  isComplete: boolean,
): PortingRequestState {
  if (last === undefined) return isComplete ? "complete" : "incomplete";
  const { kind } = last;
  if (kind !== "rejected" && kind !== "mended") return kind === "given" ? "incomplete" : kind;
  const isAnswered = kind === "mended" || entries.indexOf(last) < entries.length - 1;
  if (!isAnswered) return "rejected";
  return isComplete ? "mended" : "incomplete";
}

/** What the operator has to know and nobody has answered (D4): of a series, what becomes of its rest as well. */
function missingAnswers(answers: PortingAnswers): readonly PortingAnswer[] {
  const { number = "", series, rest } = answers;
  return portingAnswers.filter((answer) => {
    if (answers[answer] !== undefined) return false;
    if (answer === "rest") return isSeries(number) || series !== undefined;
    return answer === "series" ? rest === "stays" || rest === "ends" : true;
  });
}

/** What would be rejected: a number of another series, a rest that nobody has said what becomes of (D4). */
function findingsOf({ number, series, rest }: PortingAnswers): readonly PortingFinding[] {
  if (number === undefined || series === undefined) return [];
  const left = restOfSeries(number, series);
  if (left === undefined) return [{ kind: "outside-series", number, series }];
  if (rest === "none" && left.length > 0) return [{ kind: "something-left", left }];
  return (rest === "stays" || rest === "ends") && left.length === 0 ? [{ kind: "nothing-left", series }] : [];
}

function hintsOf(
  { number, series, rest, orgno }: PortingAnswers,
  { organisationNumber }: Pick<Project, "organisationNumber">,
): readonly PortingHint[] {
  const left = number !== undefined && series !== undefined ? (restOfSeries(number, series) ?? []) : [];
  const isStranded = number !== undefined && series !== undefined && takesMainNumber(number, series);
  return [
    ...(rest === "stays" && left.length > 0 && isStranded ? [{ kind: "main-number", left } as const] : []),
    ...(orgno !== undefined && organisationNumber !== undefined && orgno !== organisationNumber
      ? [{ kind: "other-subscriber", orgno } as const]
      : []),
  ];
}

/** The first day that can hold when a complete request is there on a day (D7). */
export function earliestPorting(
  answers: PortingAnswers,
  terms: Pick<Agreement, "porting">,
  calendar: Pick<Calendar, "addBusinessDays">,
  from: Day,
): Day {
  return calendar.addBusinessDays(from, leadTimeOf(answers, terms) ?? 0);
}

/** The last day on which a complete request is in time for the day that is wanted (D7). */
export function lastDayToAsk(
  { answers, day }: Pick<PortingRequest, "answers" | "day">,
  terms: Pick<Agreement, "porting">,
  calendar: Pick<Calendar, "addBusinessDays">,
): Day | undefined {
  return day && calendar.addBusinessDays(day, -(leadTimeOf(answers, terms) ?? 0));
}

/** Something that is done of a request by a day. */
export interface RequestStep {
  readonly step: "answers" | "ask" | "port";
  /** The last day; unset: nobody has said for when. */
  readonly last?: Day;
  readonly who: "customer" | "supplier";
  readonly isDone: boolean;
}

/** What is to be done for a number to be ported on its day, the last day of each, and what of it is done (D4, D7). */
export function requestSteps(
  request: PortingRequest,
  terms: Pick<Agreement, "porting">,
  calendar: Pick<Calendar, "addBusinessDays">,
): readonly RequestStep[] {
  const last = lastDayToAsk(request, terms, calendar);
  const until = last === undefined ? {} : { last };
  const { state } = request;
  const isAsked = isSent(request) || state === "ported";
  return [
    { step: "answers", ...until, who: "customer", isDone: isAsked || state === "complete" || state === "mended" },
    { step: "ask", ...until, who: "supplier", isDone: isAsked },
    { step: "port", ...(request.day && { last: request.day }), who: "supplier", isDone: state === "ported" },
  ];
}

/** The next step of a number that nobody has done. */
export interface OwedStep extends RequestStep {
  readonly request: PortingRequest;
}

/** What is owed next of each number; of one that was rejected and not mended, that is its task. */
export function owedSteps(
  facts: RequestFacts,
  terms: Pick<Agreement, "porting">,
  calendar: Pick<Calendar, "addBusinessDays">,
): readonly OwedStep[] {
  return openRequests(facts).flatMap((request): readonly OwedStep[] => {
    const next = requestSteps(request, terms, calendar).find(({ isDone }) => !isDone);
    const isTask = next?.step === "answers" && request.last?.kind === "rejected";
    return next === undefined || isTask ? [] : [{ ...next, request }];
  });
}

/**
 * The first day that can hold where the one that is wanted can hold no more (D7): counted from today, or from the day
 * that it was asked for. What the operator has confirmed holds.
 */
export function tooLateFor(
  request: PortingRequest,
  terms: Pick<Agreement, "porting">,
  calendar: Pick<Calendar, "addBusinessDays">,
  today: Day,
): Day | undefined {
  const { state, day, askedOn } = request;
  if (day === undefined || !isOpenRequest(request) || state === "confirmed") return undefined;
  const earliest = earliestPorting(request.answers, terms, calendar, askedOn ?? today);
  return day < earliest ? earliest : undefined;
}

export type PortingRequestRefusal =
  | { readonly kind: "incomplete" }
  /** It is at the operator, and what was sent stands. */
  | { readonly kind: "sent"; readonly on: Day }
  | { readonly kind: "not-asked" }
  /** The operator said no, and nothing has been mended since. */
  | { readonly kind: "unmended" }
  | { readonly kind: "settled"; readonly state: "ported" | "withdrawn"; readonly on: Day };

/** Whether something can be recorded of a request: every state comes after those that it can come after (D4). */
export function canRecord(request: PortingRequest, kind: PortingRequestEntry["kind"]): Decision<PortingRequestRefusal> {
  const { state, latest } = request;
  if (state === "ported" || state === "withdrawn") return refused({ kind: "settled", state, on: latest.on });
  switch (kind) {
    case "given":
      return isSent(request) ? refused({ kind: "sent", on: request.askedOn ?? latest.on }) : allowed;
    case "asked":
      if (isSent(request)) return refused({ kind: "sent", on: request.askedOn ?? latest.on });
      if (state === "rejected") return refused({ kind: "unmended" });
      return state === "complete" || state === "mended" ? allowed : refused({ kind: "incomplete" });
    case "mended":
      if (state !== "rejected") return refused({ kind: "not-asked" });
      return request.missing.length === 0 && request.findings.length === 0 ? allowed : refused({ kind: "incomplete" });
    case "withdrawn":
      return allowed;
    default:
      return isSent(request) ? allowed : refused({ kind: "not-asked" });
  }
}

/**
 * The day that the operator has confirmed, where a number would be ported before it: it is not ours until then (D7).
 */
export const confirmedAfter = ({ state, day }: PortingRequest, on: Day): Day | undefined =>
  state === "confirmed" && day !== undefined && on < day ? day : undefined;

/** The open request that has a number already, or some of its series; `ref`: the one that asks. */
export function takenBy(number: string, facts: RequestFacts, ref?: Ref): PortingRequest | undefined {
  return portingRequests(facts).find(
    (one) =>
      one.ref !== ref &&
      one.state !== "withdrawn" &&
      one.answers.number !== undefined &&
      overlap(one.answers.number, number),
  );
}
