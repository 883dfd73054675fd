import { randomUUID } from "node:crypto";
import type { Acting } from "./acting.ts";
import type { Activities } from "./activities.ts";
import { isFields, textOf } from "./cards.ts";
import { fillIn, submitted } from "./filling.ts";
import { actionsOf, cardsFor, labelsOf, readMessage } from "./reading.ts";
import type { Pressed, Teams } from "./teams.ts";
import type { Acked, Conversation, Fields, Message, User } from "./types.ts";
import type { World } from "./world.ts";

type Gestures = Pick<Teams, "say" | "edit" | "unsay" | "press" | "submit" | "close" | "messageAction" | "upload">;

/** What people do in Teams, as far as Teams lets them. */
export function createGestures(
  world: World,
  acting: Acting,
  activities: Activities,
  install: Teams["install"],
): Gestures {
  /** What was sent under each key: the same event is sent again. */
  const sent = new Map<string, Fields>();
  const said = new Map<string, { readonly user: User; readonly message: Message }>();
  function saidUnder(key: string): { readonly user: User; readonly message: Message } {
    const found = said.get(key);
    if (found === undefined) throw new Error(`Nothing was said under ${key}`);
    return found;
  }
  function once(key: string | undefined, make: () => Fields): Fields {
    const before = key === undefined ? undefined : sent.get(key);
    const one = before ?? make();
    if (key !== undefined) sent.set(key, one);
    return one;
  }

  /** @throws Error when the person could not do this there. */
  function presence(who: string, where: string): { readonly user: User; readonly conversation: Conversation } {
    const user = world.user(who);
    const conversation = world.conversation(where, user.id);
    if (!world.membersOf(conversation).has(user.id))
      throw new Error(`${user.realName} is not in ${conversation.name || where}`);
    if (conversation.deleted || conversation.team?.deleted === true)
      throw new Error(`${conversation.name || where} is deleted`);
    if (conversation.team?.archived === true)
      throw new Error(`${conversation.team.name} is archived: nobody writes there`);
    return { user, conversation };
  }
  function sees(who: string, message: Message): User {
    const { user } = presence(who, message.conversation.id);
    if (message.targetedTo !== undefined && message.targetedTo !== user.id)
      throw new Error(`${user.realName} does not see this message`);
    return user;
  }
  const reaches = (conversation: Conversation, text: string): boolean =>
    world.isInstalled(conversation) &&
    !conversation.blocked &&
    (conversation.kind === "personal" || /@Startklar\b/.test(text));
  const unsent = (why: string): Acked => ({ status: 0, body: "", ms: 0, sent: { unsent: why } });

  /** The action that is meant, by its title; one given whole is sent just as it is, drawn or not. */
  function found(user: User, message: Message, what: Pressed): Fields {
    if (typeof what === "object" && !(what instanceof RegExp)) return what;
    const cards = cardsFor(message, user.id);
    const actions = cards
      .flatMap(actionsOf)
      .filter(({ type }) => type === "Action.Execute" || type === "Action.Submit");
    const hit = actions.find(({ title }) => (typeof what === "string" ? title === what : what.test(textOf(title))));
    if (hit === undefined)
      throw new Error(`No button ${what}: there are ${cards.flatMap(labelsOf).join(", ") || "none"}`);
    return hit;
  }
  /** What stands in a message's own fields goes with every button. */
  const filledIn = (user: User, message: Message): Readonly<Record<string, unknown>> =>
    Object.assign({}, ...cardsFor(message, user.id).map((card) => fillIn(card, {}).values));

  return {
    async say(who, where, text, { thread, key, mention = true } = {}) {
      const { user, conversation } = presence(who, where);
      const line =
        mention && conversation.kind !== "personal" && !/@Startklar\b/.test(text) ? `@Startklar ${text}` : text;
      const activity = once(key, () => {
        const message = world.post({ conversation, from: user.id, said: { text: line }, root: thread });
        if (key !== undefined) said.set(key, { user, message });
        return activities.message(user, message, line);
      });
      return reaches(conversation, line)
        ? acting.send(activity)
        : unsent("Teams does not tell the bot of this message");
    },
    async edit(key, text) {
      const { user, message } = saidUnder(key);
      message.edits.push(message.said);
      message.said = { ...message.said, text };
      if (!reaches(message.conversation, text)) return unsent("Teams does not tell the bot of this message");
      return acting.send(activities.edited(user, message, text));
    },
    async unsay(key, what) {
      const { user, message } = saidUnder(key);
      const { conversation, root } = message;
      const type = what === "softDeleteMessage" ? "messageDelete" : "messageUpdate";
      return acting.send({
        ...activities.update(type, user, { conversation, root }, { id: message.id }, { eventType: what }),
      });
    },
    async press(who, message, what, { key, older = false } = {}) {
      const user = sees(who, message);
      const drawn = found(user, message, what);
      const action = older && drawn.type === "Action.Execute" ? drawn.fallback : drawn;
      if (!isFields(action)) throw new Error("An older client draws nothing for a button without a fallback");
      const place = { conversation: message.conversation, root: message.root };
      const data = submitted(action, filledIn(user, message));
      if (action.type === "Action.Execute") {
        const value = {
          action: { type: action.type, title: action.title, id: action.id, verb: action.verb, data },
          trigger: "manual",
        };
        return acting.execute(
          user,
          message,
          once(key, () => activities.invoke("adaptiveCard/action", user, place, value, message.id)),
        );
      }
      const { msteams } = data;
      if (!isFields(msteams) || msteams.type !== "task/fetch")
        return acting.send(once(key, () => activities.submitted(user, message, data)));
      const value = { data, context: { theme: "default" }, tabContext: null };
      return acting.task(
        user,
        { message },
        once(key, () => activities.invoke("task/fetch", user, place, value, message.id)),
      );
    },
    async submit(who, dialog, given, { button, forged = false, key } = {}) {
      const user = world.user(who);
      const { values, objections } = fillIn(dialog.card, given);
      const actions = actionsOf(dialog.card).filter(({ type }) => type === "Action.Submit");
      const action = button === undefined ? actions[0] : actions.find(({ title }) => title === button);
      const reasons = [
        ...objections,
        ...(action === undefined ? ["it has no button to submit it with"] : []),
        ...(dialog.user === user.id ? [] : ["it is another person's"]),
        ...(world.dialogs.get(dialog.user) === dialog ? [] : ["it is not open"]),
      ];
      if (!forged && reasons.length > 0)
        throw new Error(`Teams would not submit ${user.realName}'s dialog: ${reasons.join("; ")}`);
      const { message, command } = dialog.origin;
      const place = { conversation: message.conversation, root: message.root };
      const context = { theme: "default" };
      const data = submitted(action ?? {}, { ...values, ...(forged ? given : {}) });
      const adds = isFields(data.msteams) && data.msteams.justInTimeInstall === true;
      if (adds) await install(whole(message.conversation));
      const activity = once(key, () =>
        command === undefined
          ? activities.invoke("task/submit", user, place, { data, context }, message.id)
          : activities.invoke("composeExtension/submitAction", user, place, {
              ...{ commandId: command, commandContext: "message", context, data },
              // Nothing of the message is documented to come along with the card that adds the app.
              ...(adds ? {} : { messagePayload: payloadOf(world, message, user) }),
            }),
      );
      return acting.task(user, dialog.origin, activity);
    },
    close: (who) => void world.dialogs.delete(world.user(who).id),
    async messageAction(who, message, command, { key } = {}) {
      const user = sees(who, message);
      const place = { conversation: message.conversation, root: message.root };
      const value = {
        ...{ commandId: command, commandContext: "message", context: { theme: "default" } },
        messagePayload: payloadOf(world, message, user),
      };
      return acting.task(
        user,
        { message, command },
        once(key, () => activities.invoke("composeExtension/fetchTask", user, place, value)),
      );
    },
    async upload(who, name, content, line) {
      const { user, conversation } = presence(who, "personal");
      const file = { id: randomUUID(), name, bytes: typeof content === "string" ? Buffer.from(content) : content };
      world.files.push(file);
      const message = world.post({ conversation, from: user.id, said: { text: line ?? name } });
      if (!world.isInstalled(conversation)) return unsent("the bot is not installed");
      return acting.send(activities.file(user, message, { ...file, line }));
    },
  };
}

/** What the app is added to: a standard channel's whole team. */
const whole = ({ id, team, channelType }: Conversation): string => (channelType === "standard" ? (team?.id ?? id) : id);

/** A message as a message action brings it. */
function payloadOf(world: World, message: Message, reader: User): Fields {
  const author = world.findUser(message.from);
  const text = readMessage(message, reader.id);
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return {
    id: message.id,
    replyToId: message.root === message.id ? null : message.root,
    createdDateTime: new Date(Number(message.id)).toISOString(),
    lastModifiedDateTime: null,
    deleted: false,
    importance: "normal",
    locale: "sv-se",
    messageType: "message",
    subject: null,
    summary: null,
    from: {
      device: null,
      conversation: null,
      user: author === undefined ? null : { userIdentityType: "aadUser", id: author.aad, displayName: author.realName },
      application:
        author === undefined
          ? { applicationIdentityType: "bot", id: world.clientId, displayName: world.bot.name }
          : null,
    },
    body: { contentType: "html", content: `<div>${escaped.replace(/\n/g, "<br>")}</div>` },
    attachments: [],
    mentions: [],
    reactions: [],
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(message.conversation.id)}/${message.id}`,
  };
}
