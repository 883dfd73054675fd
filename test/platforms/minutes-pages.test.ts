import { expect, test } from "vitest";
import { draftContent } from "../../src/commands/meetings/minutes-card.ts";
import type { MinutesItem } from "../../src/domain/facts.ts";
import { pagesOf } from "../../src/domain/minutes-pages.ts";
import { createWords } from "../../src/messages/words.ts";
import { renderMessage as slack } from "../../src/platforms/slack/draw/render.ts";
import { renderMessage as teams } from "../../src/platforms/teams/draw/render.ts";
import { minutesOf } from "../fixtures/project-facts.ts";

const words = createWords();
const id = "11111111-1111-4111-8111-111111111111";
const people = ["Karin Holm", "Karin Ek", "Karin Lundberg"].map((name, at) => ({
  id: `${at}`,
  handle: `k${at}`,
  name,
}));

test.each([30, 120, 400, 1000])(
  "M1: each page of a draft with items of %d characters is one message in Slack and in Teams",
  (length) => {
    const items = Array.from(
      { length: 40 },
      (_, at): MinutesItem => ({
        ...{
          id: at + 1,
          rev: 3,
          kind: "action",
          text: "å".repeat(length),
          quote: "ö".repeat(Math.min(1000, length + 20)),
        },
        ...{ lines: [at + 1], speaker: "Karin Holm", time: "00:12:04", owner: "Karin" },
        doubt: { why: "namesake", names: people.map(({ name }) => name) },
      }),
    );
    const content = { items };
    const minutes = minutesOf("M1", "C1", { revision: 3, content });
    for (const page of pagesOf(content).keys()) {
      const drawn = draftContent({ minutes, content, people, page: page + 1 });
      const counts = [slack, teams].map((draw) => draw(words, "sv", { id, content: drawn }).length);
      expect(counts).toEqual([1, 1]);
    }
  },
);
