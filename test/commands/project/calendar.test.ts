import ICAL from "ical.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { feedOf } from "../../../src/composition/feed.ts";
import { createWords } from "../../../src/messages/words.ts";
import { servePages } from "../../support/pages.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

const words = createWords();
let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace({ publicUrl: "https://startklar.example.com/" });
  await ws.openSolbacken("rate:1200 workshop:2026-12-07");
});
afterEach(() => ws.close());

const addressIn = (text: string): string =>
  /https:\/\/startklar\.example\.com(\/calendar\/[\w-]{32}\.ics)/u.exec(text)?.[1] ?? expect.fail(text);

/** What a calendar reads of a feed. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((one) => {
    const event = new ICAL.Event(one);
    return `${event.startDate.toString()} ${event.summary}`;
  });
}

test("one's own calendar has the calls and days of one's projects, follows them, and its address can be taken back", async () => {
  const pages = await servePages({ feed: feedOf({ database: ws.test.database, words, language: "en" }) });
  try {
    const open = async (path: string) => fetch(pages.url + path);
    await ws.anna.says("checkin schedule 2026-12-08 10:00");
    await ws.conversation("akero");
    await ws.erik.says('open "Åkerö Bygg AB" code:akero internal:akero golive:2027-01-15', { in: "akero" });
    await ws.anna.says('log 2h30 configuration "canary"');
    expect((await ws.karin.says("calendar", { in: "dm-karin" })).text).toContain("no calendar of your own yet");
    const first = addressIn((await ws.karin.presses("calendar new", { in: "dm-karin" })).text);
    const answer = await open(first);
    const file = await answer.text();
    expect([
      answer.status,
      answer.headers.get("content-type"),
      answer.headers.get("x-robots-tag"),
      answer.headers.get("referrer-policy"),
      answer.headers.get("cache-control"),
    ]).toEqual([200, "text/calendar; charset=utf-8", "noindex, nofollow", "no-referrer", "no-store"]);
    expect(read(file)).toEqual([
      "2026-12-08T10:00:00 Check-in C1, Solbacken Vård AB",
      "2026-12-04 Customer data, Solbacken Vård AB",
      "2026-12-07 Workshop, Solbacken Vård AB",
      "2026-12-18 Go-live, Solbacken Vård AB",
    ]);
    expect(file).toContain("BEGIN:VTIMEZONE");
    expect(file).not.toMatch(/canary|2 h 30|ker/u);
    await ws.anna.says("checkin move C1 2026-12-09 09:00");
    expect(read(await (await open(first)).text())[0]).toBe("2026-12-09T09:00:00 Check-in C1, Solbacken Vård AB");
    await ws.anna.says('checkin cancel C1 "ill"');
    expect(read(await (await open(first)).text())).toHaveLength(3);
    const { rows } = await ws.test.pool.query<{ feed_digest: string }>(
      "select feed_digest from people where feed_digest is not null",
    );
    expect(rows.map(({ feed_digest: kept }) => kept.length)).toEqual([64]);
    expect(first).not.toContain(rows[0]?.feed_digest);
    const second = addressIn((await ws.karin.says("calendar new", { in: "dm-karin" })).text);
    expect([(await open(first)).status, (await open(second)).status]).toEqual([404, 200]);
    expect((await ws.karin.says("calendar off", { in: "dm-karin" })).outcome).toBe("done");
    expect([
      (await open(second)).status,
      (await open("/calendar/x.ics")).status,
      (await open(`/calendar/${"a".repeat(32)}.ics`)).status,
    ]).toEqual([404, 404, 404]);
    expect((await ws.karin.says("calendar off", { in: "dm-karin" })).outcome).toBe("refused");
  } finally {
    await pages.close();
  }
});

test("a calendar program that looks again has each day and call once, where it is now; what ended is gone", async () => {
  const pages = await servePages({ feed: feedOf({ database: ws.test.database, words, language: "en" }) });
  try {
    const address = addressIn((await ws.karin.says("calendar new", { in: "dm-karin" })).text);
    // As one is kept there: by UID, what is no longer in the file goes.
    const look = async () => {
      const calendar = new ICAL.Component(ICAL.parse(await (await fetch(pages.url + address)).text()));
      const all = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
      expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
      return new Map(all.map((one) => [one.uid, `${one.startDate.toString()} ${one.summary}`]));
    };
    await ws.anna.says("checkin schedule 2026-12-08 10:00");
    const before = await look();
    await ws.anna.says("plan move golive 2027-01-08");
    await ws.anna.presses("plan move-anyway");
    await ws.anna.says("checkin move C1 2026-12-09 09:00");
    const after = await look();
    expect([...after.keys()]).toEqual([...before.keys()]);
    const moved = [...after].filter(([uid, event]) => before.get(uid) !== event).map(([, event]) => event);
    expect(moved).toEqual([
      "2026-12-09T09:00:00 Check-in C1, Solbacken Vård AB",
      "2027-01-08 Go-live, Solbacken Vård AB",
    ]);
    await ws.anna.says('project cancel "no more"');
    expect(await look()).toEqual(new Map());
    await ws.anna.says("project reopen");
    expect([...(await look()).values()]).toEqual([...after.values()].filter((event) => !event.includes("C1")));
    await ws.anna.says("team remove karin");
    expect(await look()).toEqual(new Map());
  } finally {
    await pages.close();
  }
});

test("its address is kept nowhere of ours once it was delivered, and a repeat does not show it again", async () => {
  const ask = () => ws.karin.says("calendar new", { in: "dm-karin", key: "calendar-1" });
  const secret = addressIn((await ask()).text).slice(10, 42);
  await ws.house.outbox.drain();
  const { rows } = await ws.test.pool.query<{ kept: string }>(
    "select content::text as kept from messages union all select answer::text from requests where answer is not null",
  );
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.filter(({ kept }) => kept.includes(secret))).toEqual([]);
  expect((await ask()).text).toContain("was shown here. It is not kept");
});

test("its address is shown to the one who asked alone; where nobody outside reaches us, it says what is missing", async () => {
  const said = await ws.anna.says("kalender ny");
  expect([said.outcome, said.messages.map(({ visibleTo }) => visibleTo !== undefined)]).toEqual(["done", [true]]);
  const without = await openWorkspace();
  try {
    expect((await without.anna.says("calendar")).text).toContain("PUBLIC_URL");
    expect((await without.anna.says("calendar new")).outcome).toBe("refused");
  } finally {
    await without.close();
  }
});
