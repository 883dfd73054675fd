import { createHash, randomBytes } from "node:crypto";
import { type Context, defineCommand, freeLine } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Reply } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";

/** Refuses where nobody outside reaches us, so that no calendar could. */
function addressOf({ publicUrl }: Context): string {
  if (publicUrl === undefined) throw refuse("calendar.refuse.noAddress");
  return publicUrl.replace(/\/+$/u, "");
}

/** Whether somebody has a calendar of their own, and how they get one. Its address is known to nobody but them. */
async function show(ctx: Context): Promise<Reply> {
  if (ctx.publicUrl === undefined)
    return { audience: "public", to: "person", blocks: [said("calendar.refuse.noAddress")] };
  const has = ctx.actor.id !== "system" && (await ctx.store.people.hasFeed(ctx.actor.id));
  const make = {
    id: "new",
    label: phrase(has ? "calendar.button.anew" : "calendar.button.new"),
    runs: "calendar new",
  } as const;
  const off = has ? [lineBlock("calendar off")] : [];
  return {
    audience: "public",
    to: "person",
    blocks: [said(has ? "calendar.has" : "calendar.none"), ...off, ...buttonsBlock([make])],
  };
}

/**
 * A new address for one's calendar: what it was before opens nothing any more. We keep its digest alone, and its
 * address only until it was shown.
 */
async function make(ctx: Context): Promise<Reply> {
  const { store, actor } = ctx;
  const base = addressOf(ctx);
  if (actor.id === "system") throw refuse("calendar.refuse.none");
  const had = await store.people.hasFeed(actor.id);
  const secret = randomBytes(24).toString("base64url");
  await store.people.setFeed(actor.id, createHash("sha256").update(secret).digest("hex"));
  const blocks = [
    said("calendar.made", { address: `${base}/calendar/${secret}.ics` }, "success"),
    said("calendar.private", { had: had ? "yes" : "no" }),
  ];
  return { audience: "public", to: "person", blocks, leaves: [said("calendar.shown")] };
}

/** One's calendar opens no more. */
async function close({ store, actor }: Context): Promise<Reply> {
  if (actor.id === "system" || !(await store.people.hasFeed(actor.id))) throw refuse("calendar.refuse.none");
  await store.people.setFeed(actor.id, undefined);
  return { audience: "public", to: "person", blocks: [said("calendar.off", undefined, "success")] };
}

/** The calls and days of one's projects as a private calendar to subscribe to. */
export const calendar = defineCommand({
  name: "calendar",
  summary: "summary.calendar",
  lines: [
    freeLine({
      summary: "summary.calendar",
      examples: ["calendar"],
      allow: ["anyone"],
      audience: "public",
      reads: true,
      input: {},
      run: (_values, ctx) => show(ctx),
    }),
    freeLine({
      verb: "new",
      summary: "summary.calendar.new",
      examples: ["calendar new"],
      allow: ["anyone"],
      audience: "public",
      input: {},
      run: (_values, ctx) => make(ctx),
    }),
    freeLine({
      verb: "off",
      summary: "summary.calendar.off",
      examples: ["calendar off"],
      allow: ["anyone"],
      audience: "public",
      input: {},
      run: (_values, ctx) => close(ctx),
    }),
  ],
});
