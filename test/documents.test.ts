import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...readdirSync("docs").flatMap(asDocument)];
function asDocument(file: string): readonly string[] {
  return file.endsWith(".md") ? [join("docs", file)] : [];
}

describe.each(documents)("%s", (file) => {
  const text = readFileSync(file, "utf8");

  test("has no line that a window cuts off", () =>
    expect(text.split("\n").filter((line) => [...line].length > 120)).toEqual([]));

  test("links to what is there", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/gu)].map(([, to = ""]) => join(dirname(file), to));
    expect(links.filter((to) => !existsSync(to))).toEqual([]);
  });

  test("names files that are there", () => {
    const rooms =
      "assistant|bot|channels|commands|composition|domain|fetching|language|messages|operator|outbox|platforms|scheduler|store";
    const named = [...text.matchAll(new RegExp(`\`((?:src/)?(?:(?:${rooms})/)[\\w/.-]+\\.ts)\``, "gu"))].map(
      ([, path = ""]) => path,
    );
    const tests = [...text.matchAll(/`(test\/[\w/.-]+)`/gu)].map(([, path = ""]) => path);
    const missing = named.filter((path) => !existsSync(join("src", path.replace(/^src\//u, ""))));
    expect([...missing, ...tests.filter((path) => !existsSync(path))]).toEqual([]);
  });
});

describe("comments", () => {
  const written = ["src", "test", "bench", "scripts"].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.[cm]?[jt]s$/u.test(file) && !/(?:^|\/)(?:generated|node_modules)\//u.test(file))
      .map((file) => join(room, file)),
  );
  /** One that stands on lines of its own; what tells the linter something is one line, however long. */
  const comment = /^\s*(?:\/\/(?! biome-ignore)|\/?\*)/u;

  test("have no line that a window cuts off", () => {
    expect(written.length).toBeGreaterThan(1000);
    const long = written.flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .flatMap((line, index) => (comment.test(line) && [...line].length > 120 ? [`${file}:${index + 1}`] : [])),
    );
    expect(long).toEqual([]);
  });
});
