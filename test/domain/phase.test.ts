import { expect, test } from "vitest";
import { phaseOf } from "../../src/domain/phase.ts";
import { agreement, day, milestone, projectFacts, request, said } from "../fixtures/project-facts.ts";

const kickoff = milestone("2026-11-23");
const live = { kickoff, goLive: milestone("2026-12-11") };

test.each([
  ["opened", "nothing planned", projectFacts()],
  [
    "opened",
    "what was said is undone",
    projectFacts({ data: [said("fax", "received", "2026-11-18", { undone: true })] }),
  ],
  ["preparation", "K1: the workshop has a day", projectFacts({ project: { plan: { workshop: day("2026-11-23") } } })],
  ["preparation", "D2: data has come in", projectFacts({ data: [said("fax", "received", "2026-11-18")] })],
  ["configuration", "K1: kickoff has been", projectFacts({ project: { kickoff } })],
  ["delivery", "L1: live", projectFacts({ project: live })],
  ["approval", "L2: asked for", projectFacts({ project: live, deliveries: [request("declined"), request("asked")] })],
  ["delivery", "L3: declined", projectFacts({ project: live, deliveries: [request("declined")] })],
  ["delivery", "L2: what was asked is outdated", projectFacts({ project: live, deliveries: [request("outdated")] })],
  ["handover", "L4: approved", projectFacts({ project: live, deliveries: [request("declined"), request("approved")] })],
  [
    "closed",
    "L4: handed over",
    projectFacts({ project: { ...live, state: "closed" }, deliveries: [request("approved")] }),
  ],
  ["cancelled", "cancelled while live", projectFacts({ project: { ...live, state: "cancelled" } })],
] as const)("%s: %s", (phase, _, facts) => expect(phaseOf(facts, agreement)).toBe(phase));
