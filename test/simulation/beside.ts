import { dayOf, instantOf } from "../../src/domain/calendar.ts";
import { currentRequest, hasApproval } from "../../src/domain/delivery.ts";
import type { By, Change, CheckIn, MeetingMinutes, PersonRef, ProjectFacts } from "../../src/domain/facts.ts";
import type { Day } from "../../src/domain/units.ts";
import type { Manners, Scene } from "./people.ts";

/** Who does our work on a day: the lead, whoever stands in for them, or nobody. */
export const anna: By & PersonRef = { id: "anna", name: "Anna", handle: "anna" };
export const karin: By = { id: "karin", name: "Karin" };
export const erik: By & PersonRef = { id: "erik", name: "Erik", handle: "erik" };

/** The lead says on the day they leave that they are away, and who stands in; some name nobody. */
export function saysAway(facts: ProjectFacts, { away }: Manners, today: Day): ProjectFacts {
  if (away === undefined || today < away.from || facts.members.some((one) => one.away !== undefined)) return facts;
  return {
    ...facts,
    members: facts.members.map((one) => (one.id === anna.id ? { ...one, away } : one)),
  };
}

/** What the customer does beside the plan: offers are answered, late or never, and so is the delivery approval. */
export function customerAnswers({ facts, chance, today, at }: Scene, willing: number, answers: boolean): ProjectFacts {
  const request = currentRequest(facts);
  const approves = request?.state === "asked" && chance() < willing;
  const says = chance() < 0.85 ? "approved" : "declined";
  const declined = approves && says === "declined";
  const decided = { decidedOn: today, decidedBy: karin };
  return {
    ...facts,
    changes: facts.changes.map((one): Change => {
      if (one.state !== "sent" || !answers || chance() >= willing) return one;
      return { ...one, ...decided, state: chance() < 0.7 ? "approved" : "declined", decidedAt: at };
    }),
    deliveries: facts.deliveries.map((one) =>
      approves && one === request ? { ...one, ...decided, state: says } : one,
    ),
    tasks: declined ? [...facts.tasks, remark(facts, today)] : facts.tasks,
  };
}

const remark = ({ tasks }: ProjectFacts, today: Day): ProjectFacts["tasks"][number] => {
  const ref = `T${tasks.length + 1}`;
  return { id: ref, ref, title: "Rätta visningsnumret", source: "remark", createdOn: today, who: anna };
};

/** What we do beside the plan on a day on which somebody works on the project. */
export function staffBeside(scene: Scene, by: By): ProjectFacts {
  return [callsRecorded, callMoved, callBooked, minutesWritten, offersMade, delivered].reduce(
    (facts, does) => does({ ...scene, facts }, by),
    scene.facts,
  );
}

type Does = (scene: Scene, by: By) => ProjectFacts;

/** A call that has been: held, missed or called off, and often forgotten until another day. */
const callsRecorded: Does = ({ facts, chance, at }, by) => ({
  ...facts,
  checkIns: facts.checkIns.map((call): CheckIn => {
    if (call.state !== "scheduled" || call.at > at || chance() < 0.4) return call;
    const became = chance();
    if (became < 0.75)
      return { ...call, state: "held", minutes: 20 + Math.floor(chance() * 60), recordedAt: at, heldBy: by };
    return { ...call, state: became < 0.92 ? "no-show" : "cancelled", reason: "sjuk", recordedAt: at };
  }),
});

const callAt = ({ calendar, chance, today }: Scene): Pick<CheckIn, "at" | "on"> => {
  const on = calendar.addBusinessDays(today, 2 + Math.floor(chance() * 5));
  const clock = ["09:00", "10:30", "13:00", "14:30"][Math.floor(chance() * 4)] ?? "09:00";
  return { on, at: instantOf(on, clock, calendar.timeZone) };
};

const callMoved: Does = (scene) => {
  const { facts, chance, at } = scene;
  return {
    ...facts,
    checkIns: facts.checkIns.map((call): CheckIn => {
      if (call.state !== "scheduled" || call.at <= at || chance() >= 0.05) return call;
      return { ...call, ...callAt(scene), recordedAt: at, revision: call.revision + 1 };
    }),
  };
};

const callBooked: Does = (scene, by) => {
  const { facts, chance, at } = scene;
  const { kickoff, goLive } = facts.project;
  const calls = facts.checkIns.filter(({ state }) => state !== "cancelled");
  const busy = calls.length >= 5 || calls.some(({ state }) => state === "scheduled");
  if (kickoff === undefined || goLive !== undefined || busy || chance() >= 0.4) return facts;
  const ref = `C${facts.checkIns.length + 1}`;
  const call: CheckIn = {
    ...{ id: `${facts.project.id}-${ref}`, ref, state: "scheduled", recordedAt: at, revision: 0, bookedBy: by },
    ...callAt(scene),
  };
  return { ...facts, checkIns: [...facts.checkIns, call] };
};

/** Minutes are drafted some day after the meeting, and published some day after that. */
const minutesWritten: Does = ({ facts, chance, today }) => {
  const meetings = [
    ...(facts.project.kickoff === undefined ? [] : [{ meeting: "kickoff", on: facts.project.kickoff.on }]),
    ...facts.checkIns.filter(({ state }) => state === "held").map(({ ref, on }) => ({ meeting: ref, on })),
  ].filter(({ meeting }) => !facts.minutes.some((one) => one.meeting === meeting) && chance() < 0.5);
  const drafts = meetings.map(({ meeting, on }, index): MeetingMinutes => {
    const ref = `M${facts.minutes.length + index + 1}`;
    return { id: `${facts.project.id}-${ref}`, ref, meeting, on, state: "draft", drafter: "template" };
  });
  const before = facts.minutes.map(
    (one): MeetingMinutes =>
      one.state === "draft" && chance() < 0.4 ? { ...one, state: "approved", approvedOn: today } : one,
  );
  return { ...facts, minutes: [...before, ...drafts] };
};

/** Change requests are sent between kickoff and go-live, and one that nobody answers for weeks is mostly withdrawn. */
const offersMade: Does = ({ facts, chance, today, at, calendar }, by) => {
  const changes = facts.changes.map((one): Change => {
    const waits = one.state === "sent" && calendar.businessDaysBetween(one.offer?.sentOn ?? today, today) > 15;
    return waits && chance() < 0.1 ? { ...one, state: "withdrawn" } : one;
  });
  const { kickoff, goLive } = facts.project;
  if (kickoff === undefined || goLive !== undefined || changes.length >= 3 || chance() >= 0.12)
    return { ...facts, changes };
  const ref = `X${changes.length + 1}`;
  const change: Change = {
    ...{ id: `${facts.project.id}-${ref}`, ref, kind: "change", title: "Två köer till", state: "sent" },
    ...{ createdOn: today, createdBy: by, recordedAt: at, pricing: { kind: "fixed", price: 450_000 } },
    offer: { text: "Två köer till: 4 500,00 kr", digest: ref, sentOn: today, revision: 1 },
  };
  return { ...facts, changes: [...changes, change] };
};

/** After go-live: the approval is asked for once remarks are dealt with, and then the project is handed over. */
const delivered: Does = ({ facts, chance, today, at, calendar }, by) => {
  const { project, tasks, deliveries, checkIns } = facts;
  if (project.goLive === undefined || chance() < 0.5) return facts;
  const open = tasks.filter(({ doneOn }) => doneOn === undefined);
  if (open.length > 0) {
    const done = { doneOn: today, doneBy: by };
    return { ...facts, tasks: tasks.map((task) => (task === open[0] ? { ...task, ...done } : task)) };
  }
  if (hasApproval(facts)) {
    const isAhead = checkIns.some(
      ({ state, at: when }) => state === "scheduled" && dayOf(when, calendar.timeZone) >= today,
    );
    if (isAhead) return facts;
    return { ...facts, project: { ...project, state: "closed", handover: { on: today, by, recordedAt: at } } };
  }
  if (currentRequest(facts)?.state === "asked") return facts;
  const id = `${project.id}-delivery-${deliveries.length + 1}`;
  const request = { id, askedOn: today, askedBy: by, state: "asked", text: "Allt är levererat.", digest: id } as const;
  return { ...facts, deliveries: [...deliveries, request] };
};
