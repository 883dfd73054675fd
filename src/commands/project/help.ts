import { defineCommand, freeLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";

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
  ],
});
