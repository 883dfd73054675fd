import { beforeEach, describe, expect, test } from "vitest";
import type { MinutesAssistant, ModelRun } from "../../src/assistant/minutes.ts";
import { minutesJobs } from "../../src/assistant/minutes-job.ts";
import { MinutesLater, MinutesRefused } from "../../src/assistant/trouble.ts";
import type { MeetingMinutes, MinutesContent, ProjectFacts } from "../../src/domain/facts.ts";
import { notesDigest } from "../../src/domain/minutes.ts";
import { day, projectFacts } from "../fixtures/project-facts.ts";

const minutes: MeetingMinutes = {
  ...{ id: "m1", ref: "M1", meeting: "C1", on: day("2026-12-01") },
  ...{ state: "drafting", drafter: "model" },
};
const notes = "beslut: porteringen sker 15 januari";
const of = notesDigest(notes);
const fromModel: MinutesContent = {
  items: [{ kind: "decision", text: "Portering 15 januari", lines: [1], quote: notes }],
};
const run: ModelRun = {
  ...{ model: "gpt-test", version: "gpt-test-1", schema: "01234567", parts: 1, tokens: 900, seconds: 1.5 },
  ...{ came: 1, unread: 0, unfound: 0 },
};
const payload = { project: "p1", ref: "M1", of };
const byTemplate = (why: string) => ({
  ...{ ref: "M1", of, drafter: "template", why },
  content: JSON.stringify({
    items: [{ kind: "decision", text: "porteringen sker 15 januari", lines: [1], quote: notes }],
  }),
});

let brought: unknown[];
beforeEach(() => {
  brought = [];
});

function jobs(
  draft: MinutesAssistant["draft"] | undefined = async () => ({ content: fromModel, run }),
  is: Partial<MeetingMinutes> = {},
) {
  const facts: ProjectFacts = projectFacts({ minutes: [{ ...minutes, ...is }] });
  return minutesJobs({
    assistant: draft === undefined ? undefined : { draft },
    database: {
      transaction: (work) => work({ projects: { facts: async () => facts }, minutes: { notes: async () => notes } }),
    },
    bring: async (project, values) => {
      expect(project).toBe("p1");
      brought.push(values);
    },
  });
}
const failing = (error: Error) => async () => {
  throw error;
};
const shown = { state: "draft", drafter: "template" } as const;

describe("the job that drafts minutes", () => {
  test("brings the model's draft with its lines, and its figures with how many are ticked: no words", async () => {
    await jobs().model.run(payload);
    const { content, run: figures, ...rest } = brought[0] as Readonly<Record<string, string>>;
    expect(rest).toEqual({ ref: "M1", of, drafter: "model" });
    expect(JSON.parse(content ?? "")).toEqual({
      items: [{ kind: "decision", text: "Portering 15 januari", line: 1, quote: notes }],
    });
    expect(JSON.parse(figures ?? "")).toEqual({ ...run, ticked: 1 });
  });

  test.each([
    { why: "failed", error: new MinutesRefused("no") },
    { why: "budget", error: new MinutesRefused("no tokens", "budget") },
  ])("brings the template's when the model never will: $why", async ({ why, error }) => {
    await jobs(failing(error)).model.run(payload);
    expect(brought).toEqual([byTemplate(why)]);
  });

  test("is tried again when it may go better later, and brings the template's at last", async () => {
    const { model } = jobs(failing(new MinutesLater("busy")));
    await expect(model.run(payload)).rejects.toThrow(MinutesLater);
    expect(brought).toEqual([]);
    await model.giveUp({ payload });
    expect(brought).toEqual([byTemplate("failed")]);
  });

  test("asks on while the template's draft is in hand, and tells when it never will", async () => {
    await jobs(undefined, shown).model.run(payload);
    await jobs(failing(new MinutesRefused("no")), shown).model.run(payload);
    expect(brought).toMatchObject([
      { drafter: "model" },
      { drafter: "template", why: "failed", content: '{"items":[]}' },
    ]);
  });

  test("jobs from before the notes' digest was kept are done too", async () => {
    await jobs().model.run({ project: "p1", ref: "M1" });
    expect(brought).toMatchObject([{ drafter: "model", of }]);
  });

  test.each<{ why: string; is?: Partial<MeetingMinutes>; of?: string }>([
    { why: "published", is: { state: "approved" } },
    { why: "drafted by the model since", is: { state: "draft", drafter: "model" } },
    { why: "written anew since", of: "0123456789abcdef" },
  ])("does nothing for minutes that were $why", async ({ is, of: other }) => {
    const { model, wait } = jobs(undefined, is);
    const given = { ...payload, ...(other && { of: other }) };
    await model.run(given);
    await model.giveUp({ payload: given });
    await wait.run(given);
    expect(brought).toEqual([]);
  });
});

describe("the job that waits for the model", () => {
  test("brings the template's while nothing else is there", async () => {
    await jobs().wait.run(payload);
    expect(brought).toEqual([byTemplate("waits")]);
  });

  test("does nothing once something is", async () => {
    await jobs(undefined, shown).wait.run(payload);
    expect(brought).toEqual([]);
  });
});
