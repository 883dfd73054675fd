import { expect, test } from "vitest";
import { parseAgreement } from "../src/domain/agreement-file.ts";
import { agreementText } from "./fixtures/project-facts.ts";
import { annaTypes } from "./support/delivered.ts";
import { openWorkspace } from "./support/workspace.ts";

/** The file with lines replaced, each of which must be there. */
function edited(...edits: readonly (readonly [string, string])[]) {
  let text = agreementText;
  for (const [from, to] of edits) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  return parseAgreement(text, "services/anpassad-uppstart.yaml");
}

test("P1: a project keeps the version that it was opened with after the file has changed; the next one opens with the new version", async () => {
  const before = await openWorkspace();
  await before.openSolbacken();
  await annaTypes(before, "travel city:göteborg");

  const dearer = edited(
    ["version: 2026-11-01", "version: 2027-01-01"],
    ["per_occasion: 690", "per_occasion: 790"],
    ["hourly: 490", "hourly: 600"],
  );
  const after = await openWorkspace({ open: async () => before.test, agreement: () => dearer });
  await annaTypes(after, 'open "Granit AB" code:granit language:en');

  const [older, newer] = ["in:solbacken", "in:granit"];
  expect((await annaTypes(after, `travel city:göteborg ${older}`)).text).toContain("690,00 kr");
  expect((await annaTypes(after, `travel city:göteborg ${newer}`)).text).toContain("790,00 kr");
  expect((await annaTypes(after, `travel 1h costs:0 ${older}`)).text).toContain("490,00 kr");
  expect((await annaTypes(after, `travel 1h costs:0 ${newer}`)).text).toContain("600,00 kr");

  expect((await annaTypes(after, `invoice ${older}`)).text).toContain("Total excluding VAT: 1 870,00 kr");
  expect((await annaTypes(after, `invoice ${newer}`)).text).toContain("Total excluding VAT: 1 390,00 kr");
  const versions = await after.test.pool.query("select version::text as version from agreements order by version");
  expect(versions.rows).toEqual([{ version: "2026-11-01" }, { version: "2027-01-01" }]);
  await after.close();
});
