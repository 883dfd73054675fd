import fc from "fast-check";
import { expect, test } from "vitest";
import type { DataEntry } from "../../src/domain/facts.ts";
import { allDue } from "../../src/scheduler/due.ts";
import { agreement, data, day, projectFacts, snapshot, swedish, team } from "./support.ts";

const karin = { id: "karin", handle: "karin", name: "Karin" };
const ids = agreement.areas.map(({ id }) => id);
const says = fc.constantFrom("nothing", "stuck", "staff-stuck", "rejected", "waits", "approved");
const entriesOf = (state: string, area: string, reason: string): readonly DataEntry[] => {
  if (state === "stuck") return [{ ...data(area, "stuck", reason), by: karin, bySide: "customer" }];
  if (state === "staff-stuck") return [data(area, "stuck", reason)];
  if (state === "rejected") return [data(area, "received"), data(area, "rejected", reason)];
  return state === "approved" ? [data(area, "approved")] : [];
};
const named = (text: string): number =>
  agreement.areas.filter(({ name: { sv } }) => text.toLowerCase().includes(sv.toLowerCase())).length;
const textsOf = (states: readonly string[], reasons: readonly string[]) =>
  allDue(
    snapshot(
      projectFacts({
        project: { plan: { data: day("2026-12-04") } },
        members: team,
        data: ids.flatMap((area, index) => entriesOf(states[index] ?? "", area, reasons[index] ?? "")),
        turns: ids.flatMap((area, index) =>
          states[index] === "waits"
            ? [{ subject: `data/${area}`, person: karin, on: day("2026-12-01"), by: karin }]
            : [],
        ),
      }),
      "2026-12-08 09:00",
    ),
  ).map(({ text }) => swedish(text));

test("D2, D5: whatever is said of areas, a reminder names no more than are read: the others are counted", () => {
  const reasons = fc.array(fc.constantFrom("HR", "lagret", "växeln"), { minLength: ids.length, maxLength: ids.length });
  fc.assert(
    fc.property(fc.array(says, { minLength: ids.length, maxLength: ids.length }), reasons, (states, why) => {
      for (const text of textsOf(states, why)) expect(named(text), text).toBeLessThanOrEqual(6);
    }),
    { numRuns: 300 },
  );
});

test("D5: after one reason the others are counted, and the one says whom it waits for", () => {
  const of = (state: string) => textsOf([state], ["HR"])[0];
  const first = agreement.areas[0]?.name.sv;
  expect(of("staff-stuck")).toContain(`12 av 13 områden och ${first} (har kört fast: HR)`);
  expect(of("waits")).toContain(`12 av 13 områden och ${first} (väntar på karin)`);
  expect(textsOf(Array(13).fill("staff-stuck"), Array(13).fill("HR"))[0]).toContain(
    "alla 13 områden (har kört fast: HR)",
  );
  const all = textsOf(Array(13).fill("stuck"), Array(13).fill("HR")).find((text) => text.includes("HR"));
  expect(all).toContain("har kört fast med alla 13 områden");
});
