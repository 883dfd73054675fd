import { describe, expect, test } from "vitest";
import {
  canAgree,
  canDecide,
  canFinish,
  canPrice,
  canSend,
  canWithdraw,
  coversEarlier,
  isCurrentOffer,
  isOfferOut,
  isUndecided,
  offerDigest,
  pricingMistake,
} from "../../src/domain/change.ts";
import type { Change, ChangeState, Pricing } from "../../src/domain/facts.ts";
import { agreedMoney } from "../../src/domain/pricing.ts";
import { agreement, change, day, karin, member, projectFacts } from "../fixtures/project-facts.ts";

const fixed: Pricing = { kind: "fixed", price: 450_000 };
const running: Pricing = { kind: "running", estimate: 360 };
const offer = {
  text: "Two more queues",
  digest: offerDigest("Two more queues"),
  sentOn: day("2026-11-25"),
  revision: 1,
};
const at = (state: ChangeState, more: Partial<Change> = {}): Change => {
  const answered = state === "approved" || state === "declined" || state === "done";
  return change("X1", {
    state,
    ...(state !== "asked" && { pricing: fixed }),
    ...((answered || state === "sent") && { offer }),
    ...(answered && { decidedBy: karin, decidedOn: day("2026-11-26") }),
    ...more,
  });
};
const customer = { id: "karin", staff: false };
const states = ["asked", "priced", "sent", "approved", "declined", "withdrawn", "done", "undone"] as const;
const statesWhere = (may: (it: Change) => { readonly ok: boolean }): readonly string[] =>
  states.filter((state) => may(at(state)).ok);
const rated = { ...agreement, runningRate: 120_000 };
const unrated = { ...agreement, runningRate: undefined };

describe("S9: what a change can do in each state", () => {
  test("it is priced, and priced anew, until the customer has said yes", () => {
    expect(statesWhere(canPrice)).toEqual(["asked", "priced", "sent", "declined"]);
  });
  test("it is sent when it is priced", () => {
    expect(statesWhere((it) => canSend(it, projectFacts(), rated))).toEqual(["priced"]);
  });
  test("it is answered when it is sent", () => {
    expect(statesWhere((it) => canDecide(it, projectFacts(), customer, offer.digest))).toEqual(["sent"]);
  });
  test("it is withdrawn until the customer has said yes", () => {
    expect(statesWhere(canWithdraw)).toEqual(["asked", "priced", "sent", "declined"]);
    expect(statesWhere((one) => ({ ok: isUndecided(one) }))).toEqual(["asked", "priced", "sent"]);
  });
  test("it is done when it was approved", () => {
    expect(statesWhere(canFinish)).toEqual(["approved"]);
  });
  test("only pricing one that was sent outdates an offer", () => {
    const outdating = states.filter((state) => {
      const decision = canPrice(at(state));
      return decision.ok && decision.outdatesOffer;
    });
    expect(outdating).toEqual(["sent"]);
  });
});

test.each([
  { pricing: fixed, project: {}, on: unrated, sends: fixed, rule: "S7: a fixed price needs no rate" },
  {
    pricing: running,
    project: { rate: undefined },
    on: unrated,
    sends: "no-running-rate",
    rule: "S7: no rate, no running offer",
  },
  {
    pricing: running,
    project: { rate: undefined },
    on: rated,
    sends: { ...running, rate: 120_000 },
    rule: "S7: the agreement's rate",
  },
  {
    pricing: running,
    project: { rate: 99_000 },
    on: rated,
    sends: { ...running, rate: 99_000 },
    rule: "S7: the project's own rate first",
  },
])("$rule", ({ pricing, project, on, sends }) => {
  const decision = canSend(at("priced", { pricing }), projectFacts({ project }), on);
  expect(decision.ok ? decision.pricing : decision.refused.kind).toEqual(sends);
});

test.each([
  { why: "not-priced", it: at("asked"), facts: projectFacts() },
  { why: "already-sent", it: at("sent"), facts: projectFacts() },
  { why: "settled", it: at("approved"), facts: projectFacts() },
  { why: "no-shared-channel", it: at("priced"), facts: projectFacts({ project: { shared: undefined } }) },
  {
    why: "no-approver",
    it: at("priced"),
    facts: projectFacts({ members: [member("anna", "lead"), member("johan", "customer")] }),
  },
])("S9: not sent: $why", ({ it, facts, why }) => {
  expect(canSend(it, facts, rated)).toMatchObject({ ok: false, refused: { kind: why } });
});

describe("L3, S9: whose answer counts, and to which offer", () => {
  const facts = projectFacts();
  const repriced = at("priced", { offer });
  const resent = at("sent", { offer: { ...offer, text: "Three", digest: offerDigest("Three"), revision: 2 } });
  test.each([
    { what: "the approver, the current offer", it: at("sent"), who: customer, digest: offer.digest, answer: "ok" },
    {
      what: "somebody else of the customer",
      it: at("sent"),
      who: { id: "johan", staff: false },
      digest: offer.digest,
      answer: "not-approver",
    },
    {
      what: "our own people",
      it: at("sent"),
      who: { id: "anna", staff: true },
      digest: offer.digest,
      answer: "not-approver",
    },
    { what: "an offer that was sent anew", it: resent, who: customer, digest: offer.digest, answer: "outdated" },
    {
      what: "an offer that is being priced anew",
      it: repriced,
      who: customer,
      digest: offer.digest,
      answer: "outdated",
    },
    { what: "one never sent", it: at("priced"), who: customer, digest: "", answer: "not-sent" },
    { what: "the second to press", it: at("approved"), who: customer, digest: offer.digest, answer: "settled" },
  ])("$what: $answer", ({ it, who, digest, answer }) => {
    const decision = canDecide(it, facts, who, digest);
    expect(decision.ok ? "ok" : decision.refused.kind).toBe(answer);
  });

  test("the second to press hears who did it and when", () => {
    expect(canDecide(at("declined"), facts, customer, offer.digest)).toEqual({
      ok: false,
      refused: { kind: "settled", state: "declined", by: karin, on: "2026-11-26" },
    });
  });
});

describe("S9: an agreement made at the sale", () => {
  test.each([
    { it: at("priced"), evidence: "order 118", on: rated, becomes: "ok" },
    { it: at("priced"), evidence: "  ", on: rated, becomes: "evidence-missing" },
    { it: at("asked"), evidence: "order 118", on: rated, becomes: "not-priced" },
    { it: at("approved"), evidence: "order 118", on: rated, becomes: "settled" },
    { it: at("priced", { pricing: running }), evidence: "order 118", on: unrated, becomes: "no-running-rate" },
  ])("$it.state, evidence $evidence: $becomes", ({ it, evidence, on, becomes }) => {
    const decision = canAgree(it, evidence, { rate: undefined }, on);
    expect(decision.ok ? "ok" : decision.refused.kind).toBe(becomes);
  });
});

test.each(["addon", "extension"] as const)("T1, S3: an %s takes an approver's yes as a change does", (kind) => {
  const it = at("sent", { kind });
  expect(canDecide(it, projectFacts(), customer, offer.digest).ok).toBe(true);
  expect(canFinish(it)).toEqual({ ok: false, refused: { kind: "not-approved", state: "sent" } });
});

test("S9: a digest is stable, short, and another for every other text", () => {
  expect(offerDigest("4 500,00 kr")).toBe(offerDigest("4 500,00 kr"));
  expect(offerDigest("Kö Premium".normalize("NFD"))).toBe(offerDigest("Kö Premium".normalize("NFC")));
  expect(offerDigest("4 500,00 kr")).not.toBe(offerDigest("4 501,00 kr"));
  expect(offerDigest("")).toMatch(/^[0-9a-f]{16}$/);
  expect(isCurrentOffer(at("sent"), offer.digest)).toBe(true);
  expect(isCurrentOffer(at("approved"), offer.digest)).toBe(false);
});

test.each<[Pricing, string | undefined]>([
  [fixed, undefined],
  [{ kind: "fixed", price: 0 }, undefined],
  [{ kind: "fixed", price: -1 }, "price-negative"],
  [running, undefined],
  [{ ...running, cap: 360 }, undefined],
  [{ ...running, cap: 359 }, "cap-below-estimate"],
  [{ kind: "running", estimate: 0 }, "estimate-not-positive"],
])("S3: the price %j: %s", (pricing, mistake) => expect(pricingMistake(pricing)).toBe(mistake));

describe("S6: earlier work that an offer would cover", () => {
  const notAgreed = { packages: { configuration: 90, documentation: 0 }, changes: { X1: 500 } };
  const extends_ = { package: "configuration", minutes: 240 };
  test.each<[string, Partial<Change>, number]>([
    [
      "an extension larger than the package's uncovered work",
      { kind: "extension", extends: extends_, pricing: running },
      90,
    ],
    [
      "an extension at a fixed price, smaller than it",
      { kind: "extension", extends: { ...extends_, minutes: 60 }, pricing: fixed },
      60,
    ],
    [
      "an extension of a package with nothing uncovered",
      { kind: "extension", extends: { ...extends_, package: "documentation" }, pricing: fixed },
      0,
    ],
    ["a running change up to its estimate", { pricing: running }, 360],
    ["a running change up to its cap", { pricing: { ...running, cap: 480 } }, 480],
    ["a running change with room for all of it", { pricing: { ...running, cap: 600 } }, 500],
    ["a fixed price, whatever it took", { pricing: fixed }, 500],
    ["no price, no cover", {}, 0],
  ])("%s", (_, more, minutes) => expect(coversEarlier(change("X1", more), notAgreed)).toBe(minutes));
});

test("S6: one that is done says the day it was done, not the day it was approved", () => {
  expect(canFinish(at("done", { doneOn: day("2026-12-01") }))).toMatchObject({
    ok: false,
    refused: { state: "done", on: "2026-12-01" },
  });
  expect(canWithdraw(at("approved"))).toMatchObject({ ok: false, refused: { state: "approved", on: "2026-11-26" } });
});

test("A1: its price is the customer's to see once the offer is sent, or when it was agreed at the sale", () => {
  expect(states.filter((state) => isOfferOut(at(state)))).toEqual(["sent", "approved", "declined", "done"]);
  expect(isOfferOut(at("undone", { agreed: "order 118" }))).toBe(true);
});

test.each([
  { what: "a fixed price", pricing: fixed, money: 450_000 },
  { what: "nothing", pricing: { kind: "fixed", price: 0 }, money: 0 },
  { what: "the estimate", pricing: { kind: "running", estimate: 90, rate: 120_000 }, money: 180_000 },
  { what: "the cap", pricing: { kind: "running", estimate: 90, cap: 120, rate: 120_000 }, money: 240_000 },
  { what: "no rate", pricing: running, money: 0 },
] as const)("S6, S9: a yes agrees to at most its money: $what", ({ pricing, money }) => {
  expect(agreedMoney(pricing)).toBe(money);
});
