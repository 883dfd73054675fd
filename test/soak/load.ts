import { businessCalendar, dayOf } from "../../src/domain/calendar.ts";
import type { Day } from "../../src/domain/units.ts";
import type { Asked, Kind } from "./tally.ts";

/** What came of asking: what the bot said, or undefined when it did not answer. */
export type Said = string | undefined;

/** One way in to the bot: how its people ask, and ask again. */
export interface WayIn {
  readonly name: string;
  /** Makes the places of a project known and opens it, with an approver. `code` is new. */
  open(code: string): Promise<void>;
  /**
   * Types a line in a project's internal place. The same `request` again is the same request.
   * `once`: by a way that cannot be repeated.
   */
  types(code: string, line: string, request: string, once?: boolean): Promise<Said>;
  /** The approver presses *Approve* on the card that names a change. `true` when there is nothing to press any more. */
  approves(code: string, title: string, request: string): Promise<Said | true>;
}

/** What is typed to open a project that everything can be asked of. `approver`: as that place names people. */
export const openingLines = (code: string, approver: string): readonly string[] => [
  `open "${code} AB" code:${code} internal:${code} shared:${code}-kund rate:1200`,
  `team add ${approver} approver`,
  'require add "Main number answers"',
  `kickoff on:${lastBusinessDay()}`,
];

/** A kickoff on a day off is asked about, and this goes by the machine's own clock. */
function lastBusinessDay(): Day {
  const settings = { country: "SE", timeZone: "Europe/Stockholm", holidays: ["public", "bank"], officeHours } as const;
  const today = dayOf(Date.now(), settings.timeZone);
  const calendar = businessCalendar(settings);
  return calendar.isBusinessDay(today) ? today : calendar.addBusinessDays(today, -1);
}
const officeHours = { from: "08:00", to: "17:00" };

interface Step {
  readonly asked: Asked;
  readonly code: string;
  /** True when it is done, false when it has to be asked again. */
  run(): Promise<boolean>;
}

export interface Load {
  readonly asked: readonly Asked[];
  /** What was said where a receipt was due. */
  readonly refused: readonly string[];
  /** A new project for what comes, so that no one project grows without end. */
  turnPage(code: string): Promise<void>;
  /** Several people at once ask again for what was not answered, then for new things, until told to stop. */
  run(stop: AbortSignal): Promise<void>;
  /** Everything that was not answered, until it is. Returns what was not by then. */
  finish(deadline: number): Promise<readonly string[]>;
}

const people = 3;
const receipt: Readonly<Record<Kind, RegExp>> = {
  log: /\bH\d+/,
  travel: /\bV\d+/,
  data: /./s,
  task: /\bT\d+/,
  change: /\bX\d+/,
  approval: /./s,
};
/** A database that is in trouble says so: that is no answer, and it is asked again. */
const trouble = /went wrong|could not be saved|try again/i;
const areas = ["hardware", "voicemail", "main-number", "mobile"];

/** A mixed load on one way in. */
export function loadOn(way: WayIn, chance: () => number): Load {
  const all: Asked[] = [];
  const refused: string[] = [];
  const pending: Step[] = [];
  let code = "";
  let count = 0;
  const pick = <T>(among: readonly T[]): T => among[Math.floor(chance() * among.length)] as T;

  function step(kind: Kind, id: string, work: (asked: Asked) => Promise<Said | true>, once?: true): Step {
    const asked: Asked = { id, kind, acknowledged: false, ...(once === undefined ? {} : { once }) };
    all.push(asked);
    return {
      asked,
      code,
      async run() {
        const said = await work(asked);
        if (said === true) return true;
        if (said === undefined || trouble.test(said)) return false;
        if (receipt[kind].test(said)) asked.acknowledged = true;
        else refused.push(`${kind} ${id}: ${said.slice(0, 200)}`);
        return true;
      },
    };
  }

  function next(): Step {
    count += 1;
    // None begins like another.
    const id = `${way.name}-${String(count).padStart(6, "0")}`;
    const where = code;
    const typed = (kind: Kind, line: string) => step(kind, id, () => way.types(where, line, id));
    const dice = chance();
    if (dice < 0.35) return typed("log", `log 1m documentation "${id}"`);
    if (dice < 0.45) return step("log", id, () => way.types(where, `log 1m documentation "${id}"`, id, true), true);
    if (dice < 0.6) return typed("travel", `travel 10m costs:12 to:${id}`);
    if (dice < 0.75) return typed("data", `data receive ${pick(areas)} "${id}"`);
    if (dice < 0.85) return typed("task", `task add "${id}" due:tomorrow`);
    return offer(id, where);
  }

  /** An offer, from the wish to the answer: four requests, each asked for until it is answered. */
  function offer(id: string, where: string): Step {
    let ref: string | undefined;
    let sent = false;
    const made = step("change", id, async () => {
      const said = await way.types(where, `change "${id}" fixed:100`, id);
      ref = said === undefined ? undefined : /\bX\d+/.exec(said)?.[0];
      return said;
    });
    const approved = step("approval", `approve ${id}`, async () => {
      if (!sent) {
        const said = await way.types(where, `change send ${ref}`, `${id}-send`);
        if (said === undefined || trouble.test(said)) return undefined;
        sent = true;
      }
      return way.approves(where, id, `${id}-press`);
    });
    return {
      ...made,
      run: async () => (made.asked.acknowledged || (await made.run())) && (ref === undefined || approved.run()),
    };
  }

  async function attempt(one: Step): Promise<boolean> {
    const done = await one.run();
    if (!done && one.asked.once !== true) pending.push(one);
    return done;
  }
  async function person(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const one = pending.shift() ?? next();
      if (!(await attempt(one))) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  return {
    asked: all,
    refused,
    async turnPage(fresh) {
      await way.open(fresh);
      code = fresh;
    },
    async run(stop) {
      await Promise.all(Array.from({ length: people }, () => person(stop)));
    },
    async finish(deadline) {
      while (pending.length > 0 && Date.now() < deadline) {
        const one = pending.shift();
        if (one !== undefined && !(await attempt(one))) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return pending.map(({ asked }) => `${asked.kind} ${asked.id}`);
    },
  };
}
