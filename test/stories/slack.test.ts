import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "../support/databases.ts";
import type { Acked, Message } from "../support/slack/index.ts";
import { type SlackBot, startSlackBot } from "../support/slack-bot.ts";

/**
 * One onboarding from the sale to the signed delivery, in Swedish, through Slack alone: anna types commands, the customers of
 * another organisation press buttons and fill in modals, and type nothing. The bot is started anew three times on the way.
 */
describe.each([
  { mode: "http", database: databases[0] },
  { mode: "socket", database: databases[1] },
] as const)("Solbacken Vård AB in Slack, over $mode, on $database.name", ({ mode, database }) => {
  let bot: SlackBot;
  const internal = "solbacken";
  const shared = "solbacken-kund";
  const at = (local: string) => Date.parse(`${local}:00+01:00`);

  /** Anna types a line; what she was answered. */
  const anna = async (text: string, where = internal): Promise<string> => {
    const before = bot.slack.reads("anna", where).at(-1)?.ts ?? "";
    const acked = await bot.slack.command("anna", where, text);
    expect(acked.status, text).toBe(200);
    expect(acked.refused, text).toBeUndefined();
    await bot.settled();
    return bot.slack
      .reads("anna", where)
      .filter(({ ts }) => ts > before)
      .map((one) => one.text)
      .join("\n");
  };
  /** The newest card in the shared channel that says this and has something to press. */
  const card = (pattern: RegExp): Message => {
    const found = bot.slack.reads("karin", shared).findLast(({ text, buttons }) => pattern.test(text) && buttons.length > 0);
    if (found === undefined) throw new Error(`No card says ${pattern}:\n${bot.reads("karin", shared)}`);
    return found.message;
  };
  const press = async (who: string, message: Message, label: RegExp): Promise<Acked> => {
    const acked = await bot.slack.press(who, message, label);
    expect(acked.status).toBe(200);
    await bot.settled();
    return acked;
  };
  const modalOf = async (who: string) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const view = bot.slack.modal(who);
      if (view !== undefined) return view;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${who} has no modal open`);
  };
  const playTo = async (local: string) => {
    await bot.house().scheduler.playTo(at(local));
    await bot.settled();
  };
  const ownOf = (who: string): string =>
    bot.slack
      .ephemerals(shared)
      .filter(({ ephemeralTo }) => ephemeralTo === bot.slack.user(who).id)
      .map(({ text }) => text)
      .join("\n");

  beforeAll(async () => {
    bot = await startSlackBot({ mode, open: database.open, clock: at("2026-11-23T09:00") });
  });
  afterAll(async () => {
    await bot.stop();
    await database.stop();
  });

  test("the sale: the project opens with its agreement, its channels and its people", async () => {
    const opened = await anna(
      `open "Solbacken Vård AB" variant:smaller via:direct internal:${internal} shared:${shared} data:2026-12-04 golive:2026-12-18`,
    );
    expect(opened).toContain("Solbacken Vård AB");
    const standing = card(/Uppstart för Solbacken/);
    expect(standing.pinned).toBe(true);
    expect(bot.slack.reads("karin", shared).find(({ ts }) => ts === standing.ts)?.buttons).toEqual([
      "Status",
      "Lämna kunddata",
      "Anmäl fel",
      "Önska en ändring",
    ]);
    expect(await anna("team add karin approver")).toContain("Karin Ek");
    expect(await anna("team add johan")).toContain("Johan Berg");
  });

  test("a customer presses Status, and sees it without the ledger (A1)", async () => {
    await press("karin", card(/Uppstart för Solbacken/), /^Status$/);
    expect(bot.reads("karin", shared)).toContain("Kunddataområden");
    expect(bot.reads("karin", shared)).not.toContain("Arbetspaket");
  });

  test("S1: requirements, one a deviation from standard", async () => {
    expect(await anna('require add "Huvudnumret svarar 07–18"')).toContain("R1");
    expect(await anna('krav add "Sjuksköterskor ser varandras status" deviation')).toContain("R2");
  });

  test("R1, R2: travel is priced as agreed", async () => {
    expect(await anna("travel 3h30 costs:1200 to:Uppsala")).toContain("3 035,00 kr");
    expect(await anna("resa city:göteborg")).toContain("690,00 kr");
  });

  test("S5: kickoff freezes the baseline; what johan wishes after it is a change that karin approves first", async () => {
    await anna("kickoff");
    await press("johan", card(/Uppstart för Solbacken/), /Önska en ändring/);
    await bot.slack.submit("johan", await modalOf("johan"), { wish: "Kö för kvällspersonalen" });
    await bot.settled();
    expect(bot.slack.modal("johan")).toBeUndefined();
    expect(bot.message(internal, /X1/)).toBeDefined();
    await anna("change price X1 fixed:4500");
    await anna("change send X1");
    const offer = card(/X1/);
    const asItWas = { ...offer };
    expect(bot.reads("karin", shared)).toContain("4 500,00 kr");
    await bot.restart();
    await press("johan", offer, /Godkänn/);
    expect(ownOf("johan")).toMatch(/Karin Ek/);
    expect((await bot.facts()).changes[0]?.state).toBe("sent");
    await press("karin", offer, /Godkänn/);
    expect((await bot.facts()).changes[0]?.state).toBe("approved");
    // A press that was on its way while the card was edited.
    await press("karin", asItWas, /Godkänn/);
    expect(ownOf("karin")).toMatch(/Karin/);
    const asked = await anna('require add "Röstbrevlåda på engelska"');
    expect(asked).toContain("X2");
    expect(await anna("require")).not.toContain("R3");
    await anna("change price X2 fixed:1000");
    await anna("change send X2");
    await press("karin", card(/X2/), /Godkänn/);
    expect(await anna("require")).toContain("R3");
  });

  test("S6: what exceeds configuration is outside the package until an extension covers it", async () => {
    await anna('log 6h30 configuration "svarsgrupper"');
    const second = await anna("logga 2h konfiguration");
    expect(second).toContain("30 min");
    expect(second).toMatch(/inte avtalad|ej avtalad|inte avtalat/);
    expect(await anna("invoice")).not.toContain("600,00 kr");
    expect(await anna("extend configuration 4h running")).toContain("X3");
    expect(await anna("change send X3")).toContain("projekt ange timpris");
    await anna("project set rate:1200");
    await anna("change send X3");
    await press("karin", card(/X3/), /Godkänn/);
    expect(await anna("invoice")).toContain("600,00 kr");
    await bot.restart();
  });

  test("S2: a fifth check-in call is outside the package likewise", async () => {
    for (const [index, day] of ["24", "25", "26", "27", "27"].entries()) {
      const time = index === 4 ? "14:00" : "10:00";
      expect(await anna(`checkin schedule 2026-11-${day} ${time}`)).toContain(`C${index + 1}`);
    }
    await playTo("2026-11-27T16:00");
    for (const ref of ["C1", "C2", "C3", "C4"]) expect(await anna(`checkin hold ${ref}`)).not.toMatch(/utanför paketet/);
    expect(await anna("checkin hold C5")).toMatch(/utanför paketet/);
  });

  test("D5: missing customer data is named once on the day, edited as karin hands it in, and silent where snoozed", async () => {
    for (const area of ["group-numbers", "presence"]) await anna(`data receive ${area}`);
    await anna('snooze fax until:2026-12-20 "faxen skrotas"');
    await playTo("2026-12-04T16:00");
    const before = bot.slack.messages(shared).length;
    await playTo("2026-12-07T09:00");
    const naming = bot.slack
      .reads("karin", shared)
      .filter(({ message }) => bot.slack.messages(shared).indexOf(message) >= before)
      .filter(({ text }) => /Röstbrevlåda|Hårdvara|Huvudnummer/.test(text));
    expect(naming).toHaveLength(1);
    expect(naming[0]?.text).not.toMatch(/Fax|Gruppnummer/);
    await press("karin", card(/Uppstart för Solbacken/), /Lämna kunddata/);
    await bot.slack.submit("karin", await modalOf("karin"), { area: "hardware", note: "40 Yealink T54W" });
    await bot.settled();
    const edited = bot.slack.reads("karin", shared).find(({ ts }) => ts === naming[0]?.ts);
    expect(edited?.message.edits.length).toBeGreaterThan(0);
    expect(edited?.text).not.toMatch(/Hårdvara/);
    expect(edited?.text).toMatch(/Röstbrevlåda/);
  });

  test("L1–L3: the delivery is approved only when it is live and verified, and only by the approver", async () => {
    await anna("change done X1");
    expect(await anna("deliver")).toMatch(/drift/i);
    await anna("golive");
    const unverified = await anna("deliver");
    for (const ref of ["R1", "R2", "R3"]) expect(unverified).toContain(ref);
    for (const ref of ["R1", "R2", "R3"]) {
      await anna(`require deliver ${ref}`);
      await anna(`require verify ${ref}`);
    }
    await anna("deliver");
    const first = card(/Röstbrevlåda på engelska/);
    await press("johan", first, /Godkänn/);
    expect((await bot.facts()).deliveries.every(({ state }) => state !== "approved")).toBe(true);
    expect(await anna("history")).toMatch(/Johan/);
    await press("karin", first, /Avböj|anmärk/i);
    await bot.slack.submit("karin", await modalOf("karin"), { remarks: "Kvällskön ringer inte" });
    await bot.settled();
    expect(await anna("task")).toMatch(/T1.*Kvällskön ringer inte/s);
    expect(await anna("deliver")).toContain("T1");
    await anna("task done T1");
    await anna("deliver");
    await bot.restart();
    const second = card(/Röstbrevlåda på engelska/);
    expect(second.ts).not.toBe(first.ts);
    await press("karin", second, /Godkänn/);
    expect((await bot.facts()).deliveries.at(-1)?.state).toBe("approved");
  });

  test("L4, S2b, R3: handover closes, and the invoice basis shows each line with its rule", async () => {
    await anna("handover");
    const invoice = await anna("invoice");
    for (const part of ["S2b", "R1", "R2", "S6", "1 715,00 kr", "1 200,00 kr", "120,00 kr", "690,00 kr", "600,00 kr"])
      expect(invoice).toContain(part);
    expect(await anna("log 1h configuration")).not.toContain("H3");
  });

  test("A1: nothing of the ledger was seen by karin anywhere, and a ledger line in the shared channel has no effect", async () => {
    const hours = (await bot.facts()).work.length;
    const refused = await bot.slack.command("anna", shared, "log 1h documentation");
    expect(refused.answer?.ephemeralTo).toBe(bot.slack.user("anna").id);
    expect((await bot.facts()).work).toHaveLength(hours);
    const everything = bot.slack.channels
      .filter(({ members }) => members.has(bot.slack.user("karin").id))
      .flatMap(({ name, id }) => bot.slack.reads("karin", name === "" ? id : name).map(({ text }) => text))
      .join("\n");
    expect(everything).not.toMatch(/3 035,00|1 715,00|690,00|utanför paketet|fakturaunderlag|marginal/i);
  });

  test("Slack took everything that it was sent, and nothing was left unsent or unexpected", async () => {
    const refused = bot.slack.calls
      .filter(({ answer }) => answer.ok !== true)
      .map(({ method, answer }) => `${method} ${String(answer.error)}`);
    expect(refused).toEqual([]);
    expect(await bot.house().outbox.drain()).toBeUndefined();
    const { rows } = await bot.test.pool.query("select id from messages where next_attempt_at is not null or parked_at is not null");
    expect(rows).toEqual([]);
    expect(bot.logged).toEqual([]);
  });
});
