import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import { addDays } from "../domain/calendar.ts";
import type { Day, Minutes } from "../domain/units.ts";
import { zoneAround } from "./calendar-zone.ts";

/** Somebody of a call, as calendars know people: by their mail address. */
export interface Attendee {
  readonly name: string;
  readonly mail: string;
}

/** A call in people's calendars. */
export interface Invitation {
  /** Stays the same for as long as the call is, whatever is changed about it: a new one would be a second event. */
  readonly uid: string;
  /** Rises with every change: what a calendar holds is replaced by what has a higher one. */
  readonly sequence: number;
  /** True: the event is taken out of the calendar again. */
  readonly cancelled: boolean;
  /** The instant it begins, milliseconds. */
  readonly at: number;
  readonly minutes: Minutes;
  /** The zone by whose clock it is held, as IANA names it. */
  readonly timeZone: string;
  readonly title: string;
  readonly about: string;
  /** Who invites; unset in a calendar that is subscribed to, which invites nobody. */
  readonly organizer?: Attendee;
  /** Who is asked to answer; nobody where it is only published. */
  readonly attendees: readonly Attendee[];
  /** When this version was made, milliseconds. */
  readonly madeAt: number;
  /** Minutes before the call at which the calendar reminds of it. */
  readonly remind: Minutes;
}

/**
 * How a call comes into people's calendars (RFC 5546, 3.2): asked for, which needs an organizer and somebody who is to
 * answer; published, where nobody's address is known who could; or taken out again.
 */
export function methodOf({ cancelled, attendees }: Pick<Invitation, "cancelled" | "attendees">): string {
  if (cancelled) return "CANCEL";
  return attendees.length === 0 ? "PUBLISH" : "REQUEST";
}

/** The invitation as a file that calendars take (RFC 5545, RFC 5546). */
export function invitationFile(invitation: Invitation): string {
  return calendarFile([invitation], { method: methodOf(invitation) });
}

/** A whole day in people's calendars: one of a plan. */
export interface CalendarDay {
  readonly uid: string;
  readonly on: Day;
  readonly title: string;
  readonly madeAt: number;
}

/** Calls and days as a calendar that is subscribed to (RFC 7986): what is no longer in it goes. */
export function feedFile(invitations: readonly Invitation[], name: string, days: readonly CalendarDay[] = []): string {
  const standing = invitations.filter(({ cancelled }) => !cancelled);
  return calendarFile(standing, { method: "PUBLISH", name, days });
}

/** How often a calendar that subscribes is to look again (RFC 7986, 5.7), and what Outlook reads of the same. */
const lookAgain = "PT1H";

interface Around {
  readonly method: string;
  readonly name?: string;
  readonly days?: readonly CalendarDay[];
}

function calendarFile(invitations: readonly Invitation[], { method, name, days = [] }: Around): string {
  const calendar = new ICAL.Component("vcalendar");
  const set = (property: string, value: string) => calendar.addPropertyWithValue(property, value);
  set("version", "2.0");
  set("prodid", "-//Startklar//Onboarding//EN");
  set("method", method);
  if (name !== undefined) {
    // The first is the standard's, the second what Outlook and Google read.
    set("name", name);
    set("x-wr-calname", name);
    // Left to themselves some calendars look once a week: a call would have moved long before.
    const often = new ICAL.Property("refresh-interval");
    often.resetType("duration");
    often.setValue(ICAL.Duration.fromString(lookAgain));
    calendar.addProperty(often);
    set("x-published-ttl", lookAgain);
  }
  for (const [zone, instants] of byZone(invitations)) calendar.addSubcomponent(zoneAround(zone, instants));
  for (const invitation of invitations) calendar.addSubcomponent(eventOf(invitation));
  for (const one of days) calendar.addSubcomponent(dayEvent(one));
  return `${calendar.toString()}\r\n`;
}

/** The instants at which something begins or ends, by zone. */
function byZone(invitations: readonly Invitation[]): ReadonlyMap<string, readonly number[]> {
  const zones = new Map<string, number[]>();
  for (const { timeZone, at, minutes } of invitations) {
    const instants = zones.get(timeZone) ?? [];
    zones.set(timeZone, instants);
    instants.push(at, at + minutes * 60_000);
  }
  return zones;
}

function eventOf(invitation: Invitation): ICAL.Component {
  const { uid, sequence, cancelled, at, minutes, timeZone, title, about, organizer, attendees, madeAt, remind } =
    invitation;
  const event = new ICAL.Component("vevent");
  const put = (property: string, instant: number): void => {
    const clock = wallClock(instant, timeZone);
    // In the hour that comes twice, calendars do not agree on which one a time on the wall is.
    if (clock === undefined) event.addPropertyWithValue(property, ICAL.Time.fromJSDate(new Date(instant), true));
    else event.addPropertyWithValue(property, ICAL.Time.fromDateTimeString(clock)).setParameter("tzid", timeZone);
  };
  event.addPropertyWithValue("uid", uid);
  event.addPropertyWithValue("sequence", sequence);
  event.addPropertyWithValue("dtstamp", ICAL.Time.fromJSDate(new Date(madeAt), true));
  put("dtstart", at);
  put("dtend", at + minutes * 60_000);
  event.addPropertyWithValue("summary", text(title));
  event.addPropertyWithValue("description", text(about));
  event.addPropertyWithValue("status", cancelled ? "CANCELLED" : "CONFIRMED");
  if (organizer !== undefined) personIn(event, "organizer", organizer);
  for (const attendee of attendees) {
    const person = personIn(event, "attendee", attendee);
    person.setParameter("role", "REQ-PARTICIPANT");
    person.setParameter("partstat", "NEEDS-ACTION");
    person.setParameter("rsvp", "TRUE");
  }
  if (!cancelled) event.addSubcomponent(alarmOf(title, remind));
  return event;
}

/** A whole day takes no time of anybody's, and ends on the next one (RFC 5545, 3.6.1). */
function dayEvent({ uid, on, title, madeAt }: CalendarDay): ICAL.Component {
  const event = new ICAL.Component("vevent");
  event.addPropertyWithValue("uid", uid);
  event.addPropertyWithValue("dtstamp", ICAL.Time.fromJSDate(new Date(madeAt), true));
  event.addPropertyWithValue("dtstart", ICAL.Time.fromDateString(on));
  event.addPropertyWithValue("dtend", ICAL.Time.fromDateString(addDays(on, 1)));
  event.addPropertyWithValue("summary", text(title));
  event.addPropertyWithValue("transp", "TRANSPARENT");
  return event;
}

function personIn(event: ICAL.Component, property: "organizer" | "attendee", { name, mail }: Attendee): ICAL.Property {
  const person = event.addPropertyWithValue(property, `mailto:${mail}`);
  // What a parameter cannot hold in any spelling (RFC 5545, 3.2).
  person.setParameter("cn", name.replace(/["\p{Cc}]/gu, " "));
  return person;
}

function alarmOf(title: string, remind: Minutes): ICAL.Component {
  const alarm = new ICAL.Component("valarm");
  alarm.addPropertyWithValue("action", "DISPLAY");
  alarm.addPropertyWithValue("description", text(title));
  alarm.addPropertyWithValue("trigger", ICAL.Duration.fromSeconds(-remind * 60));
  return alarm;
}

/** Typed words with breaks that a file of lines can say, and without what it cannot hold (RFC 5545, 3.3.11). */
const text = (typed: string): string => typed.replace(/\r\n?/gu, "\n").replace(/(?!\n)\p{Cc}/gu, " ");

/**
 * An instant as the clock on a wall in the zone shows it, `2026-12-01T10:00:00`; undefined where it shows that twice.
 */
function wallClock(instant: number, timeZone: string): string | undefined {
  const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const [first, second] = (["earlier", "later"] as const).map((disambiguation) =>
    shown.toZonedDateTime(timeZone, { disambiguation }),
  );
  return first?.epochMilliseconds === second?.epochMilliseconds
    ? shown.toString({ smallestUnit: "second" })
    : undefined;
}
