import { defineCommand, freeLine, projectLine } from "../../bot/command.ts";
import { type Field, fieldOf } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import { ask } from "./ask.ts";

/** A command, or what somebody takes for one. */
const topic = (): Field<string> =>
  fieldOf<string>({
    ...field.text({ max: 100 }).kind,
    spoken: (typed, language) => wordsOf(`command.${typed}`, language)[0] ?? typed,
  });

/** What this person may do here, or all about one command. */
export const help = defineCommand({
  name: "help",
  summary: "summary.help",
  lines: [
    freeLine({
      summary: "summary.help",
      examples: ["help", "help log"],
      allow: ["anyone"],
      audience: "public",
      serves: "nothing",
      reads: true,
      input: { topic: topic().optional().inPlace() },
      run: async ({ topic }, context) => ({ ...context.help(topic), to: "person" }),
    }),
    projectLine({
      verb: "ask",
      by: "card",
      serves: "words",
      summary: "summary.help.ask",
      examples: [],
      allow: ["anyone"],
      audience: "public",
      input: { words: field.hidden() },
      run: ({ words }, ctx) => ask(ctx, words),
    }),
  ],
});
