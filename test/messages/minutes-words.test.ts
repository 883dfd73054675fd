import { describe, expect, test } from "vitest";
import { itemText } from "../../src/messages/minutes-words.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import { day } from "../fixtures/project-facts.ts";

const words = createWords();
const due = day("2026-11-27");

describe("an item says its day once", () => {
  test.each([
    [{ text: "skickar planritningen", due }, "skickar planritningen, senast fre 27 nov", ", by Fri 27 Nov"],
    [{ text: "skickar den senast fredag", due }, "skickar den senast fredag (fre 27 nov)", " fredag (Fri 27 Nov)"],
    [{ text: "skickar den om en vecka", due }, "skickar den om en vecka (fre 27 nov)", " vecka (Fri 27 Nov)"],
    [{ text: "skickar den" }, "skickar den", "skickar den"],
  ])("%o", (item, swedish, english) => {
    const said = (locale: "sv" | "en") =>
      plainText(words, locale, { blocks: [{ kind: "text", text: itemText(item) }] }, day("2026-11-23"));
    expect(said("sv")).toBe(swedish);
    expect(said("en")).toMatch(new RegExp(`${english.replace(/[()]/g, "\\$&")}$`));
  });
});
