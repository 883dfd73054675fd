import type { Acked, Slack } from "../support/slack/index.ts";
import { openingLines, type WayIn } from "./load.ts";

/** In Slack alone: the local workspace has a karin of its own, and it is one bot. */
const approver = "vera";

/**
 * Slack's stand-in, which keeps the metadata of messages. What is written to the bot is an event, which Slack sends
 * again under the same id until it is taken; a slash command is sent once, whatever becomes of it; a button is there to
 * be pressed again. `reach`: called before each request, says which bot Slack reaches. `codes`: the projects that there
 * will be, whose channels are there from the start, as a bot remembers for a while which there are.
 */
export function slackWay(slack: Slack, codes: readonly string[], reach: () => void): WayIn {
  slack.addUser({ name: approver, realName: "Vera Vik", team: slack.customer.id });
  for (const code of codes) {
    slack.addChannel({ name: code, kind: "private", members: ["anna", "erik"] });
    slack.addChannel({
      name: `${code}-kund`,
      kind: "private",
      members: ["anna", approver],
      sharedWith: [slack.customer.id],
    });
  }
  const asked = new Map<string, Acked>();
  const taken = ({ status }: Acked) => status === 200;
  /** An event that Slack sends until it is taken. */
  async function insists(code: string, line: string): Promise<void> {
    reach();
    let acked = await slack.mention("anna", code, line);
    for (let tries = 0; !taken(acked); tries += 1) {
      if (tries > 100) throw new Error(`${line}: ${acked.status}`);
      reach();
      acked = await slack.retry(acked);
    }
  }
  return {
    name: "slack",
    async open(code) {
      const [first = "", ...rest] = openingLines(code, approver);
      await insists(code, first);
      // Whoever has pressed something is known, and can be named.
      const standing = () =>
        slack.messages(`${code}-kund`).find(({ user, text }) => user === slack.botUser && text.includes(code));
      for (let tries = 0; tries < 100; tries += 1) {
        const card = await until(standing);
        if (card === undefined) continue;
        reach();
        if (taken(await slack.press(approver, card, "Status"))) break;
      }
      for (const line of rest) await insists(code, line);
    },
    async types(code, line, request, once = false) {
      reach();
      if (once) {
        const acked = await slack.command("anna", code, line);
        // What it was answered may be that it is being seen to: that is a promise as well.
        return taken(acked) ? `${acked.answer?.text ?? ""} H0` : undefined;
      }
      const before = asked.get(request);
      const acked = before === undefined ? await slack.mention("anna", code, line) : await slack.retry(before);
      if (before === undefined) asked.set(request, acked);
      if (!taken(acked)) return undefined;
      return line.startsWith("change") ? said(slack, code, /"(.*?)"|(\bX\d+)$/.exec(line)) : "H0 V0 T0";
    },
    async approves(code, title) {
      const cards = () =>
        slack
          .reads(approver, `${code}-kund`)
          .filter(({ text, message }) => message.user === slack.botUser && text.includes(title));
      // A press that was taken is no answer yet: what came of it stands on the card.
      const settled = () => cards().find(({ text }) => /Approved by/.test(text))?.text;
      const card = cards().findLast(({ buttons }) => buttons.some((label) => /^Approve/.test(label)));
      if (card !== undefined) {
        reach();
        if (!taken(await slack.press(approver, card.message, /^Approve/))) return undefined;
        const question = await until(() =>
          cards().findLast(({ buttons }) => buttons.some((label) => /^Yes, approve/.test(label))),
        );
        if (question === undefined) return undefined;
        reach();
        if (!taken(await slack.press(approver, question.message, /^Yes, approve/))) return undefined;
      }
      return until(settled);
    },
  };
}

/** The bot's answer to a change, once the outbox has brought it. */
function said(slack: Slack, code: string, named: RegExpExecArray | null): Promise<string | undefined> {
  const about = named?.[1] ?? named?.[2] ?? "";
  return until(
    () =>
      slack
        .messages(code)
        .find(({ user, text }) => user === slack.botUser && text.includes(about) && /\bX\d+/.test(text))?.text,
  );
}

/** Looks for some seconds; undefined when it did not come: it is asked for again. */
async function until<T>(look: () => T | undefined): Promise<T | undefined> {
  for (let tries = 0; tries < 15; tries += 1) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return undefined;
}
