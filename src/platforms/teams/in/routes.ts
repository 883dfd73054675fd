import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { Unreachable } from "../../unreachable.ts";
import { refusalWords } from "../errors.ts";
import { isBot } from "../who/identity.ts";
import { type Activity, conversationOf } from "./activity.ts";
import { Malformed, Unheard } from "./connection.ts";
import type { Handler, Kit, Register, Routes } from "./kit.ts";
import { isAction, isJustInstalled } from "./message-action.ts";
import { unanswered } from "./unanswered.ts";

/** What is not said in any conversation but told of it. */
const updates = new Set(["conversationUpdate", "installationUpdate"]);

/**
 * Brings each activity to the surface that it is for; gives what is answered to it. What is only told, and nobody is
 * there for, is acknowledged, and nothing happens. An invoke waits for an answer: it is never acknowledged as if it had
 * been done.
 *
 * @throws Malformed when it does not say where it happened, or is an invoke of nothing.
 * @throws Unheard when it is an invoke that is not ours, and that no words could be shown for.
 */
export function createRoutes(
  kit: Kit,
  surfaces: readonly Register[],
  updated: (activity: Activity) => Promise<unknown>,
): (activity: Activity) => Promise<unknown> {
  const handlers = new Map<string, Handler>();
  const invokes = new Map<string, Handler>();
  const routes: Routes = {
    on: (type, handler) => void handlers.set(type, handler),
    onInvoke: (name, handler) => void invokes.set(name, handler),
  };
  for (const register of surfaces) register(routes, kit);

  return async (activity) => {
    const { conversation, channelData } = activity;
    // A local client may know of no tenants; Teams names one always.
    const homeless = (conversation.tenantId ?? channelData?.tenant?.id) === undefined;
    if (homeless && kit.options.access.kind === "registered") throw new Malformed("no tenant");
    if (updates.has(activity.type)) return void (await updated(activity));
    // A bot or an agent is nobody: nothing is done, and nobody answers.
    if (isBot(activity.from)) return undefined;
    const invoke = activity.type === "invoke" ? (activity.name ?? "") : undefined;
    if (invoke === "") throw new Malformed("an invoke of nothing");
    const handler = invoke === undefined ? handlers.get(activity.type) : invokes.get(invoke);
    if (handler === undefined) {
      if (invoke === undefined) return undefined;
      const words = unanswered(kit, invoke);
      if (words === undefined) throw new Unheard(invoke);
      return words;
    }
    try {
      const before = await kit.conversations.of(conversationOf(activity));
      // A message action, and a card that was passed on, come from conversations that are none of ours.
      if (invoke !== undefined && (before === undefined || isAction(invoke))) {
        const seen = await kit.conversations.read(activity);
        if (await kit.away(seen, activity.from.id, isJustInstalled(activity))) {
          return isAction(invoke)
            ? await handler({ activity, ref: seen, away: true })
            : spoken(kit, invoke, phrase("teams.away"));
        }
      }
      const ref = await kit.conversations.learn(activity);
      if (before?.gone !== undefined) await kit.reach.heard(ref, before.gone);
      return await handler({ activity, ref });
    } catch (error) {
      if (invoke === undefined || error instanceof Malformed) throw error;
      // Whoever pressed waits for words; nothing has happened.
      if (error instanceof Unreachable) {
        kit.options.log.info("Teams does not answer", { err: error.cause });
        return spoken(kit, invoke, refusalWords(error));
      }
      const ref = kit.options.log.failed(error, { invoke: invoke.slice(0, 60) });
      return spoken(kit, invoke, phrase("error.unexpected", { ref }));
    }
  };
}

/** A few words in answer to an invoke. */
function spoken({ answers, dialogs }: Kit, invoke: string, text: Phrase): unknown {
  if (invoke !== "adaptiveCard/action") return dialogs.words(undefined, text);
  return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: answers.words(undefined, text) };
}
