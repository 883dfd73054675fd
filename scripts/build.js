import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/*
 * Builds what is run, where it stands: a step is taken only when what it is made from, or what came out of it, is not
 * byte for byte as after the last time. So it is right after a pull, a deleted file, and a build that was killed. Plain
 * JavaScript: it runs before anything is compiled. It speaks on stderr; stdout belongs to what is started after it.
 */
const stamps = join("dist", "built.json");
const settings = ["package.json", "package-lock.json"];
const client = join("src", "store", "generated");

const steps = [
  {
    name: "generate",
    says: "the database client (prisma generate)",
    from: () => digest([...settings, "prisma.config.ts", join("prisma", "schema.prisma")]),
    out: () => digest(filesIn(client)),
    // Prisma refuses a folder that it was killed in.
    before: () => rmSync(client, { recursive: true, force: true }),
    tool: ["prisma", "build/index.js", "generate"],
  },
  {
    name: "compile",
    says: "the program (tsc)",
    from: () =>
      digest([...settings, "tsconfig.json", "tsconfig.build.json", ...filesIn("src", ".ts"), ...filesIn("locales")]),
    out: () => digest(filesIn("dist").filter((file) => !file.startsWith(stamps))),
    tool: ["typescript", "bin/tsc", "-p", "tsconfig.build.json"],
  },
];

const say = (text) => process.stderr.write(`${text}\n`);

function filesIn(folder, ending = "") {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What these files hold, and the Node that they are for, as one number. */
function digest(files) {
  const hash = createHash("sha256").update(process.version);
  for (const file of files.toSorted()) hash.update(`\0${file}\0`).update(existsSync(file) ? readFileSync(file) : "-");
  return hash.digest("hex");
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stamps, "utf8"));
  } catch {
    return {};
  }
}

function keepStamps(built) {
  mkdirSync(dirname(stamps), { recursive: true });
  writeFileSync(`${stamps}.new`, JSON.stringify(built));
  renameSync(`${stamps}.new`, stamps);
}

/** What the lock file asks for, and `npm ci` has not brought yet. */
function missing() {
  const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {});
  const wanted = read("package-lock.json");
  const there = read(join("node_modules", ".package-lock.json"));
  return Object.entries(wanted)
    .filter(([path, { version, optional }]) => path !== "" && !optional && there[path]?.version !== version)
    .map(([path]) => path.replace(/^.*node_modules\//u, ""));
}

function run([name, program, ...rest]) {
  const tool = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), program);
  const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  return spawnSync(process.execPath, [tool, ...rest], { env, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
}

/** True when each step was taken with what is there now. */
const isBuilt = (built) =>
  steps.every(({ name, from, out }) => built[name]?.from === from() && built[name].out === out());

/** The kernel's locks; on a system that there are none for, nobody waits. */
function locks() {
  try {
    return createRequire(import.meta.url)("fs-native-extensions");
  } catch {
    return { tryLock: () => true };
  }
}

/** Builds one at a time, however many start at once: the kernel gives the lock back when its process is gone. */
async function alone() {
  mkdirSync(dirname(stamps), { recursive: true });
  const { tryLock, waitForLock } = locks();
  const file = openSync(`${stamps}.lock`, "a+");
  if (tryLock(file)) return;
  say("Another start is building here: waiting for it …");
  await waitForLock(file);
}

function build(built) {
  const began = performance.now();
  say(
    built.compile === undefined
      ? "First start: building, less than a minute."
      : "Something has changed since the last start: building.",
  );
  // Each is asked anew: what a step makes is what the next one is made from.
  for (const step of steps) {
    const from = step.from();
    if (built[step.name]?.from === from && built[step.name].out === step.out()) continue;
    say(`  ${step.says} …`);
    step.before?.();
    const { status, stdout, stderr } = run(step.tool);
    if (status !== 0) {
      say(`${stdout}${stderr}It was not built: mend what is said above, and start again.`);
      process.exit(1);
    }
    built[step.name] = { from, out: step.out() };
    keepStamps(built);
  }
  say(`  built in ${Math.round((performance.now() - began) / 1_000)} s.`);
}

if (!isBuilt(readStamps())) {
  const lacking = missing();
  if (lacking.length > 0) {
    say(
      `node_modules is not what package-lock.json says (${lacking.slice(0, 3).join(", ")}${lacking.length > 3 ? " …" : ""}): run npm ci first.`,
    );
    process.exit(1);
  }
  await alone();
  const built = readStamps();
  if (!isBuilt(built)) build(built);
}
