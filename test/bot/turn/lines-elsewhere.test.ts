import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("workshop:2026-12-11");
  await ws.conversation("nord");
  await ws.conversation("nord-kund", { outsiders: true });
  await ws.anna.says('open "Nord AB" shared:nord-kund workshop:2026-12-07', { in: "nord" });
  await ws.anna.says('require add "Three queues"', { in: "nord" });
  await ws.playTo("2026-12-09T09:00");
});
afterEach(() => ws.close());

/** The lines of an answer that can be copied. */
const offered = (text: string) =>
  text.split("\n").filter((line) => /^(?:project|golive|checkin|driftsatt|projekt) ?/u.test(line));

test("where another project's channel is typed in, each line to copy names the project that it is about", async () => {
  const about = async (line: string, place: string) => offered((await ws.anna.says(line, { in: place })).text);
  expect(await about("status", "nord")).toEqual(["project set price:<kr>"]);
  expect(await about("status in:nord", "solbacken")).toEqual(["project set price:<kr> in:nord"]);
  expect(await about("deliver in:nord", "solbacken")).toEqual(["golive in:nord"]);
  expect(await about("kickoff on:2026-12-07 in:nord", "solbacken")).toEqual(["checkin schedule <day> <time> in:nord"]);
});

test("a line that is copied from there is about that project", async () => {
  const [line = ""] = offered((await ws.anna.says("deliver in:nord", { in: "solbacken" })).text);
  const said = await ws.anna.says(line, { in: "solbacken" });
  expect(said.text).not.toContain("Solbacken");
  expect((await ws.facts("solbacken")).project.goLive).toBeUndefined();
});
