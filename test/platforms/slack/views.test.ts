import { afterEach, expect, test } from "vitest";
import type { Answer, Dispatch } from "../../../src/bot/incoming.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { startPlatform } from "../../support/slack-bot.ts";

let trial: Awaited<ReturnType<typeof startPlatform>>;
afterEach(() => trial.stop());

let answer: Partial<Answer> = {};
const dispatch: Dispatch = {
  async handle() {
    return { outcome: "done", language: "sv", caused: [], repeated: false, ...answer };
  },
  async system() {},
};
const start = async (lacks: readonly string[]) => {
  const projects = [
    { code: "solbacken", customer: "Solbacken <!here> & *Vård*", phase: raw("Konfiguration"), waits: [] },
  ];
  trial = await startPlatform(dispatch, {
    standIn: { rates: "none", lacks },
    home: async () => ({ language: "sv", count: 1, before: 0, unknown: 0, projects, next: undefined }),
  });
};
const until = async (seen: () => boolean): Promise<void> => {
  while (!seen()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const kinds = (view: { readonly drawn: { readonly blocks: readonly { readonly type: string }[] } } | undefined) => [
  ...new Set(view?.drawn.blocks.map(({ type }) => type)),
];
const told = () => trial.troubles.filter((one) => one.includes("how a view looks"));

test.each([
  { lacks: ["rich_text"], left: ["section", "actions"] },
  { lacks: ["rich_text", "header", "divider", "context"], left: ["section", "actions"] },
  { lacks: ["actions"], left: ["section"] },
])("Home in a workspace without $lacks is drawn plainer, and the log says so once", async ({ lacks, left }) => {
  await start(lacks);
  await trial.slack.openHome("anna");
  await until(() => trial.slack.homeOf("anna") !== undefined);
  const home = trial.slack.homeOf("anna");
  expect(kinds(home)).toEqual(left);
  const shown = JSON.stringify(home?.drawn.blocks);
  expect(shown).toContain("Dina projekt");
  expect(shown).toContain("(solbacken)");
  // Where Slack reads markup, what people are called acts on nobody.
  for (const [said] of shown.matchAll(/"mrkdwn","text":"[^"]*"/gu)) expect(said).not.toContain("<!");
  if (!left.includes("actions")) expect(shown).toContain("Öppna ett projekt");
  expect(told()).toHaveLength(1);
  const published = () => trial.slack.calls.filter(({ method }) => method === "views.publish").length;
  const before = published();
  await trial.slack.openHome("anna");
  await until(() => published() === 2 * before);
  expect(told()).toHaveLength(1);
});

test("Home leads on to the next page and back to the first; a press there runs nothing", async () => {
  const asked: (string | undefined)[] = [];
  trial = await startPlatform(
    { handle: () => Promise.reject(new Error("nothing is run")), async system() {} },
    {
      standIn: { rates: "none" },
      home: async (_, { after }) => {
        asked.push(after);
        const project = {
          code: `p${asked.length}`,
          customer: `Kund ${asked.length}`,
          phase: raw("Konfiguration"),
          waits: [],
        };
        const page =
          after === "2026-12-04.1.1" ? { before: 1, next: undefined } : { before: 0, next: "2026-12-04.1.1" };
        return { language: "sv", count: 2, unknown: 0, projects: [project], ...page };
      },
    },
  );
  const shown = async (what: string) => {
    await until(() => JSON.stringify(trial.slack.homeOf("anna")?.drawn.blocks).includes(what));
    const home = trial.slack.homeOf("anna");
    if (home === undefined) throw new Error("Home was not published");
    return home;
  };
  await trial.slack.openHome("anna");
  await trial.slack.pressIn("anna", await shown("1–1 av 2"), { action_id: "home:page", value: "2026-12-04.1.1" });
  await trial.slack.pressIn("anna", await shown("2–2 av 2"), { action_id: "home:first" });
  await shown("1–1 av 2");
  expect(asked).toEqual([undefined, "2026-12-04.1.1", ""]);
});

test("a form whose fields are refused opens as words that say what to do", async () => {
  await start(["datepicker"]);
  const fields = [{ name: "day", label: "field.note", type: "day", required: true } as const];
  answer = { form: { id: "f-1", title: raw("Logga tid"), fields } };
  await trial.slack.command("anna", "solbacken", "log");
  await until(() => trial.slack.modal("anna") !== undefined);
  expect(JSON.stringify(trial.slack.modal("anna")?.drawn.blocks)).toContain("Skriv det som en rad i stället");
  expect(told()).toHaveLength(1);
});
