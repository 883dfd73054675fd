import { isLeftToPlatform } from "../../../bot/shown-by.ts";
import { type Doing, RetryAfter } from "../../../messages/doing.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { Unreachable } from "../../unreachable.ts";
import { codeOf, isPermanent, refusalWords, waitOf } from "../errors.ts";
import type { Answer, Asked } from "../options.ts";
import { isOne, isShort } from "../out/answer.ts";
import type { Kit } from "./kit.ts";
import type { Unfinished } from "./turn.ts";

const collection = "progress";

/**
 * Brings the answer of what was not done in time. The transport's once makes it safe to be run again: what was done
 * already is answered from what was stored.
 */
export async function finishLate(kit: Kit, payload: unknown, doing: Doing): Promise<void> {
  // What is kept as such a job was put there by turn.ts.
  const unfinished = payload as Unfinished;
  const { asked, finish } = unfinished;
  try {
    if (finish.by === "submission") await finishSubmission(kit, doing, asked, finish.view);
    else await finishInPlace(kit, doing, asked, finish.by === "command" ? finish.responseUrl : undefined);
  } catch (error) {
    const wait = waitOf(error instanceof Unreachable ? error.cause : error);
    if (wait !== undefined) throw new RetryAfter(wait, "Slack asks us to wait", error);
    if (!isPermanent(error)) throw error;
    kit.options.log.info("Slack refused, and would again", { err: error });
    await doing.keep();
    await explain(kit, unfinished, refusalWords(error));
  }
}

/** Nobody else takes what no job does. */
const ours: Pick<Doing, "keep"> = { keep: async () => undefined };

/** Tells what became of what was acknowledged without its answer, where no job does. */
export async function bring(kit: Kit, { asked, finish }: Unfinished, answer: Answer): Promise<void> {
  if (finish.by === "submission") return bringInModal(kit, ours, asked, finish.view, answer);
  await bringInPlace(kit, ours, asked, answer, {
    responseUrl: finish.by === "command" ? finish.responseUrl : undefined,
  });
}

/** Says why nothing comes, where somebody waits for it. */
async function explain(
  { telling, answers, views, options }: Kit,
  { asked, finish }: Unfinished,
  text: Phrase,
): Promise<void> {
  switch (finish.by) {
    case "command":
      return telling.answer(finish.responseUrl, asked, [{ ...answers.words(undefined, text), blocks: [] }]);
    case "press":
      return telling.tell(asked, text);
    case "submission":
      await views.update(finish.view, answers.notice(options.language, text)).catch(async (error: unknown) => {
        if (!isPermanent(error)) throw error;
        await telling.tell(asked, text);
      });
  }
}

/**
 * A message in the channel says that we are at it, and is edited into the answer. It goes again when the answer is one
 * that only the asker may see, a form, or one that the outbox brings.
 */
async function finishInPlace(kit: Kit, doing: Doing, asked: Asked, responseUrl?: string): Promise<void> {
  const progress = await sayProgress(kit, doing, asked);
  const answer = await kit.turns.handle(asked, (reply, alone) =>
    alone ? responseUrl !== undefined && isShort(reply) : isOne(reply),
  );
  await bringInPlace(kit, doing, asked, answer, { responseUrl, progress });
}

/** Where an answer goes that is not in its acknowledgement. */
interface Way {
  readonly responseUrl: string | undefined;
  /** The message that says that we are at it. */
  readonly progress?: string | undefined;
}

async function bringInPlace(
  kit: Kit,
  doing: Pick<Doing, "keep">,
  asked: Asked,
  answer: Answer,
  { responseUrl, progress }: Way,
): Promise<void> {
  const { client, answers, turns, looks, telling, options } = kit;
  const { channel } = asked;
  const clear = async () => {
    if (progress !== undefined) await client.chat.delete({ channel, ts: progress }).catch(unlessRefused);
  };
  const { form, alone, replyId, reply } = answer;
  if (form !== undefined) {
    // Too late for a modal: a button that opens it.
    await turns.handle({ ...asked, key: `${asked.key}/button`, forms: false });
    return clear();
  }
  const mine = reply !== undefined && isLeftToPlatform(answer) ? await answers.messages(answer) : [];
  const [first] = mine;
  const aloud = alone !== true && replyId !== undefined;
  if (first !== undefined && aloud && progress !== undefined) {
    const edited = await looks
      .each([first], async (shown, part) => {
        await doing.keep();
        if (part === 0) await client.chat.update({ channel, ts: progress, ...shown });
        else await client.chat.postMessage({ channel, ...shown });
      })
      .catch(unlessRefused);
    if (edited !== undefined) return turns.shown(answer);
  }
  await doing.keep();
  try {
    if (responseUrl === undefined) await telling.show(asked, mine);
    else await telling.answer(responseUrl, asked, mine, aloud);
  } catch (error) {
    if (!isPermanent(error)) throw error;
    // It is done, and nowhere to be said.
    options.log.trouble("an answer could not be shown", { code: codeOf(error), channel });
  }
  await turns.shown(answer);
  await clear();
}

/** Says that we are at it, once, however often the job is run. */
async function sayProgress(
  { client, options, answers }: Kit,
  doing: Doing,
  { channel, key }: Asked,
): Promise<string | undefined> {
  const kept = await options.keeping.get(collection, key);
  if (typeof kept === "string") return kept;
  await doing.keep();
  try {
    const { ts } = await client.chat.postMessage({ channel, ...answers.words(undefined, phrase("slack.working")) });
    if (ts !== undefined) await options.keeping.put(collection, key, ts, "passing");
    return ts;
  } catch (error) {
    return unlessRefused(error);
  }
}

/** Where we cannot write, or what we wrote is gone, the answer comes another way. */
const unlessRefused = (error: unknown): undefined => {
  if (!isPermanent(error)) throw error;
  return undefined;
};

/**
 * The modal that said that we are at it shows what came of it: the form again with what is wrong in it, or the answer.
 */
async function finishSubmission(kit: Kit, doing: Doing, asked: Asked, view: string): Promise<void> {
  await bringInModal(kit, doing, asked, view, await kit.turns.handle(asked, (_reply, alone) => alone));
}

async function bringInModal(
  kit: Kit,
  doing: Pick<Doing, "keep">,
  asked: Asked,
  view: string,
  answer: Answer,
): Promise<void> {
  const { turns, forms, views, answers, telling } = kit;
  const { language } = answer;
  const shown = await submissionView(kit, asked, answer);
  await doing.keep();
  // Whoever closed the modal has the answer where it was posted, or at their next try.
  await views.update(view, shown).catch(async (error: unknown) => {
    if (!isPermanent(error)) throw error;
    if (codeOf(error) === "not_found") return;
    const said = answers.said(answer);
    const unshown = { ...answers.words(language, phrase("slack.form.unsaid")), blocks: [] };
    await telling.show(asked, [said.text === "" ? unshown : said]);
  });
  await turns.shown(answer);

  async function submissionView({ options }: Kit, { intent }: Asked, answer: Answer) {
    const { errors, reply, language, form } = answer;
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
    if (reply !== undefined && isLeftToPlatform(answer)) return answers.view(answer);
    return answers.notice(language ?? options.language, phrase("slack.done"));
  }
}
