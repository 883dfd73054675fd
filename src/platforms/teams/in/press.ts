import { z } from "zod";
import { isLeftToPlatform } from "../../../bot/shown-by.ts";
import { sentText } from "../../../messages/outside-text.ts";
import { phrase } from "../../../messages/phrase.ts";
import { isPlain, isShort } from "../out/answer.ts";
import type { Activity } from "./activity.ts";
import type { Arrived } from "./arrived.ts";
import type { Task } from "./dialogs.ts";
import { handIn, pageFor } from "./hand-in.ts";
import type { Kit, Register } from "./kit.ts";

/** A press brings back our message's and our button's ids, and nothing else that we look at. */
const pressed = z.object({ message: sentText(200), button: sentText(200) });
const executedSchema = z.object({ action: z.looseObject({ verb: sentText(100), data: z.unknown() }) });
const fetchedSchema = z.object({ data: z.looseObject({ open: sentText(100) }) });
const shownSchema = z.object({ message: sentText(200) });
const postedSchema = pressed.extend({ open: z.literal("press").optional() });

/** What we never drew is a press of nothing: the bot says so in words. */
const nothing = { message: "", button: "" };

const intentOf = (data: unknown) => {
  const read = pressed.safeParse(data);
  return { kind: "press" as const, ...(read.success ? read.data : nothing) };
};

/**
 * The press of a client that sends a button's data as a message; undefined for a line. Data that says nothing to us,
 * and no words with it, are a press all the same: whoever pressed is told.
 */
export function postedPress({
  value,
  text = "",
}: Pick<Activity, "value" | "text">): ReturnType<typeof intentOf> | undefined {
  const read = postedSchema.safeParse(value);
  if (read.success) return intentOf(read.data);
  return typeof value === "object" && value !== null && text.trim() === "" ? intentOf(undefined) : undefined;
}

/** Buttons on our messages. */
export const registerPress: Register = (routes, kit) => {
  routes.onInvoke("adaptiveCard/action", (arrived) => executed(kit, arrived));
  routes.onInvoke("task/fetch", (arrived) => fetched(kit, arrived));
};

/** What Teams reads in answer to `adaptiveCard/action`. */
interface CardAnswer {
  readonly statusCode: 200;
  readonly type: "application/vnd.microsoft.card.adaptive" | "application/vnd.microsoft.activity.message";
  readonly value: unknown;
}
const says = (value: string): CardAnswer => ({
  statusCode: 200,
  type: "application/vnd.microsoft.activity.message",
  value,
});

/** A button that runs: its card is drawn anew where the press changed it; else a few words say what came of it. */
async function executed(kit: Kit, arrived: Arrived): Promise<unknown> {
  const { turns, answers, shows, options } = kit;
  const read = executedSchema.safeParse(arrived.activity.value);
  const action = read.success ? read.data.action : undefined;
  if (action?.verb === "show")
    return shows.open(shownSchema.safeParse(action.data).data?.message ?? "", arrived.activity.from.id);
  const intent = action?.verb === "press" ? intentOf(action.data) : intentOf(undefined);
  const answer = await turns.take(arrived, intent, {
    by: "press",
    forms: false,
    carries: (reply, alone) => alone && isShort(reply),
  });
  const { outcome, reply, caused, language, alone } = answer;
  if (reply !== undefined && isLeftToPlatform(answer)) return says(answers.text(answer));
  if (outcome === "done" && caused.includes(intent.message)) {
    const card = await answers.current(intent.message, arrived.ref).catch((error: unknown) => {
      // What was pressed is done: its card is drawn anew by the way out.
      options.log.info("a card could not be drawn anew", { err: error });
      return undefined;
    });
    if (card !== undefined) return { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card };
  }
  return says(answers.words(language, phrase(alone === true ? "teams.said" : "teams.done")));
}

/** A button that asks, *Hand in file*, and *Show* where a press cannot be answered in place. */
async function fetched(kit: Kit, arrived: Arrived): Promise<Task> {
  const { turns, dialogs, shows, options } = kit;
  const read = fetchedSchema.safeParse(arrived.activity.value);
  if (read.success && read.data.data.open === "hand-in") return handIn(kit, arrived);
  if (read.success && read.data.data.open === "show") {
    const { value } = await shows.open(
      shownSchema.safeParse(read.data.data).data?.message ?? "",
      arrived.activity.from.id,
    );
    return typeof value === "string"
      ? dialogs.said(value)
      : dialogs.card(options.language, phrase("teams.show.button"), value);
  }
  const intent = read.success && read.data.data.open === "press" ? intentOf(read.data.data) : intentOf(undefined);
  const answer = await turns.take(arrived, intent, { by: "press", carries: (reply, alone) => alone && isPlain(reply) });
  return dialogs.show(answer, arrived.ref, await pageFor(kit, arrived, answer));
}
