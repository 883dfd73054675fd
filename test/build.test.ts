import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * A small program that is built as ours is, with our tools and settings: each test goes on where the one before it
 * stopped.
 */
describe("what npm start builds", { timeout: 60_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "startklar-build-"));
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    for (const file of [
      "package.json",
      "package-lock.json",
      "prisma.config.ts",
      "tsconfig.json",
      "tsconfig.build.json",
    ])
      await cp(join(root, file), join(folder, file));
    for (const name of ["prisma", "src", "locales"]) await mkdir(join(folder, name));
    const [generator = ""] = (await readFile(join(root, "prisma/schema.prisma"), "utf8")).split("\nmodel ");
    await write("prisma/schema.prisma", `${generator}\nmodel Cat {\n  id Int @id\n}\n`);
    await write("src/main.ts", 'export const says: string = "one";\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const at = (path: string) => join(folder, path);
  const read = (path: string) => readFile(at(path), "utf8");
  const write = (path: string, text: string) => writeFile(at(path), text);
  const change = async (path: string, from: string, to: string) => write(path, (await read(path)).replace(from, to));
  const start = () =>
    spawn(process.execPath, [join(root, "scripts/build.js")], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  async function build() {
    const child = start();
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(child, "close");
    return { code, said, generated: said.includes("prisma generate"), compiled: said.includes("tsc") };
  }
  const nothing = { code: 0, said: "", generated: false, compiled: false };

  test("the first time everything, saying what it does; the second time nothing", async () => {
    const first = await build();
    expect(first).toMatchObject({ code: 0, generated: true, compiled: true });
    expect(first.said).toMatch(/^First start: building[\s\S]*built in \d+ s\.\n$/);
    expect(await build()).toEqual(nothing);
  });

  test("a source that changed is compiled, and the client is not generated anew", async () => {
    await write("src/main.ts", 'export const says: string = "two";\n');
    expect(await build()).toMatchObject({ code: 0, generated: false, compiled: true });
    expect(await read("dist/src/main.js")).toContain("two");
    expect(await build()).toEqual(nothing);
  });

  test("a schema that changed is generated and compiled", async () => {
    await change("prisma/schema.prisma", "id Int @id", "id Int @id\n  name String");
    expect(await build()).toMatchObject({ code: 0, generated: true, compiled: true });
    expect(existsSync(at("dist/src/store/generated/client.js"))).toBe(true);
    expect(await build()).toEqual(nothing);
  });

  test.each([
    ["tsconfig.json", '"sourceMap": true', '"sourceMap": false', false],
    ["package-lock.json", '"name": "startklar"', '"name": "other"', true],
  ])("%s that changed is a reason", async (file, from, to, generated) => {
    await change(file, from, to);
    expect(await build()).toMatchObject({ code: 0, generated, compiled: true });
    expect(await build()).toEqual(nothing);
  });

  test("a deleted dist, a deleted file in it, a half-written one and a lost client are mended", async () => {
    await rm(at("dist"), { recursive: true });
    expect(await build()).toMatchObject({ code: 0, compiled: true });
    const whole = await read("dist/src/main.js");
    await rm(at("dist/src/main.js"));
    expect(await build()).toMatchObject({ code: 0, generated: false, compiled: true });
    await write("dist/src/main.js", whole.slice(0, 20));
    expect(await build()).toMatchObject({ code: 0, generated: false, compiled: true });
    expect(await read("dist/src/main.js")).toBe(whole);
    await rm(at("src/store/generated/client.ts"));
    expect(await build()).toMatchObject({ code: 0, generated: true });
    expect(await build()).toEqual(nothing);
  });

  test("a build that was killed is done again", async () => {
    await write("src/main.ts", 'export const says: string = "three";\n');
    const child = start();
    await once(child.stderr, "data");
    await wait(300);
    child.kill("SIGKILL");
    await once(child, "close");
    expect(await build()).toMatchObject({ code: 0, compiled: true });
    expect(await read("dist/src/main.js")).toContain("three");
  });

  test("of two starts at once one builds and the other waits for it", async () => {
    await write("src/main.ts", 'export const says: string = "at once";\n');
    const both = await Promise.all([build(), build()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ compiled }) => compiled)).toHaveLength(1);
    expect(both.filter(({ said }) => said.includes("waiting for it"))).toHaveLength(1);
    expect(await read("dist/src/main.js")).toContain("at once");
    expect(await build()).toEqual(nothing);
  });

  test("what does not compile is said each time, and not taken for built", async () => {
    await write("src/main.ts", 'export const says: number = "four";\n');
    for (const _ of [1, 2]) {
      const { code, said } = await build();
      expect(code).toBe(1);
      expect(said).toContain("src/main.ts");
    }
  });

  test("dependencies that npm ci has not brought yet are named first", async () => {
    await change("package-lock.json", '"version": "3.', '"version": "33.');
    const { code, said, compiled } = await build();
    expect(code).toBe(1);
    expect(compiled).toBe(false);
    expect(said).toMatch(/run npm ci first/);
  });
});
