import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { App, ExpressReceiver, LogLevel, type types, webApi } from "@slack/bolt";
import express from "express";
import type { Slack } from "./slack.ts";

/** A form with a text that must be there and a choice that need not. */
export const modal = (more: Partial<types.ModalView> = {}): types.ModalView => ({
  type: "modal",
  callback_id: "form",
  private_metadata: "f1",
  title: { type: "plain_text", text: "Logga tid" },
  submit: { type: "plain_text", text: "Spara" },
  blocks: [
    {
      type: "input",
      block_id: "note",
      label: { type: "plain_text", text: "Anteckning" },
      element: { type: "plain_text_input", action_id: "v" },
    },
    {
      type: "input",
      block_id: "kind",
      optional: true,
      label: { type: "plain_text", text: "Slag" },
      element: {
        type: "static_select",
        action_id: "v",
        options: ["a", "b"].map((value) => ({ text: { type: "plain_text" as const, text: value }, value })),
        initial_option: { text: { type: "plain_text", text: "a" }, value: "a" },
      },
    },
  ],
  ...more,
});
const search: types.KnownBlock = {
  type: "input",
  block_id: "project",
  label: { type: "plain_text", text: "Projekt" },
  element: { type: "external_select", action_id: "v", min_query_length: 1 },
};
export const approve: types.KnownBlock = {
  type: "actions",
  block_id: "m:1",
  elements: [
    { type: "button", action_id: "press:approve", value: "1", text: { type: "plain_text", text: "Godkänn & klart" } },
  ],
};

/** What Bolt and its client would write of each refusal, which the tests look at themselves. */
const logger: webApi.WebClientOptions["logger"] & object = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** What the bot under the stand-in was told, as Bolt gave it. */
export interface Heard {
  readonly what: string;
  readonly text?: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retry?: number | undefined;
}

/** A bare Bolt app that does a little of everything, on the wire. */
export async function boltApp(slack: Slack, mode: "http" | "socket", heard: Heard[]): Promise<() => Promise<void>> {
  const { botToken: token, appToken, signingSecret, url } = slack;
  const common = { token, clientOptions: { slackApiUrl: url }, logger };
  const web = express();
  const receiver = new ExpressReceiver({ signingSecret, app: web, endpoints: "/slack/events", logger });
  const app = mode === "http" ? new App({ ...common, receiver }) : new App({ ...common, socketMode: true, appToken });
  const note = (what: string, body: object, text?: string, retry?: number) =>
    heard.push({ what, body: body as Readonly<Record<string, unknown>>, text, retry });
  app.command("/startklar", async ({ ack, command, client }) => {
    note("command", command, command.text);
    if (command.text === "in channel") return ack({ response_type: "in_channel", text: "Till alla" });
    if (command.text === "broken") return ack({ blocks: [{ type: "section", text: { type: "mrkdwn", text: "" } }] });
    if (command.text === "nothing") return ack();
    await ack(`svar: ${command.text}`);
    if (command.text === "form") await client.views.open({ trigger_id: command.trigger_id, view: modal() });
    if (command.text === "find")
      await client.views.open({ trigger_id: command.trigger_id, view: modal({ blocks: [search] }) });
  });
  app.action(/^press:/, async ({ ack, body, respond }) => {
    note("press", body);
    await ack();
    await respond({ text: "Godkänt", replace_original: false });
  });
  app.view("form", async ({ ack, view, body }) => {
    const text = view.state.values.note?.v?.value ?? "";
    note("submit", body, text);
    switch (text) {
      case "fel":
        return ack({ response_action: "errors", errors: { note: "Så går det inte" } });
      case "fel fält":
        return ack({ response_action: "errors", errors: { nowhere: "Så går det inte" } });
      case "större":
        return ack({ response_action: "update", view: modal({ title: { type: "plain_text", text: "x".repeat(25) } }) });
      case "vidare":
        return ack({ response_action: "update", view: modal({ title: { type: "plain_text", text: "Steg 2" } }) });
      default:
        return ack();
    }
  });
  app.options("v", async ({ ack, options }) => {
    await ack({ options: [{ text: { type: "plain_text", text: options.value }, value: `SOL-${options.value}` }] });
  });
  app.shortcut("make-change", async ({ ack, body }) => {
    note("shortcut", body);
    await ack();
  });
  app.event("app_home_opened", async ({ event, body, client }) => {
    note("home", body);
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [{ type: "divider" }] } });
  });
  for (const type of [
    "app_mention",
    "message",
    "file_shared",
    "channel_shared",
    "channel_id_changed",
    "group_archive",
  ] as const)
    app.event(
      type,
      async ({ event, body, context }) =>
        void note(type, body, "text" in event ? event.text : undefined, context.retryNum),
    );
  if (mode === "socket") {
    await app.start();
    await slack.connected();
    return async () => void (await app.stop());
  }
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  slack.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}

/** A client that neither retries nor waits. */
export const clientOf = ({ url }: Slack, token: string): webApi.WebClient =>
  new webApi.WebClient(token, { slackApiUrl: url, logger, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });

/** The error that a call is refused with, or `taken`. */
export const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "taken",
    (error: { readonly data?: { readonly error?: string }; readonly code?: string }) =>
      error.data?.error ?? error.code ?? String(error),
  );
