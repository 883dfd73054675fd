import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parts } from "../../src/store/engine/folder/damage.ts";
import { isCopyOfRunning, markClosed, markRunning } from "../../src/store/engine/folder/mark.ts";

test("only what has another inode and another birth is a copy: a moved folder, or a snapshot of its disk, keeps one of them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "startklar-copy-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, parts.database), { recursive: true });
  await writeFile(join(folder, parts.database, "PG_VERSION"), "17");
  expect(await isCopyOfRunning(folder)).toBe(false);
  await markRunning(folder);
  const mark = JSON.parse(await readFile(join(folder, parts.running), "utf8")) as Record<string, string>;
  const marked = (other: Record<string, string>) =>
    writeFile(join(folder, parts.running), JSON.stringify({ ...mark, ...other })).then(() => isCopyOfRunning(folder));
  expect(await marked({})).toBe(false);
  expect(await marked({ inode: "1" })).toBe(false);
  expect(await marked({ born: "1" })).toBe(false);
  expect(await marked({ inode: "1", born: "1" })).toBe(true);
  await markClosed(folder);
  expect(await isCopyOfRunning(folder)).toBe(false);
});
