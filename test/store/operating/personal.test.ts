import { describe, expect, test } from "vitest";
import { hints, replacing, replacingInJson } from "../../../src/store/operating/personal.ts";

const known = { names: ["Karin Ek", "karin.ek@solbacken.se", "Åsa (Kajsa) Öst"], handles: ["karin", "U012AB"] };
const replace = replacing(known, { name: "Raderad person 1", handle: "erased-1" });

describe("a person's names in a text", () => {
  test.each([
    ["Karin Ek godkände", "Raderad person 1 godkände", "in full"],
    ["KARIN EK och karin ek", "Raderad person 1 och Raderad person 1", "in any case"],
    ["Karin Eks telefon", "Raderad person 1s telefon", "with the genitive's s"],
    ["Karin Ekberg och Marikarin Ek", "Karin Ekberg och Marikarin Ek", "not as a part of other names"],
    ["skriv till karin.ek@solbacken.se.", "skriv till Raderad person 1.", "an address"],
    ["Åsa (Kajsa) Öst".normalize("NFD"), "Raderad person 1", "however its letters are composed"],
    ["karin", "erased-1", "a handle that stands alone"],
    ["@karin kommer", "@erased-1 kommer", "a handle that is addressed"],
    ["<@U012AB> och <@U012AB|karin>", "Raderad person 1 och Raderad person 1", "a mention of Slack's"],
    ["fråga karin om kön", "fråga karin om kön", "not a handle that may be a word"],
  ])("%s → %s: %s", (text, becomes) => expect(replace(text)).toBe(becomes));

  test("in JSON every text is looked at, and what holds nothing stays as it was written", () => {
    const json = replacingInJson(replace);
    expect(json('{"a": [ "Karin Ek", {"who":"karin","n": 1.0}]}')).toBe(
      '{"a":["Raderad person 1",{"who":"erased-1","n":1}]}',
    );
    expect(json('{"a": [ "Karina", 1.0 ]}')).toBe('{"a": [ "Karina", 1.0 ]}');
  });

  test("what the database looks for is each name in the spellings that people use", () =>
    expect(hints(known)).toEqual(
      expect.arrayContaining(["Karin Ek", "karin ek", "KARIN EK", "åsa (kajsa) öst", "karin"]),
    ));
  test("nothing to look for replaces nothing", () =>
    expect(replacing({ names: [" "], handles: [] }, { name: "x", handle: "y" })("a b")).toBe("a b"));
});
