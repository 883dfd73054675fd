import type { Server } from "node:http";
import express from "express";
import { type Access, signed } from "./platform.ts";

interface Shown {
  readonly id: string;
  readonly channel: string;
  readonly only?: string;
  text: string;
  buttons: readonly { readonly id: string; readonly label: string }[];
}

/** The chat itself: people, one channel that is ours alone and one with people from outside, and what is read there. */
export interface Chat {
  readonly access: Access;
  /** Where the bot's webhook is. */
  connect(url: string): void;
  types(user: string, channel: string, text: string, id: string): Promise<number>;
  presses(user: string, channel: string, message: string, button: string, id: string): Promise<number>;
  reads(user: string, channel: string): readonly Shown[];
  stop(): Promise<void>;
}

const secret = "a secret between the two";
const people: Readonly<Record<string, { readonly name: string; readonly member: boolean }>> = {
  anna: { name: "Anna Lind", member: true },
  karin: { name: "Karin Ek", member: false },
};
const outsiders: Readonly<Record<string, boolean>> = { inside: false, outside: true };

export async function startChat(): Promise<Chat> {
  const shown: Shown[] = [];
  let bot = "";
  const app = express();
  app.put("/channels/:channel/messages/:id", express.text({ type: "application/json" }), (request, response) => {
    const body = String(request.body);
    if (request.get("x-signature") !== signed(secret, body)) return void response.status(401).end();
    const { channel, id } = request.params;
    if (!Object.hasOwn(outsiders, channel)) return void response.status(404).end();
    const message = JSON.parse(body) as Shown;
    const known = shown.find((one) => one.id === id);
    if (known === undefined) shown.push({ ...message, id, channel });
    else Object.assign(known, { text: message.text, buttons: message.buttons });
    response.json({});
  });
  app.delete("/channels/:channel/messages/:id", express.text({ type: "application/json" }), (request, response) => {
    if (request.get("x-signature") !== signed(secret, String(request.body))) return void response.status(401).end();
    const at = shown.findIndex(({ id, channel }) => id === request.params.id && channel === request.params.channel);
    if (at >= 0) shown.splice(at, 1);
    response.json({});
  });
  const server = await new Promise<Server>((resolve) => {
    const started: Server = app.listen(0, "127.0.0.1", () => resolve(started));
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;

  async function tell(user: string, channel: string, what: object, id: string): Promise<number> {
    const body = JSON.stringify({
      ...{ id, what },
      user: { id: user, ...people[user] },
      channel: { id: channel, name: channel, outsiders: outsiders[channel] },
    });
    const headers = { "content-type": "application/json", "x-signature": signed(secret, body) };
    const response = await fetch(`${bot}/webhook-chat`, { method: "POST", headers, body });
    const answer = (await response.json().catch(() => ({}))) as Partial<Shown>;
    if (answer.text !== undefined) shown.push({ id: `answer-${id}`, channel, text: "", buttons: [], ...answer });
    return response.status;
  }

  return {
    access: { url, secret },
    connect: (where) => {
      bot = where;
    },
    types: (user, channel, text, id) => tell(user, channel, { text }, id),
    presses: (user, channel, message, button, id) => tell(user, channel, { message, button }, id),
    reads: (user, channel) =>
      shown.filter((one) => one.channel === channel && (one.only === undefined || one.only === user)),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
