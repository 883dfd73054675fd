import { expect, test } from "vitest";
import { createRegistry } from "../../src/bot/registry.ts";
import { typedButton } from "../../src/bot/typed-button.ts";
import { commands } from "../../src/commands/index.ts";

const registry = createRegistry(commands);

test.each([
  ["data reject", { area: "hardware" }, "kunddata underkänn hardware <anteckningar>", "data reject hardware <notes>"],
  ["change decline", { change: "X1" }, "ändring avböj X1 skäl:<anteckningar>", "change decline X1 reason:<notes>"],
])("%s %o as a line, what is missing as placeholders", (runs, values, sv, en) => {
  expect(typedButton(registry, { runs, values }, "sv")).toBe(sv);
  expect(typedButton(registry, { runs, values }, "en")).toBe(en);
});

test("what only a card can do has no line, nor what would open the form itself", () => {
  expect(typedButton(registry, { runs: "change ask" }, "sv")).toBeUndefined();
  expect(typedButton(registry, { runs: "travel" }, "sv")).toBeUndefined();
  expect(typedButton(registry, { runs: "no such" }, "sv")).toBeUndefined();
});
