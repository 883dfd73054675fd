import fc from "fast-check";
import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { feedFile, type Invitation, invitationFile } from "../../src/documents/invitation.ts";

const hour = 3_600_000;
const call: Invitation = {
  uid: "5f0c9a4e-call@startklar",
  sequence: 0,
  cancelled: false,
  at: Date.parse("2026-12-01T09:00Z"),
  minutes: 60,
  timeZone: "Europe/Stockholm",
  title: "Avstämning C1, Solbacken Vård AB",
  about: "Öppna punkter",
  organizer: { name: "Anna Lind", mail: "anna@icentrex.se" },
  attendees: [{ name: "Karin Ek", mail: "karin@solbacken.se" }],
  madeAt: Date.parse("2026-11-23T08:00Z"),
  remind: 15,
};

/** What a calendar reads of a file, its zones too. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar
    .getAllSubcomponents("vevent")
    .map((event) => ({ event: new ICAL.Event(event), component: event }));
  return { calendar, events, method: String(calendar.getFirstPropertyValue("method")) };
}
function only(file: string) {
  const { events, ...rest } = read(file);
  expect(events).toHaveLength(1);
  const [{ event, component } = expect.fail("no event")] = events;
  return { ...rest, event, component };
}

/** A calendar as Outlook or Google keeps one: by UID, the highest SEQUENCE counts, a CANCEL takes out (RFC 5546). */
function calendarWith(files: readonly string[]): ReadonlyMap<string, number> {
  const kept = new Map<string, { readonly at: number; readonly sequence: number; readonly cancelled: boolean }>();
  for (const { method, event } of files.map(only)) {
    if ((kept.get(event.uid)?.sequence ?? -1) >= event.sequence) continue;
    kept.set(event.uid, {
      at: event.startDate.toJSDate().getTime(),
      sequence: event.sequence,
      cancelled: method === "CANCEL",
    });
  }
  return new Map([...kept].filter(([, { cancelled }]) => !cancelled).map(([uid, { at }]) => [uid, at]));
}

describe("an invitation, read back by a calendar", () => {
  test("says who invites whom to what, when, and reminds before it", () => {
    const { event, component, method } = only(invitationFile(call));
    expect(method).toBe("REQUEST");
    expect([event.uid, event.sequence, event.summary, event.description]).toEqual([
      call.uid,
      0,
      call.title,
      call.about,
    ]);
    expect(event.startDate.toJSDate().getTime()).toBe(call.at);
    expect(event.endDate.toJSDate().getTime()).toBe(call.at + hour);
    expect(event.startDate.toString()).toBe("2026-12-01T10:00:00");
    expect(event.startDate.zone?.tzid).toBe("Europe/Stockholm");
    expect(event.organizer).toBe("mailto:anna@icentrex.se");
    expect(event.attendees.map((one) => [one.getFirstParameter("cn"), one.getFirstValue()])).toEqual([
      ["Karin Ek", "mailto:karin@solbacken.se"],
    ]);
    expect(String(component.getFirstSubcomponent("valarm")?.getFirstPropertyValue("trigger"))).toBe("-PT15M");
  });

  const changes = [2026, 2027, 2028, 2029, 2030].flatMap((year) => {
    const start = Temporal.ZonedDateTime.from(`${year}-01-01T00:00[Europe/Stockholm]`);
    const spring = start.getTimeZoneTransition("next");
    const autumn = spring?.getTimeZoneTransition("next");
    return [spring, autumn].map((change) => change?.epochMilliseconds ?? expect.fail("no change"));
  });
  test.each(changes.map((change) => [new Date(change).toISOString(), change] as const))(
    "P2: stands at the right instant on both sides of the change of the clock at %s",
    (_, change) => {
      for (const away of [
        -48 * hour,
        -2 * hour,
        -hour,
        -60_000,
        0,
        60_000,
        hour,
        2 * hour,
        48 * hour,
        120 * 24 * hour,
      ]) {
        const { event } = only(invitationFile({ ...call, at: change + away }));
        expect(event.startDate.toJSDate().getTime(), String(away)).toBe(change + away);
        expect(event.endDate.toJSDate().getTime(), String(away)).toBe(change + away + hour);
      }
    },
  );

  test("a feed over several changes of the clock has each call at its instant", () => {
    const calls = changes.map((change, index) => ({ ...call, uid: `c${index}`, at: change + 6 * hour }));
    const { events, calendar } = read(
      feedFile([...calls, { ...call, uid: "off", cancelled: true }], "Startklar: Anna"),
    );
    expect(events.map(({ event }) => [event.uid, event.startDate.toJSDate().getTime()])).toEqual(
      calls.map(({ uid, at }) => [uid, at]),
    );
    expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe("Startklar: Anna");
    expect(calendar.getAllSubcomponents("vtimezone")).toHaveLength(1);
  });
  test("a feed says how often to look again; an invitation, which is not looked for again, does not", () => {
    expect(feedFile([call], "Startklar")).toMatch(
      /\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n/u,
    );
    expect(invitationFile(call)).not.toMatch(/REFRESH|TTL/u);
  });
  test("an empty feed is a calendar too", () => {
    expect(read(feedFile([], "Startklar")).events).toEqual([]);
  });

  test.each(["UTC", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"])(
    "by the clock of %s too",
    (timeZone) => {
      for (const at of [call.at, call.at + 120 * 24 * hour]) {
        expect(
          only(invitationFile({ ...call, at, timeZone }))
            .event.startDate.toJSDate()
            .getTime(),
        ).toBe(at);
      }
    },
  );
});

describe("what becomes of it in a calendar", () => {
  const moved = { ...call, sequence: 1, at: call.at + 24 * hour };
  const cancelled = { ...moved, sequence: 2, cancelled: true };
  test("a move replaces the event, and coming late an older one changes nothing", () => {
    const files = [call, moved].map(invitationFile);
    expect(calendarWith(files)).toEqual(new Map([[call.uid, moved.at]]));
    expect(calendarWith(files.toReversed())).toEqual(new Map([[call.uid, moved.at]]));
  });
  test("a cancelled call is taken out: by the method, the status, the same UID and a higher SEQUENCE", () => {
    expect(calendarWith([call, moved, cancelled].map(invitationFile))).toEqual(new Map());
    const { event, component, method } = only(invitationFile(cancelled));
    expect([method, component.getFirstPropertyValue("status"), event.uid]).toEqual(["CANCEL", "CANCELLED", call.uid]);
    expect(component.getFirstSubcomponent("valarm")).toBeNull();
  });
});

describe("RFC 5546: who has to be in it", () => {
  test.each([
    ["REQUEST", call, ["organizer", "attendee"]],
    ["PUBLISH", { ...call, attendees: [] }, ["organizer"]],
    ["CANCEL", { ...call, attendees: [], cancelled: true }, ["organizer"]],
  ])("%s", (expected, one, has) => {
    const { method, component } = only(invitationFile(one));
    expect([method, ["organizer", "attendee"].filter((name) => component.hasProperty(name))]).toEqual([expected, has]);
  });
});

describe("what people have typed", () => {
  test("is words in the file, and never a line of it", () => {
    const typed = fc.string({
      unit: fc.constantFrom("a", "å", "😀", "\n", "\r", ",", ";", ":", '"', "\\", " ", "BEGIN:VEVENT\r\n"),
    });
    fc.assert(
      fc.property(typed, typed, typed, (title, about, name) => {
        const file = invitationFile({ ...call, title, about, organizer: { name, mail: "anna@icentrex.se" } });
        const { calendar, event } = only(file);
        expect(calendar.getAllSubcomponents("vevent")).toHaveLength(1);
        expect(event.summary).toBe(title.replace(/\r\n?/gu, "\n"));
        expect(event.description).toBe(about.replace(/\r\n?/gu, "\n"));
        expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
        for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
      { numRuns: 300 },
    );
  });
});
