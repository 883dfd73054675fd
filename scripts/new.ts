/**
 * Writes the files of a new command or reminder with their test, their words in both languages, and their line in the
 * index:
 *
 *   npm run new -- command offers/discount
 *   npm run new -- reminder contract-ends
 *
 * What it writes runs and passes; what it does and says is then yours to change. The root can be given last, for trying
 * it elsewhere.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [kind = "", called = "", root = fileURLToPath(new URL("..", import.meta.url))] = process.argv.slice(2);
const at = (...path: readonly string[]): string => join(root, ...path);

function fail(why: string): never {
  process.stderr.write(`${why}\n  npm run new -- command <trade>/<name>\n  npm run new -- reminder <name>\n`);
  process.exit(1);
}

const word = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
const camel = (name: string): string => name.replace(/-([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());

function write(path: string, content: string): void {
  if (existsSync(at(path))) fail(`${path} is there already.`);
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
  process.stdout.write(`wrote    ${path}\n`);
}

function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(at(path), "utf8");
  const after = change(before);
  if (after === before) fail(`${path} looks otherwise than expected: nothing of ours was put into it.`);
  writeFileSync(at(path), after);
  process.stdout.write(`changed  ${path}\n`);
}

/** Puts messages among those of both languages, which stand in the order of their names. */
function say(messages: Readonly<Record<string, { readonly en: string; readonly sv: string }>>): void {
  for (const language of ["en", "sv"] as const)
    edit(join("locales", `${language}.json`), (text) => {
      const all = JSON.parse(text) as Record<string, string>;
      for (const [name, said] of Object.entries(messages)) all[name] = said[language];
      const sorted = Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      return `${JSON.stringify(sorted, null, 2)}\n`;
    });
}

/** An import among the others, in the order of their paths. */
function imported(text: string, line: string): string {
  const pathOf = (one: string): string => /from "([^"]+)"/u.exec(one)?.[1] ?? "";
  const lines = text.split("\n");
  const last = lines.findLastIndex((one) => one.startsWith("import "));
  const next = lines.findIndex(
    (one) => one.startsWith("import ") && pathOf(one).startsWith("./") && pathOf(one) > pathOf(line),
  );
  return lines.toSpliced(next === -1 ? last + 1 : next, 0, line).join("\n");
}

function command(trade: string, name: string): void {
  const id = camel(name);
  write(
    join("src/commands", trade, `${name}.ts`),
    `import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import type { Reply } from "../../messages/content.ts";
import { said } from "../shared/blocks.ts";

/** What this command does, and the rule that it carries out. */
async function carryOut(ctx: ProjectContext, note: string): Promise<Reply> {
  return { audience: "public", blocks: [said("${name}.done", { customer: ctx.facts.project.customer, note }, "success")] };
}

export const ${id} = defineCommand({
  name: "${name}",
  summary: "summary.${name}",
  lines: [
    projectLine({
      summary: "summary.${name}",
      examples: ['${name} "Solbacken"'],
      allow: ["staff"],
      audience: "public",
      input: { note: field.text({ max: 300 }) },
      run: ({ note }, ctx) => carryOut(ctx, note),
    }),
  ],
});
`,
  );
  write(
    join("test/commands", trade, `${name}.test.ts`),
    `import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken();
});
afterEach(() => ws.close());

test("${name} says what was done", async () => {
  expect((await ws.anna.says('${name} "once"')).text).toContain("Solbacken Vård AB: once");
});

test("${name} is refused to the customer, and without its note", async () => {
  expect((await ws.karin.says('${name} "once"', { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await ws.anna.says("${name}")).form).toBeDefined();
});
`,
  );
  edit("src/commands/index.ts", (text) =>
    imported(text, `import { ${id} } from "./${trade}/${name}.ts";`).replace("undo, help]", `undo, ${id}, help]`),
  );
  edit("test/bot/turn/authorise.test.ts", (text) =>
    text.replace(/^ {2}help {14}\|/mu, `  ${name.padEnd(17)} | staff            | public | typed |\n$&`),
  );
  say({
    [`command.${name}`]: { en: name, sv: name },
    [`summary.${name}`]: { en: "Say in a few words what this is for", sv: "Säg med några ord vad det här är till för" },
    [`${name}.done`]: { en: "{customer}: {note}", sv: "{customer}: {note}" },
    [`history.did.${name}`]: { en: "Said what was done here", sv: "Sa vad som gjordes här" },
  });
}

function reminder(name: string): void {
  const id = camel(name);
  write(
    join("src/scheduler/reminders", `${name}.ts`),
    `import { dayOfRole } from "../../domain/plan.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { daysBefore, reached } from "../nudge.ts";
import { defineReminder } from "../reminder.ts";

/** What is reminded about, whom and when, and the rule that says so. The days belong in the agreement. */
export const ${id} = defineReminder({
  name: "${name}",
  due({ facts, agreement, calendar, today }) {
    const on = dayOfRole(facts.project, agreement, "go-live");
    if (on === undefined || today > on) return [];
    const nudge = reached(daysBefore(agreement.reminders.goLiveNear.before), on, today, calendar);
    if (nudge === undefined) return [];
    const text = phrase("remind.${name}", { on: day(on) });
    return [{ key: \`${name}/\${on}/\${nudge.name}\`, to: "internal", subject: "${name}", text }];
  },
});
`,
  );
  write(
    join("test/scheduler/reminders", `${name}.test.ts`),
    `import { expect, test } from "vitest";
import { day, keysOf, projectFacts } from "../support.ts";

const facts = projectFacts({ project: { plan: { golive: day("2026-12-15") } } });

test.each([
  { today: "2026-12-07", why: "six business days before", sent: [] },
  { today: "2026-12-08", why: "five business days before", sent: ["${name}/2026-12-15/before-5"] },
  { today: "2026-12-16", why: "the day has been", sent: [] },
])("$today: $why", ({ today, sent }) => expect(keysOf("${name}", facts, today)).toEqual(sent));
`,
  );
  edit("src/scheduler/reminders/index.ts", (text) =>
    imported(text, `import { ${id} } from "./${name}.ts";`).replace(/\n\];/u, `\n  ${id},\n];`),
  );
  edit("src/domain/snooze.ts", (text) => text.replace(/\n\] as const;/u, `\n  "${name}",\n] as const;`));
  const spoken = name.replaceAll("-", " ");
  say({
    [`remind.${name}`]: { en: "{on} is near.", sv: "{on} närmar sig." },
    [`snooze.of.${name}`]: { en: spoken, sv: spoken },
    [`snooze.word.${name}`]: { en: name, sv: name },
  });
}

/** The manifests name the commands: those that stand there are written anew. */
function manifests(): void {
  if (!existsSync(at("manifest"))) return;
  const { status } = spawnSync(process.execPath, [...process.execArgv, at("scripts", "manifest.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) fail("The manifests could not be written: npm run manifest.");
  process.stdout.write("changed  manifest/\n");
}

if (kind === "command") {
  const [trade = "", name = "", ...more] = called.split("/");
  if (!word.test(trade) || !word.test(name) || more.length > 0)
    fail(`A command is called <trade>/<name>, not “${called}”.`);
  if (!existsSync(at("src/commands", trade))) fail(`There is no trade ${trade} in src/commands.`);
  command(trade, name);
  manifests();
} else if (kind === "reminder") {
  if (!word.test(called)) fail(`A reminder is called in lower-case letters and hyphens, not “${called}”.`);
  reminder(called);
} else fail(`There is no “${kind}” to make.`);
