import { defineCommand, everyone, projectLine } from "../../bot/command.ts";
import type { Block } from "../../messages/content.ts";
import { heldBack, snapshotOf } from "../../scheduler/due.ts";
import { allItems } from "../../scheduler/nag.ts";
import { said } from "../shared/blocks.ts";
import { showsLedger } from "../shared/checks.ts";
import { ownProfile, profileLine } from "./reminder-profile.ts";
import { whoLine } from "./turn.ts";

/**
 * Everything that is reminded about now, each thing with its buttons, for the one who asks: what a message left out.
 */
export const reminders = defineCommand({
  name: "reminders",
  summary: "summary.reminders",
  lines: [
    projectLine({
      summary: "summary.reminders",
      examples: ["reminders"],
      allow: everyone,
      audience: "place",
      reads: true,
      input: {},
      async run(_values, ctx) {
        const snapshot = snapshotOf(ctx.facts, ctx.agreement, ctx.now);
        const inside = showsLedger(ctx);
        const ours = inside ? allItems(snapshot, "internal") : [];
        const theirs = allItems(snapshot, "shared");
        const later = heldBack(snapshot).filter(({ to }) => inside || to === "shared");
        const held: readonly Block[] =
          later.length === 0
            ? []
            : [said("reminders.heldBack"), { kind: "list", items: later.map(({ text }) => text) }];
        const part = (title: Block, blocks: readonly Block[]): readonly Block[] =>
          blocks.length === 0 ? [] : [title, ...blocks];
        const blocks = inside
          ? [
              ...part(said("reminders.ours"), ours),
              ...part(said("reminders.theirs", { customer: ctx.facts.project.customer }), theirs),
            ]
          : part(said("reminders.title"), theirs);
        return {
          audience: inside ? "ledger" : "public",
          to: "person",
          blocks: [
            ...(blocks.length === 0 ? [said("reminders.none", undefined, "success")] : blocks),
            ...held,
            ...(await ownProfile(ctx)),
          ],
        };
      },
    }),
    whoLine,
    profileLine,
  ],
});
