import { expect, test } from "vitest";
import type { ProjectState } from "../../src/domain/facts.ts";
import { canCancelProject, canReopenProject } from "../../src/domain/lifecycle.ts";
import { anna, day } from "../fixtures/project-facts.ts";

test.each<{ state: ProjectState; cancel: string; reopen: string }>([
  { state: "open", cancel: "ok", reopen: "already" },
  { state: "cancelled", cancel: "already", reopen: "ok" },
  { state: "closed", cancel: "handed-over", reopen: "ok" },
])("L4: a project that is $state can be cancelled: $cancel, reopened: $reopen", ({ state, cancel, reopen }) => {
  const handover = { on: day("2026-12-20"), by: anna, recordedAt: 0 };
  const project = state === "closed" ? { state, handover } : { state };
  const [cancelling, reopening] = [canCancelProject(project), canReopenProject(project)];
  expect(cancelling.ok ? "ok" : cancelling.refused.kind).toBe(cancel);
  expect(reopening.ok ? "ok" : reopening.refused.kind).toBe(reopen);
});

test("L4: the refusal says when the project was handed over", () => {
  const handover = { on: day("2026-12-20"), by: anna, recordedAt: 0 };
  expect(canCancelProject({ state: "closed", handover })).toEqual({
    ok: false,
    refused: { kind: "handed-over", on: "2026-12-20" },
  });
});
