import type { types, webApi } from "@slack/bolt";
import type { Language } from "../../../messages/language.ts";
import { phrase } from "../../../messages/phrase.ts";
import { limits } from "../draw/limits.ts";
import { lookingKinds, textOnly, without } from "../draw/plainer.ts";
import { parts } from "../draw/text.ts";
import { codeOf } from "../errors.ts";
import type { SlackOptions } from "../options.ts";
import { createTeller, objectionsIn } from "./refused-look.ts";

type View = types.ModalView | types.HomeView;

/** How modals and the Home tab are shown. What Slack refuses for its looks is shown plainer, and the log says so. */
export interface Views {
  /**
   * Shows a modal on a press. @throws WebAPIPlatformError whatever else Slack refuses, and a form: its fields have no
   * plainer look.
   */
  open(trigger: string, view: types.ModalView): Promise<void>;
  /** Draws a modal anew. @throws WebAPIPlatformError as `open`. */
  update(view: string, shown: types.ModalView): Promise<void>;
  /** Draws somebody's Home tab. @throws WebAPIPlatformError as `open`. */
  publish(user: string, language: Language, view: types.HomeView): Promise<void>;
}

interface Parts extends Pick<SlackOptions, "words" | "log"> {
  readonly client: Pick<webApi.WebClient, "views">;
}

/** True for a refusal of how a modal or a Home tab looks, not of showing one. */
export const isAboutView = (error: unknown): boolean => {
  const code = codeOf(error);
  return (
    code === "view_too_large" ||
    (code === "invalid_arguments" && objectionsIn(error).some((one) => one.includes("json-pointer:/view")))
  );
};

export function createViews({ client, words, log }: Parts): Views {
  const tell = createTeller(log, "Slack refused how a view looks");

  /** Shows the view as it is meant, or else plainer, or else as nothing but text. */
  async function shown<V extends View>(
    view: V,
    unshown: (labels: string) => string,
    show: (view: V) => Promise<unknown>,
  ): Promise<void> {
    const plainer = isForm(view) ? [] : [plain(view), onlyText(view, unshown)];
    for (const next of [view, ...plainer]) {
      try {
        return void (await show(next));
      } catch (error) {
        if (!isAboutView(error)) throw error;
        const code = codeOf(error);
        tell(`${view.type} ${code}`, objectionsIn(error), { view: view.type, code });
        if (next === (plainer.at(-1) ?? view)) throw error;
      }
    }
  }

  const none = (labels: string): string => labels;
  return {
    open: (trigger, view) => shown(view, none, (next) => client.views.open({ trigger_id: trigger, view: next })),
    update: (id, view) => shown(view, none, (next) => client.views.update({ view_id: id, view: next })),
    publish(user, language, view) {
      const unshown = (labels: string): string => words.text(language, phrase("slack.buttons.unshown", { labels }));
      return shown(view, unshown, (next) => client.views.publish({ user_id: user, view: next }));
    },
  };
}

const isForm = ({ blocks }: View): boolean => blocks.some(({ type }) => type === "input");

/** The view in sections and buttons. */
function plain<V extends View>(view: V): V {
  const message = messageOf(view);
  return withBlocks(
    view,
    without(message, new Set(lookingKinds(message)))
      .flatMap(({ blocks }) => blocks)
      .filter((block) => block.type !== "data_visualization"),
  );
}

function onlyText<V extends View>(view: V, unshown: (labels: string) => string): V {
  const said = textOnly(messageOf(view), unshown).flatMap(({ text }) => parts(text, limits.text));
  return withBlocks(
    view,
    said.map(({ text }) => ({ type: "section", text: { type: "mrkdwn", text } })),
  );
}

const messageOf = ({ blocks }: View) => ({ text: "", blocks: blocks as types.KnownBlock[] });
const withBlocks = <V extends View>(view: V, blocks: readonly types.KnownBlock[]): V => ({
  ...view,
  blocks: blocks.slice(0, limits.viewBlocks),
});
