import { randomUUID } from "node:crypto";
import { typed } from "./rich-text.ts";
import type { Conversation, Fields, Message, User } from "./types.ts";
import { defined, type World } from "./world.ts";

/** Where in a conversation something happens: a channel's activities name the thread. */
export interface Place {
  readonly conversation: Conversation;
  readonly root?: string | undefined;
}

/** Activities as Teams writes them. */
export interface Activities {
  message(from: User, message: Message, text: string): Fields;
  /** The message as it stands now, with the id that it has. */
  edited(from: User, message: Message, text: string): Fields;
  /** A file dropped in a personal chat. */
  file(
    from: User,
    message: Message,
    file: { readonly id: string; readonly name: string; readonly line?: string | undefined },
  ): Fields;
  /** What a card's `Action.Submit` sends that opens no dialog. */
  submitted(from: User, message: Message, value: Fields): Fields;
  invoke(name: string, from: User, place: Place, value: Fields, replyToId?: string): Fields;
  /** `conversationUpdate` or `installationUpdate`. */
  update(type: string, from: User, place: Place, more: Fields, channelData?: Fields): Fields;
}

export function createActivities(world: World, serviceUrl: () => string): Activities {
  const { bot, options } = world;

  function envelope(from: User, { conversation, root }: Place, channelData: Fields = {}): Fields {
    const { id, kind, team, tenant, name } = conversation;
    const inTeam: Fields =
      team === undefined ? {} : { teamsChannelId: id, teamsTeamId: team.id, channel: { id }, team: { id: team.id } };
    return {
      channelId: "msteams",
      serviceUrl: serviceUrl(),
      timestamp: new Date().toISOString(),
      localTimestamp: new Date().toISOString(),
      locale: from.locale,
      localTimezone: "Europe/Stockholm",
      from: {
        id: from.id,
        name: from.realName,
        aadObjectId: from.aad,
        ...(options.plain === true ? { tenantId: from.tenant, role: from.guest ? "guest" : "user" } : {}),
      },
      recipient: bot,
      conversation: defined({
        isGroup: kind === "personal" ? undefined : true,
        conversationType: kind,
        tenantId: tenant,
        id: kind === "channel" && root !== undefined ? `${id};messageid=${root}` : id,
        name: kind === "groupChat" && name !== "" ? name : undefined,
      }),
      channelData: { ...inTeam, tenant: { id: tenant }, ...channelData },
    };
  }
  const clientInfo = {
    type: "clientInfo",
    locale: "sv-SE",
    country: "SE",
    platform: "Windows",
    timezone: "Europe/Stockholm",
  };
  const placeOf = ({ conversation, root }: Message): Place => ({ conversation, root });

  const written: Pick<Activities, "message"> = {
    message(from, message, text) {
      const { conversation } = message;
      const members = world.membersOf(conversation);
      const {
        text: marked,
        entities,
        html,
      } = typed(
        world,
        text,
        world.users.filter(({ id }) => members.has(id)),
      );
      return {
        ...envelope(from, placeOf(message)),
        type: "message",
        id: message.id,
        text: marked,
        textFormat: "plain",
        attachments: [{ contentType: "text/html", content: html }],
        entities: [...entities, clientInfo],
      };
    },
  };
  return {
    ...written,
    edited(from, message, text) {
      const { channelData, ...said } = written.message(from, message, text);
      return { ...said, type: "messageUpdate", channelData: { ...(channelData as Fields), eventType: "editMessage" } };
    },
    file(from, message, { id, name, line }) {
      const url = `${world.origin()}/files/${id}/${encodeURIComponent(name)}`;
      return {
        ...envelope(from, placeOf(message)),
        type: "message",
        id: message.id,
        entities: [clientInfo],
        ...(line === undefined ? {} : { text: line }),
        attachments: [
          {
            contentType: "application/vnd.microsoft.teams.file.download.info",
            contentUrl: `https://leverantoren-my.sharepoint.com/personal/${from.name}/Documents/Microsoft%20Teams%20Chat%20Files/${encodeURIComponent(name)}`,
            name,
            content: {
              downloadUrl: `${url}?tempauth=${id}`,
              uniqueId: id,
              fileType: name.split(".").at(-1) ?? "",
              etag: `"{${id}},1"`,
            },
          },
          { contentType: "text/html", content: `<p>${line ?? ""}<attachment id="${id}"></attachment></p>` },
        ],
      };
    },
    submitted: (from, message, value) => ({
      ...envelope(from, placeOf(message), { source: { name: "message" }, legacy: { replyToId: message.id } }),
      ...{ type: "message", id: `f:${randomUUID()}`, replyToId: message.id, value },
    }),
    invoke: (name, from, place, value, replyToId) =>
      defined({
        ...envelope(from, place, { source: { name: "message" } }),
        type: "invoke",
        id: `f:${randomUUID()}`,
        name,
        value,
        replyToId,
      }),
    update: (type, from, place, more, channelData) => ({
      ...envelope(from, place, channelData),
      type,
      id: `f:${randomUUID()}`,
      ...more,
    }),
  };
}
