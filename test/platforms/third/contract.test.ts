import { closeServer, createHttp, listen } from "../../../src/http.ts";
import { platformContract } from "../../contracts/platform.ts";
import { hostingFor } from "../../support/hosting.ts";
import { startChat } from "../../support/webhook-chat/chat.ts";
import { webhookChat } from "../../support/webhook-chat/platform.ts";

platformContract("webhook-chat", async (dispatch) => {
  const chat = await startChat();
  const installed = await webhookChat(chat.access).install(hostingFor(dispatch), {});
  if (installed?.router === undefined) throw new Error("No router");
  const health = { ready: async () => undefined, outboxRows: { counts: async () => ({ waiting: 0, parked: 0 }) } };
  const server = await listen(createHttp(health, [installed.router]), "127.0.0.1", 0);
  const address = server.address();
  chat.connect(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
  return {
    platform: installed.platform,
    shared: { platform: "webhook-chat", tenant: "home", conversation: "outside" },
    pictures: true,
    staff: "anna",
    customer: "karin",
    types: async (user, text, key) => void (await chat.types(user, "outside", text, key)),
    presses: async (user, message, button, key) => void (await chat.presses(user, "outside", message, button, key)),
    reads: async (user) =>
      chat.reads(user, "outside").map(({ text, buttons }) => ({ text, buttons: buttons.map(({ label }) => label) })),
    async stop() {
      await closeServer(server);
      await chat.stop();
    },
  };
});
