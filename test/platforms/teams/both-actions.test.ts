import { afterAll, beforeAll, expect, test } from "vitest";
import type { Message } from "../../support/teams/index.ts";
import { startTeamsBot, type TeamsBot } from "../../support/teams-bot.ts";

const internal = "solbacken";
const shared = "solbacken-kund";
let bot: TeamsBot;

beforeAll(async () => {
  bot = await startTeamsBot({ language: "en" });
  await bot.openSolbacken("language:en");
  for (const line of [
    'require add "Main number answers 07-18"',
    "kickoff",
    'require add "Voicemail in English"',
    "change price X1 fixed:4500",
    "change send X1",
  ]) {
    await bot.teams.say("anna", internal, line);
    await bot.settled();
  }
});
afterAll(() => bot.stop());

const withButton = (who: string, where: string, label: RegExp): Message => {
  const found = bot.teams.reads(who, where).findLast(({ buttons }) => buttons.some((one) => label.test(one)));
  if (found === undefined) throw new Error(`No ${label} for ${who}:\n${bot.reads(who, where)}`);
  return found.message;
};
/**
 * One press, as a client sends it that does both: the invoke of its `Action.Execute`, and the message of its fallback.
 */
async function pressedBothWays(who: string, where: string, label: RegExp): Promise<void> {
  const message = withButton(who, where, label);
  const [invoke, plain] = await Promise.all([
    bot.teams.press(who, message, label),
    bot.teams.press(who, message, label, { older: true }),
  ]);
  expect([invoke.status, plain.status]).toEqual([200, 200]);
  await bot.settled();
}
const decided = async () => (await bot.facts()).changes.filter(({ decidedOn }) => decidedOn !== undefined).length;

test("a press that comes as an invoke and as a message takes effect once", async () => {
  await pressedBothWays("karin", shared, /^Approve$/);
  expect(await decided()).toBe(0);
  await bot.teams.press("karin", withButton("karin", shared, /^Show$|4.500/), /^Show$|4.500/, { older: true });
  await bot.settled();
  await pressedBothWays("karin", shared, /4.500/);
  expect(await decided()).toBe(1);
  expect(bot.teams.reads("anna", internal).filter(({ text }) => text.includes("Karin Ek approved X1"))).toHaveLength(1);
});

test("every Execute has a fallback that brings the same ids", () => {
  let found = 0;
  for (const { message } of [...bot.teams.reads("anna", internal), ...bot.teams.reads("karin", shared)]) {
    JSON.stringify(message.said.cards ?? [], (_name, value: unknown) => {
      if (typeof value !== "object" || value === null || !("type" in value) || value.type !== "Action.Execute")
        return value;
      const { data, fallback } = value as {
        readonly data?: object;
        readonly fallback?: { readonly type?: string; readonly data?: object };
      };
      found += 1;
      expect(fallback?.type).toBe("Action.Submit");
      expect(fallback?.data).toMatchObject(data ?? {});
      return value;
    });
  }
  expect(found).toBeGreaterThan(3);
});
