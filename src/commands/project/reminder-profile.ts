import { type Context, freeLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type ReminderProfile, reminderProfiles } from "../../domain/reminder-profile.ts";
import type { Block, Button, Reply } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";

/** How much the one who asks is reminded, and the way to more and to less. */
export async function ownProfile({ actor, store }: Pick<Context, "actor" | "store">): Promise<readonly Block[]> {
  if (actor.id === "system") return [];
  const own = (await store.people.reminders(actor.id)) ?? "standard";
  return [said(`reminders.profile.${own}`, undefined, "quiet"), ...buttonsBlock(others(own))];
}

const others = (own: ReminderProfile): readonly Button[] =>
  reminderProfiles
    .filter((profile) => profile !== own)
    .map((profile) => ({
      id: `profile-${profile}`,
      label: phrase(`reminders.button.${profile}`),
      runs: "reminders set",
      values: { profile },
    }));

async function choose({ actor, store }: Context, profile: ReminderProfile): Promise<Reply> {
  if (actor.id !== "system") await store.people.setReminders(actor.id, profile);
  return { audience: "public", to: "person", blocks: [said(`reminders.profile.${profile}`, undefined, "success")] };
}

/** A person says how much they want to be reminded, on all their projects. */
export const profileLine = freeLine({
  verb: "set",
  matches: /^\p{L}/u,
  summary: "summary.reminders.set",
  examples: ["reminders light", "reminders standard", "reminders active"],
  allow: ["anyone"],
  audience: "public",
  input: { profile: field.choice(reminderProfiles) },
  run: ({ profile }, ctx) => choose(ctx, profile),
});
