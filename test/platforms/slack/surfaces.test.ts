import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { View } from "../../support/slack/index.ts";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** Every way to the bot in Slack, on the whole house. */
describe("the surfaces of Slack", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  });
  afterAll(() => bot.stop());

  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`It did not come to that: ${bot.logged.join("\n")}`);
  };
  const modal = (who: string): Promise<View> => until(() => bot.slack.modal(who));
  const close = async (who: string) => {
    for (const view of [...bot.slack.views(who)]) await bot.slack.close(who, view);
  };
  const inputs = (view: View): Readonly<Record<string, { readonly initial_value?: string }>> =>
    Object.fromEntries(
      (
        view.drawn.blocks as readonly { type: string; block_id?: string; element?: { initial_value?: string } }[]
      ).flatMap(({ type, block_id: id = "", element = {} }) => (type === "input" ? [[id, element]] : [])),
    );

  test("a line typed: the acknowledgement carries the answer, for everybody there, and nothing is posted besides", async () => {
    const before = bot.slack.messages("solbacken").length;
    const acked = await bot.slack.command("anna", "solbacken", 'log 1h documentation "plan"');
    await bot.settled();
    expect(acked.answer?.ephemeralTo).toBeUndefined();
    expect(bot.reads("erik", "solbacken")).toContain("H1");
    expect(bot.slack.messages("solbacken")).toHaveLength(before + 1);
  });

  test("what only the asker needs is ephemeral: help, and a refusal", async () => {
    for (const line of ["help", "log 99x"]) {
      const { answer } = await bot.slack.command("anna", "solbacken", line);
      expect(answer?.ephemeralTo, line).toBe(bot.slack.user("anna").id);
    }
  });

  test("a line without its values opens a modal of its fields; errors stand at the field, nothing typed is lost, and it books once", async () => {
    const hours = (await bot.facts()).work.length;
    await bot.slack.command("anna", "solbacken", "log");
    const view = await modal("anna");
    expect(Object.keys(inputs(view))).toEqual(expect.arrayContaining(["time", "activity", "note", "on"]));
    await bot.slack.submit("anna", view, { time: "two-ish", activity: "configuration", note: "kept" });
    expect(bot.slack.modal("anna")?.errors).toMatchObject({ time: expect.stringContaining("two-ish") });
    expect((await bot.facts()).work).toHaveLength(hours);
    await bot.slack.submit("anna", view, { time: "2h", activity: "configuration", note: "kept" });
    await bot.settled();
    expect(bot.slack.modal("anna")).toBeUndefined();
    expect((await bot.facts()).work.at(-1)).toMatchObject({ minutes: 120, note: "kept" });
  });

  test("a button that asks opens its form with what is known, where the customer is of another organisation too", async () => {
    const standing = bot.message("solbacken-kund", /Onboarding of Solbacken/);
    await bot.slack.press("karin", standing, "Report a fault");
    const view = await modal("karin");
    await bot.slack.submit("karin", view, { problem: "No incoming calls" });
    await bot.settled();
    expect((await bot.facts()).faults.map(({ text, by }) => [text, by.name])).toEqual([
      ["No incoming calls", "Karin Ek"],
    ]);
    expect(bot.reads("karin", "solbacken-kund")).toContain("F1");
    expect(bot.reads("anna", "solbacken")).toContain("Karin Ek");
  });

  test("a mention in a thread is answered in the thread, and a second time after a crash it is found there", async () => {
    const root = bot.slack.messages("solbacken")[0];
    if (root === undefined) throw new Error("Nothing was said");
    await bot.slack.mention("anna", "solbacken", "history R77", { thread: root.ts });
    await bot.settled();
    const answer = bot.slack.messages("solbacken").findLast(({ text }) => text.includes("R77"));
    expect(answer?.threadTs).toBe(root.ts);
    await bot.slack.mention("anna", "solbacken", "invoice", { thread: root.ts });
    await bot.settled();
    expect(bot.slack.ephemerals("solbacken").at(-1)?.threadTs ?? bot.slack.messages("solbacken").at(-1)?.threadTs).toBe(
      root.ts,
    );
  });

  test.each(["me_message", "thread_broadcast"])("a line in the private chat as %s is a line", async (subtype) => {
    const { id: channel } = bot.slack.im("anna");
    const before = (await bot.facts()).tasks.length;
    const ts = `17000000${subtype.length}0.000100`;
    const said = {
      subtype,
      channel,
      channel_type: "im",
      user: bot.slack.user("anna").id,
      ts,
      text: `task add "by ${subtype}" who:erik in:solbacken`,
    };
    await bot.slack.event("message", said);
    await bot.settled();
    expect((await bot.facts()).tasks).toHaveLength(before + 1);
  });

  test("a mention and a private line are read as a typed one; a form is offered by a button, since nothing can open it", async () => {
    await bot.slack.mention("anna", "solbacken", 'log 30m documentation "by mention"');
    await bot.settled();
    expect((await bot.facts()).work.at(-1)).toMatchObject({ minutes: 30, note: "by mention" });
    await bot.slack.dm("anna", "status in:solbacken");
    await bot.settled();
    expect(bot.slack.messages(bot.slack.im("anna").id).at(-1)?.text).toContain("Solbacken");
    await bot.slack.mention("anna", "solbacken", "log");
    await bot.settled();
    const offered = bot.slack.ephemerals("solbacken").at(-1);
    if (offered === undefined) throw new Error("No button was offered");
    await bot.slack.press("anna", offered, "Open the form");
    expect(Object.keys(inputs(await modal("anna")))).toContain("time");
    await close("anna");
  });

  test("mentions of people and channels, links and signs are read as what they are", async () => {
    await bot.slack.mention("anna", "solbacken", 'task add "See https://icentrex.se/a?b=1&c=2 & <b>" who:@erik');
    await bot.settled();
    const task = (await bot.facts()).tasks.at(-1);
    expect(task).toMatchObject({ title: "See https://icentrex.se/a?b=1&c=2 & <b>", who: { name: "Erik Holm" } });
  });

  test("a shortcut makes a message a change request: its text, with a link back", async () => {
    await bot.slack.command("anna", "solbacken", 'require add "Main number answers 07–18"');
    await bot.slack.command("anna", "solbacken", "kickoff");
    await bot.settled();
    const { message } = await bot.slack.say("karin", "solbacken-kund", "Could we have two more queues?");
    await bot.slack.shortcut("anna", message, "change_request");
    const view = await modal("anna");
    const { wish } = inputs(view);
    expect(wish?.initial_value).toContain("Could we have two more queues?");
    expect(wish?.initial_value).toContain(`/archives/${message.channel}/p${message.ts.replace(".", "")}`);
    await bot.slack.submit("anna", view, {});
    await bot.settled();
    expect((await bot.facts()).changes.map(({ title, state }) => [title, state])).toEqual([
      ["Could we have two more queues?", "asked"],
    ]);
  });

  test("a shortcut uses a thread as minutes: who said what", async () => {
    const { message } = await bot.slack.say("anna", "solbacken", "Kickoff notes");
    await bot.slack.say("erik", "solbacken", "Decision: port on 15 January", { thread: message.ts });
    await bot.slack.say("anna", "solbacken", "Action: Erik sends the plan & <#C1>", { thread: message.ts });
    await bot.slack.shortcut("anna", message, "thread_minutes");
    const view = await modal("anna");
    const { notes } = inputs(view);
    expect(notes?.initial_value).toContain("Erik Holm: Decision: port on 15 January");
    expect(notes?.initial_value).toContain("Anna Lind: Kickoff notes");
    await bot.slack.submit("anna", view, { meeting: "kickoff" });
    await bot.settled();
    expect((await bot.facts()).minutes).toHaveLength(1);
    await close("anna");
  });

  test("App Home shows the person's projects: staff with hours left, a customer without", async () => {
    await bot.slack.openHome("anna");
    const home = await until(() => bot.slack.homeOf("anna"));
    const said = JSON.stringify(home.drawn.blocks);
    expect(said).toContain("Solbacken Vård AB");
    expect(said).toContain("20 h 30 min");
    await bot.slack.pressIn("anna", home, { action_id: "home:log", value: "solbacken" });
    expect(Object.keys(inputs(await modal("anna")))).toContain("time");
    await close("anna");
    await bot.slack.pressIn("anna", home, { action_id: "home:log", value: "solbacken" });
    const acked = await bot.slack.submit("anna", await modal("anna"), { time: "30m", activity: "documentation" });
    expect(JSON.stringify(acked.body), "the receipt is read where it was asked").toContain("30 min");
    await bot.settled();
    expect(JSON.stringify((await until(() => bot.slack.homeOf("anna"))).drawn.blocks)).toContain("20 h");
    await close("anna");
    await bot.slack.pressIn("anna", home, { action_id: "home:travel", value: "solbacken" });
    expect(Object.keys(inputs(await modal("anna")))).toContain("costs");
    await close("anna");
    for (const [name, value, shown] of [
      ["status", "solbacken", "Solbacken Vård AB: "],
      ["portfolio", undefined, "solbacken"],
      ["task", "solbacken", "task"],
    ] as const) {
      await bot.slack.pressIn("anna", home, { action_id: `home:${name}`, ...(value === undefined ? {} : { value }) });
      expect(JSON.stringify((await modal("anna")).drawn), name).toContain(shown);
      await close("anna");
    }
    await bot.slack.pressIn("anna", home, { action_id: "home:help" });
    expect(JSON.stringify((await modal("anna")).drawn)).toContain("log");
    await close("anna");
    await bot.slack.openHome("karin");
    const customers = JSON.stringify((await until(() => bot.slack.homeOf("karin"))).drawn.blocks);
    expect(customers).toContain("Solbacken Vård AB");
    expect(customers).not.toContain("20 h 30 min");
  });

  test("D6: the form for handing in takes files itself, with those that came before; one that cannot be had is said at its field", async () => {
    const standing = bot.message("solbacken-kund", /Onboarding of Solbacken/);
    await bot.slack.press("karin", standing, "Hand in data");
    const first = await modal("karin");
    const elsewhere = await bot.slack.attach("karin", "plan.gdoc", "", { external: "https://drive.example.com/plan" });
    await bot.slack.submit("karin", first, { area: ["fax"], files: [elsewhere] });
    expect(bot.slack.modal("karin")?.errors).toMatchObject({
      files: expect.stringContaining("could not get the file"),
    });
    const files = [
      await bot.slack.attach("karin", "numbers.csv", "08-123;Växel\n"),
      await bot.slack.attach("karin", "plan.txt", "plan"),
    ];
    await bot.slack.submit("karin", first, { area: ["fax", "hardware"], files });
    await bot.settled();
    expect((await bot.facts()).data.map(({ area, files: with_ }) => [area, with_?.map(({ name }) => name)])).toEqual([
      ["fax", ["numbers.csv", "plan.txt"]],
      ["hardware", ["numbers.csv", "plan.txt"]],
    ]);
    const told = JSON.stringify(bot.message("solbacken", /Karin Ek handed in/).blocks);
    const [, url = ""] = /"type":"link","url":"([^"]+)","text":"numbers\.csv"/u.exec(told) ?? [];
    expect(await (await fetch(url)).text(), "staff open it beside what they approve it with").toBe("08-123;Växel\n");
    await bot.slack.upload("karin", "solbacken-kund", "loose.csv", "a;b");
    await bot.settled();
    await bot.slack.press("karin", bot.message("solbacken-kund", /Onboarding of Solbacken/), "Hand in data");
    const second = await modal("karin");
    expect(Object.keys(inputs(second))).toEqual(["area", "files", "files~new", "na", "note"]);
    await bot.slack.submit("karin", second, {
      area: ["voicemail"],
      "files~new": [await bot.slack.attach("karin", "new.txt", "x")],
    });
    await bot.settled();
    expect((await bot.facts()).data.at(-1)?.files?.map(({ name }) => name)).toEqual(["loose.csv", "new.txt"]);
    await bot.test.pool.query("delete from files");
  });

  test("a file dropped into the shared channel is handed to the project; elsewhere it is nobody's", async () => {
    await bot.slack.upload("karin", "solbacken-kund", "nummer.csv", "08-123;Växel\n");
    await bot.settled();
    const { rows } = await bot.test.pool.query<{ name: string; content: Uint8Array }>(
      "select name, content from files",
    );
    expect(rows.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
      ["nummer.csv", "08-123;Växel\n"],
    ]);
    bot.slack.addChannel({ name: "lunch", members: ["anna"] });
    await bot.slack.upload("anna", "lunch", "meny.txt", "soppa");
    await bot.settled();
    expect((await bot.test.pool.query("select id from files")).rows).toHaveLength(1);
    expect(bot.slack.messages("lunch").filter(({ user }) => user === bot.slack.botUser)).toEqual([]);
  });

  test("nobody pings a channel through a note", async () => {
    await bot.slack.command("anna", "solbacken", 'require add "Tell <!channel> and <@U0ERIK000> & @here *now*"');
    await bot.slack.command("anna", "solbacken", "require");
    await bot.settled();
    const own = bot.slack.messages("solbacken").filter(({ user }) => user === bot.slack.botUser);
    expect(own.flatMap((message) => bot.slack.pings(message))).toEqual([]);
    expect(bot.reads("anna", "solbacken")).toContain("@here *now*");
  });

  test("an approver is addressed by a mention", async () => {
    await bot.slack.command("anna", "solbacken", "change price X1 fixed:4500");
    await bot.slack.command("anna", "solbacken", "change send X1");
    await bot.settled();
    const offer = bot.message("solbacken-kund", /Two more|two more/);
    expect(bot.slack.pings(offer)).toEqual([bot.slack.user("karin").id]);
  });

  test("in a channel that the bot is not in, a command is answered to its writer all the same", async () => {
    const { answer, status } = await bot.slack.command("anna", "general", "status");
    expect(status).toBe(200);
    expect(answer?.ephemeralTo).toBe(bot.slack.user("anna").id);
  });

  test("L3: a partner's person is made the customer's approver by a button that asks, in the acknowledgement and as a message", async () => {
    const roles = async () =>
      (await bot.facts()).members.flatMap(({ handle, role }) => (handle === "petra" ? [role] : []));
    const asked = () =>
      bot.slack
        .reads("anna", "solbacken")
        .findLast(({ buttons }) => buttons.includes("Yes, they approve for the customer"));
    await bot.slack.command("anna", "solbacken", "team add @petra partner");
    const { status, answer } = await bot.slack.command("anna", "solbacken", "team add @petra approver");
    expect([status, answer?.text]).toEqual([200, expect.stringContaining("Petra Sund belongs to the partner")]);
    await bot.slack.mention("anna", "solbacken", "team role petra approver");
    await bot.settled();
    expect(await roles()).toEqual(["partner"]);
    await bot.slack.press("anna", (await until(asked)).message, "Yes, they approve for the customer");
    await bot.settled();
    expect(await roles()).toContain("approver");
  });

  test("nothing was refused by Slack, parked or unexpected", async () => {
    const refused = bot.slack.calls
      .filter(({ answer }) => answer.ok !== true)
      .map(({ method, answer }) => `${method} ${String(answer.error)}`);
    expect(refused.filter((one) => one !== "conversations.info channel_not_found")).toEqual([]);
    expect(bot.logged).toEqual([]);
  });
});
