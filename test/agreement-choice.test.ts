import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AgreementUnknown, readAgreement, readAgreements } from "../src/composition/agreements.ts";
import { readConfig } from "../src/config.ts";
import { usualVariant } from "../src/domain/agreement.ts";
import { parseAgreement } from "../src/domain/agreement-file.ts";
import { houseFindings } from "../src/domain/agreement-house.ts";
import { agreement, agreementText } from "./fixtures/project-facts.ts";

const shipped = readdirSync("services").flatMap((file) => (file.endsWith(".yaml") ? [file.replace(".yaml", "")] : []));

test.each(shipped)("AGREEMENT=%s is the agreement of that file, and the others may be chosen", async (name) => {
  const [usual, ...others] = await readAgreements(readConfig({ AGREEMENT: name }).agreement);
  expect(usual.name).toBe(name);
  expect(usual.variants).toHaveProperty(usualVariant(usual));
  expect(others.map((other) => other.name)).toEqual(shipped.filter((other) => other !== name).toSorted());
});

test("unset, it is the first of them", async () => {
  expect((await readAgreement()).name).toBe(shipped.toSorted()[0]);
});

test.each(["nowhere", "../package", "README"])("AGREEMENT=%s is refused, with what there is", async (name) => {
  await expect(readAgreement(name)).rejects.toThrow(AgreementUnknown);
  await expect(readAgreement(name)).rejects.toThrow(`AGREEMENT is ${name}: there are anpassad-uppstart, web-launch`);
});

const taken = new Set(["price", "pris"]);
test.each([
  ["another file's name", "anpassad", [], [], "name: must be anpassad, as the file is called"],
  [
    "a title that another has",
    "copy",
    [["name: anpassad-uppstart", "name: copy"]],
    [agreement],
    'title: "custom onboarding" already means anpassad-uppstart',
  ],
  [
    "a word that means another day there",
    "copy",
    [
      ["name: anpassad-uppstart", "name: copy"],
      ["title: { sv: Anpassad Uppstart, en: Custom Onboarding }", "title: { sv: Kopia, en: Copy }"],
      ["aliases: [kunddata]", "aliases: [workshop-dag, golive]"],
      ["  - id: golive", "  - id: live"],
    ],
    [agreement],
    'plan.0: "golive" means the day golive in another agreement',
  ],
  [
    "a word of the line that opens projects",
    "anpassad-uppstart",
    [["aliases: [kunddata]", "aliases: [pris]"]],
    [],
    'plan.0: "pris" means something else where a project is opened',
  ],
] as const)("P1: beside the others of the house, %s is a mistake", (_, file, edits, others, mistake) => {
  const text = edits.reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, to);
  }, agreementText);
  expect(() => parseAgreement(text, "x.yaml", (one) => houseFindings(one, file, others, { taken }))).toThrow(mistake);
});

test("P1: a mistake beside the others is told by its line", () => {
  const text = readFileSync("services/web-launch.yaml", "utf8");
  const line = text.split("\n").findIndex((one) => one.startsWith("name:")) + 1;
  expect(() => parseAgreement(text, "x.yaml", (one) => houseFindings(one, "web", [], { taken }))).toThrow(
    `x.yaml:${line} name: must be web`,
  );
});
