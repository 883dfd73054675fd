import type { Change, Pricing, ProjectFacts } from "../../src/domain/facts.ts";
import type { Day } from "../../src/domain/units.ts";
import { approved, day, fault, held, milestone, projectFacts, trip, worked } from "../fixtures/project-facts.ts";

/** What happened, as numbers that the facts so far give a meaning to. */
export interface Deed {
  readonly what: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}
type Play = (facts: ProjectFacts, deed: Deed, at: number) => Partial<ProjectFacts>;

const packages = ["workshop", "configuration", "checkins", "documentation", "handover"] as const;

/** A day of November or December 2026: late entries are as likely as others. */
export const someDay = (n: number): Day => day(new Date(Date.UTC(2026, 10, 2 + (n % 45))).toISOString().slice(0, 10));
const ref = (letter: string, all: readonly unknown[]): string => `${letter}${all.length + 1}`;

function pick<T>(all: readonly T[], n: number, fits: (one: T) => boolean = () => true): T | undefined {
  const fitting = all.filter(fits);
  return fitting[n % Math.max(1, fitting.length)];
}
const put = <T>(all: readonly T[], one: T | undefined, more: Partial<T>): readonly T[] =>
  all.map((other) => (other === one ? { ...other, ...more } : other));
const head = ({ project }: ProjectFacts, more: Partial<ProjectFacts["project"]>) => ({
  project: { ...project, ...more },
});
const inState = (state: Change["state"]) => (one: Change) => one.state === state;

const agreed: Play = ({ changes }, { what, a, b, c }, at) => {
  const minutes = 1 + (b % 600);
  const rated = a % 3 === 0 ? {} : { rate: 100_000 + (c % 900) };
  const capped = c % 3 === 0 ? { cap: minutes + (c % 90) } : {};
  const running: Pricing = { kind: "running", estimate: minutes, ...rated, ...capped };
  const fixed: Pricing = { kind: "fixed", price: (c * 7_919) % 900_000 };
  const of = pick(changes, b, (one) => one.extends === undefined && one.effect === undefined);
  const about = { decidedAt: at, recordedAt: at, agreed: "order 118" };
  if (what === "more-cover") {
    if (of === undefined) return {};
    return {
      changes: [...changes, approved(ref("X", changes), running, { ...about, effect: { kind: what, change: of.ref } })],
    };
  }
  const extended = a % 4 < 2 ? { extends: { package: packages[c % 5] ?? "workshop", minutes } } : {};
  return {
    changes: [...changes, approved(ref("X", changes), a % 2 === 0 ? running : fixed, { ...about, ...extended })],
  };
};

/** What may happen in a project as far as money goes; each is as likely as it stands here often. */
const plays: readonly (readonly [what: string, times: number, play: Play])[] = [
  [
    "log",
    6,
    ({ work, changes, faults }, { a, b, c }, at) => {
      const targets = [...packages, ...changes.map((one) => one.ref), ...faults.map((one) => one.ref)];
      const entry = worked(ref("H", work), targets[b % targets.length] ?? "", 1 + (a % 300), { on: someDay(c) });
      return { work: [...work, { ...entry, recordedAt: at }] };
    },
  ],
  [
    "call",
    1,
    ({ checkIns }, { a, c }, at) => {
      const state = a % 5 === 0 ? "no-show" : "held";
      const call = held(ref("C", checkIns), 1 + (a % 130), { on: someDay(c), recordedAt: at, state });
      return { checkIns: [...checkIns, call] };
    },
  ],
  [
    "trip",
    2,
    ({ trips }, { a, b, c }, at) => {
      const journey = { kind: "trip", minutes: a % 500, costs: (a * 37 + b) % 400_000 } as const;
      const what = c % 4 === 0 ? ({ kind: "city", city: "stockholm" } as const) : journey;
      return { trips: [...trips, trip(ref("V", trips), what, { on: someDay(c), recordedAt: at })] };
    },
  ],
  ["approve", 2, agreed],
  ["more-cover", 1, agreed],
  [
    "done",
    1,
    ({ changes }, { b, c }) => ({
      changes: put(changes, pick(changes, b, inState("approved")), { state: "done", doneOn: someDay(c) }),
    }),
  ],
  [
    "undo-done",
    1,
    ({ changes }, { b }) => ({
      changes: put(changes, pick(changes, b, inState("done")), { state: "approved", doneOn: undefined }),
    }),
  ],
  [
    "undo-agreed",
    1,
    ({ changes }, { a, b }) =>
      a % 3 === 0 ? { changes: put(changes, pick(changes, b, inState("approved")), { state: "undone" }) } : {},
  ],
  [
    "undo-work",
    2,
    ({ work }, { b }) => ({
      work: put(
        work,
        pick(work, b, (one) => !one.undone),
        { undone: true },
      ),
    }),
  ],
  [
    "undo-trip",
    1,
    ({ trips }, { b }) => ({
      trips: put(
        trips,
        pick(trips, b, (one) => !one.undone),
        { undone: true },
      ),
    }),
  ],
  [
    "undo-call",
    1,
    ({ checkIns }, { a, b }) =>
      a % 2 === 0 ? { checkIns: put(checkIns, pick(checkIns, b), { state: "cancelled" }) } : {},
  ],
  ["fault", 1, ({ faults }) => ({ faults: [...faults, fault(ref("F", faults))] })],
  [
    "cause",
    1,
    ({ faults }, { a, b }) => {
      const cause = (["supplier", "customer", "third-party"] as const)[a % 3] ?? "supplier";
      return { faults: put(faults, pick(faults, b), { cause, billed: cause !== "supplier" && a % 2 === 0 }) };
    },
  ],
  ["go-live", 1, (facts, { c }) => head(facts, { goLive: milestone(someDay(c)) })],
  ["undo-go-live", 1, (facts, { a }) => (a % 3 === 0 ? head(facts, { goLive: undefined }) : {})],
  ["price", 1, (facts, { a }) => head(facts, { price: (a * 1_009) % 5_000_000 })],
  ["option", 1, (facts, { a }) => head(facts, { options: [{ id: "ko-premium", price: (a * 503) % 900_000 }] })],
  ["rate", 1, (facts, { a }) => head(facts, { rate: a % 7 === 0 ? undefined : 90_000 + (a % 60_000) })],
  ["close", 2, () => ({})],
];
const playOf = new Map(plays.map(([what, , play]) => [what, play]));
export const deeds: readonly string[] = plays.flatMap(([what, times]) => Array.from({ length: times }, () => what));

/** A project of a variant with nothing recorded. */
export const nothingYet = (variant: "smaller" | "larger"): ProjectFacts =>
  projectFacts({
    project: {
      ...{ variant, rate: 119_950 },
      hours: variant === "smaller" ? {} : { workshop: 960, configuration: 1_200, checkins: 360, documentation: 45 },
    },
  });

/** The facts after one more deed. */
export const after = (facts: ProjectFacts, deed: Deed, at: number): ProjectFacts => ({
  ...facts,
  ...playOf.get(deed.what)?.(facts, deed, at),
});
