import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { largestFile } from "../../../src/bot/files/limits.ts";
import { phrase, raw } from "../../../src/messages/phrase.ts";
import { handInAge } from "../../../src/platforms/pages/links.ts";
import { channel, handIn, karin, type PagesOnPort, servePages, taken } from "../../support/pages.ts";

let pages: PagesOnPort;
let link: string;
beforeEach(async () => {
  pages = await servePages();
  link = (await pages.links.handIn(karin, channel)) ?? "";
});
afterEach(() => pages.close());

const csv = Buffer.from("Namn;Nummer\nVäxeln;08-123 45 67\n");
const file = (incoming: PagesOnPort["told"][number] | undefined) =>
  incoming?.intent.kind === "file" ? incoming.intent : undefined;

describe("the hand-in page", () => {
  test("names the channel and the person, in the channel's language", async () => {
    const text = await (await fetch(link)).text();
    expect(text).toContain('<html lang="sv">');
    expect(text).toContain("Filen hamnar i Solbacken – uppstart och lämnas in av dig, Karin Ek.");
    expect(text).toContain("gäller till mån 23 nov 2026 10:00 (svensk tid)");
    const english = await servePages({ conversation: async (place) => ({ place, language: "en" }) });
    const other = await (await fetch((await english.links.handIn(karin, channel)) ?? "")).text();
    await english.close();
    expect(other).toContain('<html lang="en">');
    expect(other).toContain("The file goes to Solbacken – uppstart, handed in by you, Karin Ek.");
  });

  test("runs no script, loads nothing and is shown in nobody's frame", async () => {
    const response = await fetch(link);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(text).not.toMatch(/<script|javascript:|\son\w+=|<img|<link|src=|@import|url\(/i);
  });

  test("tells nothing of the person in its link", async () => {
    const decoded = Buffer.from(link.split("/").at(-1)?.split(".")[0] ?? "", "base64url").toString();
    for (const one of [karin.name, karin.user, karin.tenant, channel.external, channel.name])
      expect(decoded).not.toContain(one);
  });

  test("hands the file to the bot as that person in that conversation", async () => {
    const response = await handIn(link, "Nummerlista åäö.csv", csv);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("Vi har tagit emot Nummerlista åäö.csv.");
    expect(pages.told).toHaveLength(1);
    const [incoming] = pages.told;
    expect([incoming?.account, incoming?.conversation]).toEqual([karin, channel]);
    expect(file(incoming)?.name).toBe("Nummerlista åäö.csv");
    expect(Buffer.from(file(incoming)?.content ?? [])).toEqual(csv);
    expect(incoming?.key).toMatch(/^hand-in\/[\w-]{22}\/1$/);
  });

  test("goes by who is in the conversation now, not when the link was made", async () => {
    await pages.close();
    pages = await servePages({
      conversation: async (place) => ({ place: { ...place, name: "Nytt namn", outsiders: true }, language: "sv" }),
    });
    link = (await pages.links.handIn(karin, { ...channel, outsiders: false })) ?? "";
    expect(await (await fetch(link)).text()).toContain("Nytt namn");
    await handIn(link, "a.csv", csv);
    expect(pages.told[0]?.conversation.outsiders).toBe(true);
  });

  test.each([
    { given: "../../etc/passwd.txt", name: "passwd.txt" },
    { given: "C:\\fakepath\\lista.txt", name: "lista.txt" },
    { given: "lis\u202etxt.ta.txt", name: "listxt.ta.txt" },
    { given: 'cit"at.txt', name: 'cit"at.txt' },
    { given: "a\u030a.txt", name: "å.txt" },
  ])("takes $given as $name", async ({ given, name }) => {
    await handIn(link, given, "text");
    expect(file(pages.told[0])?.name).toBe(name);
  });

  test("keeps the ending of a very long name", async () => {
    await handIn(link, `${"lång ".repeat(45)}.txt`, "text");
    const name = file(pages.told[0])?.name ?? "";
    expect(name).toMatch(/…\.txt$/);
    expect([...name].length).toBeLessThanOrEqual(150);
  });

  test("what people have typed never becomes markup", async () => {
    await pages.close();
    const evil = `"><img src=x onerror=alert(1)>&'`;
    pages = await servePages();
    link = (await pages.links.handIn({ ...karin, name: evil }, { ...channel, name: evil })) ?? "";
    const shown = [
      await (await fetch(link)).text(),
      await (await handIn(link, `${evil}.exe`, "x")).text(),
      await (await handIn(link, `${evil}.txt`, "x")).text(),
    ];
    for (const text of shown) {
      expect(text).toContain("&lt;img src=x onerror=alert(1)&gt;");
      expect(text).not.toContain("<img");
    }
  });
});

describe("a file that is refused", () => {
  test.each([
    {
      why: "of another kind",
      name: "setup.exe",
      content: "MZ",
      status: 415,
      says: "setup.exe är en filtyp som vi inte tar emot här",
    },
    {
      why: "a page",
      name: "sida.html",
      content: "<p>",
      status: 415,
      says: "sida.html är en filtyp som vi inte tar emot",
    },
    {
      why: "without an ending",
      name: "lista",
      content: "x",
      status: 415,
      says: "lista är en filtyp som vi inte tar emot",
    },
    {
      why: "not what its name says",
      name: "fullmakt.pdf",
      content: "MZ program",
      status: 415,
      says: "innehåller något annat än namnet säger",
    },
    { why: "empty", name: "tom.csv", content: "", status: 422, says: "Filen är tom" },
  ])("$why: the page says so, stays usable and is not used up", async ({ name, content, status, says }) => {
    const refused = await handIn(link, name, content);
    const text = await refused.text();
    expect([refused.status, pages.told]).toEqual([status, []]);
    expect(text).toContain(says);
    expect(text).toMatch(/role="alert"/);
    expect(text).toMatch(/<input type="file"[^>]*aria-describedby="problem kinds" aria-invalid="true">/);
    expect(text).toContain("<title>Filen lämnades inte in: Lämna in en fil – Startklar</title>");
    expect((await handIn(link, "lista.csv", csv)).status).toBe(200);
  });

  test("too large by one byte is refused; the largest is taken", async () => {
    const refused = await handIn(link, "stor.txt", Buffer.alloc(largestFile + 1, 0x61));
    expect([refused.status, (await refused.text()).includes("större än 10 MB")]).toEqual([413, true]);
    expect(pages.told).toEqual([]);
    expect((await handIn(link, "stor.txt", Buffer.alloc(largestFile, 0x61))).status).toBe(200);
  });

  test("far too large is refused without being read", async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const sending = request(link, {
        method: "POST",
        headers: { "content-type": "multipart/form-data; boundary=x", "content-length": String(largestFile * 100) },
      });
      sending.on("response", (response) => {
        resolve(response.statusCode ?? 0);
        sending.destroy();
      });
      sending.on("error", reject);
      sending.flushHeaders();
    });
    expect(status).toBe(413);
  });

  test.each([
    { why: "no file chosen", body: () => new FormData(), status: 422, says: "Välj en fil först" },
    {
      why: "not a form with files",
      body: () => new URLSearchParams({ file: "x" }),
      status: 422,
      says: "Välj en fil först",
    },
  ])("$why", async ({ body, status, says }) => {
    const response = await fetch(link, { method: "POST", body: body() });
    expect([response.status, (await response.text()).includes(says), pages.told]).toEqual([status, true, []]);
  });

  test("two files, or one in another field, are refused in words", async () => {
    const form = new FormData();
    form.append("file", new Blob(["a"]), "a.txt");
    form.append("file", new Blob(["b"]), "b.txt");
    const response = await fetch(link, { method: "POST", body: form });
    expect([response.status, (await response.text()).includes("Sidan tar emot en fil")]).toEqual([422, true]);
    expect((await handIn(link, "a.txt", "a", "other")).status).toBe(422);
    expect(pages.told).toEqual([]);
  });

  test.each(["--x\r\n", "", '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf'])(
    "a broken form %j is refused",
    async (body) => {
      const response = await fetch(link, {
        method: "POST",
        body,
        headers: { "content-type": "multipart/form-data; boundary=x" },
      });
      expect([400, 422]).toContain(response.status);
      expect(await response.text()).toContain('role="alert"');
      expect(pages.told).toEqual([]);
    },
  );

  test("by the bot: the page says why in its words, and the link stays good for another try", async () => {
    await pages.close();
    let refusing = true;
    const why = { kind: "text", text: phrase("refusal.role") } as const;
    pages = await servePages({
      answer: (incoming) => {
        if (!refusing) return taken;
        const reply = { audience: "public", blocks: [why, { kind: "text", text: raw("<b>") }], to: "person" } as const;
        const shownBy = incoming.shows?.(reply, true);
        return { outcome: "refused", language: "sv", caused: [], repeated: false, reply, alone: true, shownBy };
      },
    });
    link = (await pages.links.handIn(karin, channel)) ?? "";
    const refused = await handIn(link, "lista.csv", csv);
    const text = await refused.text();
    expect(refused.status).toBe(422);
    expect(text).toContain("&lt;b&gt;");
    expect(text).toContain('type="file"');
    refusing = false;
    expect((await handIn(link, "lista.csv", csv)).status).toBe(200);
    expect(pages.told.map(({ key }) => key.split("/").at(-1))).toEqual(["1", "2"]);
  });

  test("what only that person may read is read on the page; the rest is said in the channel", async () => {
    await handIn(link, "lista.csv", csv);
    const reply = { audience: "public", blocks: [] } as const;
    expect(pages.told[0]?.shows?.(reply, true)).toBe("platform");
    expect(pages.told[0]?.shows?.(reply, false)).toBe("outbox");
  });
});

describe("one person does not close the page for the others", () => {
  /** The head of a form that never goes on; `begun` with the first bytes of a file. */
  const stalled = (to: string, begun: boolean): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "multipart/form-data; boundary=x", "content-length": "100000" };
      const sending = request(to, { method: "POST", headers }, (response) => resolve(response.statusCode ?? 0));
      sending.on("error", reject);
      if (begun) sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nbegun');
      else sending.flushHeaders();
    });
  const johan = { ...karin, user: "29:johan", name: "Johan Ek" };

  test.each([true, false])(
    "twelve uploads that stall (a byte has come: %s) keep nobody out, and are ended in words",
    async (begun) => {
      await pages.close();
      pages = await servePages({ patience: 1_500 });
      const links = await Promise.all(
        Array.from({ length: 12 }, async () => (await pages.links.handIn(karin, channel)) ?? ""),
      );
      const hanging = links.map((one) => stalled(one, begun));
      const other = (await pages.links.handIn(johan, channel)) ?? "";
      expect((await handIn(other, "lista.csv", csv)).status).toBe(200);
      const statuses = (await Promise.all(hanging)).sort();
      expect(statuses.filter((status) => status !== 408 && status !== 503)).toEqual([]);
      expect(statuses).toContain(408);
      expect((await handIn(links[0] ?? "", "lista.csv", csv)).status).toBe(200);
    },
    20_000,
  );
});

describe("a page is used once", () => {
  test("the second time says when it was used, and takes nothing", async () => {
    await handIn(link, "lista.csv", csv);
    pages.wait(12 * 60_000);
    for (const response of [await fetch(link), await handIn(link, "annan.csv", csv)]) {
      expect(response.status).toBe(410);
      const text = await response.text();
      expect(text).toContain("Här lämnades en fil in mån 23 nov 2026 09:00 (svensk tid)");
      expect(text).not.toContain("<form");
    }
    expect(pages.told).toHaveLength(1);
  });

  test("the same person's next link is a page of its own", async () => {
    await handIn(link, "lista.csv", csv);
    const next = (await pages.links.handIn(karin, channel)) ?? "";
    expect((await handIn(next, "till.csv", csv)).status).toBe(200);
    expect(new Set(pages.told.map(({ key }) => key)).size).toBe(2);
  });

  test("opening it does not use it: a mail filter may look first", async () => {
    for (let count = 0; count < 3; count += 1) expect((await fetch(link)).status).toBe(200);
    expect((await fetch(link, { method: "HEAD" })).status).toBe(200);
    expect((await handIn(link, "lista.csv", csv)).status).toBe(200);
  });

  test("after an hour it has expired, also for a form that was opened before", async () => {
    pages.wait(handInAge);
    for (const response of [await fetch(link), await handIn(link, "lista.csv", csv)]) {
      expect(response.status).toBe(410);
      expect(await response.text()).toContain("Länken har gått ut");
    }
    expect(pages.told).toEqual([]);
  });

  test("of many files at once few are held; the others are asked to wait", async () => {
    await pages.close();
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    pages = await servePages({ answer: () => held.then(() => taken) });
    const links = await Promise.all(
      Array.from({ length: 13 }, async () => (await pages.links.handIn(karin, channel)) ?? ""),
    );
    const sent = links.map((one) => handIn(one, "lista.csv", csv));
    const busy = await Promise.race(sent);
    expect([busy.status, busy.headers.get("retry-after"), (await busy.text()).includes("Vänta en minut")]).toEqual([
      503,
      "60",
      true,
    ]);
    release();
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(12);
  });
});
