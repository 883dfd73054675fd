import { describe, expect, test } from "vitest";
import type { Pricing } from "../../src/domain/facts.ts";
import { canHaveMoreCover, moreCover } from "../../src/domain/more-cover.ts";
import { approved, change, projectFacts } from "../fixtures/project-facts.ts";

const running = (estimate: number, cap?: number): Pricing & { kind: "running" } => ({ kind: "running", estimate, cap });

describe("S6: a higher estimate or cap of a running change is a new offer for the difference", () => {
  test.each([
    { approvedAt: running(120), wanted: running(240), offer: running(120), total: 240 },
    { approvedAt: running(120, 180), wanted: running(240), offer: running(60), total: 240 },
    { approvedAt: running(120, 180), wanted: running(240, 300), offer: running(60, 120), total: 300 },
    { approvedAt: running(360), wanted: running(360, 480), offer: running(120, 120), total: 480 },
  ])("$approvedAt, $wanted: $offer", ({ approvedAt, wanted, offer, total }) => {
    const facts = projectFacts({ changes: [approved("X1", approvedAt)] });
    expect(moreCover({ ref: "X1" }, wanted, facts)).toMatchObject({ ok: true, pricing: offer, total });
  });
  test.each([
    { wanted: running(179), why: "less" },
    { wanted: running(180), why: "as much, exactly" },
  ])("$why than is covered is refused", ({ wanted }) => {
    const facts = projectFacts({ changes: [approved("X1", running(120, 180))] });
    expect(moreCover({ ref: "X1" }, wanted, facts)).toEqual({ ok: false, refused: { kind: "covered", minutes: 180 } });
  });
  test("what was added before counts, and an offer that waits is priced anew", () => {
    const effect = { kind: "more-cover", change: "X1" } as const;
    const waiting = change("X3", { state: "sent", pricing: running(30), effect });
    const facts = projectFacts({
      changes: [approved("X1", running(60)), approved("X2", running(60), { effect }), waiting],
    });
    expect(moreCover({ ref: "X1" }, running(200), facts)).toMatchObject({
      covered: 120,
      pricing: running(80),
      open: { ref: "X3" },
    });
  });
  test.each([
    { of: approved("X1", running(60)), can: true },
    { of: approved("X1", running(60), { state: "done" }), can: true },
    { of: approved("X1", running(60), { state: "sent" }), can: false },
    { of: approved("X1", { kind: "fixed", price: 100 }), can: false },
    {
      of: approved("X1", running(60), { kind: "extension", extends: { package: "configuration", minutes: 60 } }),
      can: false,
    },
    { of: approved("X1", running(60), { effect: { kind: "more-cover", change: "X2" } }), can: false },
  ])("$of.kind $of.state $of.pricing.kind: $can", ({ of, can }) => expect(canHaveMoreCover(of)).toBe(can));
});
