import { mkdir, writeFile } from "node:fs/promises";
import { readAgreement } from "../src/composition/agreements.ts";
import { writeTemplate } from "../src/documents/workbook/template.ts";
import { readTables } from "../src/domain/data-reading.ts";
import type { Day } from "../src/domain/units.ts";
import { languages } from "../src/messages/language.ts";
import { solbacken } from "../test/fixtures/data/solbacken.ts";
import { teleschema } from "../test/fixtures/data/teleschema.ts";
import { resaved } from "../test/support/libre-office.ts";
import { xlsx } from "../test/support/xlsx.ts";

/** `npm run fixture:data`: files of customer data as LibreOffice saves them, for machines that do not have it. */
const folder = new URL("../test/fixtures/data/", import.meta.url);
const asOf = "2026-11-30" as Day;
const agreement = await readAgreement();
const held = readTables(solbacken, agreement, [], asOf).areas.map((area) => ({ ...area, approved: false }));

const save = async (name: string, content: Uint8Array) => {
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(name, folder), content);
};
for (const language of languages) {
  const order = { agreement, language, customer: "Solbacken Vård AB", contacts: [], states: {}, held, asOf };
  await save(`starter.${language}.xlsx`, await resaved(await writeTemplate(order), "starter.xlsx", "xlsx"));
}
await save("teleschema.xlsx", await resaved(teleschema(), "teleschema.xlsx", "xlsx"));

// How LibreOffice names a .csv: what divides it, what quotes, its characters, its first line, and that all is quoted.
const ways = { "windows-1252": "59,34,1,1,,0,true", "utf-16": "9,34,65535,1,,0,true", "utf-8": "44,34,76,1,,0,true" };
const users = solbacken.find(({ name }) => name === "Användare");
const rows = (users?.rows ?? []).map((row) => row.map((cell) => (typeof cell === "string" ? cell : undefined)));
for (const [name, way] of Object.entries(ways)) {
  const content = await resaved(
    xlsx([{ name: "Användare", rows }]),
    "a.xlsx",
    `csv:Text - txt - csv (StarCalc):${way}`,
  );
  await save(`users.${name}.csv`, content);
}
