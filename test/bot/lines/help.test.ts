import { expect, test } from "vitest";
import { exampleIn, helpContent } from "../../../src/bot/lines/help.ts";
import { plainText } from "../../../src/messages/plain.ts";
import { createWords } from "../../../src/messages/words.ts";
import { agreement } from "../../fixtures/project-facts.ts";
import { examplesOf } from "../../support/commands.ts";
import { commands, registry } from "../sample.ts";

const words = createWords();
const all = (): boolean => true;
const customers = (line: { readonly allow: readonly string[] }): boolean => line.allow.includes("customer");
const help = (
  may: (line: { readonly allow: readonly string[] }) => boolean,
  topic: string | undefined,
  language: "sv" | "en",
): string => plainText(words, language, helpContent(registry, may, topic, language, agreement));

test("help lists what you may do here by its name in your language", () => {
  expect(help(all, undefined, "sv")).toContain("• logga – ");
  expect(help(all, undefined, "en")).toContain("• log – ");
  expect(help(customers, undefined, "sv")).not.toContain("logga");
  expect(help(customers, undefined, "sv")).toContain("fel – ");
  expect(help(() => false, undefined, "en")).toBe(
    "There is nothing for you to type here. Use the buttons on the cards.",
  );
});
test("help of a command shows its lines to copy, without those that only a card runs", () => {
  expect(help(all, "change", "sv")).toContain('ändring "Öppet på lördagar också" löpande uppskattning:6h');
  expect(help(all, "ändring", "en")).toContain('change "Open on Saturdays too" running estimate:6h');
  expect(help(customers, "fault", "en")).not.toContain("fault cause");
});
test("what the heading of a command says is not said again of its first line", () => {
  for (const { name } of commands) {
    const [heading = "", ...lines] = help(all, name, "en").split("\n");
    expect(lines, name).not.toContain(heading.slice(`${name} – `.length));
  }
});
test.each([
  ["blah", "There is no command “blah”."],
  ["log", "You cannot use log here."],
])("help %s says why there is none", (topic, said) => expect(help(customers, topic, "en").startsWith(said)).toBe(true));

test("every example is a line that runs or opens a form, in both languages", () => {
  for (const command of commands) {
    for (const example of command.lines.flatMap(examplesOf)) {
      expect(exampleIn(registry, example, "sv").split(" ")[0]).not.toBe("");
    }
  }
  expect(exampleIn(registry, "minutes M1", "sv")).toBe("protokoll M1");
});
