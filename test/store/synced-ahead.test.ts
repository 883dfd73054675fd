import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type SyncedAhead, syncAhead } from "../../src/store/engine/folder/synced-ahead.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "startklar-ahead-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const isStill = (ahead: SyncedAhead, name: string): boolean => {
  const fd = openSync(join(folder, name), "r+");
  try {
    return ahead.isStill(fd);
  } finally {
    closeSync(fd);
  }
};

test("a file that was synced ahead is still so until something is written to it, it is cut, or it is another", async () => {
  mkdirSync(join(folder, "base"));
  const names = Array.from({ length: 40 }, (_, number) => join("base", `f${number}`));
  for (const name of names) writeFileSync(join(folder, name), "0123456789");
  const ahead = await syncAhead(folder);
  expect(names.filter((name) => isStill(ahead, name))).toEqual(names);
  await wait(30);
  const fd = openSync(join(folder, "base/f0"), "r+");
  writeFileSync(fd, "9876543210");
  closeSync(fd);
  truncateSync(join(folder, "base/f1"), 5);
  rmSync(join(folder, "base/f2"));
  writeFileSync(join(folder, "base/f2"), "another");
  writeFileSync(join(folder, "base/f40"), "new");
  expect([...names, "base/f40"].filter((name) => !isStill(ahead, name))).toEqual([
    ...["base/f0", "base/f1", "base/f2"],
    "base/f40",
  ]);
  ahead.over();
  expect(names.filter((name) => isStill(ahead, name))).toEqual([]);
});
