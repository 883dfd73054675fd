import type { Turn } from "../engine/project-queues.ts";
import type { Store } from "../store.ts";
import { basesIn, deliveriesIn, faultsIn, hardwareIn, snoozesIn, turnsIn } from "./after-go-live.ts";
import { agreementsIn, type ReadAgreements } from "./agreements.ts";
import { auditIn } from "./audit.ts";
import { changesIn } from "./changes.ts";
import { checkInsIn } from "./check-ins.ts";
import { endingOf } from "./ending.ts";
import { customerDataIn, hoursIn, portingIn, portingRequestsIn, travelIn } from "./entries.ts";
import { filesIn } from "./files.ts";
import { heldDataIn } from "./held-data.ts";
import { inBulkIn } from "./in-bulk.ts";
import { createKnown, naming, writing } from "./known.ts";
import { listingIn } from "./listing.ts";
import { looksIn } from "./looks.ts";
import { messagesIn, noticesIn } from "./messages.ts";
import { minutesIn } from "./minutes.ts";
import { papersIn } from "./papers.ts";
import { peopleIn } from "./people.ts";
import { placesIn } from "./places.ts";
import { presenceIn } from "./presence.ts";
import { look, projectsIn } from "./projects.ts";
import { requirementsIn } from "./requirements.ts";
import { sceneIn } from "./scene.ts";
import { tasksIn } from "./tasks.ts";
import { formsIn, jobsIn, requestsIn, timeIn } from "./transport.ts";
import type { Tx } from "./values.ts";

interface Around {
  /** The transaction's place among those who want a project. */
  readonly turn: Turn;
  /** Agreements that were read before. */
  readonly agreements: ReadAgreements;
  /** Hears that something waits for the outbox or the job worker. */
  readonly queued: () => void;
}

/** Runs work with the store of one transaction. */
export async function withStore<T>(
  tx: Tx,
  { turn, agreements, queued }: Around,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const known = createKnown();
  const time = timeIn(tx);
  const ending = endingOf(tx);
  const people = naming(known, { ...peopleIn(tx), ...presenceIn(tx) });
  const places = placesIn(tx);
  const store = lazily<Store>({
    now: () => time.now,
    people: () => people,
    places: () => ({ ...places, scene: (place, account) => sceneIn(tx, account, place, people, places) }),
    agreements: () => agreementsIn(tx, agreements, (id) => known.pinned(id) ?? known.of(id, () => look(tx, id))),
    projects: () => writing(known, projectsIn(tx, turn, known), { reads: readsOfProjects }),
    requirements: () => writing(known, requirementsIn(tx)),
    customerData: () => writing(known, customerDataIn(tx)),
    heldData: () => heldDataIn(tx),
    porting: () => writing(known, portingIn(tx)),
    portingRequests: () => writing(known, portingRequestsIn(tx)),
    tasks: () => writing(known, tasksIn(tx)),
    hours: () =>
      writing(known, hoursIn(tx), {
        reads: ["on", "between"],
        becomes: { add: (facts, entry) => ({ ...facts, work: [...facts.work, entry] }) },
      }),
    travel: () =>
      writing(known, travelIn(tx), {
        becomes: { add: (facts, trip) => ({ ...facts, trips: [...facts.trips, trip] }) },
      }),
    checkIns: () => writing(known, checkInsIn(tx), { reads: ["projectOf", "attendedBy", "unkept"] }),
    minutes: () => writing(known, minutesIn(tx), { reads: ["notes", "edition", "proposal"] }),
    changes: () => writing(known, changesIn(tx)),
    hardware: () => writing(known, hardwareIn(tx)),
    faults: () => writing(known, faultsIn(tx)),
    deliveries: () => writing(known, deliveriesIn(tx)),
    snoozes: () => writing(known, snoozesIn(tx)),
    turns: () => writing(known, turnsIn(tx)),
    bases: () => writing(known, basesIn(tx), { reads: ["shown", "sent", "closedIn", "all"] }),
    messages: () => messagesIn(tx, queued),
    notices: () => noticesIn(tx),
    listing: () => listingIn(tx),
    looks: () => looksIn(tx, known, ending),
    inBulk: () => inBulkIn(tx, queued),
    forms: () => formsIn(tx),
    requests: () => requestsIn(tx, time, ending),
    jobs: () => jobsIn(tx, queued),
    files: () => filesIn(tx),
    papers: () => papersIn(tx),
    audit: () => auditIn(tx, ending),
  });
  const done = await work(store);
  await ending.flush();
  return done;
}

/** Rooms that are made when somebody first goes into them: a command needs a few of many. */
function lazily<T extends object>(make: { readonly [K in keyof T]: () => T[K] }): T {
  const made: Partial<T> = {};
  return new Proxy(make as unknown as T, {
    get(_, key) {
      if (!Object.hasOwn(make, key)) return undefined;
      const name = key as keyof T;
      made[name] ??= make[name]();
      return made[name];
    },
  });
}

/** What of a project's room leaves its facts as they are. */
const readsOfProjects = [
  ...([
    "open",
    "find",
    "lock",
    "pass",
    "facts",
    "withoutHours",
    "all",
    "several",
    "each",
    "ofPerson",
    "spokenWith",
    "nextRef",
  ] as const),
];
