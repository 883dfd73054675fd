// The licences of everything that is shipped, from the installed packages: node scripts/notices.js >
// THIRD-PARTY-NOTICES.txt
// Plain JavaScript, since the image runs it when nothing but what is shipped is installed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const shipped = Object.entries(packages)
  .filter(([path, { dev }]) => path !== "" && dev !== true && existsSync(path))
  .map(([path]) => ({ path, ...JSON.parse(readFileSync(join(path, "package.json"), "utf8")) }))
  .filter(({ name, version }) => name !== undefined && version !== undefined)
  .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));

const isLicence = (file) => /^(?:licen[cs]e|copying|notice)(?:[._-].*)?$/iu.test(file);
const authorOf = ({ author }) => (typeof author === "string" ? author : author?.name);

for (const one of shipped) {
  const texts = readdirSync(one.path).filter(isLicence);
  const said = texts.map((file) => readFileSync(join(one.path, file), "utf8").trim());
  const stated = `Licence: ${one.license ?? "see the package"}${authorOf(one) === undefined ? "" : `. By ${authorOf(one)}`}`;
  process.stdout.write(`${"=".repeat(78)}\n${one.name} ${one.version}\n${stated}\n\n${said.join("\n\n")}\n\n`);
}
