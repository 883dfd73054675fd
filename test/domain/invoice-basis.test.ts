import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { variantOf } from "../../src/domain/agreement.ts";
import type { Change, Fault, ProjectFacts } from "../../src/domain/facts.ts";
import { closeBasis, invoiceBasis } from "../../src/domain/invoice-basis.ts";
import { sum } from "../../src/domain/money.ts";
import { agreement, anna, approved, closed, day, held, projectFacts, trip, worked } from "../fixtures/project-facts.ts";

const live = { on: day("2026-12-01"), by: anna, recordedAt: 0 };
const basis = (facts: ProjectFacts) => invoiceBasis(facts, agreement);
const close = (facts: ProjectFacts) => closed(facts, closeBasis(facts, agreement));
const lines = (facts: ProjectFacts) =>
  basis(facts).lines.map((line) => `${line.kind} ${line.rule} ${line.source} ${line.amount}`);
const open = (facts: ProjectFacts) =>
  basis(facts).notBillable.map((item) =>
    [item.why, item.rule, item.source, item.amount ?? item.minutes].filter((part) => part !== undefined).join(" "),
  );
const running = (estimate: number) => ({ kind: "running", estimate, rate: 100_000 }) as const;
const price = "package-price-not-set S2b solbacken";

describe("S2b: the package's price is billable at go-live", () => {
  test.each([
    { why: "without a price it says so, and never 0", given: {}, billed: [], not: [price] },
    { why: "without a price after go-live too", given: { goLive: live }, billed: [], not: [price] },
    {
      why: "before go-live it waits",
      given: { price: 4_500_000 },
      billed: [],
      not: ["before-go-live S2b solbacken 4500000"],
    },
    {
      why: "at go-live it is a line",
      given: { price: 4_500_000, goLive: live },
      billed: ["package-price S2b solbacken 4500000"],
      not: [],
    },
  ])("$why", ({ given, billed, not }) => {
    const facts = projectFacts({ project: { ...given } });
    expect(lines(facts)).toEqual(billed);
    expect(open(facts)).toEqual(not);
  });
  test("I1: what costs nothing is no line, on no basis", () => {
    const free = projectFacts({ project: { price: 0, goLive: live, options: [{ id: "ko-premium", price: 0 }] } });
    expect([lines(free), open(free)]).toEqual([[], []]);
    const billed = close(projectFacts({ project: { price: 4_500_000, goLive: live } }));
    const freed = { ...billed, project: { ...billed.project, price: 0 } };
    expect(lines(freed)).toEqual(["price-difference S6 solbacken -4500000"]);
    expect(lines(close(freed))).toEqual([]);
  });
  test("the agreement's price counts, and the project's overrides it", () => {
    const variants = {
      ...agreement.variants,
      smaller: { ...variantOf({ variant: "smaller" }, agreement), price: 3_900_000 },
    };
    const amountOf = (given: object) =>
      invoiceBasis(projectFacts({ project: { goLive: live, ...given } }), { ...agreement, variants }).net;
    expect(amountOf({})).toBe(3_900_000);
    expect(amountOf({ price: 4_500_000 })).toBe(4_500_000);
  });
});

describe("S6: a price that changes after it was billed makes a difference line", () => {
  const sold = projectFacts({
    project: { price: 4_500_000, goLive: live, options: [{ id: "ko-premium", price: 800_000 }] },
  });
  const repriced = (price: number, cost = 800_000) => {
    return { ...close(sold), project: { ...sold.project, price, options: [{ id: "ko-premium", price: cost }] } };
  };
  test.each([
    { why: "dearer", facts: repriced(4_700_000), billed: ["price-difference S6 solbacken 200000"] },
    { why: "cheaper", facts: repriced(4_400_000), billed: ["price-difference S6 solbacken -100000"] },
    { why: "an option too", facts: repriced(4_500_000, 900_000), billed: ["price-difference S6 ko-premium 100000"] },
    { why: "the same again is none", facts: repriced(4_500_000), billed: [] },
  ])("$why", ({ facts, billed }) => {
    expect(lines(facts)).toEqual(billed);
    expect(lines(close(facts))).toEqual([]);
  });
  test("a go-live taken back afterwards reverses what was charged in all", () => {
    const dearer = close(repriced(4_700_000));
    expect(lines({ ...dearer, project: { ...dearer.project, goLive: undefined } })).toEqual([
      "reversal S6 solbacken -4700000",
      "reversal S6 ko-premium -800000",
    ]);
  });
});

describe("S4: configuration costs of an option come on top", () => {
  const sold = (cost?: number) => [{ id: "ko-premium", ...(cost === undefined ? {} : { price: cost }) }];
  test.each([
    {
      why: "at go-live",
      given: { options: sold(800_000), goLive: live },
      billed: ["option S4 ko-premium 800000"],
      not: [price],
    },
    {
      why: "not before",
      given: { options: sold(800_000) },
      billed: [],
      not: [price, "before-go-live S4 ko-premium 800000"],
    },
    {
      why: "never as 0",
      given: { options: sold(), goLive: live },
      billed: [],
      not: [price, "option-price-not-set S4 ko-premium"],
    },
  ])("$why", ({ given, billed, not }) => {
    const facts = projectFacts({ project: { ...given } });
    expect(lines(facts)).toEqual(billed);
    expect(open(facts)).toEqual(not);
  });
});

describe("S6: hours outside the package", () => {
  const over = [worked("H1", "configuration", 480), worked("H2", "configuration", 90)];

  test("are not billable until they are agreed", () => {
    expect(lines(projectFacts({ work: over }))).toEqual([]);
    expect(open(projectFacts({ work: over }))).toEqual([price, "not-agreed S6 configuration 90"]);
  });
  test("are billed as far as approved cover reaches, at the rate of the offer", () => {
    const changes = [approved("X1", running(60), { extends: { package: "configuration", minutes: 60 } })];
    const facts = projectFacts({ work: over, changes });
    expect(basis(facts).lines).toMatchObject([
      { kind: "running-hours", source: "X1", refs: ["H2"], minutes: 60, rate: 100_000, amount: 100_000 },
    ]);
    expect(open(facts)).toEqual([price, "not-agreed S6 configuration 30"]);
  });
  test("S7: an agreement of the sale without a rate of its own is billed at the project's", () => {
    const changes = [approved("X1", { kind: "running", estimate: 60 })];
    const facts = projectFacts({ work: [worked("H1", "X1", 30)], changes });
    expect(lines(facts)).toEqual(["running-hours S6 X1 60000"]);
    const unrated = projectFacts({ ...facts, project: { rate: undefined } });
    expect(lines(unrated)).toEqual([]);
    expect(open(unrated)).toEqual([price, "running-rate-not-set S7 X1 30"]);
  });
  test("a line is rounded once: three times 11 min at 999,50 kr an hour are 549,73 kr, not three times 183,24", () => {
    const work = ["H1", "H2", "H3"].map((ref) => worked(ref, "X1", 11));
    const facts = projectFacts({ work, changes: [approved("X1", { kind: "running", estimate: 60, rate: 99_950 })] });
    expect(lines(facts)).toEqual(["running-hours S6 X1 54973"]);
  });
  test("a line is rounded once, and shared out to its entries", () => {
    const work = ["H1", "H2", "H3"].map((ref) => worked(ref, "X1", 1));
    const [line] = basis(
      projectFacts({ work, changes: [approved("X1", { kind: "running", estimate: 60, rate: 1010 })] }),
    ).lines;
    expect(line?.amount).toBe(51);
    expect(line?.parts.map((part) => part.amount)).toEqual([17, 17, 17]);
  });
  test("included hours are no line: they are in the package's price", () => {
    expect(lines(projectFacts({ work: [worked("H1", "workshop", 480)], checkIns: [held("C1", 60)] }))).toEqual([]);
  });
});

describe("S4: an option sold without a price is settled by the add-on that names it", () => {
  const sold = { goLive: live, price: 1, options: [{ id: "ko-premium" }] };
  const addOn = (state: Change["state"]) => {
    return approved(
      "X1",
      { kind: "fixed", price: 875_000 },
      { kind: "addon", effect: { kind: "option", option: "ko-premium" }, state },
    );
  };
  test.each([
    { state: "sent", not: ["option-price-not-set S4 ko-premium"] },
    { state: "approved", not: ["fixed-price-not-done S6 X1 875000"] },
    { state: "done", not: [] },
  ] as const)("while it is $state", ({ state, not }) => {
    expect(open(projectFacts({ project: sold, changes: [addOn(state)] }))).toEqual(not);
  });
});

describe("S6: more cover for a running change", () => {
  const more = approved("X2", running(120), { effect: { kind: "more-cover", change: "X1" } });
  test("covers earlier work beyond the cap too, the earlier cover first", () => {
    const facts = projectFacts({ work: [worked("H1", "X1", 200)], changes: [approved("X1", running(60))] });
    expect(open(facts)).toContain("not-agreed S6 X1 140");
    expect(lines({ ...facts, changes: [...facts.changes, more] })).toEqual([
      "running-hours S6 X1 100000",
      "running-hours S6 X2 200000",
    ]);
    expect(open({ ...facts, changes: [...facts.changes, more] })).toEqual([price, "not-agreed S6 X1 20"]);
  });
  test("work that names the difference counts on the change it is more cover for", () => {
    const facts = projectFacts({ work: [worked("H1", "X2", 70)], changes: [approved("X1", running(60)), more] });
    expect(lines(facts)).toEqual(["running-hours S6 X1 100000", "running-hours S6 X2 16667"]);
  });
});

describe("S5: a change that costs nothing", () => {
  test("is no line, done or not", () => {
    for (const state of ["approved", "done"] as const) {
      const facts = projectFacts({ changes: [approved("X1", { kind: "fixed", price: 0 }, { state })] });
      expect([lines(facts), open(facts), lines(close(facts))]).toEqual([[], [price], []]);
    }
  });
});

describe("S6: a fixed price is billed when its work is marked done", () => {
  const fixed = { kind: "fixed", price: 450_000 } as const;
  test("before, it waits; hours on it are our own", () => {
    const facts = projectFacts({ work: [worked("H1", "X1", 120)], changes: [approved("X1", fixed)] });
    expect(lines(facts)).toEqual([]);
    expect(open(facts)).toEqual([price, "fixed-price-not-done S6 X1 450000", "internal-hours S6 X1 120"]);
  });
  test("when done, it is a line", () => {
    expect(
      lines(projectFacts({ changes: [approved("X1", fixed, { state: "done", doneOn: day("2026-11-25") })] })),
    ).toEqual(["fixed-price S6 X1 450000"]);
  });
  test.each(["asked", "priced", "sent", "declined", "withdrawn"] as const)("S9: one that is %s is neither", (state) => {
    const facts = projectFacts({ changes: [approved("X1", fixed, { state })] });
    expect([lines(facts), open(facts)]).toEqual([[], [price]]);
  });
});

describe("F4: work on a fault", () => {
  const fault = (more: Partial<Fault>): Fault => {
    return {
      id: "f1",
      ref: "F1",
      text: "no calls",
      urgent: false,
      reportedOn: day("2026-11-20"),
      by: anna,
      billed: false,
      ...more,
    };
  };
  test.each([
    { more: { cause: "customer", billed: true }, billed: ["fault-hours F4 F1 180000"], not: [] },
    { more: { cause: "third-party", billed: true }, billed: ["fault-hours F4 F1 180000"], not: [] },
    { more: { cause: "customer", billed: false }, billed: [], not: ["fault-not-billed F4 F1 90"] },
    { more: { cause: "supplier", billed: true }, billed: [], not: ["fault-ours F4 F1 90"] },
    { more: { billed: true }, billed: [], not: ["fault-cause-not-set F4 F1 90"] },
  ] as const)("$more: $billed", ({ more, billed, not }) => {
    const facts = projectFacts({ faults: [fault(more)], work: [worked("H1", "F1", 90)] });
    expect(lines(facts)).toEqual(billed);
    expect(open(facts)).toEqual([price, ...not]);
  });
  test("S6: a billed fault that turns out to be ours is reversed", () => {
    const facts = projectFacts({
      faults: [fault({ cause: "customer", billed: true })],
      work: [worked("H1", "F1", 90)],
    });
    const after = { ...close(facts), faults: [fault({ cause: "supplier", billed: true })] };
    expect(lines(after)).toEqual(["reversal S6 H1 -180000"]);
    expect(lines(close(after))).toEqual([]);
  });
});

describe("R1, R2, R3: travel and VAT", () => {
  test("R3: a taxi of 106 kr is entered as 100: with the fee 110, with VAT 137,50", () => {
    const { net, vat, gross } = basis(
      projectFacts({ trips: [trip("V1", { kind: "trip", minutes: 0, costs: 10_000 })] }),
    );
    expect({ net, vat, gross }).toEqual({ net: 11_000, vat: 2_750, gross: 13_750 });
  });
  test("a trip has a line for each part of its price", () => {
    const trips = [
      trip("V1", { kind: "trip", minutes: 210, costs: 120_000 }),
      trip("V2", { kind: "city", city: "goteborg" }),
      trip("V3", { kind: "city", city: "stockholm" }, { undone: true }),
    ];
    expect(lines(projectFacts({ trips }))).toEqual([
      "travel-time R1 V1 171500",
      "travel-costs R1 V1 120000",
      "travel-fee R1 V1 12000",
      "travel-flat R2 V2 69000",
    ]);
  });
  test("R3: the VAT is computed on the sum of the lines and rounded once: three lines of 99,99 have 74,99, not 75,00", () => {
    const changes = ["X1", "X2", "X3"].map((ref) => approved(ref, { kind: "fixed", price: 9_999 }, { state: "done" }));
    expect(basis(projectFacts({ changes }))).toMatchObject({
      net: 29_997,
      vat: 7_499,
      gross: 37_496,
      vats: [{ rate: 25, net: 29_997, vat: 7_499 }],
    });
  });
  test("R3: half an öre of VAT is rounded up, and of a reversal down by as much", () => {
    const one = { changes: [approved("X1", { kind: "fixed", price: 10 }, { state: "done" })] };
    expect(basis(projectFacts(one)).vat).toBe(3);
    const undone = { ...close(projectFacts(one)), changes: [approved("X1", { kind: "fixed", price: 10 })] };
    expect(basis(undone).vat).toBe(-3);
  });
  test("R3: the rate of VAT is the agreement's", () => {
    const facts = projectFacts({ trips: [trip("V1", { kind: "city", city: "stockholm" })] });
    expect(invoiceBasis(facts, { ...agreement, vat: 12 })).toMatchObject({ net: 69_000, vat: 8_280, gross: 77_280 });
  });
});

describe("S6: closing freezes, and undoing what is closed is a reversal on the next basis", () => {
  const changes = [approved("X1", running(600)), approved("X2", { kind: "fixed", price: 450_000 }, { state: "done" })];
  const facts = projectFacts({
    project: { price: 4_500_000, goLive: live, options: [{ id: "ko-premium", price: 800_000 }] },
    work: [worked("H1", "configuration", 480), worked("H2", "X1", 90)],
    checkIns: [held("C1", 60)],
    trips: [trip("V1", { kind: "trip", minutes: 60, costs: 10_000 })],
    changes,
  });

  test("what is closed is not billed again", () => {
    expect(basis(facts).lines).toHaveLength(7);
    expect(basis(close(facts))).toEqual({ lines: [], notBillable: [], net: 0, vats: [], vat: 0, gross: 0 });
  });
  test("an undone entry is taken back exactly, once", () => {
    const undone = {
      ...close(facts),
      work: [worked("H1", "configuration", 480), worked("H2", "X1", 90, { undone: true })],
    };
    expect(basis(undone).lines).toMatchObject([
      { kind: "reversal", source: "H2", reverses: "running-hours", minutes: -90, amount: -150_000, vatRate: 25 },
    ]);
    expect(lines(close(undone))).toEqual([]);
  });
  test("undone included hours cost nothing, and are on the next basis all the same", () => {
    const undone = {
      ...close(facts),
      work: [worked("H1", "configuration", 480, { undone: true }), worked("H2", "X1", 90)],
    };
    expect(basis(undone).lines).toMatchObject([
      { kind: "reversal", source: "H1", reverses: "unbilled-hours", minutes: -480, amount: 0 },
    ]);
    expect(lines(close(undone))).toEqual([]);
  });
  test("what is given back is the last that was closed, in proportion, in whatever order the bases arrive", () => {
    const call = (minutes: number) => ({ checkIns: [held("C1", minutes)] });
    const cover = approved("X1", running(120), { extends: { package: "checkins", minutes: 120 } });
    const twice = close({ ...close(projectFacts(call(90))), changes: [cover] });
    const shorter = { ...twice, ...call(70) };
    for (const closedBases of [shorter.closedBases, shorter.closedBases.toReversed()]) {
      expect(basis({ ...shorter, closedBases }).lines).toMatchObject([
        { kind: "reversal", source: "C1", reverses: "running-hours", minutes: -20, amount: -33_333 },
      ]);
    }
  });
  test("undone hours on a fixed price cost nothing either", () => {
    const spent = { ...facts, work: [...facts.work, worked("H4", "X2", 45)] };
    const undone = { ...close(spent), work: [...facts.work, worked("H4", "X2", 45, { undone: true })] };
    expect(basis(undone).lines).toMatchObject([
      { kind: "reversal", source: "H4", reverses: "unbilled-hours", minutes: -45, amount: 0 },
    ]);
  });
  test("an undone trip, a fixed price's work and a go-live taken back are reversals too", () => {
    const undone: ProjectFacts = {
      ...close(facts),
      project: { ...facts.project, goLive: undefined },
      trips: facts.trips.map((each) => ({ ...each, undone: true })),
      changes: changes.map((change) => ({ ...change, state: "approved" as const })),
    };
    expect(lines(undone).toSorted()).toEqual([
      "reversal S6 V1 -1000",
      "reversal S6 V1 -10000",
      "reversal S6 V1 -49000",
      "reversal S6 X2 -450000",
      "reversal S6 ko-premium -800000",
      "reversal S6 solbacken -4500000",
    ]);
    expect(basis(close(undone)).lines).toEqual([]);
  });
  test("a call that was held again, and shorter, gives back what it had too much", () => {
    const shorter = { ...close(facts), checkIns: [held("C1", 40)] };
    expect(basis(shorter).lines).toMatchObject([
      { kind: "reversal", source: "C1", reverses: "unbilled-hours", minutes: -20, amount: 0 },
    ]);
  });
  test("work recorded later is billed by itself", () => {
    const later = { ...close(facts), work: [...facts.work, worked("H3", "X1", 60, { on: day("2026-11-01") })] };
    expect(basis(later).lines).toMatchObject([
      { kind: "running-hours", source: "X1", refs: ["H3"], minutes: 60, amount: 100_000 },
    ]);
  });

  test("totals are whole öre, the sums of the lines; and two bases together bill what one would", () => {
    const entry = fc.record({
      target: fc.constantFrom("configuration", "X1", "documentation"),
      minutes: fc.integer({ min: 1, max: 600 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.nat(8), fc.nat(1_000_000), (entries, split, costs) => {
        const work = entries.map(({ target, minutes }, index) => worked(`H${index + 1}`, target, minutes));
        const rated = [
          approved("X1", { kind: "running", estimate: 500, rate: 119_940 }),
          approved(
            "X2",
            { kind: "running", estimate: 300, rate: 119_940 },
            { extends: { package: "configuration", minutes: 300 } },
          ),
        ];
        const all = projectFacts({ work, changes: rated, trips: [trip("V1", { kind: "trip", minutes: 61, costs })] });
        const whole = basis(all);
        for (const total of [whole.net, whole.vat, whole.gross]) expect(Number.isSafeInteger(total)).toBe(true);
        expect(whole.gross).toBe(whole.net + whole.vat);
        expect(whole.net).toBe(sum(whole.lines.map((line) => line.amount)));
        const first = { ...all, work: work.slice(0, split) };
        const second = { ...close(first), work };
        expect(basis(first).net + basis(second).net).toBe(whole.net);
      }),
    );
  });
});

test("S6, C1: of a billed call that turns out shorter, what is included stands first", () => {
  const changes = [approved("X1", running(60), { extends: { package: "checkins", minutes: 60 } })];
  const billed = close(projectFacts({ checkIns: [held("C1", 90)], changes }));
  expect(lines({ ...billed, checkIns: [held("C1", 50)] })).toEqual(["reversal S6 C1 -50000", "reversal S6 C1 0"]);
  expect(lines({ ...billed, checkIns: [held("C1", 75)] })).toEqual(["reversal S6 C1 -25000"]);
});
