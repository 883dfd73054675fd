import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stateOf } from "../../bot/state.ts";
import type { Acked, Dialog, Message } from "../../support/teams/index.ts";
import { startTeamsBot, type TeamsBot } from "../../support/teams-bot.ts";

const internal = "solbacken";
const shared = "solbacken-kund";

/** Refused, or answered in words: never a crash, never an effect. */
describe("bad input from Teams", () => {
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
  // A token that Microsoft signed for another app may be a wrong setting of ours: that alone is told.
  beforeEach(() =>
    expect(bot.logged.filter((line) => !line.includes("Microsoft signs for another app id"))).toEqual([]),
  );

  async function withoutEffect<T>(work: () => Promise<T>): Promise<T> {
    const before = await stateOf(bot);
    const done = await work();
    await bot.settled();
    expect(await stateOf(bot)).toEqual(before);
    return done;
  }
  const offer = (): Message => {
    const found = bot.teams
      .reads("karin", shared)
      .findLast(({ text, buttons }) => /Offer X1/.test(text) && buttons.length > 0);
    if (found === undefined) throw new Error(`No offer:\n${bot.reads("karin", shared)}`);
    return found.message;
  };
  async function dialogOf(who: string, where: string, line: string, button: RegExp): Promise<Dialog> {
    await bot.teams.say(who, where, line);
    await bot.settled();
    const found = bot.teams.reads(who, where).findLast(({ buttons }) => buttons.some((label) => button.test(label)));
    if (found === undefined) throw new Error(`No button ${button}:\n${bot.reads(who, where)}`);
    const { dialog, refused, shown } = await bot.teams.press(who, found.message, button);
    if (dialog === undefined) throw new Error(`No dialog: ${refused ?? shown}`);
    return dialog;
  }
  const status = ({ status: code }: Acked): number => code;

  test.each([
    { what: "no", token: () => null },
    { what: "a forged", token: () => bot.teams.mint({ key: "foreign" }) },
    { what: "an expired", token: () => bot.teams.mint({ claims: { exp: 1 } }) },
    { what: "a foreign", token: () => bot.teams.mint({ claims: { aud: "another-bot" } }) },
    { what: "an unsigned", token: () => bot.teams.mint({ key: "none" }) },
  ])("$what token: 401, and nothing happens", async ({ token }) => {
    const { sent } = await bot.teams.say("anna", internal, "status");
    await bot.settled();
    const forged = { ...sent, id: "forged", text: String(sent.text).replace("status", "log 9h configuration") };
    expect((await withoutEffect(() => bot.teams.raw(forged, { token: token() }))).status).toBe(401);
  });

  test.each([
    { what: "90 kB", text: `note ${"å".repeat(45_000)}` },
    { what: "nothing but spaces", text: "\u00a0 \u200b" },
    { what: "markup", text: "<script>alert(1)</script> &lt;at&gt;Karin&lt;/at&gt;" },
    { what: "control characters", text: "log 2h\u0000\u0007\u202e noitarugifnoc" },
    { what: "half a character", text: "log \ud83d" },
    { what: "a name of the language's", text: "constructor __proto__ toString" },
  ])("a line of $what is answered in words", async ({ text }) => {
    const acked = await withoutEffect(() => bot.teams.say("anna", internal, text));
    expect(status(acked)).toBe(200);
    expect(bot.teams.reads("anna", internal).at(-1)?.message.from).toBe(bot.teams.bot.id);
  });

  test("people's own words mention nobody and are no markup, wherever they are drawn", async () => {
    const wild = "<at>Anna Lind</at> **fet** [länk](https://evil.example) <b>x</b>";
    await bot.teams.say("anna", internal, `log 1h documentation "${wild}"`);
    await bot.settled();
    await bot.teams.say("anna", internal, "status");
    await bot.settled();
    for (const { message } of bot.teams
      .reads("anna", internal)
      .filter(({ message: one }) => one.from === bot.teams.bot.id)) {
      expect(JSON.stringify(message.said.cards)).not.toContain("<at>Anna Lind</at> **fet**");
      expect(bot.teams.mentions(message)).not.toContain("anna");
    }
  });

  test.each([
    ["a message of nobody's", { message: "00000000-0000-4000-8000-000000000000", button: "approve" }],
    ["no id", { message: "'; drop table messages; --", button: "approve" }],
    ["nothing", {}],
    ["a name of the language's", { message: "__proto__", button: "constructor" }],
  ])("a forged press of %s is answered in words", async (_what, data) => {
    const pressed = { type: "Action.Execute" as const, verb: "press", title: "x", data };
    const acked = await withoutEffect(() => bot.teams.press("karin", offer(), pressed));
    expect(acked.shown).toMatch(/earlier version/);
  });

  test("a customer's press of an internal card's button has no effect, and tells nothing of it", async () => {
    const card = bot.teams.reads("anna", internal).findLast(({ buttons }) => buttons.length > 0)?.message;
    const data = /"data":\{"message":"([^"]+)","button":"([^"]+)"\}/.exec(JSON.stringify(card?.said.cards));
    expect(data).not.toBeNull();
    const pressed = {
      type: "Action.Execute" as const,
      verb: "press",
      title: "x",
      data: { message: data?.[1], button: data?.[2] },
    };
    const acked = await withoutEffect(() => bot.teams.press("johan", offer(), pressed));
    expect(acked.card).toBeUndefined();
    expect(acked.shown).toMatch(/earlier version/);
  });

  test("a customer who is no approver approves nothing, however they press", async () => {
    const acked = await withoutEffect(() => bot.teams.press("johan", offer(), /Approve/));
    expect(status(acked)).toBe(200);
    expect(acked.shown ?? "").not.toBe("");
  });

  test("a dialog sent in twice takes effect once", async () => {
    const before = (await bot.facts()).work.length;
    const dialog = await dialogOf("anna", internal, "log", /./);
    const values = { hours: "2h", time: "2h", work: "configuration", activity: "configuration" };
    const known = Object.fromEntries(Object.entries(values).filter(([name]) => name in dialog.values));
    const first = await bot.teams.submit("anna", dialog, known, { forged: true });
    await bot.settled();
    expect(first.status, JSON.stringify({ fields: dialog.values, body: first.body })).toBe(200);
    expect((await bot.facts()).work.length).toBe(before + 1);
    await withoutEffect(() => bot.teams.retry(first));
    const again = await withoutEffect(() => bot.teams.submit("anna", dialog, known, { forged: true }));
    expect(again.shown ?? again.dialog?.text ?? "").not.toBe("");
    expect((await bot.facts()).work.length).toBe(before + 1);
  });

  test("somebody else's dialog has no effect for whoever sends it in", async () => {
    const dialog = await dialogOf("anna", internal, "log", /./);
    const before = (await bot.facts()).work.length;
    const acked = await bot.teams.submit("erik", dialog, { hours: "9h" }, { forged: true });
    await bot.settled();
    expect(acked.status).toBe(200);
    expect((await bot.facts()).work.length).toBe(before);
  });
});
