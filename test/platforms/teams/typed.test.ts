import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity } from "../../../src/platforms/teams/in/activity.ts";
import { decoded, htmlPieces, textPieces } from "../../../src/platforms/teams/in/markup.ts";
import { shownText, typedText } from "../../../src/platforms/teams/in/typed.ts";

const bot = "28:11111111-1111-1111-1111-111111111111";
const mentioned = {
  person: async (id: string) => (id === "29:karin" ? "karin" : undefined),
  channel: async (id: string) => (id === "19:sol@thread.tacv2" ? "solbacken" : undefined),
};
const mention = (id: string, name: string) => ({ type: "mention", mentioned: { id, name }, text: `<at>${name}</at>` });
const startklar = mention(bot, "Startklar");
const karin = mention("29:karin", "Karin Ek");

interface Sample {
  readonly text?: string;
  readonly html?: string;
  readonly format?: string;
  readonly entities?: readonly ReturnType<typeof mention>[];
}

function written({ text, html, format = "plain", entities = [startklar] }: Sample): Parameters<typeof typedText>[0] {
  return {
    text,
    textFormat: format,
    recipient: { id: bot } as Activity["recipient"],
    entities: [...entities, { type: "clientInfo", mentioned: undefined, text: undefined }],
    attachments:
      html === undefined
        ? undefined
        : [{ contentType: "text/html", contentUrl: undefined, content: html, name: undefined }],
  };
}
const read = async (sample: Sample): Promise<string> => (await typedText(written(sample), mentioned)).text;

describe("the mention of the bot", () => {
  test.each([
    ["<at>Startklar</at> log 2h configuration", "log 2h configuration"],
    ["<at>Startklar</at>&nbsp;log 2h", "log 2h"],
    ["<at>Startklar</at>\u00a0 log\u00a02h\r\n", "log 2h"],
    ['  <at id="0">Startklar</at>   status', "status"],
    ["hej <at>Startklar</at> status", "status"],
    ["status <at>Startklar</at>", "status"],
    ["<at>Startklar</at>", ""],
    ["<at>Startklar</at> <at>Startklar</at> status", "status"],
    ["<at>STARTKLAR</at> status", "status"],
    ["log 2h", "log 2h"],
  ])("%s is read as %s", async (text, line) => expect(await read({ text })).toBe(line));

  test("a tag typed by hand that Teams does not list means nobody", async () => {
    expect(await read({ text: "<at>Startklar</at> <at>VD</at> status", entities: [] })).toBe("@Startklar @VD status");
  });

  test("another bot is nobody who could be looked up: it is called by its name", async () => {
    const polly = mention("28:polly", "Polly");
    const everybody = { ...mentioned, person: async () => "polly-ek" };
    const sample = { text: "<at>Startklar</at> team add <at>Polly</at>", entities: [startklar, polly] };
    expect((await typedText(written(sample), everybody)).text).toBe("team add @Polly");
  });

  test("a person called as the bot is a person", async () => {
    const namesake = mention("29:namesake", "Startklar");
    expect(
      await read({ text: "<at>Startklar</at> team add <at>Startklar</at>", entities: [startklar, namesake] }),
    ).toBe("team add @Startklar");
  });
});

describe("people and channels", () => {
  test.each([
    ["<at>Startklar</at> team add <at>Karin Ek</at> approver", [startklar, karin], "team add @karin approver"],
    ["<at>Startklar</at> team add <at>Nils Ö</at>", [startklar, mention("29:nils", "Nils Ö")], "team add @Nils Ö"],
    [
      "<at>Startklar</at> team add <at>Å &amp; Ä</at>",
      [startklar, { ...mention("29:karin", "Å & Ä"), text: "<at>Å &amp; Ä</at>" }],
      "team add @karin",
    ],
    [
      "<at>Startklar</at> open shared:<at>sol</at>",
      [startklar, mention("19:sol@thread.tacv2", "sol")],
      "open shared:#solbacken",
    ],
    [
      "<at>Startklar</at> open shared:<at>annan</at>",
      [startklar, mention("19:x@thread.tacv2", "annan")],
      "open shared:#annan",
    ],
    ["<at>Startklar</at> fråga <at>Robot</at>", [startklar, mention("28:other", "Robot")], "fråga @Robot"],
  ])("%s", async (text, entities, line) => expect(await read({ text, entities })).toBe(line));

  test("two people of one name are told apart by the order in which Teams lists them", async () => {
    const [one, other] = [mention("29:karin", "Karin Ek"), mention("29:another", "Karin Ek")];
    expect(await read({ text: "<at>Karin Ek</at> och <at>Karin Ek</at>", entities: [one, other] })).toBe(
      "@karin och @Karin Ek",
    );
  });
});

describe("what people type is read letter by letter", () => {
  test.each([
    ["a &lt;b&gt; &amp; c &amp;amp; d", "a <b> & c &amp; d"],
    ["&lt;at&gt;VD&lt;/at&gt;", "<at>VD</at>"],
    ["1 < 2 > 0 && <fax>", "1 < 2 > 0 && <fax>"],
    ["&#229;&#xE4;&ouml; &euro; &okänd; &constructor;", "åäö € &okänd; &constructor;"],
    ["“citat” ”svensk” 'enkel'", "“citat” ”svensk” 'enkel'"],
    ["\u200b zero\u200bwidth\ufeff\u2060", "zero\u200bwidth"],
    ["smalt\u202fmellanslag\u2009här", "smalt mellanslag här"],
    ["en\r\ntvå\rtre", "en\ntvå\ntre"],
    ["👩‍👩‍👧 <at>Startklar</at> 👍🏽 klart", "👍🏽 klart"],
    ['<quoted messageId="1772050244572"/> change ask "fler"', 'change ask "fler"'],
    ["\u0000&#0;&#xD800;", "\u0000&#0;&#xD800;"],
  ])("%j is read as %j", async (text, line) => expect(await read({ text })).toBe(line));

  test("whatever is typed comes back as it was, however Teams escapes it", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (typed) => {
        const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
        const plain = typed
          .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu, " ")
          .replace(/\r\n?/gu, "\n")
          .replace(/^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/gu, "");
        expect(await read({ text: escaped, html: `<p>${escaped}</p>` })).toBe(plain);
      }),
    ));
});

describe("rich text is read where the plain text lost something", () => {
  const tag = '<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Startklar</span>';
  test.each<[string, Sample, string]>([
    ["the text is missing", { html: `<div><div>${tag}&nbsp;log 2h configuration</div></div>` }, "log 2h configuration"],
    ["the text has nothing but the mention", { text: "<at>Startklar</at> ", html: `<p>${tag} status</p>` }, "status"],
    [
      "its lines were lost",
      { text: "<at>Startklar</at> minutes Ett Två", html: `<p>${tag} minutes Ett</p><p>Två</p>` },
      "minutes Ett\nTvå",
    ],
    [
      "a list",
      { html: `<p>${tag} minutes</p><ul><li>Fax</li><li>Växel &amp; svar</li></ul>` },
      "minutes\n- Fax\n- Växel & svar",
    ],
    [
      "a reply quotes somebody",
      {
        text: "Anna\nlog 9h\n\nstatus",
        html: '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Anna</strong><p>log 9h</p></blockquote><p>status</p>',
      },
      "status",
    ],
    [
      "links",
      {
        html: `<p>${tag} se <a href="https://a.se/x?b=1&amp;c=2">avtalet</a> och <a href="https://b.se/">b.se</a>, <a href="mailto:a@b.se">a@b.se</a></p>`,
      },
      "se avtalet (https://a.se/x?b=1&c=2) och https://b.se/, a@b.se",
    ],
    [
      "emoji are characters",
      { html: `<p>${tag} klart <img itemtype="http://schema.skype.com/Emoji" alt="👍" src="https://x"></p>` },
      "klart 👍",
    ],
    ["code keeps its spaces", { html: `<p>${tag} krav</p><pre><code>a  b\n  c</code></pre>` }, "krav\na  b\n  c"],
    ["the text itself is rich", { format: "xml", text: "<p><at>Startklar</at> log&nbsp;2h</p>" }, "log 2h"],
    ["scripts are no words", { html: `<p>${tag} status</p><script>alert(1)</script><style>p{}</style>` }, "status"],
    ["broken markup", { html: `<p>${tag} status <b>nu` }, "status nu"],
  ])("%s", async (_what, sample, line) => expect(await read(sample)).toBe(line));

  test("the plain text wins where it says the same", async () => {
    expect(await read({ text: "<at>Startklar</at> log 2h <fax>", html: `<p>${tag} log 2h <fax></p>` })).toBe(
      "log 2h <fax>",
    );
  });
});

test("a message that becomes a change request is read as people see it", () => {
  expect(shownText('<div><at id="0">Karin Ek</at>, kan vi få<br>fler <b>anknytningar</b>?</div>')).toBe(
    "@Karin Ek, kan vi få\nfler anknytningar?",
  );
});

describe("no message keeps us busy", () => {
  test.each([
    ["tags that never end", "<at>".repeat(100_000)],
    ["quotes that never end", "<a href='".repeat(50_000)],
    ["comments that never end", "<!--".repeat(100_000)],
    ["entities that never end", "&#".repeat(200_000)],
    ["deep", "<p>".repeat(20_000)],
  ])("%s", (_what, text) => {
    const started = performance.now();
    textPieces(text);
    htmlPieces(text);
    decoded(text);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
