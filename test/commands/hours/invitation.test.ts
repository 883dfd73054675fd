import ICAL from "ical.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { filesOf } from "../../../src/composition/files.ts";
import { createWords } from "../../../src/messages/words.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

const words = createWords();
let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
});
afterEach(() => ws.close());

/** The call's message in the shared channel, and the file that it shows, as it is opened now. */
async function invitation(ref = "C1") {
  const card = (await ws.messages("solbacken-kund")).find(({ content }) =>
    content.files?.some(({ name }) => name === `${ref}.ics`),
  );
  const [link] = card?.content.files ?? [];
  if (link === undefined) return undefined;
  const file = await filesOf(ws.test.database, words).get(link.id);
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(file?.content)));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? expect.fail("no event"));
  return {
    type: file?.type,
    method: String(calendar.getFirstPropertyValue("method")),
    uid: event.uid,
    sequence: event.sequence,
    at: event.startDate.toString(),
    title: event.summary,
    about: event.description,
    people: [event.organizer, ...event.attendees.map((one) => one.getFirstValue())],
  };
}

describe("S2: a booked call comes with an invitation for people's calendars", () => {
  test("one event for as long as the call is: moved it rises, cancelled it is taken out, held it is no more", async () => {
    await ws.anna.says("checkin schedule 2026-12-01 10:00");
    const first = await invitation();
    // Nobody's address is known: it is published, from ours, and asks nobody for an answer (RFC 5546).
    expect(first).toMatchObject({
      method: "PUBLISH",
      people: ["mailto:kundcenter@icentrex.se"],
      sequence: 0,
      at: "2026-12-01T10:00:00",
      title: "Check-in C1, Solbacken Vård AB",
    });
    expect(first?.type).toBe("text/calendar; charset=utf-8; method=PUBLISH");
    await ws.anna.says("checkin move C1 2026-12-02 09:00");
    expect(await invitation()).toMatchObject({
      uid: first?.uid,
      method: "PUBLISH",
      sequence: 1,
      at: "2026-12-02T09:00:00",
    });
    await ws.anna.says('checkin cancel C1 "Karin is ill"');
    const last = await invitation();
    expect(last).toMatchObject({
      uid: first?.uid,
      method: "CANCEL",
      sequence: 2,
      people: ["mailto:kundcenter@icentrex.se"],
      type: "text/calendar; charset=utf-8; method=CANCEL",
    });
    await ws.anna.says("checkin schedule 2026-11-23 10:00");
    expect((await invitation("C2"))?.uid).not.toBe(first?.uid);
    await ws.anna.says("checkin hold C2");
    expect(await invitation("C2")).toBeUndefined();
  });

  test("a refused move leaves it as it was", async () => {
    await ws.anna.says("checkin schedule 2026-12-01 10:00");
    const before = await invitation();
    expect((await ws.anna.says("checkin move C1 2026-11-20 10:00")).outcome).toBe("refused");
    expect(await invitation()).toEqual(before);
  });

  test("its agenda is what waits when it is opened, and nothing that the customer may not see (A1)", async () => {
    await ws.anna.says("checkin schedule 2026-12-01 10:00");
    expect((await invitation())?.about).toMatch(/On the agenda:\n– Customer data/iu);
    await ws.anna.says('change "Canary route" fixed:4500');
    await ws.anna.says('log 2h30 configuration "canary groups"');
    await ws.anna.says('task add "Send floor plan" who:karin');
    const about = (await invitation())?.about;
    expect(about).toContain("Send floor plan");
    expect(about).not.toMatch(/canary|4 500|2 h 30/iu);
  });

  test("invites whom a platform has told the mail address of: the lead, staff and customer, and nobody else", async () => {
    await ws.anna.says("team add petra partner");
    await ws.anna.says("checkin schedule 2026-12-01 10:00");
    const mails = {
      anna: "anna@icentrex.se",
      karin: "karin@solbacken.se",
      petra: "petra@partner.se",
      olle: "olle@example.com",
    };
    for (const [user, mail] of Object.entries(mails))
      await ws.test.pool.query(`update accounts set email = $1 where "user" = $2`, [mail, user]);
    const asked = ["mailto:anna@icentrex.se", "mailto:karin@solbacken.se"];
    expect(await invitation()).toMatchObject({ method: "REQUEST", people: asked });
    // While the lead has no address, answers would reach nobody.
    await ws.test.pool.query(`update accounts set email = null where "user" = 'anna'`);
    expect(await invitation()).toMatchObject({ method: "PUBLISH", people: ["mailto:kundcenter@icentrex.se"] });
  });
});

test("S2: a call booked by a version that kept nothing of it gets its invitation, its reminders, and is moved", async () => {
  await ws.anna.says("checkin schedule 2026-12-01 10:00");
  await ws.anna.says("checkin schedule 2026-12-02 10:00");
  const { pool } = ws.test;
  const jobs = async () => (await pool.query("select 1 from jobs where kind = 'call' and done_at is null")).rowCount;
  await ws.house.scheduler.tick(await ws.test.database.now());
  const kept = await jobs();
  // As it stood before: no moments, no file, nobody who booked it, and caches of other rules.
  await pool.query("delete from jobs where kind = 'call' and payload ->> 'ref' = 'C1'");
  await pool.query("update check_ins set booked_by_id = null where ref = 'C1'");
  await pool.query("update messages set content = (content::jsonb - 'files')::json where subject = 'checkin/C1'");
  await pool.query("update clock set looks_from = null");
  expect(await invitation()).toBeUndefined();
  for (const _ of ["once", "and again"]) {
    await ws.house.scheduler.tick(await ws.test.database.now());
    await ws.house.jobs.drain();
    await pool.query("update clock set looks_from = null");
  }
  expect(await jobs()).toBe(kept);
  expect(await invitation()).toMatchObject({ method: "PUBLISH", at: "2026-12-01T10:00:00" });
  await ws.anna.says("checkin move C1 2026-12-01 11:00");
  expect(await invitation()).toMatchObject({ sequence: 1, at: "2026-12-01T11:00:00" });
  await ws.playTo("2026-12-01T10:46");
  await ws.house.jobs.drain();
  expect((await ws.messages("solbacken-kund")).filter(({ text }) => text.includes("begins Tue 1 Dec"))).toHaveLength(1);
});

test("a file of a call that there is not is no file", async () => {
  const { get } = filesOf(ws.test.database, words);
  expect(await get("call.7b8f2c1e-0000-4000-8000-000000000000")).toBeUndefined();
});
