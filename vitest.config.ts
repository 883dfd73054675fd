import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes a minute by itself, since it starts processes: begun last, everybody would wait for it. */
const long = [
  "soak/soak",
  "store/embedded",
  "store/upgrade",
  "platforms/slack/rates",
  "bot/one-language",
  "operate",
  "stories/slack",
  "stories/collection",
  "hanging-send",
  "network",
  "story",
  "store/backup/backup",
  "store/folder-lock",
  "store/damage",
  "platforms/slack/process",
  "disk",
  "bot/turn/authorise",
  "store/commit-cut",
  "bot/turn/once",
  "shutdown",
  "bad-input",
].map((name) => `/test/${name}.test.ts`);

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((name) => moduleId.endsWith(name));
      return found === -1 ? long.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/compiled.ts"],
    // For hangs: on a slow machine with neighbours what takes five seconds elsewhere has taken forty.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    pool: "forks",
    // Nothing of ours lives in a module: files may share them, and with them the database that a file before has opened.
    isolate: false,
    // Many wait for something rather than work: a clock, a network, another process.
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    env: { TZ: "UTC" },
  },
});
