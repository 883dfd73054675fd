import { describe, expect, test } from "vitest";
import { openingMistakes, openingWarnings, variantSums } from "../../src/domain/opening.ts";
import { agreement, day } from "../fixtures/project-facts.ts";

const today = day("2026-11-23");
const all = { workshop: 960, configuration: 1200, checkins: 240, documentation: 240, handover: 240 };
const kinds = (found: readonly { readonly kind: string }[]) => found.map(({ kind }) => kind);

describe("the terms that a project opens with", () => {
  test("S2: the smaller variant's hours are in the agreement", () => {
    expect(openingMistakes({ variant: "smaller", options: [], plan: {} }, agreement, today)).toEqual([]);
    expect(kinds(openingMistakes({ variant: "smaller", options: [], plan: {}, hours: all }, agreement, today))).toEqual(
      ["hours-fixed"],
    );
  });

  test("S8: the larger variant's hours are given for every part", () => {
    expect(openingMistakes({ variant: "larger", options: [], plan: {}, hours: all }, agreement, today)).toEqual([]);
    expect(
      openingMistakes(
        { variant: "larger", options: [], plan: {}, hours: { workshop: 960, handover: 60 } },
        agreement,
        today,
      ),
    ).toEqual([{ kind: "hours-missing", packages: ["configuration", "checkins", "documentation"] }]);
  });

  test.each([
    { on: "2026-11-22", past: true },
    { on: "2026-11-23", past: false },
    { on: "2026-11-24", past: false },
  ])("K1: a day planned for $on has passed on 2026-11-23: $past", ({ on, past }) => {
    const found = openingMistakes({ variant: "smaller", options: [], plan: { golive: day(on) } }, agreement, today);
    expect(found).toEqual(past ? [{ kind: "past-day", which: "golive", on }] : []);
  });
});

describe("S4: options of the sale", () => {
  test.each([
    { variant: "smaller", price: undefined, said: ["variant-recommended", "option-price-missing"] },
    { variant: "smaller", price: 900_000, said: ["variant-recommended"] },
    { variant: "larger", price: 900_000, said: [] },
    { variant: "larger", price: undefined, said: ["option-price-missing"] },
  ] as const)("Kö Premium with the $variant variant at $price: $said", ({ variant, price, said }) => {
    const option = price === undefined ? { id: "ko-premium" } : { id: "ko-premium", price };
    expect(kinds(openingWarnings({ variant, options: [option] }, agreement))).toEqual(said);
  });

  test("Kö Premium, or hours past the agreement's mark: both variants side by side, with what each comes to", () => {
    const larger = { ...agreement.variants.larger, price: 9_000_000 };
    const sold = { ...agreement, variants: { ...agreement.variants, larger } } as typeof agreement;
    const smaller = {
      variant: "smaller",
      price: 4_500_000,
      hours: {},
      options: [{ id: "ko-premium", price: 875_000 }],
    };
    expect(variantSums(smaller, sold)).toEqual([
      { variant: "smaller", hours: 1_440, price: 4_500_000, options: 875_000, sum: 5_375_000 },
      { variant: "larger", hours: undefined, price: 9_000_000, options: 875_000, sum: 9_875_000 },
    ]);
    expect(variantSums(smaller, agreement)[1]).toMatchObject({ variant: "larger", sum: undefined });
    expect(variantSums({ ...smaller, options: [] }, sold)).toEqual([]);
    const small = { ...agreement.variants.smaller, recommendedFrom: 0 };
    const marked = { ...sold, variants: { ...sold.variants, smaller: small } } as typeof agreement;
    expect(variantSums({ variant: "larger", hours: all, options: [] }, marked).map(({ variant }) => variant)).toEqual([
      ...["smaller", "larger"],
    ]);
    expect(sold.variants.larger?.recommendedFrom).toBe(32 * 60);
  });
});
