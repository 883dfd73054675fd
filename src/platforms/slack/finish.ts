import { phrase } from "../../messages/phrase.ts";
import { isOne, isShort } from "./answer.ts";
import { codeOf } from "./errors.ts";
import type { Kit } from "./kit.ts";
import type { Answer, Asked } from "./options.ts";
import type { Unfinished } from "./turn.ts";

const collection = "progress";

/**
 * Brings the answer of what was not done in time. The transport's once makes it safe to be run again: what was done already is
 * answered from what was stored.
 */
export async function finishLate(kit: Kit, payload: unknown): Promise<void> {
  // What is kept as such a job was put there by turn.ts.
  const { asked, finish } = payload as Unfinished;
  switch (finish.by) {
    case "command":
      return finishInPlace(kit, asked, finish.responseUrl);
    case "press":
      return finishInPlace(kit, asked);
    case "submission":
      return finishSubmission(kit, asked, finish.view);
  }
}

/** Where we cannot write: the answer comes by the command's own address alone. */
const unwritable = new Set(["not_in_channel", "channel_not_found", "is_archived"]);

/**
 * A message in the channel says that we are at it, and is edited into the answer. It goes again when the answer is one that only the
 * asker may see, a form, or one that the outbox brings.
 */
async function finishInPlace(kit: Kit, asked: Asked, responseUrl?: string): Promise<void> {
  const { client, answers, turns, respond } = kit;
  const { channel, user } = asked;
  const progress = await sayProgress(kit, asked);
  const clear = async () => {
    if (progress !== undefined) await client.chat.delete({ channel, ts: progress }).catch(unlessGone);
  };
  const answer = await turns.handle(asked, (reply, alone) => (alone ? responseUrl !== undefined && isShort(reply) : isOne(reply)));
  const { form, inline, alone, replyId, reply } = answer;
  if (form !== undefined) {
    // Too late for a modal: a button that opens it.
    await turns.handle({ ...asked, key: `${asked.key}/button`, forms: false });
    return clear();
  }
  const mine = reply !== undefined && (inline === true || replyId === undefined) ? await answers.messages(answer) : [];
  const [first] = mine;
  if (first !== undefined && alone !== true && replyId !== undefined && progress !== undefined) {
    await client.chat.update({ channel, ts: progress, ...first });
    return turns.shown(answer);
  }
  const type = alone === true || replyId === undefined ? "ephemeral" : "in_channel";
  for (const message of mine) {
    if (responseUrl === undefined) await client.chat.postEphemeral({ channel, user, ...message });
    else await respond(responseUrl, { response_type: type, ...message });
  }
  await turns.shown(answer);
  await clear();
}

/** Says that we are at it, once, however often the job is run. */
async function sayProgress({ client, options, answers }: Kit, { channel, key }: Asked): Promise<string | undefined> {
  const kept = await options.keeping.get(collection, key);
  if (typeof kept === "string") return kept;
  try {
    const { ts } = await client.chat.postMessage({ channel, ...answers.words(undefined, phrase("slack.working")) });
    if (ts !== undefined) await options.keeping.put(collection, key, ts, "passing");
    return ts;
  } catch (error) {
    if (unwritable.has(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}

const unlessGone = (error: unknown): void => {
  if (codeOf(error) !== "message_not_found") throw error;
};

/** The modal that said that we are at it shows what came of it: the form again with what is wrong in it, or the answer. */
async function finishSubmission(kit: Kit, asked: Asked, view: string): Promise<void> {
  const { turns, forms, client, answers } = kit;
  const answer = await turns.handle(asked, (_reply, alone) => alone);
  const shown = await submissionView(kit, asked, answer);
  const update = () => client.views.update({ view_id: view, view: shown });
  // Whoever closed the modal has the answer where it was posted, or at their next try.
  await update().catch((error: unknown) => {
    if (codeOf(error) !== "not_found") throw error;
  });
  await turns.shown(answer);

  async function submissionView({ options }: Kit, { intent }: Asked, { errors, reply, inline, replyId, language, form }: Answer) {
    const opened = intent.kind === "form" ? await forms.of(intent.form) : undefined;
    if (errors !== undefined && opened !== undefined && intent.kind === "form") {
      const fields = opened.form.fields.map((field) => {
        const { value: _before, ...rest } = field;
        const value = intent.values[field.name];
        return value === undefined ? rest : { ...rest, value };
      });
      return forms.draw({ language }, { ...opened.form, fields }, errors);
    }
    if (form !== undefined && reply !== undefined) return forms.draw({ language }, form);
    if (reply !== undefined && (inline === true || replyId === undefined)) return answers.view(answer);
    return answers.notice(language ?? options.language, phrase("slack.done"));
  }
}
