import { expect, test } from "vitest";
import type { PortingStep } from "../../../src/domain/facts.ts";
import { day, dueOf, keysOf, projectFacts, swedish, team } from "../support.ts";

const facts = projectFacts({ project: { plan: { porting: day("2026-12-18") } }, members: team });
const done = (...steps: readonly PortingStep[]) => ({
  ...facts,
  porting: steps.map((step) => ({
    id: step,
    step,
    on: day("2026-11-20"),
    by: { id: "karin", name: "Karin" },
    undone: false,
  })),
});

test.each([
  { today: "2026-11-19", why: "21 business days before is too soon", sent: [] },
  { today: "2026-11-20", why: "20 business days before", sent: ["porting/2026-12-18/before-20"] },
  { today: "2026-12-04", why: "10 business days before", sent: ["porting/2026-12-18/before-10"] },
  { today: "2026-12-03", why: "eleven: still the first nudge", sent: ["porting/2026-12-18/before-20"] },
  { today: "2026-12-17", why: "the day before", sent: ["porting/2026-12-18/before-5"] },
  { today: "2026-12-18", why: "on the day", sent: ["porting/2026-12-18/before-5"] },
  { today: "2026-12-19", why: "the day has been", sent: [] },
])("D4: $today: $why", ({ today, sent }) => expect(keysOf("porting", facts, today)).toEqual(sent));

test.each([
  { steps: [] as const, says: ["Skriv under fullmakten", "säg upp avtalet", "upphör först efter fre 18 dec"] },
  { steps: ["fullmakt"] as const, says: ["Säg upp avtalet", "upphör först efter fre 18 dec"] },
  { steps: ["termination"] as const, says: ["fullmakten saknas", "får inte upphöra före fre 18 dec"] },
])("D4: with $steps done nobody loses numbers", ({ steps, says }) => {
  const [item] = dueOf("porting", done(...steps), "2026-12-04");
  const text = item === undefined ? "" : swedish(item.text);
  for (const part of [...says, "ett nummer som inte längre är aktivt går inte att portera"])
    expect(text).toContain(part);
});

test("D4: silent when both are done, and without a porting day", () => {
  expect(keysOf("porting", done("fullmakt", "termination"), "2026-12-04")).toEqual([]);
  expect(keysOf("porting", projectFacts(), "2026-12-04")).toEqual([]);
});
