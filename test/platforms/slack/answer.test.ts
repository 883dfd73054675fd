import { expect, test } from "vitest";
import type { Answer } from "../../../src/bot/incoming.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { createWords } from "../../../src/messages/words.ts";
import { createAnswers } from "../../../src/platforms/slack/out/answer.ts";

const answers = createAnswers({
  ...{ words: createWords(), timeZone: "Europe/Stockholm", language: "sv", usersOf: async () => new Map() },
  links: { reached: false, fetched: false, file: async () => undefined, handIn: async () => undefined },
});
const text = { kind: "text", text: raw("Två öppna uppgifter.") } as const;
const buttons = { kind: "buttons", buttons: [{ id: "done", label: raw("T1 är klar"), runs: "task done" }] } as const;
const answerOf = (blocks: readonly (typeof text | typeof buttons)[]): Answer => ({
  ...{ outcome: "done", language: "sv", caused: [], repeated: false },
  reply: { audience: "public", blocks },
});

test("a modal that shows what has buttons says where they are, and no other does", () => {
  expect(JSON.stringify(answers.view(answerOf([text, buttons])).blocks)).toContain("Två öppna uppgifter");
  expect(JSON.stringify(answers.view(answerOf([text, buttons])).blocks)).toContain("fliken Meddelanden");
  expect(JSON.stringify(answers.view(answerOf([text])).blocks)).not.toContain("Meddelanden");
});
