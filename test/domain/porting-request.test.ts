import { describe, expect, test } from "vitest";
import type { Agreement } from "../../src/domain/agreement.ts";
import { businessCalendar } from "../../src/domain/calendar.ts";
import { judgeDay } from "../../src/domain/day-use.ts";
import type { PortingAnswers, PortingRequestEntry } from "../../src/domain/facts.ts";
import { canFinishStep, portingStatus } from "../../src/domain/porting.ts";
import { kindOfNumber, leadTimeOf, overlap, restOfSeries } from "../../src/domain/porting-number.ts";
import {
  answersOf,
  canRecord,
  earliestPorting,
  lastDayToAsk,
  portingRequests,
  requestSteps,
  takenBy,
  tooLateFor,
} from "../../src/domain/porting-request.ts";
import { agreement, day, portingAnswers, portingEntry, project, projectFacts } from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
const given = (answers: PortingAnswers, more: Partial<PortingRequestEntry> = {}) =>
  portingEntry("given", { answers, ...more });
const facts = (...portingRequests: PortingRequestEntry[]) => projectFacts({ portingRequests });
const one = (...entries: PortingRequestEntry[]) => {
  const [request] = portingRequests(facts(...entries));
  return request ?? expect.fail("no request");
};
const series = portingAnswers.number ?? "";
const mobile = "+46701740605";

describe("D4: what a request holds", () => {
  test("an earlier answer stands until it is corrected or taken away, and what was undone never was", () => {
    const entries = [
      given({ operator: "Ett", signer: "Karin" }, { id: "a" }),
      given({ operator: "Två", signer: "" }, { id: "b" }),
      given({ operator: "Tre" }, { id: "c", undone: true }),
    ];
    expect(answersOf(entries)).toEqual({ operator: "Två" });
    expect(answersOf(entries, "a")).toEqual({ operator: "Ett", signer: "Karin" });
  });

  test.each(["number", "operator", "subscriber", "orgno", "address", "signer", "signed", "rest", "when"] as const)(
    "without %s it is not complete, and says so",
    (answer) => {
      const request = one(given({ ...portingAnswers, [answer]: "" }));
      expect([request.state, request.missing]).toEqual(["incomplete", answer === "number" ? ["number"] : [answer]]);
    },
  );

  test.each([
    { why: "a single number has no rest", number: "+46812345600", rest: undefined, within: undefined, missing: [] },
    { why: "a series has", number: series, rest: undefined, within: undefined, missing: ["rest"] },
    { why: "a number of a series has", number: "+46812345600", rest: undefined, within: series, missing: ["rest"] },
    { why: "of which series something stays", number: series, rest: "stays", within: undefined, missing: ["series"] },
  ])("$why", ({ number, rest = "", within = "", missing }) => {
    expect(one(given({ ...portingAnswers, number, rest, series: within })).missing).toEqual(missing);
  });

  test.each([
    {
      why: "in the middle",
      number: "+46812345610-+46812345619",
      left: ["+46812345600-+46812345609", "+46812345620-+46812345649"],
    },
    { why: "the first alone", number: "+46812345600", left: ["+46812345601-+46812345649"] },
    { why: "all but the last", number: "+46812345600-+46812345648", left: ["+46812345649"] },
    { why: "all of it", number: series, left: [] },
    { why: "one too many", number: "+46812345600-+46812345650", left: undefined },
    { why: "another", number: "+46812345700", left: undefined },
  ])("what is left of a series: $why", ({ number, left }) => expect(restOfSeries(number, series)).toEqual(left));

  test.each([
    { rest: "none", number: "+46812345600-+46812345619", found: "something-left" },
    { rest: "stays", number: series, found: "nothing-left" },
    { rest: "ends", number: "+46812345700", found: "outside-series" },
    { rest: "stays", number: "+46812345610-+46812345649", found: undefined },
  ])("$number of the series, $rest: $found", ({ rest, number, found }) => {
    const request = one(given({ ...portingAnswers, number, series, rest }));
    expect([request.state, request.findings[0]?.kind]).toEqual([found ? "incomplete" : "complete", found]);
  });

  test("what may be right is said and keeps nothing back: the main number goes, another organisation", () => {
    const answers = { ...portingAnswers, number: "+46812345600", series, rest: "stays" };
    const [request] = portingRequests({
      ...facts(given(answers)),
      project: project({ organisationNumber: "559999-0006" }),
    });
    expect([request?.state, request?.hints.map(({ kind }) => kind)]).toEqual([
      "complete",
      ["main-number", "other-subscriber"],
    ]);
    // What was sent stands: nobody is asked about it any more.
    const sent = facts(given(answers), portingEntry("asked"));
    const after = portingRequests({ ...sent, project: project({ organisationNumber: "559999-0006" }) });
    expect(after.map(({ state, hints }) => [state, hints])).toEqual([["asked", []]]);
  });

  test("a number is in one request, also as part of a series, until that is withdrawn", () => {
    const before = given(portingAnswers);
    expect(takenBy("+46812345649", facts(before))?.ref).toBe("P1");
    expect(takenBy("+46812345649", facts(before), "P1")).toBeUndefined();
    expect(takenBy("+46812345650", facts(before))).toBeUndefined();
    expect(takenBy("+46812345649", facts(before, portingEntry("withdrawn")))).toBeUndefined();
    expect(overlap("+46812345640-+46812345660", series)).toBe(true);
  });
});

describe("D7: lead times", () => {
  const own: Agreement = {
    ...agreement,
    porting: {
      steps: agreement.porting?.steps ?? [],
      leadTime: { fixed: 10, mobile: 5 },
      operators: [
        {
          id: "slow",
          name: { sv: "Långsam AB", en: "Slow Ltd" },
          aliases: ["slowtel"],
          leadTime: { fixed: 15, mobile: 6 },
        },
      ],
    },
  };

  test.each([
    ["+46812345600", "fixed"],
    [series, "fixed"],
    [mobile, "mobile"],
    ["+46701740600-+46701740649", "mobile"],
  ])("%s is %s", (number, kind) => expect(kindOfNumber(number)).toBe(kind));

  test.each([
    { number: series, operator: "Exempeltele", needs: 10 },
    { number: mobile, operator: "Exempeltele", needs: 5 },
    { number: series, operator: "LANGSAM ab", needs: 15 },
    { number: mobile, operator: "slowtel", needs: 6 },
    { number: undefined, operator: "Exempeltele", needs: 10 },
  ])("$number from $operator: $needs business days", ({ number, operator, needs }) => {
    expect(leadTimeOf({ operator, ...(number && { number }) }, own)).toBe(needs);
  });

  // Thursday 10 December 2026; ten business days before it is Thursday 26 November.
  test.each([
    { today: "2026-11-25", earliest: "2026-12-09", holds: true, why: "the day before the last" },
    { today: "2026-11-26", earliest: "2026-12-10", holds: true, why: "the last day itself" },
    { today: "2026-11-27", earliest: "2026-12-11", holds: false, why: "the day after" },
    { today: "2026-11-28", earliest: "2026-12-11", holds: false, why: "a Saturday counts as the Friday before it" },
    {
      today: "2026-12-14",
      earliest: "2026-12-30",
      holds: false,
      why: "Christmas Eve and the holidays are no business days",
    },
  ])("$today, $why: $earliest at the earliest", ({ today, earliest, holds }) => {
    const request = one(given(portingAnswers));
    expect(lastDayToAsk(request, agreement, calendar)).toBe("2026-11-26");
    expect(earliestPorting(request.answers, agreement, calendar, day(today))).toBe(earliest);
    expect(tooLateFor(request, agreement, calendar, day(today))).toBe(holds ? undefined : earliest);
  });

  test("when it was asked for in time, the days that pass since take nothing away", () => {
    const asked = one(given(portingAnswers), portingEntry("asked", { on: day("2026-11-26") }));
    expect(tooLateFor(asked, agreement, calendar, day("2026-12-08"))).toBeUndefined();
    const late = one(given(portingAnswers), portingEntry("asked", { on: day("2026-11-27") }));
    expect(tooLateFor(late, agreement, calendar, day("2026-11-27"))).toBe("2026-12-11");
    const confirmed = portingEntry("confirmed", { answers: { when: "2026-12-10T10:00" } });
    const held = one(given(portingAnswers), portingEntry("asked", { on: day("2026-11-27") }), confirmed);
    expect([tooLateFor(held, agreement, calendar, day("2026-11-27")), held.time]).toEqual([undefined, "10:00"]);
  });

  test.each([
    { on: "2026-12-09", time: "09:00", lead: 10, why: "too-soon" },
    { on: "2026-12-10", time: "09:00", lead: 10, why: undefined },
    { on: "2026-12-12", time: "09:00", lead: 10, why: "porting-closed" },
    { on: "2026-12-24", time: "09:00", lead: 10, why: "porting-closed" },
    { on: "2026-12-10", time: "09:30", lead: 10, why: "not-a-whole-hour" },
    { on: "2026-11-25", time: "09:00", lead: 0, why: "past-day" },
    { on: "2026-11-26", time: "09:00", lead: 0, why: undefined },
    { on: "2026-12-31", time: "09:00", lead: 10, why: "porting-closed" },
    { on: "2027-01-29", time: "09:00", lead: 10, why: undefined },
    { on: "2027-02-01", time: "09:00", lead: 10, why: "contract-ended" },
  ])("D4, K2: $on $time on 26 November, needing $lead: $why", ({ on, time, lead, why }) => {
    const ended = {
      id: "e",
      step: "termination",
      on: day("2026-11-20"),
      ends: day("2027-01-31"),
      by: { id: "k", name: "K" },
      undone: false,
    };
    const scene = { facts: { ...projectFacts(), porting: [ended] }, agreement, calendar, today: day("2026-11-26") };
    expect(judgeDay({ kind: "number", on: day(on), time, lead }, scene).refusals[0]?.kind).toBe(why);
  });

  test("what cannot be comes with the nearest that can", () => {
    const scene = { facts: projectFacts(), agreement, calendar, today: day("2026-11-27") };
    const { instead } = judgeDay({ kind: "number", on: day("2026-12-10"), time: "09:40", lead: 10 }, scene);
    expect(instead).toEqual({ on: "2026-12-11", time: "10:00" });
  });
});

describe("D4: from asked for to ported", () => {
  const complete = given(portingAnswers);
  const [asked, confirmed, rejected, mended, ported, withdrawn] = (
    ["asked", "confirmed", "rejected", "mended", "ported", "withdrawn"] as const
  ).map((kind) => portingEntry(kind, kind === "rejected" ? { reason: "fel namn", task: "T1" } : {})) as [
    PortingRequestEntry,
    PortingRequestEntry,
    PortingRequestEntry,
    PortingRequestEntry,
    PortingRequestEntry,
    PortingRequestEntry,
  ];

  test.each([
    { entries: [given({ number: mobile })], state: "incomplete", may: ["given", "withdrawn"] },
    { entries: [complete], state: "complete", may: ["given", "asked", "withdrawn"] },
    { entries: [complete, asked], state: "asked", may: ["confirmed", "rejected", "ported", "withdrawn"] },
    {
      entries: [complete, asked, confirmed],
      state: "confirmed",
      may: ["confirmed", "rejected", "ported", "withdrawn"],
    },
    { entries: [complete, asked, rejected], state: "rejected", may: ["given", "mended", "withdrawn"] },
    { entries: [complete, asked, rejected, mended], state: "mended", may: ["given", "asked", "withdrawn"] },
    {
      entries: [complete, asked, rejected, given({ subscriber: "Solbacken AB" })],
      state: "mended",
      may: ["given", "asked", "withdrawn"],
    },
    { entries: [complete, asked, rejected, given({ signer: "" })], state: "incomplete", may: ["given", "withdrawn"] },
    {
      entries: [complete, asked, rejected, mended, asked],
      state: "asked",
      may: ["confirmed", "rejected", "ported", "withdrawn"],
    },
    { entries: [complete, asked, ported], state: "ported", may: [] },
    { entries: [complete, withdrawn], state: "withdrawn", may: [] },
    {
      entries: [complete, asked, { ...rejected, undone: true }],
      state: "asked",
      may: ["confirmed", "rejected", "ported", "withdrawn"],
    },
  ])("$state: $may", ({ entries, state, may }) => {
    const request = one(...entries);
    const events = ["given", "asked", "confirmed", "rejected", "mended", "ported", "withdrawn"] as const;
    expect([request.state, events.filter((kind) => canRecord(request, kind).ok)]).toEqual([state, may]);
  });

  test("the last day of each step, and whose it is", () => {
    expect(requestSteps(one(complete), agreement, calendar)).toEqual([
      { step: "answers", last: "2026-11-26", who: "customer", isDone: true },
      { step: "ask", last: "2026-11-26", who: "supplier", isDone: false },
      { step: "port", last: "2026-12-10", who: "supplier", isDone: false },
    ]);
    expect(requestSteps(one(given({ number: mobile })), agreement, calendar)[0]).toEqual({
      ...{ step: "answers", who: "customer", isDone: false },
    });
  });

  const planned = (...portingRequests: PortingRequestEntry[]) =>
    projectFacts({ project: { plan: { porting: day("2026-12-10") } }, portingRequests });

  test.each([
    { ends: "2026-12-09", ok: false, why: "the day before the porting" },
    { ends: "2026-12-10", ok: false, why: "the porting day itself" },
    { ends: "2026-12-11", ok: true, why: "the day after it" },
  ])("a contract that ends $why: $ok", ({ ends, ok }) => {
    expect(canFinishStep(planned(), agreement, "termination", day(ends)).ok).toBe(ok);
  });

  test("the last number is what counts, while it is still to be ported", () => {
    const later = given({ ...portingAnswers, when: "2026-12-16T09:00" });
    const ends = day("2026-12-16");
    expect(canFinishStep(planned(later), agreement, "termination", ends)).toMatchObject({
      refused: { kind: "ends-too-early", ends, after: "2026-12-16" },
    });
    expect(canFinishStep(planned(later, withdrawn), agreement, "termination", ends).ok).toBe(true);
  });

  test("the letter of authority is done when every number has one; all is ported when every number is", () => {
    const status = (...entries: PortingRequestEntry[]) =>
      portingStatus(planned(...entries), agreement, day("2026-11-20"));
    const unsigned = given({ number: mobile }, { ref: "P2" });
    expect(status(complete)?.outstanding).toEqual(["termination"]);
    expect(status(complete, unsigned)?.outstanding).toEqual(["fullmakt", "termination"]);
    expect(status(complete, asked, ported)?.isPorted).toBe(true);
    expect(status(complete, asked, ported, unsigned)?.isPorted).toBe(false);
    expect(canFinishStep(planned(complete, asked), agreement, "porting")).toMatchObject({
      refused: { kind: "numbers-wait", refs: ["P1"] },
    });
  });
});
