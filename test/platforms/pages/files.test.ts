import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fileAge, madeAge } from "../../../src/platforms/pages/links.ts";
import { channel, karin, type PagesOnPort, servePages } from "../../support/pages.ts";

const files: Readonly<Record<string, { readonly name: string; readonly content: Uint8Array; readonly type?: string }>> =
  {
    "id-1": { name: "Mötesprotokoll – M1.pdf", content: Buffer.from("%PDF-1.7 protokoll") },
    "call.1": {
      name: "C1.ics",
      content: Buffer.from("BEGIN:VCALENDAR"),
      type: "text/calendar; charset=utf-8; method=CANCEL",
    },
    "id-2": { name: "sida.html", content: Buffer.from("<script>alert(1)</script>") },
  };

let pages: PagesOnPort;
let failing = false;
beforeEach(async () => {
  failing = false;
  pages = await servePages({
    files: {
      get: async (id) => {
        if (failing) throw new Error("the database does not answer");
        return files[id];
      },
    },
  });
});
afterEach(() => pages.close());

/** Asks as no browser would: with any path and headers. */
const asks = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request(`${pages.url}`, { path, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on("error", reject).end();
  });

describe("a link to a file", () => {
  test("gives the file to keep, under its own name", async () => {
    const response = await fetch((await pages.links.file("id-1")) ?? "");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(response.headers.get("content-disposition")).toContain(encodeURIComponent("Mötesprotokoll – M1.pdf"));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(files["id-1"]?.content);
  });

  test("is never shown in a browser's page, kept in a cache or guessed at", async () => {
    const { headers } = await fetch((await pages.links.file("id-2")) ?? "");
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-robots-tag")).toContain("noindex");
    expect(headers.get("content-security-policy")).toContain("sandbox");
  });

  test("works for seven days, then says when it ended", async () => {
    const link = (await pages.links.file("id-1")) ?? "";
    pages.wait(fileAge - 1);
    expect((await fetch(link)).status).toBe(200);
    pages.wait(1);
    const late = await fetch(link);
    expect(late.status).toBe(410);
    const text = await late.text();
    expect(text).toContain("Länken har gått ut");
    expect(text).toContain("Den gällde till mån 30 nov 2026 09:00 (svensk tid).");
  });

  test("to what we make says what it is, and works for as long as the words beside it are kept", async () => {
    const link = (await pages.links.file("call.1")) ?? "";
    pages.wait(madeAge - 1);
    const response = await fetch(link);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/calendar; charset=utf-8; method=CANCEL",
    ]);
    pages.wait(1);
    expect((await fetch(link)).status).toBe(410);
  });

  test("begins with our own address, whatever host a request names", async () => {
    const link = (await pages.links.file("id-1")) ?? "";
    expect(link.startsWith(`${pages.url}/files/`)).toBe(true);
    const { body } = await asks("/files/wrong", { host: "evil.example", "x-forwarded-host": "evil.example" });
    expect(body).not.toContain("evil.example");
  });

  test("to a file that is gone says so", async () => {
    const response = await fetch((await pages.links.file("id-9")) ?? "");
    expect([response.status, (await response.text()).includes("Filen finns inte kvar")]).toEqual([404, true]);
  });

  test("of a hand-in page opens no file, and a file's no hand-in page", async () => {
    const [file, page] = [(await pages.links.file("id-1")) ?? "", (await pages.links.handIn(karin, channel)) ?? ""];
    expect((await fetch(page.replace("/hand-in/", "/files/"))).status).toBe(403);
    expect((await fetch(file.replace("/files/", "/hand-in/"))).status).toBe(403);
  });
});

describe("a link that is not ours", () => {
  test("hears the same whatever is wrong with it, and nothing of why", async () => {
    const link = (await pages.links.file("id-1")) ?? "";
    const other = await servePages();
    const foreign = ((await other.links.file("id-1")) ?? "").replace(other.url, pages.url);
    await other.close();
    const answers = await Promise.all(
      [
        `${pages.url}/files/x`,
        `${link}x`,
        link.slice(0, -1),
        foreign,
        `${pages.url}/files/..%2f..%2fetc%2fpasswd`,
        `${pages.url}/files/%00`,
      ].map(async (one) => {
        const response = await fetch(one);
        return [response.status, await response.text()];
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(403);
    expect(answers[0]?.[1]).toContain("Länken fungerar inte");
  });

  test("that cannot even be read is refused in words", async () => {
    for (const path of ["/files/%E0%A4%A", "/hand-in/%E0%A4%A", "/calendar/%E0%A4%A.ics"]) {
      const { status, body } = await asks(path);
      expect([path, status]).toEqual([path, 400]);
      expect(body).toContain("Länken fungerar inte");
    }
  });

  test("tried again and again is told to wait, while good links go on working", async () => {
    const good = (await pages.links.file("id-1")) ?? "";
    const statuses: number[] = [];
    for (let count = 0; count < 40; count += 1)
      statuses.push((await fetch(`${pages.url}/files/guess-${count}`)).status);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 403));
    expect(statuses.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));
    expect((await fetch(good)).status).toBe(200);
  });

  test("without PUBLIC_URL there are no links", async () => {
    const hidden = await servePages({ publicUrl: undefined });
    expect(await hidden.links.file("id-1")).toBeUndefined();
    expect(await hidden.links.handIn(karin, channel)).toBeUndefined();
    await hidden.close();
  });

  test("PUBLIC_URL may end in a slash or hold a path", async () => {
    const under = await servePages({ publicUrl: "https://startklar.example/bot/" });
    expect(await under.links.file("id-1")).toMatch(/^https:\/\/startklar\.example\/bot\/files\/[\w.-]+$/);
    await under.close();
  });
});

test("what goes wrong with us is said with a reference, and nothing else of it", async () => {
  failing = true;
  const response = await fetch((await pages.links.file("id-1")) ?? "");
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(text).toContain("7f3a2b");
  expect(text).not.toContain("database");
});
