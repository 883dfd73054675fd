import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemsIn } from "../../src/assistant/answer.ts";

const one = { kind: "decision", text: 'En {klammer} och en ] i "citat"', quote: "a \\ b" };
const two = { kind: "action", text: "Två", quote: "c", owner: null };
const json = JSON.stringify({ items: [one, two] });

describe("the items of an answer", () => {
  test.each<[string, string]>([
    ["JSON", json],
    ["JSON on many lines", JSON.stringify({ items: [one, two] }, null, 2)],
    ["a bare list", JSON.stringify([one, two])],
    ["a fence", `\`\`\`json\n${json}\n\`\`\``],
    ["prose before and after", `Sure! Here {are} the [minutes]:\n\n${json}\n\nLet me know if you need more.`],
    ["a bare list in prose", `Here: ${JSON.stringify([one, two])} – done.`],
    ["a thought before it", `<think>first "items": [] and then…</think>\n${json}`],
    ["a mark of the byte order", `\ufeff${json}`],
  ])("of %s", (_, text) => {
    expect(itemsIn(text)).toEqual({ items: [one, two], whole: true });
  });

  test("what breaks off gives what is whole", () => {
    expect(itemsIn(json.slice(0, -8))).toEqual({ items: [one], whole: false });
  });

  test("one that is no JSON comes as nothing, and costs the others nothing", () => {
    expect(itemsIn(`{"items": [${JSON.stringify(one)}, {"kind": decision}, ${JSON.stringify(two)}]}`)).toEqual({
      items: [one, null, two],
      whole: true,
    });
  });

  test.each(["", "I cannot do that.", "{}", '{"items":"none"}', '{"decisions":[]}', "42", "null", "["])(
    "%j holds none",
    (text) => {
      expect(itemsIn(text)).toBeUndefined();
    },
  );

  test("an empty list is one", () => {
    expect(itemsIn('```\n{"items": []}\n```')).toEqual({ items: [], whole: true });
  });

  test("whatever comes is read in the time of its length", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"items":[', "{", "}", "[", "]", '"', "\\", ",", "a"), { maxLength: 60 }),
        (signs) => {
          itemsIn(signs.join(""));
        },
      ),
    );
    const begun = performance.now();
    itemsIn(`{"items":[${'{"items":['.repeat(50_000)}`);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });
});
