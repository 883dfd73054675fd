import { expect, test } from "vitest";
import { createTimeline, type KeptMessage } from "../../../src/platforms/local/timeline.ts";
import { keepingInMemory } from "../../support/hosting.ts";

test.each([
  { revision: 1, why: "an earlier one", expected: "now" },
  { revision: 2, why: "the same again", expected: "now" },
  { revision: 3, why: "a later one", expected: "then" },
])(
  "a message of revision 2 put anew with revision $revision, $why, says what was said $expected",
  async ({ revision, expected }) => {
    const timeline = createTimeline(keepingInMemory());
    const seen: string[] = [];
    const message: KeptMessage = {
      ...{
        id: "m1",
        in: "kontoret",
        at: "2026-11-23T08:00:00.000Z",
        from: "startklar",
        text: "now",
        blocks: [],
        actions: [],
        files: [],
      },
      revision: 2,
    };
    await timeline.put(message);
    timeline.watch(({ text }) => seen.push(text));
    await timeline.put({ ...message, revision, text: "then", at: "2026-11-23T09:00:00.000Z" });
    const edited = expected === "then";
    expect(await timeline.of("kontoret")).toMatchObject([
      { text: expected, at: message.at, ...(edited ? { edited: true } : {}) },
    ]);
    expect([(await timeline.get("m1"))?.edited, seen]).toEqual(edited ? [true, ["then"]] : [undefined, []]);
  },
);
