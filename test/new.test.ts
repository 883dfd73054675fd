import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** `npm run new`, on a copy of what it changes. */
describe("npm run new", () => {
  let root = "";
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "startklar-new-"));
    const changed = [
      "locales",
      "src/commands",
      "src/scheduler/reminders",
      "src/domain/snooze.ts",
      "test/bot/turn/authorise.test.ts",
    ];
    for (const path of changed) await cp(path, join(root, path), { recursive: true });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const run = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/new.ts", ...args, root]).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
    );
  const text = (path: string) => readFile(join(root, path), "utf8");
  const words = async (language: string) =>
    JSON.parse(await text(`locales/${language}.json`)) as Record<string, string>;

  test("a command: its file and test, its line in the index, its rights, its words in both languages", async () => {
    expect(await run("command", "offers/volume-discount")).toMatchObject({ code: 0 });
    expect(await text("src/commands/offers/volume-discount.ts")).toContain(
      "export const volumeDiscount = defineCommand({",
    );
    expect(await text("test/commands/offers/volume-discount.test.ts")).toContain("volume-discount says what was done");
    const index = await text("src/commands/index.ts");
    expect(index).toContain('import { volumeDiscount } from "./offers/volume-discount.ts";');
    expect(index).toContain("undo, volumeDiscount, help]");
    expect(await text("test/bot/turn/authorise.test.ts")).toMatch(/^ {2}volume-discount +\| staff/mu);
    for (const language of ["sv", "en"]) {
      const said = await words(language);
      expect(Object.keys(said)).toEqual(Object.keys(said).toSorted());
      expect(said).toHaveProperty(["summary.volume-discount"]);
    }
  });

  test("a reminder: its file and test, its line in the index, its name to be snoozed by", async () => {
    expect(await run("reminder", "contract-ends")).toMatchObject({ code: 0 });
    expect(await text("src/scheduler/reminders/index.ts")).toMatch(/\n {2}contractEnds,\n\];/u);
    expect(await text("src/domain/snooze.ts")).toContain('"contract-ends",\n] as const;');
    expect(await words("sv")).toHaveProperty(["snooze.of.contract-ends"]);
  });

  test.each([
    { args: ["command", "offers/change"], says: "is there already" },
    { args: ["command", "nowhere/discount"], says: "There is no trade nowhere" },
    { args: ["command", "offers/../discount"], says: "is called <trade>/<name>" },
    { args: ["reminder", "Contract"], says: "lower-case" },
    { args: ["theme", "dark"], says: "There is no “theme” to make" },
  ])("$args is refused and changes nothing", async ({ args, says }) => {
    const before = await text("src/commands/index.ts");
    const { code, said } = await run(...args);
    expect(code).toBe(1);
    expect(said).toContain(says);
    expect(await text("src/commands/index.ts")).toBe(before);
  });
});
