import { describe } from "vitest";
import type { Hosting } from "../../../src/platforms/index.ts";
import { platformContract } from "../../contracts/platform.ts";
import type { Acked, Pressed } from "../../support/teams/index.ts";
import { startPlatform } from "../../support/teams-bot.ts";

const links: Hosting["links"] = {
  reached: true,
  fetched: true,
  file: async (id) => `https://startklar.example/files/${id}`,
  handIn: async () => undefined,
};

describe.each([
  { how: "with tokens", insecure: false, lacks: [] },
  { how: "as a local client without tokens", insecure: true, lacks: [] },
  {
    how: "where cards have no tables, containers and rich text",
    insecure: false,
    lacks: ["Table", "Container", "RichTextBlock", "FactSet"],
  },
])("$how", ({ insecure, lacks }) => {
  platformContract("teams", async (dispatch) => {
    const { teams, platform, stop } = await startPlatform(dispatch, { links, standIn: { insecure, lacks } });
    await teams.introduce();
    const shared = teams.conversation("solbacken-kund");
    const [staff, customer] = [teams.user("anna").id, teams.user("karin").id];
    const titles: Readonly<Record<string, Pressed>> = { "hand-in": "Lämna in", stuck: "Sitter fast" };
    const accepted = (acked: Acked): void => {
      if (acked.status !== 200) throw new Error(`Answered ${acked.status}: ${JSON.stringify(acked.body)}`);
    };
    return {
      platform: platform.platform,
      shared: { platform: "teams", tenant: shared.tenant, conversation: shared.id },
      pictures: lacks.length === 0,
      staff,
      customer,
      types: async (user, text, key) => accepted(await teams.say(user, shared.id, text, { key })),
      presses: async (user, id, button, key) => {
        const message = teams
          .messages(shared.id)
          .findLast(({ said }) => JSON.stringify(said.cards).includes(`"message":"${id}"`));
        if (message === undefined) throw new Error(`No message ${id}`);
        accepted(await teams.press(user, message, titles[button] ?? button, { key }));
      },
      // Where a reply is for one person behind a button, they press it.
      reads: async (user) => {
        for (const { message, buttons } of teams.reads(user, shared.id)) {
          if (buttons.length === 1 && buttons[0] === "Visa") await teams.press(user, message, "Visa");
        }
        return teams
          .reads(user, shared.id)
          .filter(({ message }) => message.from === teams.bot.id)
          .map(({ text, buttons }) => ({ text, buttons }));
      },
      stop,
    };
  });
});
