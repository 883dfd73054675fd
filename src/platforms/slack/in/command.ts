import { isLeftToPlatform } from "../../../bot/shown-by.ts";
import type { Reply } from "../../../messages/content.ts";
import { phrase } from "../../../messages/phrase.ts";
import { picturesOf } from "../../../messages/picture-block.ts";
import { safe } from "../draw/text.ts";
import { slashCommand } from "../manifest/manifest.ts";
import type { Asked } from "../options.ts";
import { isOne, isShort } from "../out/answer.ts";
import { bring } from "./finish.ts";
import type { Register } from "./kit.ts";

/** `/startklar …`: the acknowledgement carries the answer, or opens a form. */
export const registerCommand: Register = (app, kit) => {
  const { options, turns, forms, answers, looks, telling, after } = kit;
  const { words, language, links } = options;
  // Slack would not say whether it could fetch them: what everybody sees goes by the outbox, which hears it.
  const isFetched = (reply: Reply): boolean => links.fetched && picturesOf(reply).some(({ kind }) => kind !== "hours");
  // One that somebody gave the app by hand: unanswered, Slack would say that the app is broken.
  app.command(new RegExp(`^(?!${slashCommand}$)`, "u"), async ({ command, ack }) => {
    const said = phrase("slack.otherCommand", { ours: slashCommand, typed: command.command });
    await ack({ response_type: "ephemeral", text: safe(words.text(language, said)) });
  });
  app.command(slashCommand, async ({ command, ack }) => {
    const {
      user_id: user,
      channel_id: channel,
      channel_name: named,
      text,
      trigger_id: trigger,
      response_url: responseUrl,
    } = command;
    const asked: Asked = { user, channel, named, key: `command/${trigger}`, intent: { kind: "line", text } };
    const finish = { by: "command", responseUrl } as const;
    await turns.take(asked, {
      carries: (reply, alone, late) => (late && !alone ? isOne(reply) : isShort(reply)) && (alone || !isFetched(reply)),
      async answer(answer) {
        const { form, repeated, replyId, alone, reply } = answer;
        // A replay of a request hears nothing of the first answer.
        if (form !== undefined || repeated || !isLeftToPlatform(answer) || reply === undefined) {
          await ack();
          if (form !== undefined && !repeated) after(() => forms.open(answer, asked, trigger), asked);
          return;
        }
        const [first, ...more] = await looks.surely(await answers.messages(answer));
        const aloud = alone !== true && replyId !== undefined;
        const type = aloud ? "in_channel" : "ephemeral";
        await ack(first === undefined ? undefined : { response_type: type, text: first.text, blocks: first.blocks });
        if (more.length > 0) after(() => telling.answer(responseUrl, asked, more, aloud), asked);
      },
      finish,
      late: ack,
      unsure: (said, spoken) => ack({ response_type: "ephemeral", text: safe(words.text(spoken, said)) }),
      tell: (answer) => after(() => bring(kit, { asked, finish }, answer), asked),
    });
  });
};
