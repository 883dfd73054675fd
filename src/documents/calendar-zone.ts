import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";

/**
 * A zone's rules as calendars take them (RFC 5545, 3.6.5), around the instants given: the change of the clock before
 * the first, every one between, and one after the last. They are said one by one, as they are known: no rule is guessed
 * for a year to come.
 */
export function zoneAround(timeZone: string, instants: readonly number[]): ICAL.Component {
  const zone = new ICAL.Component("vtimezone");
  zone.addPropertyWithValue("tzid", timeZone);
  const last = Math.max(...instants);
  const first = Temporal.Instant.fromEpochMilliseconds(Math.min(...instants)).toZonedDateTimeISO(timeZone);
  let change = first.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  if (change === null) zone.addSubcomponent(observanceOf(first.offset, first.offset, "1970-01-01T00:00:00", false));
  for (change ??= first.getTimeZoneTransition("next"); change !== null; change = change.getTimeZoneTransition("next")) {
    const before = change.subtract({ milliseconds: 1 });
    // The hands stand there when the clock is changed: as the offset before it has them.
    const onset = change
      .toInstant()
      .toZonedDateTimeISO(before.offset)
      .toPlainDateTime()
      .toString({ smallestUnit: "second" });
    zone.addSubcomponent(
      observanceOf(before.offset, change.offset, onset, change.offsetNanoseconds > before.offsetNanoseconds),
    );
    if (change.epochMilliseconds > last) break;
  }
  return zone;
}

function observanceOf(from: string, to: string, onset: string, isSummer: boolean): ICAL.Component {
  const observance = new ICAL.Component(isSummer ? "daylight" : "standard");
  observance.addPropertyWithValue("dtstart", ICAL.Time.fromDateTimeString(onset));
  observance.addPropertyWithValue("tzoffsetfrom", ICAL.UtcOffset.fromString(from));
  observance.addPropertyWithValue("tzoffsetto", ICAL.UtcOffset.fromString(to));
  observance.addPropertyWithValue("tzname", to);
  return observance;
}
