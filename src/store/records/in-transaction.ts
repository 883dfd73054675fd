import type { Turn } from "../engine/project-queues.ts";
import type { Store } from "../store.ts";
import { basesIn, deliveriesIn, faultsIn, hardwareIn, snoozesIn } from "./after-go-live.ts";
import { agreementsIn } from "./agreements.ts";
import { auditIn } from "./audit.ts";
import { changesIn } from "./changes.ts";
import { customerDataIn, hoursIn, portingIn, travelIn } from "./entries.ts";
import { filesIn } from "./files.ts";
import { checkInsIn, minutesIn, tasksIn } from "./meetings.ts";
import { messagesIn, noticesIn } from "./messages.ts";
import { peopleIn } from "./people.ts";
import { placesIn } from "./places.ts";
import { projectsIn } from "./projects.ts";
import { requirementsIn } from "./requirements.ts";
import { formsIn, jobsIn, requestsIn } from "./transport.ts";
import type { Tx } from "./values.ts";

/** The store of one transaction. `turn`: its place among those who want a project. `queued` hears that something waits for the outbox or the job worker. */
export const storeIn = (tx: Tx, turn: Turn, queued: () => void): Store => ({
  people: peopleIn(tx),
  places: placesIn(tx),
  agreements: agreementsIn(tx),
  projects: projectsIn(tx, turn),
  requirements: requirementsIn(tx),
  customerData: customerDataIn(tx),
  porting: portingIn(tx),
  tasks: tasksIn(tx),
  hours: hoursIn(tx),
  travel: travelIn(tx),
  checkIns: checkInsIn(tx),
  minutes: minutesIn(tx),
  changes: changesIn(tx),
  hardware: hardwareIn(tx),
  faults: faultsIn(tx),
  deliveries: deliveriesIn(tx),
  snoozes: snoozesIn(tx),
  bases: basesIn(tx),
  messages: messagesIn(tx, queued),
  notices: noticesIn(tx),
  forms: formsIn(tx),
  requests: requestsIn(tx),
  jobs: jobsIn(tx, queued),
  files: filesIn(tx),
  audit: auditIn(tx),
});
