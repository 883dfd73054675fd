/** What a field of a day holds: platforms draw its own input only for a day that exists. */
export { isDay } from "../domain/calendar.ts";
