import { writeFile } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { readAgreement } from "../../../src/composition/agreements.ts";
import { createWorkbooks } from "../../../src/documents/workbook/workbooks.ts";
import type { Day } from "../../../src/domain/units.ts";

const on = "2026-11-30" as Day;
const agreement = await readAgreement();
const workbooks = createWorkbooks();
afterAll(() => workbooks.stop());
const text = (words: string) => new TextEncoder().encode(words);
const handIn = (name: string, content: Uint8Array) => ({ name, content, agreement, held: [], on });

describe("workbooks are read and written in a thread of their own (D6)", () => {
  test("a template of today's agreement is one, and is said to be", async () => {
    const content = await workbooks.template({
      ...{
        agreement,
        language: "sv" as const,
        customer: "Solbacken Vård AB",
        contacts: [],
        states: {},
        held: [],
        asOf: on,
      },
    });
    const read = await workbooks.read(handIn("mall.xlsx", content));
    expect(read).toMatchObject({ ok: true, read: { given: { template: { current: true } }, hidden: [] } });
  });

  test("what is no table is refused with its reason", async () => {
    expect(await workbooks.read(handIn("a.xlsx", text("%PDF-1.7 …")))).toEqual({
      ok: false,
      refused: { kind: "other-kind" },
    });
  });
});

describe("a thread that hangs or eats (D6)", () => {
  const program = async (body: string) => {
    const file = new URL(`file:///tmp/startklar-${process.pid}-${Math.random()}.mjs`);
    await writeFile(file, `import { parentPort } from "node:worker_threads";\nlet turn = 0;\n${body}`);
    return file;
  };

  test.each([
    [
      "hangs",
      "parentPort.on('message', ({ work: { order } }) => { while (order.name === 'bad') turn += 1; answer(); });",
    ],
    [
      "eats",
      "parentPort.on('message', ({ work: { order } }) => { const all = []; while (order.name === 'bad') all.push({ n: all.length }); answer(); });",
    ],
  ])("one that %s is ended, and the next file gets a fresh one", async (_, body) => {
    const own = createWorkbooks({
      atOnce: 1,
      allowance: { time: 2_000, heap: 32 },
      program: await program(
        `const answer = () => parentPort.postMessage({ is: "read", read: { areas: [], findings: [], rest: {}, hidden: [] } });\n${body}`,
      ),
    });
    const [bad, good] = await Promise.all([own.read(handIn("bad", text(""))), own.read(handIn("good", text("")))]);
    expect(bad).toEqual({ ok: false, refused: { kind: "too-heavy" } });
    expect(good).toMatchObject({ ok: true });
    await own.stop();
  });
});
