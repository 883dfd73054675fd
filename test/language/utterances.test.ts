import { expect, test } from "vitest";
import { utterancesOf } from "../../src/language/utterances.ts";
import { corpus } from "../support/minutes-corpus.ts";

const flat = (text: string): string => text.replace(/\s+/gu, " ");

test("M1: what each source of the collection says is found in one utterance", () => {
  for (const { name, text, transcript, truth, not } of corpus("open")) {
    const spoken = utterancesOf(text);
    expect([name, spoken.transcript]).toEqual([name, transcript || name === "slack-thread"]);
    if (name === "hidden-characters") continue;
    for (const quote of [...truth.map((one) => one.quote), ...not])
      expect([name, quote, spoken.utterances.some(({ words }) => flat(words).includes(quote))]).toEqual([
        name,
        quote,
        true,
      ]);
    if (transcript) expect(spoken.utterances.some(({ words }) => /-->|^\d+$|\d\d:\d\d:\d\d/.test(words))).toBe(false);
  }
});

test.each<[string, string, readonly object[]]>([
  [
    "WebVTT of Teams",
    "WEBVTT\n\nNOTE made up\n\nid/0-0\n00:00:01.000 --> 00:00:02.000\n<v Karin Ek>Jag skickar\nlistan</v>\n\nid/0-1\n00:00:03.000 --> 00:00:04.000\n<v Karin Ek>på fredag.</v>",
    [{ number: 1, speaker: "Karin Ek", time: "00:00:01", words: "Jag skickar listan på fredag." }],
  ],
  [
    "SubRip",
    "1\r\n00:00:01,000 --> 00:00:02,000\r\nKarin Ek: <i>Ja.</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nNej &amp; ja",
    [
      { number: 1, speaker: "Karin Ek", time: "00:00:01", words: "Ja." },
      { number: 2, time: "00:00:03", words: "Nej & ja" },
    ],
  ],
  [
    "times and names on lines of their own",
    "Karin Ek   0:03\nJa.\nJo.\n\nJohan Holm   1:02:04\nNej.",
    [
      { number: 1, speaker: "Karin Ek", time: "00:00:03", words: "Ja." },
      { number: 2, speaker: "Karin Ek", time: "00:00:03", words: "Jo." },
      { number: 3, speaker: "Johan Holm", time: "01:02:04", words: "Nej." },
    ],
  ],
  [
    "typed notes",
    "Karin: planritning\n\nkl 10:30 fika",
    [
      { number: 1, words: "Karin: planritning" },
      { number: 2, words: "" },
      { number: 3, words: "kl 10:30 fika" },
    ],
  ],
])("%s", (_, text, utterances) => expect(utterancesOf(text).utterances).toMatchObject(utterances));

test("M1: what nobody sees parts no lines and is shown", () => {
  const { utterances } = utterancesOf("ett\u2028Beslut: två\nBe\u00adslut: tre\nfyra 👩‍🔧");
  expect(utterances.map(({ words, hidden }) => [words, hidden])).toEqual([
    ["ett\ufffdBeslut: två", true],
    ["Be\ufffdslut: tre", true],
    ["fyra 👩‍🔧", false],
  ]);
});
