import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recorder, type Statement } from "../../support/statements.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
});
afterEach(() => ws.close());

/** From BEGIN to COMMIT, of the transaction that holds a statement. */
function transactionWith(part: string, statements: readonly Statement[]): readonly string[] {
  const texts = statements.map(({ text }) => text.trim());
  const at = texts.findIndex((text) => text.includes(part));
  return texts.slice(texts.lastIndexOf("BEGIN", at), texts.indexOf("COMMIT", at) + 1);
}

describe("what a command costs", () => {
  test("log sends at most twelve statements, BEGIN and COMMIT among them, and none twice", async () => {
    const record = recorder(ws.test.pool);
    await ws.anna.says('log 1h documentation "before"');
    const said: string[] = [];
    const statements = await record.of(
      async () => void said.push((await ws.anna.says('log 1h documentation "counted"')).text),
    );
    expect(said[0]).toContain("(H2)");
    const sent = transactionWith("work_entries (", statements);
    expect(sent.filter((text, at) => sent.indexOf(text) !== at)).toEqual([]);
    expect(sent.length, sent.join("\n")).toBeLessThanOrEqual(12);
    expect(sent.length).toBeGreaterThan(5);
  });

  test("history reads no hours, of which there may be thousands", async () => {
    await ws.anna.says('log 1h documentation "before"');
    const record = recorder(ws.test.pool);
    const said: string[] = [];
    const statements = await record.of(async () => void said.push((await ws.anna.says("history H1")).text));
    expect(said[0]).toContain("| H1");
    expect(statements.filter(({ text }) => text.includes("from work_entries"))).toEqual([]);
  });
});
