import { expect, test } from "vitest";
import { lastActivity } from "../../src/domain/activity.ts";
import { day, milestone, noon, project, projectFacts, said, task, worked } from "../fixtures/project-facts.ts";

const zone = "Europe/Stockholm";
const opened = project({ openedOn: day("2026-11-02") });

test.each([
  { what: "nothing since it was opened", facts: projectFacts({ project: opened }), last: "2026-11-02" },
  {
    what: "a milestone",
    facts: projectFacts({ project: { ...opened, kickoff: milestone("2026-11-24") } }),
    last: "2026-11-24",
  },
  {
    what: "hours, on the day on which they were recorded there, whatever day they are of",
    facts: projectFacts({
      project: opened,
      data: [said("users", "received", "2026-11-20")],
      work: [
        worked("H1", "configuration", 60, { on: day("2026-11-03"), recordedAt: Date.parse("2026-11-25T23:30:00Z") }),
      ],
    }),
    last: "2026-11-26",
  },
  {
    what: "a day that says more than all that was recorded at an instant",
    facts: projectFacts({
      project: opened,
      work: [worked("H1", "configuration", 60, { recordedAt: noon("2026-11-20") })],
      tasks: [task("T1", { createdOn: day("2026-11-03"), doneOn: day("2026-11-27") })],
    }),
    last: "2026-11-27",
  },
  {
    what: "what was said of a number to port",
    facts: projectFacts({
      project: opened,
      portingRequests: [
        {
          ...{ id: "n", ref: "P1", kind: "asked", on: day("2026-11-24"), recordedAt: noon("2026-11-24") },
          ...{ by: { id: "karin", name: "Karin" }, bySide: "customer", undone: false },
        } as never,
      ],
    }),
    last: "2026-11-24",
  },
  {
    what: "what leaves no day: a plan that was moved, a project that was taken up again",
    facts: projectFacts({ project: opened, touchedAt: noon("2026-11-25") }),
    last: "2026-11-25",
  },
])("the latest that anybody has recorded: $what", ({ facts, last }) => {
  expect(lastActivity(facts, zone)).toBe(last);
});
