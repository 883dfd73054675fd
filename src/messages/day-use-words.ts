import type { Agreement } from "../domain/agreement.ts";
import { instantOf } from "../domain/calendar.ts";
import { minutesOf, timeOf } from "../domain/clock.ts";
import type { DayQuestion, DayRefusal, DayVerdict } from "../domain/day-scene.ts";
import { at, day, type Phrase, phrase, time } from "./phrase.ts";
import { planWarningWords, theDayInside, theDayWords } from "./project-words.ts";

type Terms = Pick<Agreement, "plan" | "calendar">;

/** Why a day, or an instant, cannot be (K2). */
export function dayRefusalWords(why: DayRefusal, terms: Terms): Phrase {
  switch (why.kind) {
    case "no-such-time":
      return phrase("day.no.no-such-time", {
        time: why.at.time,
        on: day(why.at.on),
        from: why.from.time,
        to: why.to.time,
      });
    case "past-time":
      return phrase("checkin.refuse.past", { at: at(instantOf(why.at.on, why.at.time, terms.calendar.timeZone)) });
    case "taken":
      return phrase("day.no.taken", { ref: why.by, at: at(why.at), time: time(why.minutes) });
    case "porting-closed":
      return phrase("day.no.porting-closed", { on: day(why.on) });
    case "not-a-whole-hour":
      return phrase("day.no.not-a-whole-hour", { time: why.time });
    case "past-day":
      return phrase("day.no.past-day", { on: day(why.on) });
    case "ahead":
      return phrase("kickoff.future", { on: day(why.on) });
    case "contract-ended":
      return phrase("day.no.contract-ended", { on: day(why.on), ends: day(why.ends) });
    case "too-soon":
      return phrase("day.no.too-soon", {
        on: day(why.on),
        needs: why.fixed.needs,
        earliest: day(why.fixed.earliest),
        mobile: why.mobile.needs,
        soonest: day(why.mobile.earliest),
        both: why.mobile.needs < why.fixed.needs ? "yes" : "no",
      });
    case "impossible-order":
      return phrase("day.no.impossible-order", {
        which: theDayWords(why.which, terms),
        other: theDayInside(why.other, terms),
        otherOn: day(why.otherOn),
      });
  }
}

/** What looks odd about a day, or an instant, as it is asked about (K2). */
export function dayQuestionWords(odd: DayQuestion, terms: Terms): Phrase {
  switch (odd.kind) {
    case "closed":
      return odd.which === undefined
        ? phrase("day.ask.closed", { on: day(odd.on) })
        : planWarningWords({ kind: "not-a-business-day", which: odd.which, on: odd.on }, terms);
    case "twice":
      return phrase("day.ask.twice", { time: odd.at.time, on: day(odd.at.on) });
    case "office-hours": {
      const { from, to } = terms.calendar.officeHours;
      const ends = timeOf(minutesOf(odd.at.time) + odd.minutes);
      return phrase("day.ask.office-hours", { begins: odd.at.time, ends, from, to });
    }
    case "elsewhere":
      return phrase("checkin.ask.taken", {
        who: odd.who,
        at: at(instantOf(odd.at.on, odd.at.time, terms.calendar.timeZone)),
      });
    case "away":
      return phrase("checkin.ask.away", { who: odd.who, until: day(odd.until) });
    case "during":
      return phrase("day.ask.during", { which: theDayWords(odd.which, terms), on: day(odd.on) });
    case "call-then":
      return phrase("day.ask.call-then", { ref: odd.ref, at: at(odd.at) });
    case "after-live":
      return phrase("day.ask.after-live", { live: day(odd.live) });
    case "after-porting":
      return phrase("day.ask.after-porting", { planned: day(odd.planned) });
    case "mobile-only":
      return phrase("day.ask.mobile-only", { on: day(odd.on), needs: odd.needs, earliest: day(odd.earliest) });
    case "order":
      return planWarningWords({ kind: "before", which: odd.which, other: odd.other }, terms);
    case "no-time":
      return phrase("day.ask.no-time", {
        which: theDayWords(odd.which, terms),
        other: theDayInside(odd.other, terms),
        last: day(odd.last),
        because: { name: odd.lead.because },
      });
    case "lead":
      return phrase("day.ask.lead", {
        which: theDayWords(odd.which, terms),
        other: theDayInside(odd.lead.before, terms),
        side: odd.has < 0 ? "after" : "before",
        has: Math.abs(odd.has),
        needs: odd.lead.businessDays,
        because: { name: odd.lead.because },
      });
  }
}

/** That nothing is saved yet, and the nearest day or time that holds. */
export function insteadWords({ instead }: DayVerdict, { calendar }: Terms): Phrase {
  if (instead === undefined) return phrase("day.notYet");
  return typeof instead === "string"
    ? phrase("day.instead.day", { on: day(instead) })
    : phrase("day.instead.time", { at: at(instantOf(instead.on, instead.time, calendar.timeZone)) });
}
