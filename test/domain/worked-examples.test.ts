import { expect, test } from "vitest";
import { parseDuration } from "../../src/bot/fields/amounts.ts";
import type { Change, Pricing, ProjectFacts } from "../../src/domain/facts.ts";
import { allocate } from "../../src/domain/hours.ts";
import { closeBasis, invoiceBasis } from "../../src/domain/invoice-basis.ts";
import { sum } from "../../src/domain/money.ts";
import {
  agreement,
  approved,
  closed,
  day,
  fault,
  held,
  milestone,
  projectFacts,
  trip,
  worked,
} from "../fixtures/project-facts.ts";

/**
 * Worked examples, reckoned by hand with paper and the rules of the service: rule, what is recorded in order, what it
 * comes to. `H configuration 9h`: hours. `C 50m`: a call. `V 3h30 1200`: a trip and its costs. `city`: a trip within
 * one. `X1 running 4h cap 6h @1000 for configuration`, `X1 fixed 4500 done`: what was agreed. `inc`, `cov`, `not`,
 * `fault`: minutes included, covered, not agreed, on faults. `net`, `vat`, `gross`: the open basis, kronor.
 */
const examples = `
R1 | V 1m | net 8.17
R1 | V 2m | net 16.33
R1 | V 3m | net 24.50
R1 | V 4m | net 32.67
R1 | V 5m | net 40.83
R1 | V 6m | net 49.00
R1 | V 7m | net 57.17
R1 | V 10m | net 81.67
R1 | V 11m | net 89.83
R1 | V 15m | net 122.50
R1 | V 20m | net 163.33
R1 | V 25m | net 204.17
R1 | V 29m | net 236.83
R1 | V 30m | net 245.00
R1 | V 40m | net 326.67
R1 | V 45m | net 367.50
R1 | V 50m | net 408.33
R1 | V 55m | net 449.17
R1 | V 59m | net 481.83
R1 | V 1h | net 490.00
R1 | V 1h01 | net 498.17
R1 | V 1h10 | net 571.67
R1 | V 1h15 | net 612.50
R1 | V 1h30 | net 735.00
R1 | V 1h45 | net 857.50
R1 | V 2h | net 980.00
R1 | V 2h20 | net 1143.33
R1 | V 2h50 | net 1388.33
R1 | V 3h30 | net 1715.00
R1 | V 7h | net 3430.00
R1 | V 0m 0.01 | net 0.01
R1 | V 0m 0.04 | net 0.04
R1 | V 0m 0.05 | net 0.06
R1 | V 0m 0.14 | net 0.15
R1 | V 0m 0.15 | net 0.17
R1 | V 0m 1 | net 1.10
R1 | V 0m 9.99 | net 10.99
R1 | V 0m 99.94 | net 109.93
R1 | V 0m 99.95 | net 109.95
R1 | V 0m 99.99 | net 109.99
R1 | V 0m 106 | net 116.60
R1 | V 0m 120 | net 132.00
R1 | V 0m 349 | net 383.90
R1 | V 0m 1200 | net 1320.00
R1 | V 0m 1234.56 | net 1358.02
R1 | V 0m 2499 | net 2748.90
R1 | V 0m 10000 | net 11000.00
R1 | V 3h30 1200 | net 3035.00
R1 | V 1h 100 | net 600.00
R1 | V 2h15 349 | net 1486.40
R1 | V 45m 99.95 | net 477.45
R1 | V 5h 2499 | net 5198.90
R1 | V 1m 0.05 | net 8.23
R1 | V 10h 10000 | net 15900.00
R1 | V 40m 120 | net 458.67
R1 | V 20m, V 20m, V 20m | net 489.99
R1 | V 20m, V 20m, V 20m, V 20m | net 653.32
R1 | V 1h20 | net 653.33
R1 | V 7h 1200, V 7h | net 8180.00
R1 | V 14h 1200 | net 8180.00
R1 | V 7h 1200, V 7h 349 | net 8563.90
R3 | V 14h 1200 | vat 2045.00 gross 10225.00
R2 | city | net 690.00
R2 | city, city | net 1380.00
R2 | city, city, city | net 2070.00
R2 | city, V 1h | net 1180.00
R2 | city, V 0m 100 | net 800.00
R2 | city | gross 862.50
R2 | city, city | gross 1725.00
R3 | V 0m 100 | net 110.00 vat 27.50 gross 137.50
R3 | V 3h30 1200 | vat 758.75 gross 3793.75
R3 | X1 fixed 0.01 done | vat 0.00
R3 | X1 fixed 0.02 done | vat 0.01
R3 | X1 fixed 0.03 done | vat 0.01
R3 | X1 fixed 0.05 done | vat 0.01
R3 | X1 fixed 0.06 done | vat 0.02
R3 | X1 fixed 0.10 done | vat 0.03 gross 0.13
R3 | X1 fixed 1 done | vat 0.25
R3 | X1 fixed 4.50 done | vat 1.13
R3 | X1 fixed 99.99 done | vat 25.00 gross 124.99
R3 | X1 fixed 99.99 done, X2 fixed 99.99 done | vat 50.00 gross 249.98
R3 | X1 fixed 99.99 done, X2 fixed 99.99 done, X3 fixed 99.99 done | net 299.97 vat 74.99 gross 374.96
R3 | X1 fixed 33.33 done, X2 fixed 33.33 done, X3 fixed 33.33 done | net 99.99 vat 25.00
R3 | X1 fixed 999.97 done | vat 249.99
R3 | X1 fixed 999.98 done | vat 250.00 gross 1249.98
R3 | X1 fixed 4500 done | vat 1125.00 gross 5625.00
R3 | price 45000, live | vat 11250.00 gross 56250.00
S7 | X1 running 10h @1000, H X1 1m | net 16.67
S7 | X1 running 10h @1000, H X1 11m | net 183.33
S7 | X1 running 10h @1000, H X1 30m | net 500.00
S7 | X1 running 10h @1000, H X1 50m | net 833.33
S7 | X1 running 10h @1000, H X1 1h07 | net 1116.67
S7 | X1 running 10h @1200, H X1 1m | net 20.00
S7 | X1 running 10h @1200, H X1 45m | net 900.00
S7 | X1 running 10h @1200, H X1 2h20 | net 2800.00
S7 | X1 running 10h @1199.50, H X1 1m | net 19.99
S7 | X1 running 10h @1199.50, H X1 30m | net 599.75
S7 | X1 running 10h @1199.50, H X1 59m | net 1179.51
S7 | X1 running 10h @1199.50, H X1 67m | net 1339.44
S7 | X1 running 10h @999.50, H X1 2m | net 33.32
S7 | X1 running 10h @999.50, H X1 3m | net 49.98
S7 | X1 running 10h @999.50, H X1 11m | net 183.24
S7 | X1 running 10h @999.50, H X1 33m | net 549.73
S7 | X1 running 10h @950, H X1 7m | net 110.83
S7 | X1 running 10h @950, H X1 40m | net 633.33
S7 | X1 running 10h @950, H X1 8h | net 7600.00
S7 | X1 running 10h @1450, H X1 13m | net 314.17
S7 | X1 running 10h @1450, H X1 25m | net 604.17
S6 | X1 running 10h @999.50, H X1 11m, H X1 11m, H X1 11m | net 549.73
S6 | X1 running 10h @1000, H X1 20m, H X1 20m | net 666.67
S6 | X1 running 10h @1000, H X1 20m, X2 running 10h @1000, H X2 20m | net 666.66
S7 | rate 1100, X1 running 2h, H X1 1h | net 1100.00
S7 | rate 1100, X1 running 2h @900, H X1 1h | net 900.00
S7 | rate none, X1 running 2h, H X1 1h | net 0.00 cov 60
S2 | H configuration 8h | inc 480 not 0
S2 | H configuration 8h01 | inc 480 not 1
S2 | H configuration 7h59 | inc 479 not 0
S2 | H configuration 9h | inc 480 not 60
S2 | H configuration 5h, H configuration 4h | inc 480 not 60
S2 | H workshop 8h | inc 480 not 0
S2 | H workshop 8h30 | inc 480 not 30
S2 | H documentation 2h | inc 120 not 0
S2 | H documentation 2h15 | inc 120 not 15
S2 | H documentation 1h, H documentation 1h, H documentation 1h | inc 120 not 60
S2 | H handover 3h | inc 120 not 60
S2 | H workshop 8h, H configuration 8h, H documentation 2h, H handover 2h | inc 1200 not 0
S2 | H configuration 4h, H documentation 3h | inc 360 not 60
S2 | H workshop 10h, H configuration 1h | inc 540 not 120
S2 | H handover 1m | inc 1 not 0
S2 | H configuration 16h | inc 480 not 480
S6 | H configuration 8h, undo H1, H configuration 8h | inc 480 not 0
S6 | H configuration 9h, undo H1 | inc 0 not 0
S6 | H configuration 7h, H configuration 2h, undo H1 | inc 120 not 0
S6 | H configuration 1h | net 0.00
S6 | H configuration 9h | net 0.00
S8 | larger workshop=16h configuration=20h, H workshop 16h, H configuration 21h | inc 2160 not 60
S8 | larger configuration=20h, H workshop 1h | inc 0 not 60
S8 | larger documentation=45m, H documentation 1h | inc 45 not 15
S2 | C 60m | inc 60 not 0
S2 | C 50m | inc 50 not 0
S2 | C 61m | inc 60 not 1
S2 | C 90m | inc 60 not 30
S2 | C 90m, C 30m | inc 90 not 30
S2 | C 60m, C 60m, C 60m, C 60m | inc 240 not 0
S2 | C 60m, C 60m, C 60m, C 60m, C 60m | inc 240 not 60
S2 | C 30m, C 30m, C 30m, C 30m, C 60m | inc 120 not 60
S2 | C 15m, C 15m, C 15m, C 15m, C 15m | inc 60 not 15
S2 | H checkins 1h | inc 0 not 60
S8 | larger checkins=2h, C 60m, C 60m, C 60m | inc 120 not 60
S8 | larger checkins=1h30, C 60m, C 60m | inc 90 not 30
S6 | X1 running 4h @1000 for configuration, H configuration 9h | inc 480 cov 60 not 0 net 1000.00
S6 | X1 running 30m @1000 for configuration, H configuration 9h | inc 480 cov 30 not 30 net 500.00
S6 | X1 running 30m cap 45m @1000 for configuration, H configuration 9h | cov 45 not 15 net 750.00
S6 | X1 running 4h @1000 for documentation, H configuration 9h | cov 0 not 60 net 0.00
S6 | X1 running 1h @1000 for configuration, X2 running 1h @1200 for configuration, H configuration 10h | cov 120 net 2200.00
S6 | X1 running 1h @1000 for configuration, X2 running 1h @1200 for configuration, H configuration 9h30 | cov 90 net 1600.00
S6 | X1 running 2h @1000, H X1 3h | cov 120 not 60 net 2000.00
S6 | X1 running 2h cap 3h @1000, H X1 3h | cov 180 not 0 net 3000.00
S6 | X1 running 2h cap 3h @1000, H X1 3h30 | cov 180 not 30 net 3000.00
S6 | X1 running 2h @1000, H configuration 9h | cov 0 not 60 net 0.00
S6 | X1 running 2h @1000, H X1 1h, H configuration 8h | inc 480 cov 60 net 1000.00
S6 | X1 running 2h @1000, X2 running 1h @1000 more X1, H X1 3h | cov 180 net 3000.00
S6 | X1 running 2h @1000, X2 running 1h @1000 more X1, H X1 4h | cov 180 not 60 net 3000.00
S6 | X1 running 2h @1000, X2 running 1h @1300 more X1, H X1 3h | net 3300.00
S6 | X1 running 1h @1000 for checkins, C 60m, C 60m, C 60m, C 60m, C 60m | inc 240 cov 60 net 1000.00
S6 | X1 running 1h @1000 for checkins, C 90m | inc 60 cov 30 net 500.00
S3 | X1 fixed 2500 for documentation 2h, H documentation 3h | inc 120 cov 60 net 0.00
S3 | X1 fixed 2500 done for documentation 2h, H documentation 5h | inc 120 cov 120 not 60 net 2500.00
S3 | H X1 1h, X1 running 2h @1000 for configuration | inc 60 cov 0 net 0.00
S9 | H X1 1h | cov 0 not 60 net 0.00
S6 | X1 fixed 4500 | net 0.00
S6 | X1 fixed 4500 done | net 4500.00
S6 | X1 fixed 4500 done, H X1 20h | cov 1200 not 0 net 4500.00
S6 | X1 fixed 4500, H X1 1h | cov 60 not 0 net 0.00
S5 | X1 fixed 0 done | net 0.00
S2b | price 45000 | net 0.00
S2b | price 45000, live | net 45000.00
S2b | live | net 0.00
S2b | price 0.01, live | net 0.01
S4 | option 8750 | net 0.00
S4 | option 8750, live | net 8750.00
S4 | price 45000, option 8750, live | net 53750.00 gross 67187.50
F4 | rate 1000, F1 customer bill, H F1 1h30 | fault 90 net 1500.00
F4 | rate 1000, F1 customer, H F1 1h30 | fault 90 net 0.00
F4 | rate 1000, F1 third-party bill, H F1 20m | net 333.33
F4 | rate 1000, F1 supplier, H F1 1h | fault 60 net 0.00
F4 | rate 1000, F1, H F1 1h | fault 60 net 0.00
F4 | rate none, F1 customer bill, H F1 1h | fault 60 net 0.00
F4 | rate 1000, F1 customer bill, H F1 1h, H configuration 8h | inc 480 fault 60 net 1000.00
I1 | city, close | net 0.00
I1 | city, close, city | net 690.00
I1 | X1 running 10h @1000, H X1 20m, close, H X1 20m | net 333.33
I1 | X1 running 10h @1000, H X1 20m, close, H X1 20m, close, H X1 20m | net 333.33
I1 | H configuration 8h, close, H configuration 1h | inc 480 not 60
S6 | X1 running 10h @1000, H X1 1h, close, undo H1 | net -1000.00 vat -250.00 gross -1250.00
S6 | X1 running 10h @1000, H X1 1h, close, undo H1, close | net 0.00
S6 | X1 running 10h @1000, H X1 1h, close, undo H1, H X1 30m | net -500.00
S6 | X1 running 1h @1000, H X1 1h, close, undo H1, H X1 1h | cov 60 not 0 net 0.00
S6 | V 3h30 1200, close, undo V1 | net -3035.00
S6 | city, close, undo V1, city | net 0.00
S6 | price 45000, live, close, price 47000 | net 2000.00
S6 | price 45000, live, close, price 44000 | net -1000.00
S6 | price 45000, live, close, not live | net -45000.00
S6 | option 8750, live, close, option 9000 | net 250.00
S6 | X1 fixed 4500 done, close, X1 not done | net -4500.00
S6 | H configuration 9h, close, X1 running 1h @1000 for configuration | cov 60 net 1000.00
S6 | H configuration 8h, close, undo H1, H configuration 2h | inc 120 not 0
F4 | rate 1000, F1 customer bill, H F1 1h, close, F1 supplier | net -1000.00 fault 60
R3 | V 0m 0.05, close, undo V1 | net -0.06 vat -0.02 gross -0.08
`;

const rows = examples
  .trim()
  .split("\n")
  .map((line) => line.split(" | ") as [string, string, string]);

const ore = (kronor: string): number => Math.round(Number(kronor) * 100);
const minutes = (typed: string): number => (typed === "0m" ? 0 : (parseDuration(typed) ?? Number.NaN));
const dayOf = (n: number) => day(`2026-11-${String(2 + n).padStart(2, "0")}`);

/** What `running 4h cap 6h @1000 for configuration` says. */
function agreedTo(ref: string, words: readonly string[], before: Change | undefined, at: number): Change {
  const after = (word: string): string | undefined =>
    words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
  if (words[0] === "not" && before !== undefined) return { ...before, state: "approved", doneOn: undefined };
  const rate = words.find((word) => word.startsWith("@"))?.slice(1);
  const cap = after("cap");
  const pricing: Pricing =
    words[0] === "fixed"
      ? { kind: "fixed", price: ore(words[1] ?? "") }
      : {
          ...{ kind: "running", estimate: minutes(words[1] ?? "") },
          ...(cap === undefined ? {} : { cap: minutes(cap) }),
          ...(rate === undefined ? {} : { rate: ore(rate) }),
        };
  const [package_, more] = [after("for"), after("more")];
  const most = pricing.kind === "running" ? pricing.estimate : minutes(words[words.indexOf("for") + 2] ?? "0m");
  return approved(ref, pricing, {
    decidedAt: at,
    ...(package_ === undefined ? {} : { extends: { package: package_, minutes: most } }),
    ...(more === undefined ? {} : { effect: { kind: "more-cover", change: more } }),
    ...(words.includes("done") ? { state: "done", doneOn: dayOf(20) } : {}),
  });
}

/** The facts after one more word of an example. */
function after(facts: ProjectFacts, said: string, at: number): ProjectFacts {
  const [what = "", ...words] = said.split(" ");
  const { work, trips, checkIns, changes, faults, project } = facts;
  const head = (more: Partial<ProjectFacts["project"]>) => ({ ...facts, project: { ...project, ...more } });
  const on = dayOf(at);
  if (/^X\d/u.test(what)) {
    const before = changes.find(({ ref }) => ref === what);
    const one = agreedTo(what, words, before, at);
    return { ...facts, changes: before ? changes.map((other) => (other === before ? one : other)) : [...changes, one] };
  }
  if (/^F\d/u.test(what)) {
    const cause = words[0] as "supplier" | "customer" | "third-party" | undefined;
    const one = fault(what, { ...(cause === undefined ? {} : { cause }), billed: words.includes("bill") });
    return { ...facts, faults: [...faults.filter(({ ref }) => ref !== what), one] };
  }
  switch (what) {
    case "H": {
      const one = worked(`H${work.length + 1}`, words[0] ?? "", minutes(words[1] ?? ""), { on, recordedAt: at });
      return { ...facts, work: [...work, one] };
    }
    case "C": {
      const one = held(`C${checkIns.length + 1}`, minutes(words[0] ?? ""), { on, recordedAt: at });
      return { ...facts, checkIns: [...checkIns, one] };
    }
    case "V":
    case "city": {
      const journey = { kind: "trip", minutes: minutes(words[0] ?? "0m"), costs: ore(words[1] ?? "0") } as const;
      const one = trip(`V${trips.length + 1}`, what === "city" ? { kind: "city", city: "göteborg" } : journey, { on });
      return { ...facts, trips: [...trips, one] };
    }
    case "undo":
      return {
        ...facts,
        work: work.map((one) => (one.ref === words[0] ? { ...one, undone: true } : one)),
        trips: trips.map((one) => (one.ref === words[0] ? { ...one, undone: true } : one)),
      };
    case "larger": {
      const hours = Object.fromEntries(
        words.map((pair) => pair.split("=")).map(([id = "", time = ""]) => [id, minutes(time)]),
      );
      return head({ variant: "larger", hours });
    }
    case "rate":
      return head({ rate: words[0] === "none" ? undefined : ore(words[0] ?? "") });
    case "price":
      return head({ price: ore(words[0] ?? "") });
    case "option":
      return head({ options: [{ id: "ko-premium", price: ore(words[0] ?? "") }] });
    case "live":
      return head({ goLive: milestone("2026-11-20") });
    case "not":
      return head({ goLive: undefined });
    case "close":
      return closed(facts, closeBasis(facts, agreement));
    default:
      throw new Error(`An example says ${said}`);
  }
}

function reckoned(facts: ProjectFacts): Readonly<Record<string, number>> {
  const parts = allocate(facts, agreement).entries.flatMap((entry) => entry.parts);
  const of = (begins: string) =>
    sum(parts.filter(({ bucket }) => bucket.startsWith(begins)).map((part) => part.minutes));
  const { net, vat, gross } = invoiceBasis(facts, agreement);
  return { inc: of("included"), cov: of("cover:"), not: of("not-agreed"), fault: of("fault:"), net, vat, gross };
}

test("there are two hundred examples, each with its rule", () => {
  expect(rows.length).toBeGreaterThanOrEqual(200);
  for (const [rule] of rows) expect(rule).toMatch(/^[SRFI]\d/u);
});

test.each(rows)("%s: %s → %s", (_rule, story, comesTo) => {
  const facts = story.split(", ").reduce((so, said, index) => after(so, said, index + 1), projectFacts());
  const words = comesTo.split(" ");
  for (let word = 0; word < words.length; word += 2) {
    const [what = "", figure = ""] = [words[word], words[word + 1]];
    const amount = ["net", "vat", "gross"].includes(what) ? ore(figure) : Number(figure);
    expect([what, reckoned(facts)[what]]).toEqual([what, amount]);
  }
});
