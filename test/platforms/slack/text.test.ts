import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escaped, mention, plain, safe } from "../../../src/platforms/slack/draw/text.ts";

describe("the text beside the blocks", () => {
  test.each([
    ["<!channel> kolla", "&lt;!channel&gt; kolla"],
    ["<@U1> & <https://evil.example|bank>", "&lt;@U1&gt; &amp; &lt;https://evil.example|bank&gt;"],
    ["&lt;!here&gt;", "&amp;lt;!here&amp;gt;"],
    ["åäö 🎉 שלום", "åäö 🎉 שלום"],
  ])("%s is escaped", (typed, expected) => expect(escaped(typed)).toBe(expected));

  test.each([
    ["@channel look", "@\u2060channel look"],
    ["@Here and @everyone", "@\u2060Here and @\u2060everyone"],
    ["*bold* _slant_ ~gone~ `code`", "*\u2060bold* _\u2060slant_ ~\u2060gone~ `\u2060code`"],
    ["```block```", "```\u2060block```"],
    ["> no quote", "\u2060&gt; no quote"],
    ["2 * 3 = 6, snake_case, a~b", "2 * 3 = 6, snake_case, a~b"],
  ])("%s does not act", (typed, expected) => expect(safe(typed)).toBe(expected));

  test("whatever is typed, nothing is left that Slack reads as a mention, a link or an entity of its own", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", "&", "!", "@", "|", "#", "U1", "channel", " ", "amp;", "ö") }),
        (typed) => {
          const written = safe(typed);
          expect(written).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/u);
          const read = written
            .replaceAll("\u2060", "")
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&amp;", "&");
          expect(read).toBe(typed);
        },
      ),
    ));

  test("a user is mentioned by id", () => expect(mention("U012")).toBe("<@U012>"));
});

test("plain text is shown as it is", () =>
  expect(plain("<!here> *now* :x:", 75)).toEqual({ type: "plain_text", text: "<!here> *now* :x:", emoji: false }));
test("plain text that is too long is cut", () => expect(plain("one too many", 11).text).toBe("one too ma…"));
