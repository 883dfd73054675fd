import { readFileSync } from "node:fs";
import type { Agreement } from "../../src/domain/agreement.ts";
import { parseAgreement } from "../../src/domain/agreement-file.ts";
import type { BilledPart, Change, CheckIn, Pricing, Project, ProjectFacts, Trip, WorkEntry, WorkTarget } from "../../src/domain/facts.ts";
import type { Day } from "../../src/domain/units.ts";

export const agreementText = readFileSync("services/anpassad-uppstart.yaml", "utf8");
/** The agreement that is shipped. */
export const agreement: Agreement = parseAgreement(agreementText, "services/anpassad-uppstart.yaml");

export const day = (text: string): Day => text as Day;
export const anna = { id: "anna", name: "Anna" } as const;

/** An open project of the smaller variant, without prices and with a running rate of 1 200 kr. */
export const project: Project = {
  id: "p1",
  code: "solbacken",
  customer: "Solbacken Vård AB",
  variant: "smaller",
  via: { kind: "direct" },
  rate: 120_000,
  options: [],
  hours: {},
  state: "open",
  openedOn: day("2026-11-02"),
  plan: {},
  language: "sv",
};

/** A project's facts: nothing but what is given. */
export function factsOf(given: Partial<ProjectFacts> = {}): ProjectFacts {
  return {
    project,
    members: [],
    requirements: [],
    data: [],
    porting: [],
    tasks: [],
    work: [],
    trips: [],
    checkIns: [],
    minutes: [],
    changes: [],
    hardware: [],
    faults: [],
    deliveries: [],
    snoozes: [],
    closedBases: [],
    ...given,
  };
}

/** `worked("H1", "configuration", 480)`; a target that begins with `X` or `F` and a number is a change or a fault. */
export function worked(ref: string, on: string, minutes: number, more: Partial<WorkEntry> = {}): WorkEntry {
  return {
    id: `id-${ref}`,
    ref,
    target: targetOf(on),
    minutes,
    note: "",
    on: day("2026-11-10"),
    recordedAt: Number(ref.slice(1)),
    by: anna,
    undone: false,
    ...more,
  };
}

function targetOf(on: string): WorkTarget {
  if (/^X\d/.test(on)) return { kind: "change", ref: on };
  return /^F\d/.test(on) ? { kind: "fault", ref: on } : { kind: "package", package: on };
}

export function held(ref: string, minutes: number, more: Partial<CheckIn> = {}): CheckIn {
  const number = Number(ref.slice(1));
  return { id: `id-${ref}`, ref, at: 0, on: day("2026-11-12"), state: "held", minutes, recordedAt: number, ...more };
}

/** An approved change; give `extends` to make it an extension. */
export function approved(ref: string, pricing: Pricing, more: Partial<Change> = {}): Change {
  const number = Number(ref.slice(1));
  return {
    id: `id-${ref}`,
    ref,
    kind: more.extends === undefined ? "change" : "extension",
    title: `Change ${ref}`,
    pricing,
    state: "approved",
    decidedOn: day("2026-11-20"),
    decidedAt: number,
    createdOn: day("2026-11-19"),
    createdBy: anna,
    recordedAt: number,
    ...more,
  };
}

export function trip(ref: string, what: Trip["what"], more: Partial<Trip> = {}): Trip {
  return { id: `id-${ref}`, ref, what, on: day("2026-11-12"), recordedAt: Number(ref.slice(1)), by: anna, undone: false, ...more };
}

/** The facts after one more invoice basis was closed. */
export function closed(facts: ProjectFacts, parts: readonly BilledPart[]): ProjectFacts {
  const basis = { number: facts.closedBases.length + 1, closedOn: day("2026-11-30"), parts };
  return { ...facts, closedBases: [...facts.closedBases, basis] };
}
