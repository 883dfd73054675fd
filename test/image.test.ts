import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const lines = (file: string): readonly string[] =>
  read(file)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

/** The image's second stage: what is run. */
const stage =
  read("Dockerfile")
    .split(/^FROM /mu)
    .at(-1) ?? "";
const copied = [...stage.matchAll(/^COPY --from=build (.+)$/gmu)].flatMap(([, words = ""]) => {
  const [to = "", ...from] = words.split(" ").reverse();
  return from.map((path) => ({ from: path.replace("/app/", ""), to: normalize(to) }));
});
/** What the first stage makes. */
const made = ["node_modules", "dist", "THIRD-PARTY-NOTICES.txt"];

/** Who would be sent to the builder, as far as our patterns go: names, folders, and one star within a name. */
function isLeftOut(file: string): boolean {
  let out = false;
  for (const line of lines(".dockerignore")) {
    const pattern = line.replace(/^!/u, "").replace(/^\*\*\//u, "");
    const matches = new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}(?:/|$)`, "u");
    if (matches.test(file)) out = !line.startsWith("!");
  }
  return out;
}

describe("the image", () => {
  test("what is copied into it is there, and is sent to the builder or made by it", () => {
    expect(copied.length).toBeGreaterThan(4);
    for (const { from } of copied) {
      if (made.includes(from)) continue;
      expect([from, existsSync(join(root, from)), isLeftOut(from)]).toEqual([from, true, false]);
    }
  });

  test("the files that the program finds by name are in it, where it looks for them", () => {
    const { imports } = JSON.parse(read("package.json")) as { readonly imports: Readonly<Record<string, string>> };
    for (const path of Object.values(imports)) {
      const folder = normalize(path.replace("/*", ""));
      expect([
        folder,
        copied.some(({ from, to }) => folder.startsWith(normalize(from)) && normalize(from) === to),
      ]).toEqual([folder, true]);
    }
    expect(copied).toContainEqual({ from: "package.json", to: "./" });
  });

  test("its base is named by digest, whoever runs it owns none of its files, and its health is asked", () => {
    expect(read("Dockerfile")).toMatch(/^ARG NODE_IMAGE=\S+@sha256:[\da-f]{64}$/mu);
    expect(stage).not.toMatch(/--chown/u);
    expect(stage.match(/^USER .*$/gmu)).toEqual(["USER node"]);
    expect(stage).toMatch(/^HEALTHCHECK .*\/readyz/mu);
  });

  test.each([".env", ".env.local", "startklar-2026-11-22.backup", "x.backup.part"])(
    "%s, which holds secrets or personal data, is neither sent to the builder nor committed",
    (file) => {
      expect(isLeftOut(file)).toBe(true);
      expect(spawnSync("git", ["check-ignore", "-q", "--no-index", file], { cwd: root }).status).toBe(0);
    },
  );
});
