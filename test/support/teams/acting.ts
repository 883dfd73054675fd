import { acceptCard, cardType, isFields, textOf } from "./cards.ts";
import { shownIn } from "./filling.ts";
import { labelsOf, readCard } from "./reading.ts";
import { TeamsRefusal } from "./refusal.ts";
import type { Acked, Card, Dialog, Fields, Message, Origin, User } from "./types.ts";
import type { Wire } from "./wire.ts";
import type { World } from "./world.ts";

/** Sends to the bot, and does with the answer what Teams does with it. */
export interface Acting {
  send(sent: Fields): Promise<Acked>;
  /** `adaptiveCard/action`: the answer is a card in the message's place, for the presser, or words for them. */
  execute(user: User, message: Message, sent: Fields): Promise<Acked>;
  /**
   * `task/fetch`, `task/submit`, `composeExtension/…`: the answer opens a dialog, keeps it open, says something or
   * closes it.
   */
  task(user: User, origin: Origin, sent: Fields): Promise<Acked>;
}

type Taken = Pick<Acked, "shown" | "dialog" | "card" | "refused">;

export function createActing(world: World, wire: Wire, token: () => string | null): Acting {
  const send = async (sent: Fields): Promise<Acked> => ({ ...(await wire.send(sent, token())), sent });
  async function invoke(sent: Fields, take: (body: Fields) => Taken): Promise<Acked> {
    const acked = await send(sent);
    if (acked.status !== 200) return { ...acked, refused: `HTTP ${acked.status}` };
    try {
      return { ...acked, ...take(isFields(acked.body) ? acked.body : {}) };
    } catch (error) {
      if (!(error instanceof TeamsRefusal)) throw error;
      return { ...acked, refused: error.message };
    }
  }
  const show = ({ id }: User, { conversation }: Message, text: string) =>
    void world.shown.push({ user: id, conversation, text });
  const bad = (why: string) => new TeamsRefusal(400, "BadSyntax", why);

  function takeCard(user: User, message: Message, { statusCode, type, value }: Fields): Taken {
    switch (type) {
      case cardType: {
        if (statusCode !== 200) throw bad(`a card with statusCode ${String(statusCode)}`);
        const card = acceptCard(value);
        message.views.set(user.id, card);
        show(user, message, readCard(card));
        return { card };
      }
      case "application/vnd.microsoft.activity.message":
        if (statusCode !== 200 || typeof value !== "string" || value === "") throw bad("a message without words");
        show(user, message, value);
        return { shown: value };
      case "application/vnd.microsoft.error":
        if (!isFields(value) || textOf(value.message) === "") throw bad("an error without message");
        show(user, message, textOf(value.message));
        return { shown: textOf(value.message) };
      default:
        throw bad(
          `Teams shows "Something went wrong": an adaptiveCard/action was answered with ${JSON.stringify(type)}`,
        );
    }
  }

  function takeTask(user: User, origin: Origin, fetching: boolean, body: Fields): Taken {
    const { task } = body;
    if (!isFields(task)) {
      if (fetching) throw bad("Teams opens an empty dialog: the answer has no task");
      world.dialogs.delete(user.id);
      return {};
    }
    if (task.type === "message") {
      if (typeof task.value !== "string" || task.value === "") throw bad("a message without words");
      world.dialogs.delete(user.id);
      show(user, origin.message, task.value);
      return { shown: task.value };
    }
    if (task.type !== "continue" || !isFields(task.value)) throw bad(`a task of type ${JSON.stringify(task.type)}`);
    const { title, card: attachment } = task.value;
    if (!isFields(attachment) || attachment.contentType !== cardType) throw bad("a dialog without an adaptive card");
    if (textOf(title) === "" || textOf(title).length > 256) throw bad("a dialog's title");
    const dialog = dialogOf(user, origin, textOf(title), acceptCard(attachment.content));
    world.dialogs.set(user.id, dialog);
    show(user, origin.message, `${dialog.title}\n${dialog.text}`);
    return { dialog };
  }

  return {
    send,
    execute: (user, message, sent) => invoke(sent, (body) => takeCard(user, message, body)),
    task: (user, origin, sent) =>
      invoke(sent, (body) => takeTask(user, origin, textOf(sent.name).toLowerCase().includes("fetch"), body)),
  };
}

const dialogOf = (user: User, origin: Origin, title: string, card: Card): Dialog => ({
  user: user.id,
  title,
  card,
  values: shownIn(card),
  text: readCard(card),
  buttons: labelsOf(card),
  origin,
});
