import { expect, test } from "vitest";
import { labelsOf, pingsOf, readMarkup, readMessage } from "./reading.ts";
import type { Block, Message } from "./types.ts";
import { createWorld } from "./world.ts";

const world = createWorld({}, [], () => "");
const karin = world.addUser({ name: "karin", realName: "Karin Ek", team: world.customer.id });
const message = (text: string, blocks: readonly Block[] = []): Message => ({
  ts: "1.1",
  channel: "C1",
  user: world.botUser,
  text,
  blocks,
  edits: [],
  files: [],
  reactions: [],
  pinned: false,
});

test.each([
  { markup: "*fet* och _kursiv_ och ~struken~", reads: "fet och kursiv och struken" },
  { markup: "2 * 3 * 4", reads: "2 * 3 * 4" },
  { markup: "ett_två_tre", reads: "ett_två_tre" },
  { markup: "*\u2060inte fet*\u2060", reads: "*inte fet*" },
  { markup: "`*kod*` &amp; ```_mer_```", reads: "*kod* & _mer_" },
  { markup: "&lt;b&gt; &amp;lt;", reads: "<b> &lt;" },
  {
    markup: `<@${karin.id}> <https://example.com|avtalet> <https://example.com>`,
    reads: "@Karin Ek avtalet https://example.com",
  },
  { markup: "<!channel> <!date^1765094400^{date_short}|7 dec>", reads: "@channel 7 dec" },
  { markup: "&gt; citerat", reads: "citerat" },
])("$markup reads $reads", ({ markup, reads }) => expect(readMarkup(world, markup)).toBe(reads));

test("a message with blocks is read by its blocks, top to bottom", () => {
  const blocks: readonly Block[] = [
    { type: "header", text: { type: "plain_text", text: "*Kunddata*" } },
    { type: "section", text: { type: "mrkdwn", text: "Tre saknas" }, fields: [{ type: "mrkdwn", text: "*Senast*" }] },
    {
      type: "table",
      rows: [
        [
          { type: "raw_text", text: "Resa" },
          { type: "raw_text", text: "Belopp" },
        ],
      ],
    },
    { type: "actions", elements: [{ type: "button", action_id: "a", text: { type: "plain_text", text: "Lämna in" } }] },
    { type: "context", elements: [{ type: "mrkdwn", text: "Anna" }] },
  ];
  expect(readMessage(world, message("i korthet", blocks))).toBe("*Kunddata*\nTre saknas\nSenast\nResa | Belopp\nAnna");
  expect(labelsOf(blocks)).toEqual(["Lämna in"]);
});

test.each<{ what: string; text?: string; blocks?: readonly Block[]; pings: readonly string[] }>([
  { what: "in the text", text: `<!channel> <@${karin.id}|karin>`, pings: ["channel", karin.id] },
  {
    what: "in markup",
    blocks: [{ type: "section", text: { type: "mrkdwn", text: "<!here> <!subteam^S1>" } }],
    pings: ["here", "S1"],
  },
  {
    what: "in rich text",
    blocks: [
      {
        type: "rich_text",
        elements: [{ type: "rich_text_section", elements: [{ type: "broadcast", range: "everyone" }] }],
      },
    ],
    pings: ["everyone"],
  },
  {
    what: "never in plain text",
    blocks: [{ type: "section", text: { type: "plain_text", text: "<!channel>" } }],
    pings: [],
  },
  { what: "never when it is escaped", text: "&lt;!channel&gt;", pings: [] },
])("pings $what", ({ text = "", blocks = [], pings }) => expect(pingsOf(message(text, blocks))).toEqual(pings));
