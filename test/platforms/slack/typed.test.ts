import { expect, test } from "vitest";
import { addressed } from "../../../src/platforms/addressed.ts";
import { partedByMention, typedText } from "../../../src/platforms/slack/in/typed.ts";

const mentioned = {
  user: async (id: string) => (id === "U1" ? "karin" : undefined),
  channel: async (id: string) => (id === "C1" ? "solbacken" : undefined),
};

test.each([
  ["log 2h configuration", "log 2h configuration"],
  ["team add <@U1>", "team add @karin"],
  ["team add <@U1|karin.ek>", "team add @karin"],
  ["team add <@U9|nils>", "team add @nils"],
  ["team add <@U9>", "team add @U9"],
  ["open shared:<#C1|sol>", "open shared:#solbacken"],
  ["open shared:<#C9|annan>", "open shared:#annan"],
  ["see <https://a.se/?b=1&amp;c=2>", "see https://a.se/?b=1&c=2"],
  ["see <https://a.se|a.se>", "see https://a.se"],
  ["mail <mailto:kundcenter@icentrex.se|kundcenter@icentrex.se>", "mail kundcenter@icentrex.se"],
  ["<!channel> and <!subteam^S1|@sales> and <!date^1^{date}|idag>", "@channel and @sales and idag"],
  ["a &lt;b&gt; &amp; c &amp;amp;", "a <b> & c &amp;"],
  ["what was typed as an entity stays one: &amp;lt;b&amp;gt;", "what was typed as an entity stays one: &lt;b&gt;"],
  ["1 < 2 > 0", "1 < 2 > 0"],
  ["<fax>", "<fax>"],
])("%s is read as %s", async (text, read) => expect(await typedText(text, mentioned)).toBe(read));

test.each([
  ["<@UBOT> log 2h", "log 2h"],
  ["  <@UBOT|startklar>   status", "status"],
  ["hej <@UBOT> status", "status"],
  ["status <@UBOT>", "status"],
  ["<@UBOT>", ""],
  ["log 2h <@U1>", "log 2h <@U1>"],
  ["<@UBOT> team add <@UBOT> approver", "team add @Startklar approver"],
])("after the mention of the bot, %s is %s", (text, line) =>
  expect(addressed(partedByMention(text, "UBOT")).text).toBe(line),
);

test.each([
  ["<@UBOT> log 2h", undefined],
  ["log 1h <@UBOT> log 2h", ["log 1h", "log 2h"]],
  ["<@UBOT> log 1h <@UBOT> log 2h", ["log 1h", "log 2h"]],
])("nothing beside the line of %s is dropped unread", (text, parts) =>
  expect(addressed(partedByMention(text, "UBOT")).parts).toEqual(parts),
);
