import { expect, test } from "vitest";
import { typedButton } from "../../../src/bot/lines/typed-button.ts";
import { createRegistry } from "../../../src/bot/registry.ts";
import { agreement } from "../../fixtures/project-facts.ts";
import { agreements, commands } from "../../support/commands.ts";

const registry = createRegistry(commands, agreements);

test.each([
  ["data reject", { area: "hardware" }, "kunddata underkänn hårdvara <skäl>", "data reject hardware <reason>"],
  ["change decline", { change: "X1" }, "ändring avböj X1 skäl:<skäl>", "change decline X1 reason:<reason>"],
])("%s %o as a line, what is missing as placeholders", (runs, values, sv, en) => {
  expect(typedButton(registry, { runs, values }, "sv", agreement)).toBe(sv);
  expect(typedButton(registry, { runs, values }, "en", agreement)).toBe(en);
});

test("what only a card can do has no line, nor what would open the form itself", () => {
  expect(typedButton(registry, { runs: "change ask" }, "sv")).toBeUndefined();
  expect(typedButton(registry, { runs: "travel" }, "sv")).toBeUndefined();
  expect(typedButton(registry, { runs: "no such" }, "sv")).toBeUndefined();
});
