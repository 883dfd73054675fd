import { z } from "zod";
import { wholeLine } from "../../../bot/labels.ts";
import { isLeftToPlatform } from "../../../bot/shown-by.ts";
import { sentText } from "../../../messages/outside-text.ts";
import { phrase } from "../../../messages/phrase.ts";
import { valuesOf } from "../draw/form.ts";
import { isPlain } from "../out/answer.ts";
import type { Arrived } from "./arrived.ts";
import type { Task } from "./dialogs.ts";
import type { Kit, Register } from "./kit.ts";

/** What a form's dialog sends in: the form's id, and what was filled in. */
const sentSchema = z.object({ data: z.looseObject({ form: sentText(100) }) });

/**
 * A form sent in. What is wrong is said at its fields, by the whole command, and everything stays as it was filled in;
 * what only the person may see is shown in the dialog, what the place may see is said there.
 */
export const registerSubmission: Register = (routes, kit) => {
  routes.onInvoke("task/submit", (arrived) => submitted(kit, arrived));
};

/** The answer to a form that was sent in; undefined closes its dialog. */
export async function submitted({ dialogs, turns, answers }: Kit, arrived: Arrived): Promise<Task | undefined> {
  const sent = sentSchema.safeParse(arrived.activity.value);
  const opened = sent.success ? await dialogs.of(sent.data.data.form, arrived.ref) : undefined;
  // Forged, or of another conversation: not ours, and nothing happens.
  if (!sent.success || opened === undefined) return dialogs.words(undefined, phrase("form.unknown"));
  const { form: id, ...data } = sent.data.data;
  const values = valuesOf(data);
  const intent = { kind: "form" as const, form: id, values };
  const answer = await turns.take(arrived, intent, { by: "form", carries: (reply, alone) => alone && isPlain(reply) });
  const { errors, outcome, reply, form } = answer;
  if (errors !== undefined) return dialogs.again(opened, answer, errors, values);
  if (outcome === "failed" || (outcome !== "done" && form !== undefined)) {
    return dialogs.again(
      opened,
      answer,
      { [wholeLine]: phrase("teams.form.refused", { why: answers.text(answer) }) },
      values,
    );
  }
  // Said in the conversation, and the dialog closes.
  if (reply === undefined || !isLeftToPlatform(answer)) return undefined;
  return dialogs.show(answer, arrived.ref);
}
