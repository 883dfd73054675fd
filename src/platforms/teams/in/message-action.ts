import { z } from "zod";
import { phrase } from "../../../messages/phrase.ts";
import { makeChange } from "../manifest/manifest.ts";
import { isPlain } from "../out/answer.ts";
import type { Activity } from "./activity.ts";
import type { Arrived } from "./arrived.ts";
import type { Task } from "./dialogs.ts";
import type { Kit, Register } from "./kit.ts";
import { submitted } from "./submission.ts";
import { shownText } from "./typed.ts";

const actionSchema = z.object({
  commandId: z.literal(makeChange),
  messagePayload: z.object({
    linkToMessage: z.string().max(4_000).nullish(),
    body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  }),
});

const installedSchema = z.object({ data: z.object({ msteams: z.object({ justInTimeInstall: z.literal(true) }) }) });

/**
 * What every invoke of a message action begins with: it comes from any conversation, whether the app is there or not.
 */
export const isAction = (invoke: string): boolean => invoke.startsWith("composeExtension/");

/** True for what Teams sends when somebody has just added the app by the card that asked for it. */
export const isJustInstalled = ({ value }: Pick<Activity, "value">): boolean =>
  installedSchema.safeParse(value).success;

/**
 * A message becomes a change request: the line's form opens, filled in with what was said and a link back to it. Where
 * the app is not, a card offers to add it, and nothing of that conversation is kept.
 */
export const registerMessageAction: Register = (routes, kit) => {
  routes.onInvoke("composeExtension/fetchTask", (arrived) => opened(kit, arrived));
  routes.onInvoke("composeExtension/submitAction", (arrived) => sent(kit, arrived));
};

async function opened({ turns, dialogs }: Kit, arrived: Arrived): Promise<Task> {
  const read = actionSchema.safeParse(arrived.activity.value);
  if (!read.success) return dialogs.words(undefined, phrase("form.unknown"));
  if (arrived.away === true) return dialogs.install();
  const { body, linkToMessage } = read.data.messagePayload;
  const content = body?.content ?? "";
  const text = body?.contentType === "text" ? content.trim() : shownText(content);
  const wish = [text, ...linkOf(linkToMessage)].filter((part) => part !== "").join("\n\n");
  const intent = { kind: "ask" as const, runs: "change ask", values: { wish } };
  const answer = await turns.take(arrived, intent, {
    by: "action",
    carries: (reply, alone) => alone && isPlain(reply),
  });
  return dialogs.show(answer, arrived.ref);
}

/**
 * A form of ours, or the card that added the app: Teams may bring the message with it, and then the form opens at once.
 */
async function sent(kit: Kit, arrived: Arrived): Promise<Task | undefined> {
  const { dialogs } = kit;
  const added = isJustInstalled(arrived.activity);
  if (arrived.away === true)
    return added ? dialogs.words(undefined, phrase("teams.install.notYet")) : dialogs.install();
  if (!added) return submitted(kit, arrived);
  if (actionSchema.safeParse(arrived.activity.value).success) return opened(kit, arrived);
  return dialogs.words(undefined, phrase("teams.install.again"));
}

const linkOf = (link: string | null | undefined): readonly string[] =>
  link !== undefined && link !== null && URL.canParse(link) && new URL(link).protocol === "https:" ? [link] : [];
