import { platformContract } from "../../contracts/platform.ts";
import { startLocalWorkspace } from "../../support/local-workspace.ts";

platformContract("local", async (dispatch) => {
  const workspace = await startLocalWorkspace(() => ({}), { dispatch });
  await workspace.post("/local/api/conversations", { id: "solbacken", name: "solbacken", shared: true });
  return {
    platform: workspace.platform,
    shared: { platform: "local", tenant: "local", conversation: "solbacken" },
    pictures: true,
    staff: "anna",
    customer: "karin",
    types: async (as, text, requestId) =>
      void (await workspace.post("/local/api/messages", { as, in: "solbacken", text, requestId })),
    presses: async (as, message, action, requestId) =>
      void (await workspace.post("/local/api/actions", { as, in: "solbacken", message, action, requestId })),
    reads: async (user) => {
      const { body } = await workspace.get(`/local/api/conversations/solbacken/messages?as=${user}`);
      return body.messages.map((message: { text: string; actions: { label: string }[] }) => ({
        text: message.text,
        buttons: message.actions.map(({ label }) => label),
      }));
    },
    stop: () => workspace.stop(),
  };
});
