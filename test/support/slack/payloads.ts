import type { ResponseUrls } from "./answers.ts";
import type { Element } from "./blocks.ts";
import type { Triggers } from "./triggers.ts";
import type { Channel, Fields, Message, User, View } from "./types.ts";
import { escaped, messageObject, viewObject } from "./wire-shapes.ts";
import type { World } from "./world.ts";

/** What the bot is told of a person's doing, written as Slack writes it. */
export interface Payloads {
  command(user: User, channel: Channel, command: string, text: string): Fields;
  /** An event in its envelope, with an id of its own. */
  event(event: Fields, channel?: Channel, outer?: Fields): Fields;
  press(
    user: User,
    on: { readonly message: Message; readonly channel: Channel } | { readonly view: View },
    action: Acted,
  ): Fields;
  submission(user: User, view: View, values: Fields): Fields;
  closed(user: User, view: View): Fields;
  suggestion(user: User, view: View, block: string, action: string, query: string): Fields;
  shortcut(user: User, message: Message, channel: Channel, callback: string): Fields;
}
export interface Acted {
  readonly block: string;
  readonly element: Element;
}

export function createPayloads(world: World, triggers: Triggers, responses: ResponseUrls): Payloads {
  const token = "verification-token-of-old";
  /** The person's own workspace, not the one that the bot is installed in. */
  const teamOf = ({ team }: User) => {
    const { id, domain, enterprise } = world.team(team);
    return { id, domain, ...(enterprise === undefined ? {} : { enterprise_id: enterprise }) };
  };
  const enterpriseOf = ({ team }: User) => {
    const { enterprise, name } = world.team(team);
    return enterprise === undefined ? null : { id: enterprise, name };
  };
  const personOf = ({ id, name, team }: User) => ({ id, username: name, name, team_id: team });
  const placeOf = ({ id, name, kind }: Channel) => ({
    id,
    name: kind === "im" ? "directmessage" : kind === "private" ? "privategroup" : name,
  });
  const interaction = (type: string, user: User) => ({
    type,
    token,
    api_app_id: world.appId,
    team: teamOf(user),
    enterprise: enterpriseOf(user),
    is_enterprise_install: false,
    user: personOf(user),
  });

  return {
    command: (user, channel, command, text) => ({
      token,
      team_id: user.team,
      team_domain: world.team(user.team).domain,
      channel_id: channel.id,
      channel_name: placeOf(channel).name,
      user_id: user.id,
      user_name: user.name,
      command,
      text,
      api_app_id: world.appId,
      is_enterprise_install: "false",
      response_url: responses.issue({ channel, user: user.id }),
      trigger_id: triggers.issue(user.id),
    }),
    event: (event, channel, outer = {}) => ({
      token,
      team_id: world.home.id,
      context_team_id: world.home.id,
      context_enterprise_id: null,
      api_app_id: world.appId,
      event,
      type: "event_callback",
      event_id: world.newId("Ev"),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: world.home.id,
          user_id: world.botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: channel !== undefined && channel.sharedWith.size > 0,
      event_context: `4-${world.newId("ec")}`,
      ...outer,
    }),
    press(user, on, { block, element }) {
      const acted = { action_id: "", ...(escaped(element) as Fields), block_id: block, action_ts: world.ts() };
      const base = { ...interaction("block_actions", user), trigger_id: triggers.issue(user.id), actions: [acted] };
      if ("view" in on)
        return {
          ...base,
          container: { type: "view", view_id: on.view.id },
          view: viewObject(world, on.view),
          response_urls: [],
        };
      const { message, channel } = on;
      const ephemeral = message.ephemeralTo !== undefined;
      return {
        ...base,
        container: { type: "message", message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
        channel: placeOf(channel),
        message: { ...messageObject(world, message, true), ...(ephemeral ? { is_ephemeral: true } : {}) },
        state: { values: {} },
        response_url: responses.issue({ channel, user: user.id, origin: message }),
      };
    },
    submission: (user, view, values) => ({
      ...interaction("view_submission", user),
      trigger_id: triggers.issue(user.id),
      view: viewObject(world, view, values),
      response_urls: [],
    }),
    closed: (user, view) => ({ ...interaction("view_closed", user), view: viewObject(world, view), is_cleared: false }),
    suggestion: (user, view, block, action, query) => ({
      ...interaction("block_suggestion", user),
      container: { type: "view", view_id: view.id },
      view: viewObject(world, view),
      action_id: action,
      block_id: block,
      value: query,
    }),
    shortcut: (user, message, channel, callback) => ({
      ...interaction("message_action", user),
      callback_id: callback,
      action_ts: world.ts(),
      trigger_id: triggers.issue(user.id),
      response_url: responses.issue({ channel, user: user.id }),
      message_ts: message.ts,
      channel: placeOf(channel),
      message: messageObject(world, message, true),
    }),
  };
}
