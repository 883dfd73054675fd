/** What platforms need of days: which one it is, and whether a field holds one. */
export { dayOf, isDay } from "../domain/calendar.ts";
export type { Day } from "../domain/units.ts";
