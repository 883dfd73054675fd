import { afterEach, expect, test } from "vitest";
import type { Dispatch } from "../../../src/bot/incoming.ts";
import type { Content } from "../../../src/messages/content.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { startPlatform } from "../../support/teams-bot.ts";

const dispatch: Dispatch = {
  handle: async () => ({ outcome: "done", language: "sv", caused: [], repeated: false }),
  async system() {},
};
const content: Content = {
  audience: "public",
  blocks: [
    { kind: "heading", text: raw("Hårdvara") },
    {
      kind: "buttons",
      buttons: [
        { id: "approve", label: raw("Godkänn"), runs: "data approve" },
        { id: "reject", label: raw("Underkänn"), runs: "data reject", asks: true },
        { id: "card-only", label: raw("Rapportera fel"), runs: "fault report", asks: true },
      ],
    },
  ],
};

let trial: Awaited<ReturnType<typeof startPlatform>>;
afterEach(() => trial.stop());

test.each([
  { insecure: true, lines: ["kunddata underkänn hardware <anteckning>"] },
  { insecure: false, lines: [] },
])(
  "the line to type stands beside a button whose form a local client cannot open (without tokens: $insecure)",
  async ({ insecure, lines }) => {
    trial = await startPlatform(dispatch, {
      standIn: { insecure },
      typed: ({ runs }) => (runs === "data reject" ? "kunddata underkänn hardware <anteckning>" : undefined),
    });
    await trial.teams.introduce();
    const { tenant, id } = trial.teams.conversation("solbacken");
    await trial.platform.platform.deliver({
      ...{ message: "m1", revision: 1, language: "sv", content, saidAt: Date.now() },
      to: { platform: "teams", tenant, conversation: id },
    });
    const card = JSON.stringify(trial.teams.messages("solbacken").at(-1)?.said.cards);
    expect(card).toContain("Underkänn");
    for (const line of lines) expect(card).toContain(line);
    expect(card.includes("Fungerar inte knappen")).toBe(insecure);
  },
);
