import type { Command } from "../bot/command.ts";
import type { Agreement } from "../domain/agreement.ts";
import { data } from "./data/data.ts";
import { deliver } from "./delivery/deliver.ts";
import { fault } from "./delivery/fault.ts";
import { goLive } from "./delivery/go-live.ts";
import { handover } from "./delivery/handover.ts";
import { checkIn } from "./hours/check-in.ts";
import { log } from "./hours/log.ts";
import { travel } from "./hours/travel.ts";
import { minutes } from "./meetings/minutes.ts";
import { task } from "./meetings/task.ts";
import { invoice } from "./money/invoice.ts";
import { addon } from "./offers/addon.ts";
import { change } from "./offers/change.ts";
import { extend } from "./offers/extend.ts";
import { porting } from "./porting/porting.ts";
import { away } from "./project/away.ts";
import { bind } from "./project/bind.ts";
import { calendar } from "./project/calendar.ts";
import { document } from "./project/document.ts";
import { help } from "./project/help.ts";
import { history } from "./project/history.ts";
import { openOn } from "./project/open.ts";
import { plan } from "./project/plan.ts";
import { portfolio } from "./project/portfolio.ts";
import { project } from "./project/project.ts";
import { reminders } from "./project/reminders.ts";
import { snooze } from "./project/snooze.ts";
import { status } from "./project/status.ts";
import { team } from "./project/team.ts";
import { undo } from "./project/undo.ts";
import { hardware } from "./requirements/hardware.ts";
import { kickoff } from "./requirements/kickoff.ts";
import { requirement } from "./requirements/require.ts";

/**
 * The registry: every command, in the order of a project's life. `agreements`: those that projects may be opened on.
 */
export const commandsOn = (agreements: readonly Agreement[]): readonly Command[] => [
  ...[openOn(agreements), bind, project, status, plan, team],
  ...[requirement, kickoff, data, porting, task],
  ...[log, travel, checkIn, minutes],
  ...[change, addon, extend, hardware, fault],
  ...[goLive, deliver, handover, invoice, document],
  ...[snooze, reminders, away, calendar, portfolio, history, undo, help],
];
