import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/compiled.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Many wait for something rather than work: a clock, a network, another process.
    maxWorkers: 3,
    env: { TZ: "UTC" },
  },
});
