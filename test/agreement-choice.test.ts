import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { AgreementUnknown, readAgreement } from "../src/compose.ts";
import { readConfig } from "../src/config.ts";
import { usualVariant } from "../src/domain/agreement.ts";

const shipped = readdirSync("services").flatMap((file) => (file.endsWith(".yaml") ? [file.replace(".yaml", "")] : []));

test.each(shipped)("AGREEMENT=%s is the agreement of that file", async (name) => {
  const agreement = await readAgreement(readConfig({ AGREEMENT: name }).agreement);
  expect(agreement.name).toBe(name);
  expect(agreement.variants).toHaveProperty(usualVariant(agreement));
});

test("a single agreement need not be named", async () => {
  expect(shipped).toHaveLength(1);
  expect((await readAgreement()).name).toBe(shipped[0]);
});

test.each(["nowhere", "../package", "README"])("AGREEMENT=%s is refused, with what there is", async (name) => {
  await expect(readAgreement(name)).rejects.toThrow(AgreementUnknown);
  await expect(readAgreement(name)).rejects.toThrow(`AGREEMENT is ${name}: there is anpassad-uppstart`);
});
