import { expect } from "vitest";
import { type LocalForm, type LocalMessage, localApi } from "../support/local-api.ts";
import { handIn } from "../support/pages.ts";
import { type RunningBot, startRunningBot } from "../support/running-bot.ts";
import type { Message as SlackMessage } from "../support/slack/index.ts";
import { startSlackBot } from "../support/slack-bot.ts";
import type { Message as TeamsMessage } from "../support/teams/index.ts";
import { startTeamsBot } from "../support/teams-bot.ts";
import { typedInSlack } from "./slack-stage.ts";
import { refusedBy, typed } from "./teams-stage.ts";

const places = { ours: "solbacken", theirs: "solbacken-kund" } as const;
export type Where = keyof typeof places;
export type Who = "anna" | "karin";

/** A message as somebody finds it, with what can be pressed under it. */
export interface Found {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly shown: unknown;
}

/** A collection's two channels, on some platform: what its people do there, by hand. */
export interface CollectionStage {
  readonly bot: RunningBot;
  types(where: Where, text: string): Promise<string>;
  reads(who: Who, where: Where): Promise<readonly Found[]>;
  press(who: Who, message: Found, label: RegExp): Promise<void>;
  /** Fills in what the last press opened, and sees it taken; how many clicks that is beside what is filled in. */
  fill(who: Who, values: Readonly<Record<string, string>>): Promise<number>;
  /** Gives a file where this platform takes files; how many clicks that is. */
  drop(who: Who, name: string, content: Uint8Array): Promise<number>;
  /** Where the file that came with a message is. */
  link(message: Found): string;
  /** What a platform refused. */
  refused(): readonly string[];
}

const opening = `porting:2027-01-15 orgno:556012-5790`;
const linkIn = (drawn: unknown): string =>
  [...JSON.stringify(drawn).matchAll(/https?:\/\/[^"|>)\s\\]+/gu)]
    .map(([url]) => url)
    .find((url) => /\/files\//u.test(url)) ?? "";

export async function slackCollection(): Promise<CollectionStage> {
  const bot = await startSlackBot();
  const { slack } = bot;
  await bot.openSolbacken(opening);
  return {
    bot,
    types: (where, text) => typedInSlack(slack, "anna", places[where], text, bot.settled),
    reads: async (who, where) =>
      slack.reads(who, places[where]).map(({ text, buttons, message }) => ({ text, buttons, shown: message })),
    async press(who, { shown }, label) {
      expect((await slack.press(who, shown as SlackMessage, label)).status).toBe(200);
      await bot.settled();
    },
    async fill(who, values) {
      const view = slack.modal(who) ?? expect.fail(`${who} has no modal open`);
      const drawn = JSON.stringify(view.drawn);
      const given = Object.entries(values).map(([name, value]) => {
        const isMoment = new RegExp(`"datetimepicker"[^}]*"${name}"`, "u").test(drawn);
        return [name, isMoment ? String(Date.parse(`${value}:00+01:00`) / 1_000) : name === "area" ? [value] : value];
      });
      await slack.submit(who, view, Object.fromEntries(given));
      await bot.settled();
      const answer = slack.modal(who);
      if (answer === undefined) return 1;
      // What is for her alone is told in its place: she closes it.
      expect(answer.drawn.callback_id, JSON.stringify(answer)).toBe("reply");
      await slack.close(who, answer);
      return 2;
    },
    async drop(who, name, content) {
      await slack.upload(who, places.theirs, name, content);
      await bot.settled();
      return 1;
    },
    link: ({ shown }) => linkIn((shown as SlackMessage).blocks),
    refused: () =>
      slack.calls.filter(({ answer }) => answer.ok !== true).map(({ method, answer }) => `${method} ${answer.error}`),
  };
}

export async function teamsCollection(): Promise<CollectionStage> {
  const bot = await startTeamsBot();
  const { teams } = bot;
  await bot.openSolbacken(opening);
  let opened: unknown;
  return {
    bot,
    types: (where, text) => typed(teams, "anna", places[where], text, bot.settled),
    reads: async (who, where) =>
      teams.reads(who, places[where]).map(({ text, buttons, message }) => ({ text, buttons, shown: message })),
    async press(who, { shown }, label) {
      const acked = await teams.press(who, shown as TeamsMessage, label);
      expect([acked.status, acked.refused]).toEqual([200, undefined]);
      opened = acked;
      await bot.settled();
    },
    async fill(who, values) {
      const dialog = teams.dialog(who) ?? expect.fail(`${who} has no dialog open: ${JSON.stringify(opened)}`);
      const acked = await teams.submit(who, dialog, values);
      expect([acked.status, acked.refused]).toEqual([200, undefined]);
      await bot.settled();
      expect(teams.dialog(who)).toBeUndefined();
      return 1;
    },
    async drop(who, name, content) {
      const card = teams
        .reads(who, places.theirs)
        .findLast(({ buttons }) => buttons.some((one) => one === "Lämna in fil"));
      const acked = await teams.press(who, card?.message ?? expect.fail("nothing takes a file"), "Lämna in fil");
      const [url = ""] = /https?:[^"\s\\]*hand-in[^"\s\\]*/u.exec(JSON.stringify(acked)) ?? [];
      expect((await handIn(url, name, content)).status).toBe(200);
      await bot.settled();
      // The button, the file, and *send* on the page.
      return 3;
    },
    link: ({ shown }) => linkIn((shown as TeamsMessage).said.cards),
    refused: () => refusedBy(teams),
  };
}

export async function localCollection(): Promise<CollectionStage> {
  const bot = await startRunningBot({ config: {} });
  const api = localApi(() => bot.url);
  let form: LocalForm | undefined;
  await api.conversation(places.ours, false);
  await api.conversation(places.theirs, true);
  const open = `open "Solbacken Vård AB" internal:${places.ours} shared:${places.theirs} data:2026-12-04 golive:2026-12-18`;
  const asked = (await api.say("anna", places.ours, `${open} ${opening}`)).messages.at(-1);
  await api.press("anna", asked ?? expect.fail("nothing was asked"), /^Öppna så$/u);
  for (const line of ["team add karin approver", "team add johan"]) await api.say("anna", places.ours, line);
  await bot.settled();
  const taken = async (answer: ReturnType<typeof api.say>) => {
    const said = await answer;
    expect([said.status, said.errors], said.text).toEqual([200, undefined]);
    form = said.form;
    await bot.settled();
    return said.text;
  };
  return {
    bot,
    types: (where, text) => taken(api.say("anna", places[where], text)),
    reads: async (who, where) =>
      (await api.messages(who, places[where])).map((message) => ({
        ...{ text: message.text, buttons: message.actions.map(({ label }) => label), shown: message },
      })),
    press: async (who, { shown }, label) => void (await taken(api.press(who, shown as LocalMessage, label))),
    async fill(who, values) {
      const { fields } = form ?? expect.fail("no form is open");
      // The page sends what it shows, as browsers do.
      const shown = fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
      await taken(api.submit(who, form, { ...Object.fromEntries(shown), ...values }));
      return 1;
    },
    async drop(who, name, content) {
      const contentBase64 = Buffer.from(content).toString("base64");
      const { status } = await api.call("POST", "/files", { as: who, in: places.theirs, name, contentBase64 });
      expect(status).toBe(200);
      await bot.settled();
      return 1;
    },
    link: ({ shown }) => new URL((shown as LocalMessage).files[0]?.url ?? "", bot.url).href,
    refused: () => [],
  };
}
