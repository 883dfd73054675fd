import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTeamsBot, type TeamsBot } from "../../support/teams-bot.ts";
import { startWayOut, text } from "./way-out.ts";

describe("A1: a private channel whose members nobody has consented to show", () => {
  let bot: TeamsBot;
  beforeAll(async () => {
    bot = await startTeamsBot({ language: "en", standIn: { consents: [] } });
  });
  afterAll(() => bot.stop());
  const last = (user: string, where: string) => bot.teams.reads(user, where).at(-1)?.text ?? "";
  async function says(user: string, where: string, line: string): Promise<string> {
    await bot.teams.say(user, where, line);
    await bot.settled();
    return last(user, where);
  }

  test("whoever types there hears what the app needs, and nothing is opened", async () => {
    for (const who of ["anna", "erik"]) {
      const said = await says(who, "solbacken-privat", 'open "Solbacken Vård AB"');
      expect(said).toContain("I may not see who is in this channel");
      expect(said).toContain("ChannelMember.Read.Group");
    }
    expect(await says("anna", "personal", "portfolio")).toContain("No project is open");
  });

  test("named as internal channel somewhere else, it is refused for what it is", async () => {
    const said = await says("anna", "solbacken", 'open "Solbacken Vård AB" internal:solbacken-privat');
    expect(said).toMatch(/I may not see who is in solbacken-privat/u);
    expect(said).not.toContain("people from outside");
  });

  test("with consent it is a channel like any other, and a project's staff hear when that is taken back", async () => {
    bot.teams.consent(true);
    expect(await says("anna", "solbacken-privat", 'open "Solbacken Vård AB" code:solbacken')).toContain(
      "Solbacken Vård AB",
    );
    await says("anna", "solbacken-privat", "log 2h");
    bot.teams.consent(false);
    await bot.teams.removeMember("erik", "solbacken-privat");
    await bot.settled();
    const told = bot.teams.reads("anna", "personal").map((one) => one.text);
    expect(told.filter((one) => one.includes("I may no longer see who is in solbacken-privat"))).toHaveLength(1);
    expect(told.join("\n")).not.toContain("People from outside");
  });
});

test("a roster that is withheld is in the log, once, with what mends it; nothing internal is sent there", async () => {
  const out = await startWayOut({ standIn: { consents: [] }, bound: ["solbacken-privat"] });
  try {
    for (const which of ["2 h", "3 h"]) {
      expect(await out.deliver("solbacken-privat", text(which, "ledger"))).toMatchObject({
        outcome: "refused",
        advice: { say: "teams.advice.unseen" },
      });
    }
    expect(await out.deliver("solbacken-privat", "to everybody")).toMatchObject({ outcome: "sent" });
    expect(await out.deliver("solbacken", text("4 h", "ledger"))).toMatchObject({ outcome: "sent" });
    await out.teams.say("erik", "solbacken-privat", "status");
    // The private and the shared channel, each once, however often it is met.
    expect(out.troubles).toEqual(Array.from({ length: 2 }, () => "the members of a channel are withheld"));
  } finally {
    await out.stop();
  }
});

test("a reply for one person reaches them there: staff in their private chat, anybody else behind a card that names nobody", async () => {
  const out = await startWayOut({ standIn: { consents: [] }, bound: ["solbacken-privat"] });
  try {
    out.teams.takeTargeted(false);
    await out.teams.say("anna", "personal", "status");
    const to = (name: string) => out.teams.user(name).id;
    const chatted = out.reads("anna", "personal").length;
    expect(await out.deliver("solbacken-privat", "for anna alone", { visibleTo: to("anna") })).toMatchObject({
      outcome: "sent",
    });
    expect(out.reads("anna", "personal").slice(chatted).join()).toContain("for anna alone");
    expect(out.reads("erik", "solbacken-privat")).toEqual(["The reply is in the private chat with whoever asked."]);
    const karin = await out.deliver("solbacken-privat", "for karin alone", { visibleTo: to("karin") });
    expect(karin).toMatchObject({ outcome: "sent" });
    expect(out.reads("anna", "solbacken-privat").at(-1)).toContain("A reply for one of you");
    expect(out.teams.everything("anna")).not.toContain("for karin alone");
    // It is edited the same way: the name is still not told.
    const sent = karin.outcome === "sent" ? karin.id : "";
    expect(
      await out.deliver("solbacken-privat", "for karin, edited", {
        message: "message-4",
        revision: 2,
        visibleTo: to("karin"),
        sent,
      }),
    ).toMatchObject({ outcome: "sent" });
  } finally {
    await out.stop();
  }
});
