import { beforeEach, describe, expect, test } from "vitest";
import { type MinutesAssistant, MinutesLater, MinutesRefused } from "../../src/assistant/minutes.ts";
import { minutesJob } from "../../src/assistant/minutes-job.ts";
import type { MeetingMinutes, ProjectFacts } from "../../src/domain/facts.ts";
import { day, projectFacts } from "../fixtures/project-facts.ts";

const minutes: MeetingMinutes = {
  ...{ id: "m1", ref: "M1", meeting: "C1", on: day("2026-12-01"), notes: "beslut: porteringen sker 15 januari" },
  ...{ state: "drafting", drafter: "model" },
};
const fromModel = { decisions: [{ text: "Portering 15 januari", lines: [1] }], actions: [], questions: [] };
const fromTemplate = { decisions: [{ text: "porteringen sker 15 januari", lines: [1] }], actions: [], questions: [] };
const payload = { project: "p1", ref: "M1" };

let brought: unknown[];
beforeEach(() => {
  brought = [];
});

function job(draft: MinutesAssistant["draft"] | undefined, facts: ProjectFacts = projectFacts({ minutes: [minutes] })) {
  return minutesJob({
    assistant: draft === undefined ? undefined : { draft },
    database: { transaction: (work) => work({ projects: { facts: async () => facts } }) },
    bring: async (project, { ref, drafter, content }) =>
      void brought.push([project, ref, drafter, JSON.parse(content ?? "")]),
  });
}
const failing = (error: Error) => async () => {
  throw error;
};

describe("the job that drafts minutes", () => {
  test("brings the model's draft", async () => {
    await job(async () => fromModel).run(payload);
    expect(brought).toEqual([["p1", "M1", "model", fromModel]]);
  });

  test("brings the template's when the model never will", async () => {
    await job(failing(new MinutesRefused("no"))).run(payload);
    expect(brought).toEqual([["p1", "M1", "template", fromTemplate]]);
  });

  test("is tried again when it may go better later, and brings the template's at last", async () => {
    const later = job(failing(new MinutesLater("busy")));
    await expect(later.run(payload)).rejects.toThrow(MinutesLater);
    expect(brought).toEqual([]);
    await later.giveUp({ payload });
    expect(brought).toEqual([["p1", "M1", "template", fromTemplate]]);
  });

  test("brings the template's when no model is configured any more", async () => {
    await job(undefined).run(payload);
    expect(brought).toEqual([["p1", "M1", "template", fromTemplate]]);
  });

  test.each(["draft", "approved"] as const)("does nothing for minutes that are %s by now", async (state) => {
    const done = job(async () => fromModel, projectFacts({ minutes: [{ ...minutes, state }] }));
    await done.run(payload);
    await done.giveUp({ payload });
    expect(brought).toEqual([]);
  });
});
