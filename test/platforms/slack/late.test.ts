import { afterEach, describe, expect, test } from "vitest";
import type { Answer, Dispatch, Incoming } from "../../../src/bot/incoming.ts";
import type { ShownBy } from "../../../src/bot/shown-by.ts";
import type { Reply } from "../../../src/messages/content.ts";
import { RetryAfter } from "../../../src/messages/doing.ts";
import { phrase, raw } from "../../../src/messages/phrase.ts";
import { TakenOver } from "../../../src/messages/platform.ts";
import { doing } from "../../support/doing.ts";
import { startPlatform } from "../../support/slack-bot.ts";

const said = (text: string, more: Partial<Reply> = {}): Reply => ({
  audience: "public",
  blocks: [{ kind: "text", text: raw(text) }],
  ...more,
});

/** A bot that takes as long as the test says, once per key, as the transport's once does. */
function slowly(reply: Reply, alone: boolean, more: Partial<Answer> = {}) {
  const answers = new Map<string, Promise<Answer>>();
  let turn: Promise<void> = Promise.resolve();
  let release = (): void => undefined;
  const dispatch: Dispatch = {
    async handle(incoming) {
      const first = answers.get(incoming.key);
      if (first !== undefined) return { ...(await first), repeated: true };
      const answer = answered(incoming, turn);
      answers.set(incoming.key, answer);
      return answer;
    },
    async system() {},
  };
  const said: (ShownBy | undefined)[] = [];
  async function answered(incoming: Incoming, until: Promise<void>): Promise<Answer> {
    await until;
    const shownBy = incoming.shows?.(reply, alone);
    said.push(shownBy);
    const replyId = "11111111-1111-4111-8111-111111111111";
    return {
      ...{ outcome: "done", language: "sv", reply, replyId, caused: [], repeated: false },
      ...(alone ? { alone } : {}),
      shownBy,
      ...more,
    };
  }
  return {
    ...dispatch,
    /** Who was to show each answer. */
    shownBy: said,
    /** Answers nothing more until it is released. */
    hold() {
      turn = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
  };
}

describe("past the budget the answer is a job's: acknowledged with progress, brought when it is there", () => {
  let trial: Awaited<ReturnType<typeof startPlatform>>;
  let shown: string[];
  afterEach(() => trial.stop());
  const start = async (dispatch: Dispatch, budget = 150) => {
    shown = [];
    trial = await startPlatform(dispatch, {
      budget,
      standIn: { rates: "none" },
      shown: async (message) => void shown.push(message),
    });
    // The first question to Slack about who and where takes its time too.
    await trial.slack.command("anna", "solbacken", "warm up");
    for (const job of trial.jobs.splice(0)) await trial.platform.job(job, doing());
    shown.length = 0;
  };
  /** A bot that answers past the budget, from when it is held. */
  const late = async (reply: Reply, alone: boolean) => {
    const bot = slowly(reply, alone);
    await start(bot);
    bot.hold();
    return bot;
  };
  const until = async (seen: () => boolean): Promise<void> => {
    while (!seen()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test("within it nothing is a job, and the acknowledgement carries the answer", async () => {
    const bot = slowly(said("Klart på en gång"), false);
    await start(bot, 10_000);
    const acked = await trial.slack.command("anna", "solbacken", "status");
    expect(acked.answer?.text).toContain("Klart på en gång");
    expect(trial.jobs).toEqual([]);
    // Held until the acknowledgement was there: nobody else brings it.
    expect(bot.shownBy.at(-1)).toBe("platform-first");
    await until(() => shown.length > 0);
    expect(shown).toEqual(["11111111-1111-4111-8111-111111111111"]);
  });

  test("a command for the asker alone: the progress goes, and the answer comes to them alone", async () => {
    const bot = await late(said("Bara för dig", { to: "person" }), true);
    const before = trial.slack.reads("anna", "solbacken").length;
    // Acknowledged, though there is no answer.
    expect(await trial.slack.command("anna", "solbacken", "help")).toMatchObject({ status: 200 });
    const working = trial.platform.job(trial.jobs[0], doing());
    await until(() => trial.slack.messages("solbacken").at(-1)?.text.includes("Jag jobbar på det") === true);
    bot.release();
    await working;
    const own = trial.slack.reads("anna", "solbacken").slice(before);
    expect(own.map(({ text, message }) => [text, message.ephemeralTo])).toEqual([
      ["Bara för dig", trial.slack.user("anna").id],
    ]);
  });

  test("a command for the place: the progress message is edited into the answer, once, however often the job is run", async () => {
    const bot = await late(said("För alla"), false);
    const before = trial.slack.messages("solbacken").length;
    await trial.slack.command("anna", "solbacken", "status");
    bot.release();
    for (let runs = 0; runs < 3; runs += 1) await trial.platform.job(trial.jobs[0], doing());
    const posted = trial.slack.messages("solbacken").slice(before);
    expect(posted.map(({ text }) => text)).toEqual(["För alla"]);
    expect(posted[0]?.edits[0]?.text).toContain("Jag jobbar på det");
  });

  test("what somebody else does by now says nothing", async () => {
    const bot = await late(said("För alla"), false);
    const before = trial.slack.messages("solbacken").length;
    await trial.slack.command("anna", "solbacken", "status");
    bot.release();
    await expect(trial.platform.job(trial.jobs[0], doing({ ours: false }))).rejects.toThrow(TakenOver);
    expect(trial.slack.messages("solbacken")).toHaveLength(before);
  });

  test("asked by Slack to wait, it is put back for as long, and says it then", async () => {
    const bot = await late(said("För alla"), false);
    const before = trial.slack.messages("solbacken").length;
    await trial.slack.command("anna", "solbacken", "status");
    bot.release();
    trial.slack.trouble("chat.postMessage", { kind: "status", status: 429, retryAfter: 7 });
    const thrown = await trial.platform.job(trial.jobs[0], doing()).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(RetryAfter);
    expect((thrown as RetryAfter).after).toBe(7_000);
    await trial.platform.job(trial.jobs[0], doing());
    expect(
      trial.slack
        .messages("solbacken")
        .slice(before)
        .map(({ text }) => text),
    ).toEqual(["För alla"]);
  });

  test("where the bot cannot write, the answer comes by the command's own address", async () => {
    const bot = await late(said("För alla"), false);
    const before = trial.slack.reads("anna", "general").length;
    await trial.slack.command("anna", "general", "status");
    bot.release();
    await trial.platform.job(trial.jobs[0], doing());
    expect(
      trial.slack
        .reads("anna", "general")
        .slice(before)
        .map(({ text }) => text),
    ).toEqual(["För alla"]);
  });

  test("a press: a message in the channel is edited into the answer, once, however often the job is run", async () => {
    const bot = await late(said("Tack, Karin"), false);
    const content = {
      audience: "public" as const,
      blocks: [{ kind: "buttons" as const, buttons: [{ id: "go", label: raw("Kör"), runs: "status" }] }],
    };
    const channel = trial.slack.channel("solbacken-kund");
    await trial.platform.platform.deliver({
      message: "m-1",
      revision: 1,
      to: { platform: "slack", tenant: trial.slack.home.id, conversation: channel.id },
      language: "sv",
      content,
      saidAt: Date.now(),
    });
    const [card] = trial.slack.messages("solbacken-kund");
    if (card === undefined) throw new Error("No card");
    const acked = await trial.slack.press("karin", card, "Kör");
    expect(acked.status).toBe(200);
    bot.release();
    for (let runs = 0; runs < 2; runs += 1) await trial.platform.job(trial.jobs[0], doing());
    const seen = trial.slack.reads("karin", "solbacken-kund").map(({ text }) => text);
    expect(seen.filter((text) => text.includes("Tack, Karin"))).toHaveLength(1);
    expect(seen.some((text) => text.includes("Jag jobbar på det"))).toBe(false);
    expect(trial.slack.messages("solbacken-kund").at(-1)?.edits.length).toBeGreaterThan(0);
  });

  test("a form: the modal says that we are at it, and shows the fields' errors when they come", async () => {
    const form = {
      id: "22222222-2222-4222-8222-222222222222",
      title: raw("Logga"),
      fields: [{ name: "time", label: "field.time", type: "text", required: true }],
    } as const;
    let slow = 0;
    const answers: Dispatch = {
      async handle({ intent }) {
        await new Promise((resolve) => setTimeout(resolve, intent.kind === "form" ? slow : 0));
        const base = { language: "sv", caused: [], repeated: false } as const;
        return intent.kind === "form"
          ? { ...base, outcome: "invalid", errors: { time: phrase("field.missing", { field: "tid" }) } }
          : { ...base, outcome: "done", form };
      },
      async system() {},
    };
    trial = await startPlatform(answers, { budget: 150, standIn: { rates: "none" } });
    await trial.slack.command("anna", "solbacken", "log");
    for (const job of trial.jobs.splice(0)) await trial.platform.job(job, doing());
    for (let tries = 0; trial.slack.modal("anna") === undefined && tries < 50; tries += 1) {
      await trial.slack.command("anna", "solbacken", "log");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const view = trial.slack.modal("anna");
    if (view === undefined) throw new Error("No modal");
    slow = 400;
    await trial.slack.submit("anna", view, { time: "två-ish" });
    expect(JSON.stringify(trial.slack.modal("anna")?.drawn)).toContain("Jag jobbar på det");
    await trial.platform.job(trial.jobs.at(-1), doing());
    const again = JSON.stringify(trial.slack.modal("anna")?.drawn);
    expect(again).toContain("två-ish");
    expect(again).toContain("tid");
  });

  test.each(["user_not_found", "user_not_visible"])(
    "what Slack refuses for good (%s) is said, and not tried again: the job is done",
    async (error) => {
      const bot = await late(said("Bara för dig", { to: "person" }), true);
      const { id: nils } = trial.slack.addUser({ name: "nils", realName: "Nils Ny" });
      await trial.slack.command("anna", "solbacken", "help");
      bot.release();
      const job = JSON.parse(JSON.stringify(trial.jobs[0]).replaceAll(trial.slack.user("anna").id, nils));
      trial.slack.trouble("users.info", { kind: "refuse", error }, 10);
      await trial.platform.job(job, doing());
      expect(trial.slack.reads("anna", "solbacken").at(-1)?.text).toContain("talar inte om för mig vem du är");
    },
  );

  test.each(["is_archived", "channel_not_found", "message_not_found"])(
    "an answer that cannot be edited into the progress message (%s) comes by the command's own address",
    async (error) => {
      const bot = await late(said("För alla"), false);
      const before = trial.slack.messages("solbacken").length;
      await trial.slack.command("anna", "solbacken", "status");
      trial.slack.trouble("chat.update", { kind: "refuse", error });
      bot.release();
      await trial.platform.job(trial.jobs[0], doing());
      expect(
        trial.slack
          .messages("solbacken")
          .slice(before)
          .map(({ text }) => text),
      ).toEqual(["För alla"]);
    },
  );

  test("a press in a channel that is archived meanwhile is answered in the private chat", async () => {
    const bot = await late(said("Tack, Anna"), false);
    await trial.slack.command("anna", "solbacken", "status");
    const { asked } = trial.jobs[0] as { asked: unknown };
    await trial.slack.archive("solbacken");
    bot.release();
    await trial.platform.job({ asked, finish: { by: "press" } }, doing());
    expect(trial.slack.reads("anna", trial.slack.im("anna").id).at(-1)?.text).toBe("Gäller solbacken\nTack, Anna");
  });

  test("what passes is tried again", async () => {
    const bot = await late(said("För alla"), false);
    await trial.slack.command("anna", "solbacken", "status");
    bot.release();
    trial.slack.trouble("chat.postMessage", { kind: "status", status: 503 });
    await expect(trial.platform.job(trial.jobs[0], doing())).rejects.toThrow();
  });
});

test("an acknowledgement that comes when Bolt has given the request up is no error: what was stored comes by the outbox", async () => {
  const trial = await startPlatform(
    {
      async handle() {
        await new Promise((resolve) => setTimeout(resolve, 3_600));
        return { outcome: "done", language: "sv", reply: said("Sent"), caused: [], repeated: false };
      },
      async system() {},
    },
    { budget: 20_000, standIn: { rates: "none" } },
  );
  try {
    await trial.slack.command("anna", "solbacken", "status");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(trial.troubles).toEqual([]);
  } finally {
    await trial.stop();
  }
});
