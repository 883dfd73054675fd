import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { stateOf } from "../../bot/state.ts";
import type { Message } from "../../support/slack/index.ts";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** Cards outlive what they were drawn for: an upgrade of ours, and the project itself. */

let bot: SlackBot;
let told = 0;
const internal = "solbacken";
const shared = "solbacken-kund";

async function anna(text: string): Promise<void> {
  expect((await bot.slack.command("anna", internal, text)).status, text).toBe(200);
  await bot.settled();
}
/** She is asked about what is open, and says that it is to be recorded all the same. */
async function anyway(): Promise<void> {
  const asked = bot.slack.reads("anna", internal).findLast(({ buttons }) => buttons.length > 0);
  await bot.slack.press("anna", asked?.message ?? expect.fail("nothing is asked"), /^Record it anyway$/);
  await bot.settled();
}
/** The newest card in the shared channel that says this and has something to press. */
function card(pattern: RegExp): Message {
  const found = bot.slack
    .reads("karin", shared)
    .findLast(({ text, buttons }) => pattern.test(text) && buttons.length > 0);
  if (found === undefined) throw new Error(`No card says ${pattern}:\n${bot.reads("karin", shared)}`);
  return found.message;
}
/** What karin alone has been told since the test began. */
const heard = (): string =>
  bot.slack
    .ephemerals(shared)
    .slice(told)
    .map(({ text }) => text)
    .join("\n");

async function withoutEffect<T>(work: () => Promise<T>): Promise<T> {
  const state = await stateOf(bot);
  const came = await work();
  await bot.settled();
  expect(await stateOf(bot)).toEqual(state);
  return came;
}

beforeAll(async () => {
  bot = await startSlackBot({ language: "en" });
  await bot.openSolbacken();
  await anna('require add "Main number answers 07-18"');
  await anna("kickoff");
  await anna('require add "Voicemail in English"');
  await anna("change price X1 fixed:4500");
  await anna("change send X1");
});
afterAll(() => bot.stop());
beforeEach(() => {
  told = bot.slack.ephemerals(shared).length;
});

test.each([
  { what: "a command of another name", from: /"runs":"[^"]*"/g, to: '"runs":"offer accept"', says: /earlier version/ },
  {
    what: "values that mean nothing any more",
    from: /"values":\{[^}]*\}/g,
    to: '"values":{"offer":"seven"}',
    says: /./,
  },
  { what: "no digest of what it approves (S9)", from: /"values":\{[^}]*\}/g, to: '"values":{}', says: /./ },
  {
    what: "buttons of another kind",
    from: /"kind":"buttons"/g,
    to: '"kind":"buttons-of-old"',
    says: /earlier version/,
  },
])("a card from before an upgrade, with $what: said in words, and nothing is approved", async ({ from, to, says }) => {
  const offer = card(/Offer X1/);
  const id = String(offer.metadata?.event_payload.id);
  const put = (content: string) =>
    bot.test.pool.query("update messages set content = $2::json where id = $1", [id, content]);
  const { rows } = await bot.test.pool.query<{ content: string }>(
    "select content::text as content from messages where id = $1",
    [id],
  );
  const before = rows[0]?.content ?? "";
  expect(before).toMatch(from);
  await put(before.replace(from, to));
  try {
    expect((await withoutEffect(() => bot.slack.press("karin", offer, /^Approve/))).status).toBe(200);
    expect(heard()).toMatch(says);
  } finally {
    await put(before);
  }
});

test("a no that an older version drew without its reason: it is asked for", async () => {
  const offer = card(/Offer X1/);
  const id = String(offer.metadata?.event_payload.id);
  const { rows } = await bot.test.pool.query<{ content: string }>(
    "select content::text as content from messages where id = $1",
    [id],
  );
  const before = rows[0]?.content ?? "";
  expect(before).toMatch(/"asks":\s*true/);
  const put = (content: string) =>
    bot.test.pool.query("update messages set content = $2::json where id = $1", [id, content]);
  await put(before.replace(/,"asks":\s*true/, ""));
  try {
    await bot.slack.press("karin", offer, /^Decline/);
    await bot.settled();
    expect(JSON.stringify(bot.slack.modal("karin")?.drawn)).toContain("Reason");
    expect((await bot.facts()).changes[0]?.state).toBe("sent");
  } finally {
    await put(before);
  }
});

test("a card that an older version drew by a scheme of its own: said in words", async () => {
  const action = { action_id: "startklar.change.answer", value: '{"change":"X1","yes":true}' };
  expect((await withoutEffect(() => bot.slack.press("karin", card(/Offer X1/), action))).status).toBe(200);
  expect(heard()).toMatch(/earlier version/);
});

test("the card as it is approves what it says: it was the age that the others lacked", async () => {
  await bot.slack.press("karin", card(/Offer X1/), /^Approve/);
  await bot.settled();
  await bot.slack.press("karin", card(/Do you approve X1/), /^Yes, approve/);
  await bot.settled();
  expect((await bot.facts()).changes[0]?.state).toBe("approved");
});

test("L4: after the handover, the buttons of the cards from before it are answered and record nothing", async () => {
  const standing = structuredClone(card(/Here you follow the project/));
  await anna("golive");
  await anyway();
  for (const { ref } of (await bot.facts()).requirements) {
    await anna(`require deliver ${ref}`);
    await anna(`require verify ${ref}`);
  }
  await anna("change done X1");
  await anna("deliver");
  const approval = structuredClone(card(/Main number answers/));
  await bot.slack.press("karin", approval, /^Approve/);
  await bot.settled();
  await anna('handover anyway:"the minutes follow"');
  expect((await bot.facts()).project.state).toBe("closed");

  told = bot.slack.ephemerals(shared).length;
  expect((await withoutEffect(() => bot.slack.press("karin", approval, /^Approve/))).status).toBe(200);
  expect(heard()).toMatch(/Karin Ek already did that|closed/);
  told = bot.slack.ephemerals(shared).length;
  await bot.slack.press("karin", standing, "Ask for a change");
  await bot.settled();
  const view = bot.slack.modal("karin");
  if (view !== undefined)
    await withoutEffect(() => bot.slack.submit("karin", view, { wish: "One more queue" }, { forged: true }));
  expect(`${heard()} ${JSON.stringify([view?.errors, bot.slack.modal("karin")?.drawn.blocks])}`).toMatch(
    /closed|handed over|an earlier version of the message/,
  );
});

test("nobody was called for", () => expect(bot.logged).toEqual([]));
