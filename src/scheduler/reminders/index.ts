import type { Reminder } from "../reminder.ts";
import { checkInNotBooked } from "./check-in-not-booked.ts";
import { checkInTomorrow } from "./check-in-tomorrow.ts";
import { confirmDelivery } from "./confirm-delivery.ts";
import { customerData } from "./customer-data.ts";
import { goLiveNear } from "./go-live-near.ts";
import { handover } from "./handover.ts";
import { hours } from "./hours.ts";
import { late } from "./late.ts";
import { minutesMissing } from "./minutes-missing.ts";
import { offerWaiting } from "./offer-waiting.ts";
import { porting } from "./porting.ts";
import { preparation } from "./preparation.ts";
import { stuck } from "./stuck.ts";
import { taskDue } from "./task-due.ts";
import { untouched } from "./untouched.ts";

/** Every reminder, in the order in which a message says them. */
export const reminders: readonly Reminder[] = [
  customerData,
  late,
  stuck,
  preparation,
  porting,
  checkInTomorrow,
  offerWaiting,
  confirmDelivery,
  taskDue,
  checkInNotBooked,
  minutesMissing,
  hours,
  goLiveNear,
  handover,
  untouched,
];
