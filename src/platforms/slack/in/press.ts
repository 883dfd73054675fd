import { isLeftToPlatform } from "../../../bot/shown-by.ts";
import { homeLine, homePage } from "../draw/home.ts";
import { buttonOf } from "../draw/render.ts";
import { codeOf, isSlacks } from "../errors.ts";
import type { Answer, Asked } from "../options.ts";
import { hasButtons, isOne } from "../out/answer.ts";
import { bring } from "./finish.ts";
import { showHome } from "./home-tab.ts";
import type { Kit, Register } from "./kit.ts";

/** What a press brings, as far as we look at it: whatever else comes along is not ours. */
interface Press {
  readonly trigger_id?: string;
  readonly user: { readonly id: string };
  readonly channel?: { readonly id?: string; readonly name?: string };
  readonly container?: { readonly channel_id?: string };
  readonly view?: { readonly type?: string };
  readonly actions: readonly { readonly action_id?: string; readonly value?: string; readonly action_ts?: string }[];
}

/** Buttons: on our messages, whose press brings back ids and nothing else, and on the Home tab. */
export const registerPress: Register = (app, kit) => {
  app.action(/^/u, async ({ body, ack }) => {
    const press = body as unknown as Press;
    const [action] = press.actions;
    const { view, user } = press;
    const key = `press/${press.trigger_id ?? action?.action_ts}`;
    if (view?.type === "home") {
      const page = homePage(action?.action_id ?? "", action?.value);
      if (page !== undefined) {
        await ack();
        return kit.after(() => showHome(kit, user.id, page));
      }
      const line = homeLine(action?.action_id ?? "", action?.value);
      if (line === undefined) return void (await ack());
      const channel = await kit.directory.chat(user.id);
      return pressed(kit, { user: user.id, channel, key, intent: { kind: "line", text: line } }, press, ack, true);
    }
    const channel = press.channel?.id ?? press.container?.channel_id;
    if (view !== undefined || channel === undefined) return void (await ack());
    const named = press.channel?.name;
    // What we never drew is a press of nothing: the bot says so in words.
    const intent = {
      kind: "press" as const,
      message: action?.value ?? "",
      button: buttonOf(action?.action_id ?? "") ?? "",
    };
    return pressed(kit, { user: user.id, channel, key, intent, named }, press, ack, false);
  });
};

/**
 * A press on the Home tab is answered in a modal: whoever is there does not see the chat, where what has buttons goes
 * besides.
 */
async function pressed(
  kit: Kit,
  asked: Asked,
  { trigger_id: trigger = "" }: Press,
  ack: () => Promise<void>,
  atHome: boolean,
): Promise<void> {
  const { turns, forms, answers, views, telling, after } = kit;
  const { log } = kit.options;
  const show = (answer: Answer): Promise<unknown> => {
    if (answer.form !== undefined) return forms.open(answer, asked, trigger, atHome);
    if (atHome && answer.reply !== undefined) return atHomeShown(answer);
    if (answer.replyId === undefined && answer.reply !== undefined) {
      const said = answers.said(answer);
      return telling.show(asked, [
        said.text === "" ? { ...answers.words(answer.language, { say: "slack.unreachable" }), blocks: [] } : said,
      ]);
    }
    return Promise.resolve();
  };
  async function atHomeShown(answer: Answer): Promise<void> {
    try {
      await views.open(trigger, answers.view(answer));
    } catch (error) {
      if (!isSlacks(error)) throw error;
      log.info("a modal could not be opened", { code: codeOf(error), err: error });
      // What has buttons stands in the chat anyway.
      if (isLeftToPlatform(answer)) await telling.inChat(asked.user, [answers.said(answer)]);
    }
  }
  await turns.take(asked, {
    carries: (reply, alone, late) => (atHome ? !late && !hasButtons(reply) : late && !alone && isOne(reply)),
    async answer(answer) {
      await ack();
      if (!answer.repeated) after(() => show(answer), asked);
      if (atHome) after(() => showHome(kit, asked.user));
    },
    finish: { by: "press" },
    late: ack,
    async unsure(said, spoken) {
      await ack();
      after(() => telling.show(asked, [{ ...answers.words(spoken, said), blocks: [] }]), asked);
    },
    tell: (answer) => after(() => bring(kit, { asked, finish: { by: "press" } }, answer), asked),
  });
}
