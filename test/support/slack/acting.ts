import type { types } from "@slack/bolt";
import { type Place, showAnswer } from "./answers.ts";
import { acceptView, pushView, redraw, stackOf } from "./methods/views.ts";
import { SlackRefusal } from "./refusal.ts";
import type { Acked, Fields, Message, Sent, View } from "./types.ts";
import type { Reply, Wire } from "./wire.ts";
import type { World } from "./world.ts";

const isFields = (body: unknown): body is Fields => typeof body === "object" && body !== null && !Array.isArray(body);

/** Sends to the bot, and does with the acknowledgement what Slack does with it. */
export interface Acting {
  send(sent: Sent): Promise<Acked>;
  /** A command: the acknowledgement may carry the answer. That of a press may not; Slack ignores its body. */
  sendFrom(place: Place, sent: Sent): Promise<Acked>;
  /** A submission: the acknowledgement closes the modal, or says what is wrong. */
  submit(view: View, sent: Sent): Promise<Acked>;
  suggest(sent: Sent): Promise<Acked & { readonly found: readonly types.PlainTextOption[] }>;
}

export function createActing(world: World, wire: Wire): Acting {
  async function send(sent: Sent): Promise<Acked> {
    return { ...(await wire.send(sent)), sent };
  }
  /** What the acknowledgement brought, or what Slack would not take of it. */
  function brought(
    reply: Reply,
    take: (body: Fields) => { readonly answer?: Message },
  ): Pick<Acked, "answer" | "refused"> {
    const body = typeof reply.body === "string" && reply.body !== "" ? { text: reply.body } : reply.body;
    if (reply.status !== 200) return {};
    try {
      return take(isFields(body) ? body : {});
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      const messages = (error.more.errors ?? []) as readonly string[];
      return { refused: { error: error.code, messages } };
    }
  }
  return {
    send,
    async sendFrom(place, sent) {
      const acked = await send(sent);
      const taken = brought(acked, (body) => {
        const answer = Object.keys(body).length === 0 ? undefined : showAnswer(world, place, body);
        return answer === undefined ? {} : { answer };
      });
      return { ...acked, ...taken };
    },
    async submit(view, sent) {
      const acked = await send(sent);
      const taken = brought(acked, (body) => {
        answerSubmission(world, view, body);
        return {};
      });
      return { ...acked, ...taken };
    },
    async suggest(sent) {
      const acked = await send(sent);
      const { options = [], option_groups: groups = [] } = (isFields(acked.body) ? acked.body : {}) as {
        readonly options?: readonly types.PlainTextOption[];
        readonly option_groups?: readonly { readonly options: readonly types.PlainTextOption[] }[];
      };
      return { ...acked, found: [...options, ...groups.flatMap((group) => group.options)] };
    },
  };
}

/** @throws SlackRefusal when Slack would tell the person that it had trouble connecting. */
function answerSubmission(world: World, view: View, { response_action: action, ...body }: Fields): void {
  const close = (...gone: readonly View[]) => {
    for (const one of gone) if (world.views.includes(one)) world.views.splice(world.views.indexOf(one), 1);
  };
  view.errors = {};
  switch (action) {
    case undefined:
      close(view);
      return;
    case "clear":
      close(...stackOf(world, view.user));
      return;
    case "errors": {
      const errors = (isFields(body.errors) ? body.errors : {}) as Readonly<Record<string, unknown>>;
      const inputs = view.drawn.blocks.flatMap((block) => (block.type === "input" ? (block.block_id ?? "") : []));
      const wrong = Object.entries(errors).filter(
        ([block, text]) => !inputs.includes(block) || typeof text !== "string" || text === "",
      );
      if (Object.keys(errors).length === 0 || wrong.length > 0)
        throw SlackRefusal.because("invalid_errors", [
          `errors must be texts by the block_id of an input: ${JSON.stringify(errors)}`,
        ]);
      view.errors = errors as Readonly<Record<string, string>>;
      return;
    }
    case "update":
      redraw(world, view, acceptView(body.view, "modal", world.lacks));
      return;
    case "push":
      pushView(world, view.user, acceptView(body.view, "modal", world.lacks));
      return;
    default:
      throw SlackRefusal.because("invalid_response_action", [String(action)]);
  }
}
