import { hasApproval } from "../../src/domain/delivery.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import type { Day } from "../../src/domain/units.ts";

interface Pressed {
  readonly runs: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** Every object that is anywhere in something. */
function* within(value: unknown): Generator<object> {
  if (typeof value !== "object" || value === null) return;
  yield value;
  for (const inner of Object.values(value)) yield* within(inner);
}

const buttonsIn = (content: unknown): readonly Pressed[] =>
  [...within(content)].filter((one): one is Pressed => "runs" in one && typeof one.runs === "string");

/** What a message still asks somebody to do though it has been done, by its buttons. */
export function askedInVain(content: unknown, facts: ProjectFacts): readonly string[] {
  return buttonsIn(content).flatMap(({ runs, values = {} }) =>
    isDone(runs, values, facts) ? [`${runs} ${Object.values(values).join(" ")}`.trim()] : [],
  );
}

function isDone(runs: string, values: Readonly<Record<string, string>>, facts: ProjectFacts): boolean {
  const { project } = facts;
  if (project.state !== "open") return true;
  switch (runs) {
    case "kickoff":
      return project.kickoff !== undefined;
    case "golive":
      return project.goLive !== undefined;
    case "deliver":
      return hasApproval(facts) || facts.deliveries.at(-1)?.state === "asked";
    case "task finish":
      return facts.tasks.some(({ ref, doneOn }) => ref === values.task && doneOn !== undefined);
    case "checkin hold":
    case "checkin no-show":
    case "checkin move":
      return facts.checkIns.some(({ ref, state }) => ref === values.call && state !== "scheduled");
    case "porting confirm":
    case "porting done":
      return facts.porting.some(({ step, undone }) => step === values.step && !undone);
    case "snooze":
    case "snooze tell":
      return isSettled(values.what ?? "", facts);
    default:
      return false;
  }
}

/** Whether what a reminder knows by its subject is settled. */
function isSettled(subject: string, facts: ProjectFacts): boolean {
  const [kind, about] = subject.split("/");
  switch (kind) {
    case "offer":
      return facts.changes.some(({ ref, state }) => ref === about && state !== "sent");
    case "minutes-missing":
      return facts.minutes.some(({ meeting, state }) => meeting === about && state === "approved");
    case "task":
      return facts.tasks.some(({ ref, doneOn }) => ref === about && doneOn !== undefined);
    case "confirm-delivery":
      return about === undefined && facts.deliveries.at(-1)?.state !== "asked";
    case "handover":
      return facts.project.handover !== undefined;
    default:
      return false;
  }
}

/** Whether a key asks for what is settled: what it is about, read from the key itself. */
export const asksForSettled = (key: string, facts: ProjectFacts): boolean => {
  const [name, about, on] = key.split("/");
  if (name === "offer-waiting") return isSettled(`offer/${about}`, facts);
  if (name === "task-due") return isSettled(`task/${about}`, facts);
  if (name === "check-in-tomorrow" || (name === "late" && about === "check-in")) {
    const ref = name === "late" ? on : about;
    return facts.checkIns.some((call) => call.ref === ref && call.state !== "scheduled");
  }
  return isSettled(name === "minutes-missing" ? `${name}/${about}` : (name ?? ""), facts);
};

/** Whoever is away on a day, somebody stands in for them, and a text turns to them all the same. */
export function turnedToAway(content: unknown, { members }: ProjectFacts, today: Day): readonly string[] {
  const named = new Set(
    [...within(content)].flatMap((one) => ("person" in one && typeof one.person === "string" ? [one.person] : [])),
  );
  return members.flatMap(({ id, away }) =>
    away?.standIn !== undefined && away.from <= today && today < away.until && named.has(id) ? [id] : [],
  );
}
