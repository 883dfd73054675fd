import { z } from "zod";
import { phrase } from "../../messages/phrase.ts";
import { isPlain } from "./answer.ts";
import type { Arrived } from "./arrived.ts";
import type { Task } from "./dialogs.ts";
import type { Kit, Register } from "./kit.ts";
import { shownText } from "./typed.ts";

/** The message action *Make this a change request*, as the manifest names it. */
export const makeChange = "makeChange";

const actionSchema = z.object({
  commandId: z.literal(makeChange),
  messagePayload: z.object({
    linkToMessage: z.string().max(4_000).nullish(),
    body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  }),
});

/** A message becomes a change request: the line's form opens, filled in with what was said and a link back to it. */
export const registerMessageAction: Register = (routes, kit) => {
  routes.onInvoke("composeExtension/fetchTask", (arrived) => opened(kit, arrived));
};

async function opened({ turns, dialogs }: Kit, arrived: Arrived): Promise<Task> {
  const read = actionSchema.safeParse(arrived.activity.value);
  if (!read.success) return dialogs.words(undefined, phrase("form.unknown"));
  const { body, linkToMessage } = read.data.messagePayload;
  const content = body?.content ?? "";
  const text = body?.contentType === "text" ? content.trim() : shownText(content);
  const wish = [text, ...linkOf(linkToMessage)].filter((part) => part !== "").join("\n\n");
  const intent = { kind: "ask" as const, runs: "change ask", values: { wish } };
  const answer = await turns.take(arrived, intent, { by: "action", takes: (reply, alone) => alone && isPlain(reply) });
  return dialogs.show(answer, arrived.ref);
}

const linkOf = (link: string | null | undefined): readonly string[] =>
  link !== undefined && link !== null && URL.canParse(link) && new URL(link).protocol === "https:" ? [link] : [];
