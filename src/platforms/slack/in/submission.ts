import { isLeftToPlatform } from "../../../bot/shown-by.ts";
import { phrase, raw } from "../../../messages/phrase.ts";
import { fieldErrors, filesOf, formCallback, valuesOf } from "../draw/form.ts";
import type { Answer, Asked } from "../options.ts";
import { hasButtons, isPlain } from "../out/answer.ts";
import { bring } from "./finish.ts";
import type { OpenForm } from "./forms.ts";
import { showHome } from "./home-tab.ts";
import type { Register } from "./kit.ts";

/**
 * A form sent in. What is wrong is said at its fields, by the whole command; what only the person may see is shown in
 * the modal, what the place may see is said there.
 */
export const registerSubmission: Register = (app, kit) => {
  const { options, turns, forms, answers, directory } = kit;
  app.view(formCallback, async ({ body, view, ack }) => {
    const update = (shown: ReturnType<typeof answers.notice>) => ack({ response_action: "update", view: shown });
    const { team } = await directory.home();
    const installed = (view as { readonly app_installed_team_id?: string }).app_installed_team_id;
    const opened = await forms.of(view.private_metadata);
    // Forged or of another installation: not ours, and nothing happens.
    if (opened === undefined || (installed !== undefined && installed !== team)) {
      return void (await update(answers.notice(undefined, phrase("form.unknown"))));
    }
    const { channel, named, form, atHome } = opened;
    const values = valuesOf(view.state.values, options.timeZone);
    const key = `view/${(body as { readonly trigger_id?: string }).trigger_id ?? `${view.id}/${view.hash}`}`;
    const intent = { kind: "form" as const, form: form.id, values };
    const files = filesOf(view.state.values);
    const field = form.fields.find(({ type }) => type === "files")?.name;
    const brings = field === undefined || files.length === 0 ? {} : { brings: { field, files } };
    const asked: Asked = { user: body.user.id, channel, key, intent, ...brings, named };
    const finish = { by: "submission", view: view.id } as const;
    await turns.take(asked, {
      // Whoever is at Home does not see the chat: what has buttons goes there besides.
      carries: (reply, alone, late) => (atHome === true ? !late && !hasButtons(reply) : alone && isPlain(reply)),
      async answer(answer) {
        const errors = errorsOf(answer, opened);
        if (errors !== undefined) return void (await ack({ response_action: "errors", errors }));
        if (atHome === true) kit.after(() => showHome(kit, body.user.id));
        if (answer.reply !== undefined && (atHome === true || isLeftToPlatform(answer)))
          return void (await update(answers.view(answer)));
        await ack({ response_action: "clear" });
      },
      finish,
      async late() {
        await update(answers.notice(undefined, phrase("slack.working")));
      },
      async unsure(said, spoken) {
        await update(answers.notice(spoken, said));
      },
      tell: (answer) => kit.after(() => bring(kit, { asked, finish }, answer), asked),
    });
  });

  /** Errors of fields, or a refusal that comes back with its form: said at the first. */
  function errorsOf(answer: Answer, { form }: OpenForm): Record<string, string> | undefined {
    const { errors, language, outcome } = answer;
    if (errors !== undefined) return fieldErrors(options.words, language, form.fields, errors, answers.today());
    const [first] = form.fields;
    if (outcome === "done" || answer.form === undefined || first === undefined) return undefined;
    const said = { ...raw(answers.text(answer)) };
    return { [first.name]: options.words.text(language, said) };
  }
};
