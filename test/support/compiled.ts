import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const done = "STARTKLAR_COMPILED";

/**
 * Compiles the bot, once for all tests that start it as a process: compiled, as its users run it, it boots in a
 * fraction of the time.
 */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, [compiler, "-p", "tsconfig.build.json", "--noCheck"], { cwd: root });
  process.env[done] = "1";
}

/**
 * How its processes are started in tests: they live for seconds, in which what the optimising compiler of WebAssembly
 * does for the database costs more than it brings.
 */
export const shortLived = ["--enable-source-maps", "--liftoff-only"];

let compiling: Promise<void> | undefined;

/** Where a program of `src` stands, compiled: here if nobody has done so before. */
export async function compiled(program: string): Promise<string> {
  compiling ??= process.env[done] === undefined ? setup() : Promise.resolve();
  await compiling;
  return `dist/src/${program}.js`;
}
