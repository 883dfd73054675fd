import type { Agreement } from "../../src/domain/agreement.ts";
import { isAway as isAbsent } from "../../src/domain/away.ts";
import type { Calendar } from "../../src/domain/calendar.ts";
import { areaStates, isComplete, missingAreas, unreviewedAreas } from "../../src/domain/customer-data.ts";
import type { Absence, By, DataEntry, ProjectFacts } from "../../src/domain/facts.ts";
import { portingStatus } from "../../src/domain/porting.ts";
import type { Day } from "../../src/domain/units.ts";
import { anna, customerAnswers, erik, karin, saysAway, staffBeside } from "./beside.ts";

/** A number from 0 to 1; the same seed gives the same ones. */
export type Chance = () => number;
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How the people of a project are: chances a day, and days on which they are away. */
export interface Manners {
  /** That the customer does something they owe; a reminder of the last two business days makes it three times that. */
  readonly customer: number;
  readonly staff: number;
  /** That the customer says they are stuck, where they do nothing. */
  readonly stuck: number;
  /** The customer's holiday, from a day to another. */
  readonly holiday: readonly [Day, Day];
  /** From this day on the consultant is gone; a lead who is called in does the work. */
  readonly leaves?: Day;
  /** The lead's own holiday; without a stand-in nobody does the work meanwhile. */
  readonly away?: Absence;
  /** False: an offer never gets an answer. */
  readonly answers: boolean;
}

export interface Scene {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly calendar: Calendar;
  readonly today: Day;
  readonly at: number;
  readonly chance: Chance;
  /** Somebody of that side was reminded of late. */
  readonly reminded: { readonly shared: boolean; readonly internal: boolean };
}

/** What the people of a project do on a day. */
export function act(scene: Scene, manners: Manners): ProjectFacts {
  const facts = saysAway(scene.facts, manners, scene.today);
  const after = isAway(manners, scene.today) ? facts : customerActs({ ...scene, facts }, manners);
  return staffActs({ ...scene, facts: after }, manners);
}

const isAway = ({ holiday: [from, to] }: Manners, today: Day): boolean => from <= today && today <= to;

const said = ({ today, at }: Scene, area: string, kind: DataEntry["kind"], by: By, note?: string): DataEntry => ({
  ...{ id: `${area}-${kind}-${at}`, area, kind, on: today, recordedAt: at, by, undone: false, note },
  bySide: by === karin ? "customer" : "staff",
});

function customerActs(scene: Scene, manners: Manners): ProjectFacts {
  const { agreement, chance, reminded, today } = scene;
  const willing = manners.customer * (reminded.shared ? 3 : 1);
  const facts = customerAnswers(scene, willing, manners.answers);
  const missing = missingAreas(areaStates(facts, agreement));
  const handsIn = missing.filter(() => chance() < willing).map(({ area }) => said(scene, area.id, "received", karin));
  const stuckWith = missing.find(({ stuck }) => stuck === undefined);
  const isStuck = handsIn.length === 0 && stuckWith !== undefined && reminded.shared && chance() < manners.stuck;
  const stuck = isStuck ? [said(scene, stuckWith.area.id, "stuck", karin, "väntar på HR")] : [];
  const steps = (portingStatus(facts, agreement, today)?.outstanding ?? []).filter(() => chance() < willing);
  return {
    ...facts,
    data: [...facts.data, ...handsIn, ...stuck],
    porting: [...facts.porting, ...steps.map((step) => ({ id: step, step, on: today, by: karin, undone: false }))],
    tasks: facts.tasks.map((task) =>
      task.doneOn === undefined && chance() < willing ? { ...task, doneOn: today, doneBy: karin } : task,
    ),
  };
}

function staffActs(scene: Scene, manners: Manners): ProjectFacts {
  const { agreement, chance, reminded, today, at, calendar } = scene;
  let { facts } = scene;
  const gone = manners.leaves !== undefined && today >= manners.leaves;
  const absent = isAbsent(manners.away, today);
  const nobody = (gone && !reminded.internal) || (absent && manners.away?.standIn === undefined);
  const willing = nobody ? 0 : manners.staff * (reminded.internal ? 3 : 1) * (absent ? 0.5 : 1);
  if (facts.project.state !== "open" || chance() >= willing) return facts;
  const by = absent ? erik : anna;
  const received = unreviewedAreas(areaStates(facts, agreement));
  facts = { ...facts, data: [...facts.data, ...received.map(({ area }) => said(scene, area.id, "approved", by))] };
  facts = staffBeside({ ...scene, facts }, by);
  const { project } = facts;
  const done = { on: today, by, recordedAt: at };
  const { plan } = project;
  const hasPassed = (which: string): boolean => (plan[which] ?? "9999") <= today;
  const move = (which: string, days: number) => ({ ...plan, [which]: calendar.addBusinessDays(today, days) });
  const complete = isComplete(areaStates(facts, agreement));
  if (project.kickoff === undefined && hasPassed("workshop"))
    return { ...facts, project: { ...project, kickoff: done } };
  if (project.kickoff === undefined || project.goLive !== undefined) return facts;
  const porting = portingStatus(facts, agreement, today);
  if (hasPassed("porting") && porting?.isPorted === false) {
    const ready = porting.outstanding.length === 0;
    if (!ready) return { ...facts, project: { ...project, plan: move("porting", 10) } };
    return {
      ...facts,
      porting: [...facts.porting, { id: "ported", step: "porting", on: today, by, undone: false }],
    };
  }
  if (hasPassed("golive") && complete) return { ...facts, project: { ...project, goLive: done } };
  return hasPassed("golive") ? { ...facts, project: { ...project, plan: move("golive", 10) } } : facts;
}
