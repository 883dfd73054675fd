import { defineCommand, freeLine, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { ask } from "./ask.ts";

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
      reads: true,
      input: { topic: field.text({ max: 100 }).optional().inPlace() },
      run: async ({ topic }, context) => ({ ...context.help(topic), to: "person" }),
    }),
    projectLine({
      verb: "ask",
      by: "card",
      summary: "summary.help.ask",
      examples: [],
      allow: ["anyone"],
      audience: "public",
      input: { words: field.hidden() },
      run: ({ words }, ctx) => ask(ctx, words),
    }),
  ],
});
