import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change, ProjectFacts, WorkEntry } from "../../src/domain/facts.ts";
import { allocate, notAgreedOf, notAgreedWork, packageUse } from "../../src/domain/hours.ts";
import { closeBasis } from "../../src/domain/invoice-basis.ts";
import { sum } from "../../src/domain/money.ts";
import { agreement, approved, closed, day, held, projectFacts, worked } from "../fixtures/project-facts.ts";

/** Every entry's parts, as `included 480`. */
function parts(facts: ProjectFacts): Record<string, string[]> {
  return Object.fromEntries(
    allocate(facts, agreement).entries.map((entry) => [
      entry.ref,
      entry.parts.map((part) => `${part.bucket} ${part.minutes}`),
    ]),
  );
}
const use = (facts: ProjectFacts, id: string) => packageUse(allocate(facts, agreement), id);
const running = (estimate: number, cap?: number) =>
  ({ kind: "running", estimate, rate: 120_000, ...(cap === undefined ? {} : { cap }) }) as const;
const extension = (ref: string, id: string, minutes: number, more: Partial<Change> = {}) =>
  approved(ref, running(minutes), { extends: { package: id, minutes }, ...more });

describe("S2: what the package holds", () => {
  test.each([
    ["workshop", 480],
    ["configuration", 480],
    ["checkins", 240],
    ["documentation", 120],
    ["handover", 120],
  ])("%s includes %d minutes, and all of them are left", (id, minutes) =>
    expect(use(projectFacts(), id)).toEqual({
      package: id,
      included: minutes,
      used: 0,
      left: minutes,
      outside: 0,
      covered: 0,
      notAgreed: 0,
    }),
  );

  test("each package has its own hours", () => {
    const facts = projectFacts({ work: [worked("H1", "documentation", 150), worked("H2", "handover", 60)] });
    expect(use(facts, "documentation")).toMatchObject({ used: 120, left: 0, outside: 30, notAgreed: 30 });
    expect(use(facts, "handover")).toMatchObject({ used: 60, left: 60, outside: 0 });
  });
});

test("S6: what nobody has agreed to pay for, by work package and by change", () => {
  const facts = projectFacts({
    work: [
      worked("H1", "documentation", 150),
      worked("H2", "X1", 40),
      worked("H3", "X1", 20),
      worked("H4", "X2", 60),
      worked("H5", "F1", 30),
    ],
    changes: [approved("X1", running(30), { state: "sent" }), approved("X2", running(60))],
  });
  const { packages, changes } = notAgreedWork(allocate(facts, agreement), facts);
  expect(packages).toEqual({ workshop: 0, configuration: 0, checkins: 0, documentation: 30, handover: 0 });
  expect(changes).toEqual({ X1: 60 });
});

describe("S2: four check-in calls and 60 minutes of each", () => {
  const calls = (...minutes: number[]) =>
    projectFacts({ checkIns: minutes.map((time, index) => held(`C${index + 1}`, time)) });

  test("what exceeds the hour is outside, though other calls were short", () => {
    expect(parts(calls(75, 30))).toEqual({ C1: ["included 60", "not-agreed 15"], C2: ["included 30"] });
  });
  test("a short call uses up its call: 30 minutes of four calls are not two more calls", () => {
    expect(use(calls(30, 30, 30, 30), "checkins")).toMatchObject({ included: 240, used: 120, left: 0, outside: 0 });
    expect(parts(calls(30, 30, 30, 30, 30)).C5).toEqual(["not-agreed 30"]);
  });
  test("calls count in the order in which they were held", () => {
    const late = held("C1", 60, { on: day("2026-12-20") });
    const others = ["C2", "C3", "C4", "C5"].map((ref) => held(ref, 60));
    expect(parts(projectFacts({ checkIns: [late, ...others] })).C1).toEqual(["not-agreed 60"]);
  });
  test("a call that is only scheduled, or cancelled, is none", () => {
    const facts = projectFacts({
      checkIns: [held("C1", 60, { state: "cancelled" }), held("C2", 60, { state: "scheduled" }), held("C3", 60)],
    });
    expect(allocate(facts, agreement).checkIns).toEqual({ included: 4, held: 1 });
    expect(use(facts, "checkins")).toMatchObject({ used: 60, left: 180 });
  });
  test("work logged on check-ins is no call, and outside", () => {
    expect(parts(projectFacts({ work: [worked("H1", "checkins", 20)] })).H1).toEqual(["not-agreed 20"]);
  });
  test("S6: what an undone call had taken is free, though a later call is frozen in a cover", () => {
    const covered = { ...calls(60, 60, 60, 60, 60), changes: [extension("X1", "checkins", 60)] };
    const after = closed(covered, closeBasis(covered, agreement));
    const [first, ...others] = after.checkIns;
    const undone = { ...first, state: "scheduled" } as (typeof after.checkIns)[number];
    expect(parts({ ...after, checkIns: [undone, ...others, held("C6", 45)] }).C6).toEqual(["included 45"]);
  });
  test("an extension of the check-ins covers the fifth call", () => {
    const facts = { ...calls(60, 60, 60, 60, 50), changes: [extension("X1", "checkins", 60)] };
    expect(parts(facts).C5).toEqual(["cover:X1 50"]);
  });
});

describe("S6: in the order of work day, then of recording, split to the minute", () => {
  test("an entry on the boundary is split", () => {
    const facts = projectFacts({ work: [worked("H1", "configuration", 450), worked("H2", "configuration", 60)] });
    expect(parts(facts)).toEqual({ H1: ["included 450"], H2: ["included 30", "not-agreed 30"] });
    expect(notAgreedOf(allocate(facts, agreement), "id-H2")).toBe(30);
  });
  test("an earlier day comes first, whenever it was recorded", () => {
    const first = worked("H2", "configuration", 480, { on: day("2026-11-09") });
    expect(parts(projectFacts({ work: [worked("H1", "configuration", 60), first] }))).toEqual({
      H2: ["included 480"],
      H1: ["not-agreed 60"],
    });
  });
  test("on the same day and millisecond, H9 comes before H10", () => {
    const work = ["H10", "H9"].map((ref) => worked(ref, "configuration", 480, { recordedAt: 1 }));
    expect(parts(projectFacts({ work }))).toEqual({ H9: ["included 480"], H10: ["not-agreed 480"] });
  });
  test("an undone entry does not count", () => {
    const work = [worked("H1", "configuration", 480, { undone: true }), worked("H2", "configuration", 60)];
    expect(parts(projectFacts({ work }))).toEqual({ H2: ["included 60"] });
  });
});

describe("S6: approved cover", () => {
  const over = [worked("H1", "configuration", 480), worked("H2", "configuration", 300)];

  test("what is outside the package and not covered is not agreed", () => {
    expect(use(projectFacts({ work: over }), "configuration")).toMatchObject({
      used: 480,
      left: 0,
      outside: 300,
      covered: 0,
      notAgreed: 300,
    });
  });
  test("cover approved later applies to earlier uncovered work", () => {
    const facts = projectFacts({ work: over, changes: [extension("X1", "configuration", 240)] });
    expect(parts(facts).H2).toEqual(["cover:X1 240", "not-agreed 60"]);
    expect(use(facts, "configuration")).toMatchObject({ outside: 300, covered: 240, notAgreed: 60 });
  });
  test("covers are used in the order of their approval", () => {
    const changes = [
      extension("X1", "configuration", 240, { decidedAt: 9 }),
      extension("X2", "configuration", 120, { decidedAt: 8 }),
    ];
    expect(parts(projectFacts({ work: over, changes })).H2).toEqual(["cover:X2 120", "cover:X1 180"]);
    expect(allocate(projectFacts({ work: over, changes }), agreement).covers).toMatchObject([
      { ref: "X2", used: 120, left: 0 },
      { ref: "X1", used: 180, left: 60 },
    ]);
  });
  test.each(["priced", "sent", "approved", "done", "undone"] as const)(
    "S3: time on an extension that is %s is time on the work package that it extends",
    (state) => {
      const changes = [extension("X1", "configuration", 240, { state })];
      const facts = projectFacts({ changes, work: [worked("H1", "configuration", 450), worked("H2", "X1", 90)] });
      const rest = state === "approved" || state === "done" ? "cover:X1 60" : "not-agreed 60";
      expect(parts(facts).H2).toEqual(["included 30", rest]);
      expect(use(facts, "configuration")).toMatchObject({ used: 480, left: 0, outside: 60 });
      const later = closed(facts, closeBasis(facts, agreement));
      expect(parts({ ...later, work: [...later.work, worked("H3", "configuration", 30)] }).H3).toEqual(
        rest.startsWith("cover") ? ["cover:X1 30"] : ["not-agreed 30"],
      );
    },
  );
  test("an extension covers its own package only", () => {
    expect(parts(projectFacts({ work: over, changes: [extension("X1", "documentation", 240)] })).H2).toEqual([
      "not-agreed 300",
    ]);
  });
  test("S3: an extension at a fixed price covers its minutes", () => {
    const changes = [
      approved("X1", { kind: "fixed", price: 250_000 }, { extends: { package: "configuration", minutes: 120 } }),
    ];
    expect(parts(projectFacts({ work: over, changes })).H2).toEqual(["cover:X1 120", "not-agreed 180"]);
  });
  test.each(["asked", "priced", "sent", "declined", "withdrawn", "undone"] as const)(
    "S9: a change that is %s covers nothing",
    (state) => {
      expect(
        parts(projectFacts({ work: over, changes: [extension("X1", "configuration", 600, { state })] })).H2,
      ).toEqual(["not-agreed 300"]);
      expect(
        parts(projectFacts({ work: [worked("H1", "X1", 60)], changes: [approved("X1", running(600), { state })] })).H1,
      ).toEqual(["not-agreed 60"]);
    },
  );
  test("a running change covers up to its cap, else up to its estimate", () => {
    const work = [worked("H1", "X1", 500)];
    expect(parts(projectFacts({ work, changes: [approved("X1", running(360, 480))] })).H1).toEqual([
      "cover:X1 480",
      "not-agreed 20",
    ]);
    expect(parts(projectFacts({ work, changes: [approved("X1", running(360))] })).H1).toEqual([
      "cover:X1 360",
      "not-agreed 140",
    ]);
  });
  test("a change at a fixed price covers whatever its work takes", () => {
    const facts = projectFacts({
      work: [worked("H1", "X1", 5000)],
      changes: [approved("X1", { kind: "fixed", price: 450_000 })],
    });
    expect(parts(facts).H1).toEqual(["cover:X1 5000"]);
    expect(allocate(facts, agreement).covers[0]?.left).toBeUndefined();
  });
  test("work on a change never uses the package's hours, nor the package a change's", () => {
    const facts = projectFacts({
      work: [worked("H1", "X1", 60), worked("H2", "configuration", 500)],
      changes: [approved("X1", running(120))],
    });
    expect(parts(facts)).toEqual({ H1: ["cover:X1 60"], H2: ["included 480", "not-agreed 20"] });
  });
  test("work on a change that does not exist is not agreed, and not forgotten", () => {
    expect(allocate(projectFacts({ work: [worked("H1", "X7", 60)] }), agreement).notAgreed).toBe(60);
  });
  test("F4: work on a fault is counted by itself", () => {
    expect(parts(projectFacts({ work: [worked("H1", "F1", 60)] })).H1).toEqual(["fault:F1 60"]);
  });
});

describe("S8: the larger variant's hours are given when the project opens", () => {
  const larger = { variant: "larger" as const, hours: { workshop: 960, checkins: 150 } };
  test("they are the package's, and a part without any includes nothing", () => {
    const facts = projectFacts({
      project: larger,
      work: [worked("H1", "workshop", 900), worked("H2", "documentation", 30)],
    });
    expect(use(facts, "workshop")).toMatchObject({ included: 960, used: 900, left: 60 });
    expect(use(facts, "documentation")).toMatchObject({ included: 0, used: 0, notAgreed: 30 });
  });
  test("check-in hours are calls of an hour each, and the rest a shorter one", () => {
    const checkIns = ["C1", "C2", "C3", "C4"].map((ref) => held(ref, 45));
    expect(parts(projectFacts({ project: larger, checkIns }))).toEqual({
      C1: ["included 45"],
      C2: ["included 45"],
      C3: ["included 30", "not-agreed 15"],
      C4: ["not-agreed 45"],
    });
  });
  test("S2: the smaller variant's hours are the agreement's", () => {
    expect(use(projectFacts({ project: { hours: { workshop: 960 } } }), "workshop").included).toBe(480);
  });
});

describe("S6: what is on a closed invoice basis is frozen", () => {
  const close = (facts: ProjectFacts) => closed(facts, closeBasis(facts, agreement));
  const before = projectFacts({ work: [worked("H1", "configuration", 400), worked("H2", "configuration", 200)] });

  test("a later entry of an earlier day shares what remains", () => {
    const early = worked("H3", "configuration", 60, { on: day("2026-11-01") });
    const open = { ...before, work: [...before.work, early] };
    expect(parts(open)).toEqual({ H3: ["included 60"], H1: ["included 400"], H2: ["included 20", "not-agreed 180"] });
    const after = { ...close(before), work: open.work };
    expect(parts(after)).toEqual({
      H3: ["not-agreed 60"],
      H1: ["included 400"],
      H2: ["included 80", "not-agreed 120"],
    });
  });
  test("hours that were not agreed stay open for cover approved later", () => {
    const after = { ...close(before), changes: [extension("X1", "configuration", 600)] };
    expect(parts(after).H2).toEqual(["included 80", "cover:X1 120"]);
  });
  test("what an undone closed entry had taken is free for later work at once, before its reversal is closed and after", () => {
    const undone = {
      ...close(before),
      work: [worked("H1", "configuration", 400, { undone: true }), worked("H2", "configuration", 200)],
    };
    expect(parts(undone)).toEqual({ H2: ["included 80", "included 120"] });
    expect(parts(close(undone))).toEqual({ H2: ["included 200"] });
    for (const facts of [undone, close(undone)]) expect(use(facts, "configuration").left).toBe(280);
  });
  test("undoing re-sorts nothing that was closed: what cover paid for stays paid", () => {
    const run = { ...before, changes: [extension("X1", "configuration", 600)] };
    const undone = {
      ...close(run),
      work: [worked("H1", "configuration", 400, { undone: true }), worked("H2", "configuration", 200)],
    };
    const later = { ...undone, work: [...undone.work, worked("H3", "configuration", 60)] };
    expect(parts(later)).toEqual({ H2: ["cover:X1 120", "included 80"], H3: ["included 60"] });
  });
  test("the cover of an agreement that was taken back is free too, and its hours are not agreed", () => {
    const agreedAtSale = extension("X1", "configuration", 600);
    const run = close({ ...before, changes: [agreedAtSale] });
    expect(parts({ ...run, changes: [{ ...agreedAtSale, state: "undone" }] }).H2).toEqual([
      "included 80",
      "not-agreed 120",
    ]);
  });
  test("a closed call keeps its place among the four", () => {
    const four = projectFacts({ checkIns: ["C1", "C2", "C3", "C4"].map((ref) => held(ref, 60)) });
    const earlier = held("C5", 60, { on: day("2026-11-01") });
    expect(parts({ ...close(four), checkIns: [...four.checkIns, earlier] }).C5).toEqual(["not-agreed 60"]);
  });
});

describe("S6: every minute is counted once", () => {
  const minutes = fc.integer({ min: 1, max: 700 });
  const target = fc.constantFrom(
    "workshop",
    "configuration",
    "checkins",
    "documentation",
    "handover",
    "X1",
    "X2",
    "X3",
    "F1",
  );
  const work = fc
    .array(fc.record({ target, minutes, date: fc.integer({ min: 10, max: 14 }), undone: fc.boolean() }), {
      maxLength: 12,
    })
    .map((entries) =>
      entries.map(
        (entry, index): WorkEntry =>
          worked(`H${index + 1}`, entry.target, entry.minutes, {
            on: day(`2026-11-${entry.date}`),
            undone: entry.undone && index % 3 === 0,
          }),
      ),
    );
  const checkIns = fc
    .array(minutes, { maxLength: 6 })
    .map((times) => times.map((time, index) => held(`C${index + 1}`, time)));
  const change = fc.record({
    estimate: minutes,
    kind: fc.constantFrom("change", "extension", "fixed"),
    on: fc.constantFrom("configuration", "checkins"),
    decidedAt: fc.nat(5),
  });
  const asChange = (
    { estimate, kind, on, decidedAt }: { estimate: number; kind: string; on: string; decidedAt: number },
    ref: string,
  ) => {
    if (kind === "fixed") return approved(ref, { kind: "fixed", price: estimate * 100 }, { decidedAt });
    return kind === "change"
      ? approved(ref, running(estimate), { decidedAt })
      : extension(ref, on, estimate, { decidedAt });
  };
  const changes = fc
    .array(change, { maxLength: 2 })
    .map((all) => all.map((one, index) => asChange(one, `X${index + 1}`)));
  const anyFacts = fc.record({ work, checkIns, changes }).map((given) => projectFacts(given));

  test("an allocation sums up to what was worked", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const allocation = allocate(facts, agreement);
        const standing = sum(facts.work.filter((entry) => !entry.undone).map((entry) => entry.minutes));
        const calls = sum(facts.checkIns.map((call) => call.minutes ?? 0));
        expect(sum(allocation.entries.flatMap((entry) => entry.parts.map((part) => part.minutes)))).toBe(
          standing + calls,
        );
        for (const entry of allocation.entries)
          expect(sum(entry.parts.map((part) => part.minutes))).toBe(entry.minutes);
        for (const each of allocation.packages) {
          expect(each.covered + each.notAgreed).toBe(each.outside);
          expect(each.used + each.left).toBeLessThanOrEqual(each.included);
          if (each.package !== "checkins") expect(each.used + each.left).toBe(each.included);
        }
        for (const cover of allocation.covers)
          expect(cover.used).toBeLessThanOrEqual(cover.capacity ?? Number.POSITIVE_INFINITY);
      }),
    );
  });
  test("the order in which facts arrive does not matter", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = {
          ...facts,
          work: facts.work.toReversed(),
          checkIns: facts.checkIns.toReversed(),
          changes: facts.changes.toReversed(),
        };
        expect(allocate(turned, agreement)).toEqual(allocate(facts, agreement));
      }),
    );
  });
  test("more cover never leaves more that is not agreed", () => {
    fc.assert(
      fc.property(anyFacts, change, (facts, more) => {
        const covered = { ...facts, changes: [...facts.changes, asChange(more, "X3")] };
        expect(allocate(covered, agreement).notAgreed).toBeLessThanOrEqual(allocate(facts, agreement).notAgreed);
      }),
    );
  });
  test("closing changes no part of what was counted", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const after = closed(facts, closeBasis(facts, agreement));
        const tally = (of: ProjectFacts) =>
          allocate(of, agreement).entries.map(({ ref, parts: all }) => [
            ref,
            ...all.map((part) => `${part.bucket} ${part.minutes}`).toSorted(),
          ]);
        expect(tally(after)).toEqual(tally(facts));
      }),
    );
  });
});
