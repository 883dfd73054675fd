import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothBot, startBothBot } from "../support/both-bot.ts";

describe("one person on two platforms (DESIGN: people)", () => {
  let bot: BothBot;
  /** The persons behind the accounts of a name, each with its accounts' platforms. */
  const personsOf = async (name: string): Promise<readonly string[]> => {
    const { rows } = await bot.test.pool.query<{ platforms: string }>(
      "select string_agg(platform, '+' order by platform) as platforms from accounts where name = $1 group by person_id order by 1",
      [name],
    );
    return rows.map(({ platforms }) => platforms);
  };
  const anna = async (text: string): Promise<void> => {
    await bot.teams.say("anna", "solbacken", text);
    await bot.settled();
  };

  beforeAll(async () => {
    bot = await startBothBot();
    await anna('open "Solbacken Vård AB" shared:solbacken-kund data:2026-12-04 golive:2027-01-15');
    await bot.slack.command("anna", "solbacken", "help");
    await bot.slack.mention("karin", "solbacken-kund", "<@startklar> status");
    await bot.settled();
  });
  afterAll(() => bot.stop());

  test("staff of the same verified e-mail is one person", async () => {
    expect(await personsOf("Anna Lind")).toEqual(["slack+teams"]);
  });

  test("a customer of the same e-mail is two, until staff link them", async () => {
    expect(bot.slack.user("karin").email).toBe(bot.teams.user("karin").email);
    expect(await personsOf("Karin Ek")).toEqual(["slack", "teams"]);
    await anna("team add karin approver");
    await anna("team link karin karin2");
    expect(await personsOf("Karin Ek")).toEqual(["slack+teams"]);
  });
});
