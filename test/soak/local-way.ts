import { localApi } from "../support/local-api.ts";
import { openingLines, type WayIn } from "./load.ts";

/** Longer than the bot takes to answer anything. */
const patience = 60_000;

/** The local workspace, over its JSON API: every request can be repeated under its id. */
export function localWay(url: () => string): WayIn {
  const api = localApi(url);
  /** What was said; undefined when the process was gone, or could not. */
  async function post(path: string, body: object): Promise<string | undefined> {
    try {
      const response = await fetch(`${url()}/local/api${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      });
      if (!response.ok) return undefined;
      const { messages } = (await response.json()) as { readonly messages: readonly { readonly text: string }[] };
      // Nothing yet: the outbox has not brought the answer, and it is there when it is asked for again.
      return messages.map(({ text }) => text).join("\n") || undefined;
    } catch {
      return undefined;
    }
  }
  return {
    name: "local",
    async open(code) {
      await api.conversation(code, false);
      await api.conversation(`${code}-kund`, true);
      const lines = openingLines(code, "karin");
      for (const line of lines) {
        const { status, text } = await api.say("anna", code, line);
        if (status !== 200) throw new Error(`${line}: ${text}`);
      }
    },
    types: (code, text, requestId) => post("/messages", { as: "anna", in: code, text, requestId }),
    async approves(code, title, requestId) {
      try {
        const card = (await api.messages("karin", `${code}-kund`)).findLast(
          ({ text, actions }) => text.includes(title) && actions.some(({ label }) => /^Approve/.test(label)),
        );
        const action = card?.actions.find(({ label }) => /^Approve/.test(label));
        if (card === undefined || action === undefined) return true;
        await post("/actions", { as: "karin", in: card.in, message: card.id, action: action.id, requestId });
        const question = (await api.messages("karin", card.in)).findLast(
          ({ text, actions }) => text.includes(title) && actions.some(({ label }) => /^Yes, approve/.test(label)),
        );
        const yes = question?.actions.find(({ label }) => /^Yes, approve/.test(label));
        if (question === undefined || yes === undefined) return undefined;
        return await post("/actions", {
          as: "karin",
          in: card.in,
          message: question.id,
          action: yes.id,
          requestId: `${requestId}-yes`,
        });
      } catch {
        return undefined;
      }
    },
  };
}
