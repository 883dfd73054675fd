import { expect, test } from "vitest";
import type { MinutesItem } from "../../src/domain/facts.ts";
import { compared, shownFresh, withProposed } from "../../src/domain/minutes-proposal.ts";

const item = (line: number, more: Partial<MinutesItem> = {}): MinutesItem => ({
  ...{ kind: "decision", text: `punkt ${line}`, quote: `Beslut: punkt ${line}`, lines: [line], ...more },
});

test("M1: a model's draft is compared by what its quotes rest on, not by its wording", () => {
  const draft = { items: [item(1, { kind: "data", by: "Anna" }), item(2), item(3)] };
  const proposal = {
    items: [
      item(1, { kind: "action", text: "annat", quote: "punkt  1" }),
      item(2, { kind: "question" }),
      item(3, { quote: "Beslut: något helt annat" }),
    ],
  };
  expect(compared(draft, proposal)).toEqual({ fresh: proposal.items.slice(1), same: 1, only: 2 });
});

test("M1: what only the model has found joins the draft in hand, with its doubt and a number of its own; the rest stays", () => {
  const mine = [item(2, { id: 1, rev: 3, by: "Anna", sure: true }), item(9, { id: 4, rev: 2 })];
  const doubt = { why: "unsaid" } as const;
  const proposal = { items: [item(2, { id: 1 }), item(5, { id: 2, doubt })] };
  expect(withProposed({ items: mine, last: 6, came: 2 }, compared({ items: mine }, proposal).fresh, 4)).toEqual({
    items: [mine[0], { ...item(5), doubt, id: 7, rev: 4 }, mine[1]],
    ...{ last: 7, came: 3 },
  });
});

test("M1: what is not shown is not taken: twenty at a time, the next when those are in the draft", () => {
  const proposal = { items: Array.from({ length: 45 }, (_, at) => item(at + 1)) };
  let draft: { readonly items: readonly MinutesItem[] } = { items: [] };
  const seen: number[][] = [];
  const digests = new Set<string>();
  for (;;) {
    const { shown, digest } = shownFresh(compared(draft, proposal));
    if (shown.length === 0) break;
    digests.add(digest);
    seen.push(shown.map(({ lines: [line = 0] }) => line));
    draft = withProposed(draft, shown, seen.length);
    expect(draft.items).toHaveLength(seen.flat().length);
  }
  expect(seen.map((some) => some.length)).toEqual([20, 20, 5]);
  expect([seen.flat(), digests.size]).toEqual([proposal.items.map(({ lines: [line] }) => line), 3]);
});
