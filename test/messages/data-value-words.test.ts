import { expect, test } from "vitest";
import { calledInWords } from "../../src/messages/data-value-words.ts";
import { agreement } from "../fixtures/project-facts.ts";

test.each([
  ["company-options", { company: "Solbacken Vård AB" }, "Solbacken Vård AB"],
  ["main-number", { number: "+4681234500" }, "08-123 45 00"],
  ["hardware", { model: "Snom", mac: "805EC0123457" }, "Snom 80:5E:C0:12:34:57"],
  ["user-licence", { "first-name": "Åke", "last-name": "Öberg" }, "Åke Öberg"],
])("D6: a record of %s is called as people write it, never by an id of ours", (id, values, called) => {
  const area = agreement.areas.find((one) => one.id === id) ?? expect.fail();
  expect(calledInWords(area, { key: id, values })).toBe(called);
});
