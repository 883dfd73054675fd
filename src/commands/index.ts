import type { Command } from "../bot/command.ts";
import { addon } from "./addon.ts";
import { bind } from "./bind.ts";
import { change } from "./change.ts";
import { checkIn } from "./check-in.ts";
import { data } from "./data.ts";
import { deliver } from "./deliver.ts";
import { extend } from "./extend.ts";
import { fault } from "./fault.ts";
import { goLive } from "./go-live.ts";
import { handover } from "./handover.ts";
import { hardware } from "./hardware.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { invoice } from "./invoice.ts";
import { kickoff } from "./kickoff.ts";
import { log } from "./log.ts";
import { minutes } from "./minutes.ts";
import { open } from "./open.ts";
import { plan } from "./plan.ts";
import { portfolio } from "./portfolio.ts";
import { porting } from "./porting.ts";
import { project } from "./project.ts";
import { requirement } from "./require.ts";
import { snooze } from "./snooze.ts";
import { status } from "./status.ts";
import { task } from "./task.ts";
import { team } from "./team.ts";
import { travel } from "./travel.ts";
import { undo } from "./undo.ts";

/** The registry: every command, in the order of a project's life. */
export const commands: readonly Command[] = [
  ...[open, bind, project, status, plan, team],
  ...[requirement, kickoff, data, porting, task],
  ...[log, travel, checkIn, minutes],
  ...[change, addon, extend, hardware, fault],
  ...[goLive, deliver, handover, invoice],
  ...[snooze, portfolio, history, undo, help],
];
