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
  { today: "2026-12-05", why: "their own last day has passed, and no business day since", sent: [] },
  { today: "2026-12-07", why: "one business day late", sent: ["porting/2026-12-18/after-1"] },
  { today: "2026-12-09", why: "three", sent: ["porting/2026-12-18/after-3"] },
  { today: "2026-12-11", why: "five: the lead", sent: ["porting/2026-12-18/lead-5", "porting/2026-12-18/lead-5/lead"] },
  {
    today: "2026-12-18",
    why: "on the day, ten: the sponsor",
    sent: ["porting/2026-12-18/sponsor-10", "porting/2026-12-18/sponsor-10/sponsor"],
  },
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

test("C2, D4: what is late is chased as late, and what is not done still keeps the old contract", () => {
  const [item] = dueOf("porting", done("fullmakt"), "2026-12-09");
  expect(item).toMatchObject({ late: true, to: "shared", subject: "porting" });
  const text = item === undefined ? "" : swedish(item.text);
  expect(text).toContain("väntar fortfarande på uppsägningen hos tidigare leverantör");
  expect(text).toContain("skulle ha varit klart fre 4 dec");
  expect(text).toContain("får inte upphöra före den dagen");
  expect(text).not.toContain("fullmakten");
  expect(dueOf("porting", done("fullmakt"), "2026-12-18").map(({ to }) => to)).toEqual(["shared", "internal"]);
});

test("D4: what is asked for has its own last day", () => {
  const [item] = dueOf("porting", facts, "2026-12-03");
  expect(item && swedish(item.text)).toContain("senast fre 4 dec");
});

test("D4: silent when both are done, and without a porting day", () => {
  expect(keysOf("porting", done("fullmakt", "termination"), "2026-12-04")).toEqual([]);
  expect(keysOf("porting", projectFacts(), "2026-12-04")).toEqual([]);
});

test("D7, C2: with the letter too late for the planned day, ours are asked to move it until it is moved", () => {
  const late = (on: string) => ({
    ...facts,
    porting: done("fullmakt", "termination").porting.map((one) => ({ ...one, on: day(on) })),
  });
  expect(dueOf("porting", late("2026-12-04"), "2026-12-08")).toEqual([]);
  const [item, ...more] = dueOf("porting", late("2026-12-08"), "2026-12-08");
  expect(more).toEqual([]);
  expect(item).toMatchObject({ to: "internal", late: true, buttons: [{ runs: "plan move", asks: true }] });
  expect(item && swedish(item.text)).toMatch(
    /: porteringen fre 18 dec håller inte, för fullmakten kom för sent\. tis 22 dec är första dagen som går\. Flytta dagen, så får kunden veta det\.$/u,
  );
  expect(keysOf("porting", late("2026-12-08"), "2026-12-18")).toContain("porting/move/2026-12-18/sponsor-10");
});
