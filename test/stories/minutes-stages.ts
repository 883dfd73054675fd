import type { ProjectFacts } from "../../src/domain/facts.ts";
import { localApi } from "../support/local-api.ts";
import { startRunningBot } from "../support/running-bot.ts";
import type { Message as SlackMessage } from "../support/slack/index.ts";
import { startSlackBot } from "../support/slack-bot.ts";
import type { Message as TeamsMessage } from "../support/teams/index.ts";
import { startTeamsBot } from "../support/teams-bot.ts";
import { typedInSlack } from "./slack-stage.ts";
import { typed } from "./teams-stage.ts";

const ours = "solbacken";
const theirs = "solbacken-kund";

/** A platform on which minutes are written: what Anna does in the internal channel, and what is read. */
export interface MinutesStage {
  types(text: string): Promise<void>;
  /** A file by itself, among us. */
  drops(name: string, content: string): Promise<void>;
  /** A file with the line. */
  attaches(line: string, name: string, content: string): Promise<void>;
  /** What was said in a thread becomes the notes of a meeting. */
  thread(meeting: string, said: readonly (readonly [who: string, words: string])[]): Promise<void>;
  /** Presses the newest button of ours with that label. */
  presses(label: RegExp): Promise<void>;
  /** Fills in the form that the last press opened. */
  fills(values: Readonly<Record<string, string>>): Promise<void>;
  /** What Anna reads of ours, newest last. */
  ours(): Promise<string>;
  /** What Karin reads of the shared channel. */
  theirs(): Promise<string>;
  facts(): Promise<ProjectFacts>;
  stop(): Promise<void>;
}

const found = <T>(one: T | undefined, label: RegExp): T => {
  if (one === undefined) throw new Error(`There is no button ${label}`);
  return one;
};

async function local(): Promise<MinutesStage> {
  const bot = await startRunningBot({ config: { language: "en" } });
  const api = localApi(() => bot.url);
  let form: Awaited<ReturnType<typeof api.say>>["form"];
  const texts = async (who: string, where: string) =>
    (await api.messages(who, where)).map(({ text }) => text).join("\n");
  const files = async (name: string, content: string, line?: string) => {
    const body = { as: "anna", in: ours, name, contentBase64: Buffer.from(content).toString("base64"), line };
    const { status } = await api.call("POST", "/files", body);
    if (status !== 200) throw new Error(`${name}: ${status}`);
    await bot.settled();
  };
  const says = async (text: string) => {
    const { status } = await api.say("anna", ours, text);
    if (status !== 200) throw new Error(`${text}: ${status}`);
    await bot.settled();
  };
  await api.conversation(ours, false);
  await api.conversation(theirs, true);
  await says(
    `open "Solbacken Vård AB" internal:${ours} shared:${theirs} data:2026-12-04 golive:2026-12-18 language:en`,
  );
  const opening = (await api.messages("anna", ours)).findLast(({ actions }) => actions.length > 0);
  if (opening !== undefined) await api.press("anna", opening, /^Open it so$/);
  for (const line of ["team add karin approver", "team add johan"]) await says(line);
  return {
    types: says,
    drops: files,
    attaches: (line, name, content) => files(name, content, line),
    thread: (meeting, said) => says(`minutes ${meeting}\n${said.map(([who, words]) => `${who}: ${words}`).join("\n")}`),
    async presses(label) {
      const all = await api.messages("anna", ours);
      const message = all.findLast(({ actions }) => actions.some((one) => label.test(one.label)));
      ({ form } = await api.press("anna", found(message, label), label));
      await bot.settled();
    },
    async fills(values) {
      const kept = Object.fromEntries(
        (form?.fields ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
      );
      const { errors } = await api.submit("anna", form, { ...kept, ...values });
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      await bot.settled();
    },
    ours: () => texts("anna", ours),
    theirs: () => texts("karin", theirs),
    facts: bot.facts,
    stop: bot.stop,
  };
}

async function slack(): Promise<MinutesStage> {
  const bot = await startSlackBot({ language: "en" });
  await bot.openSolbacken("language:en");
  const { slack } = bot;
  const modal = async () => {
    for (let tries = 0; tries < 200; tries += 1) {
      const view = slack.modal("anna");
      if (view !== undefined) return view;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error("Anna has no modal open");
  };
  const fills = async (values: Readonly<Record<string, string>>) => {
    await slack.submit("anna", await modal(), values);
    await bot.settled();
    const open = slack.modal("anna");
    if (open !== undefined) throw new Error(JSON.stringify(open.errors ?? "a modal is still open"));
  };
  return {
    async types(text) {
      await typedInSlack(slack, "anna", ours, text, bot.settled);
    },
    async drops(name, content) {
      await slack.upload("anna", ours, name, content);
      await bot.settled();
    },
    async attaches(line, name, content) {
      await slack.upload("anna", ours, name, content, { line });
      await bot.settled();
    },
    async thread(meeting, said) {
      const { message } = await slack.say("anna", ours, "Notes");
      for (const [who, words] of said)
        await slack.say(who.split(" ")[0]?.toLowerCase() ?? "", ours, words, { thread: message.ts });
      await slack.shortcut("anna", message, "thread_minutes");
      await fills({ meeting });
    },
    async presses(label) {
      const read = slack.reads("anna", ours).findLast(({ buttons }) => buttons.some((one) => label.test(one)));
      await slack.press("anna", found(read, label).message as SlackMessage, label);
      await bot.settled();
    },
    fills,
    ours: async () => bot.reads("anna", ours),
    theirs: async () => bot.reads("karin", theirs),
    facts: bot.facts,
    async stop() {
      await bot.stop();
    },
  };
}

/** In Teams a bot is given files in the private chat alone, and no thread: it is pasted. */
async function teams(): Promise<MinutesStage> {
  const bot = await startTeamsBot({ language: "en" });
  await bot.openSolbacken("language:en");
  const { teams } = bot;
  const types = async (text: string) => {
    await typed(teams, "anna", ours, text, bot.settled);
  };
  const given = async (name: string, content: string, line?: string) => {
    const read = () => teams.reads("anna", "personal").length;
    const before = read();
    await teams.upload("anna", name, content, line);
    for (let tries = 0; read() < before + 2 && tries < 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      await bot.settled();
    }
  };
  return {
    types,
    drops: given,
    attaches: (line, name, content) => given(name, content, `${line} in:solbacken`),
    thread: (meeting, said) =>
      types(`minutes ${meeting}\n${said.map(([who, words], at) => `[09:0${at}] ${who}\n${words}`).join("\n")}`),
    async presses(label) {
      const read = ["personal", ours]
        .flatMap((where) => teams.reads("anna", where))
        .toSorted((a, b) => Number(a.id) - Number(b.id))
        .findLast(({ buttons }) => buttons.some((one) => label.test(one)));
      await teams.press("anna", found(read, label).message as TeamsMessage, label);
      await bot.settled();
    },
    async fills(values) {
      const dialog = teams.dialog("anna");
      if (dialog === undefined) throw new Error("Anna has no dialog open");
      await teams.submit("anna", dialog, values);
      await bot.settled();
    },
    ours: async () => bot.reads("anna", ours),
    theirs: async () => bot.reads("karin", theirs),
    facts: bot.facts,
    stop: bot.stop,
  };
}

export const stages = { "the local page": local, Slack: slack, Teams: teams } as const;
