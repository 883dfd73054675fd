import { dayOf } from "../../domain/calendar.ts";
import { at, phrase } from "../../messages/phrase.ts";
import { contact } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/**
 * A check-in call on the next business day (S2), or made up on its own day before it begins. One that was booked today
 * has just been told. Moved to another day, it is reminded about anew.
 */
export const checkInTomorrow = defineReminder({
  name: "check-in-tomorrow",
  moments: ({ facts }) => facts.checkIns.map(({ at }) => at),
  due({ facts, calendar, today, now }) {
    return facts.checkIns
      .filter((call) => call.state === "scheduled" && now < call.at && today >= calendar.addBusinessDays(call.on, -1))
      .filter((call) => dayOf(call.recordedAt, calendar.timeZone) < today)
      .toSorted((a, b) => a.at - b.at)
      .map((call) => ({
        key: `check-in-tomorrow/${call.ref}/${call.on}`,
        to: "shared",
        subject: `check-in-tomorrow/${call.ref}`,
        text: phrase("remind.checkin.tomorrow", { who: contact(facts, today), ref: call.ref, at: at(call.at) }),
        // A call is not got stuck with: it is wanted at another time.
        explained: true,
        buttons: [
          {
            ...{ id: `other-${call.ref}`, label: phrase("checkin.button.otherTime"), runs: "checkin other" },
            ...{ values: { call: call.ref }, asks: true },
          },
        ],
      }));
  },
});
