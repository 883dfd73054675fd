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
    expect(first).toMatchObject({
      method: "REQUEST",
      sequence: 0,
      at: "2026-12-01T10:00:00",
      title: "Check-in C1, Solbacken Vård AB",
    });
    expect(first?.type).toBe("text/calendar; charset=utf-8; method=REQUEST");
    await ws.anna.says("checkin move C1 2026-12-02 09:00");
    expect(await invitation()).toMatchObject({
      uid: first?.uid,
      method: "REQUEST",
      sequence: 1,
      at: "2026-12-02T09:00:00",
    });
    await ws.anna.says('checkin cancel C1 "Karin is ill"');
    const last = await invitation();
    expect(last).toMatchObject({
      uid: first?.uid,
      method: "CANCEL",
      sequence: 2,
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
    expect((await invitation())?.people).toEqual(["mailto:anna@icentrex.se", "mailto:karin@solbacken.se"]);
  });
});

test("a file of a call that there is not is no file", async () => {
  const { get } = filesOf(ws.test.database, words);
  expect(await get("call.7b8f2c1e-0000-4000-8000-000000000000")).toBeUndefined();
});
