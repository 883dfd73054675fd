import type { Form } from "../../../messages/content.ts";
import type { Keeping } from "../../../messages/keeping.ts";
import { phrase } from "../../../messages/phrase.ts";
import { renderForm } from "../draw/form.ts";
import { codeOf, isPassing, isSlacks } from "../errors.ts";
import type { Answer, Asked, SlackOptions } from "../options.ts";
import type { Answers } from "../out/answer.ts";
import type { Telling } from "../out/telling.ts";
import { isAboutView, type Views } from "../out/views.ts";
import type { Turns } from "./turn.ts";

/** A form that was opened: only its id travels, so where it belongs is kept here. */
export interface OpenForm {
  readonly channel: string;
  readonly named?: string;
  readonly form: Form;
  /** It was opened from the Home tab, where the chat is not seen. */
  readonly atHome?: true;
}

interface Parts extends Pick<SlackOptions, "words" | "timeZone" | "log" | "links"> {
  readonly views: Pick<Views, "open">;
  readonly keeping: Keeping;
  readonly turns: Turns;
  readonly answers: Answers;
  readonly telling: Pick<Telling, "tell">;
}

/** A trigger lives three seconds and opens one modal. */
const tooLate = new Set([
  "expired_trigger_id",
  "trigger_expired",
  "trigger_exchanged",
  "exchanged_trigger_id",
  "invalid_trigger_id",
]);
const collection = "forms";

/** Opens forms as modals, and remembers where they belong. */
export function createForms({ views, keeping, turns, answers, telling, words, timeZone, log, links }: Parts) {
  const draw = (answer: Pick<Answer, "language">, form: Form, errors: Answer["errors"] = {}) =>
    renderForm(words, answer.language, form, errors, { today: answers.today(), timeZone, takesFiles: links.reached });
  return {
    draw,
    of: async (id: string): Promise<OpenForm | undefined> =>
      /^[\w-]{1,64}$/u.test(id) ? ((await keeping.get(collection, id)) as OpenForm | undefined) : undefined,
    /**
     * Opens the form of an answer. When the trigger is spent, or Slack does not open it now, a button that opens it is
     * posted: nothing typed is lost. Where Slack opens none at all, the person is told what to type instead.
     */
    async open(answer: Answer, asked: Asked, trigger: string, atHome = false): Promise<void> {
      const { form } = answer;
      if (form === undefined) return;
      const { channel, named } = asked;
      const opened: OpenForm = { channel, form, named, ...(atHome ? { atHome } : {}) };
      await keeping.put(collection, form.id, opened, "passing");
      try {
        await views.open(trigger, draw(answer, form)).catch((error: unknown) => {
          if (!isAboutView(error)) throw error;
          return views.open(trigger, answers.notice(answer.language, phrase("slack.form.unshown")));
        });
      } catch (error) {
        if (!isSlacks(error)) throw error;
        if (tooLate.has(codeOf(error) ?? "") || isPassing(error)) {
          await turns.handle({ ...asked, key: `${asked.key}/button`, forms: false });
          return;
        }
        log.trouble("a form could not be opened", { code: codeOf(error) });
        await telling.tell(asked, phrase("slack.form.unshown"));
      }
    },
  };
}
export type Forms = ReturnType<typeof createForms>;
