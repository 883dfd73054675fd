import { setTimeout as wait } from "node:timers/promises";
import type { Id } from "../../domain/units.ts";
import { Unavailable } from "../unavailable.ts";

/** Somebody else has the project: what was begun is taken back, and begun anew when it is free. */
export class Taken extends Error {
  readonly queue: string;
  constructor(queue: string) {
    super("the project is somebody else's at the moment");
    this.name = "Taken";
    this.queue = queue;
  }
}

/** One piece of work that may want a project, over all its attempts. */
export interface Turn {
  /**
   * Takes the project for as long as the attempt lasts, asking the database by `free` whether nobody outside has it.
   *
   * @throws Taken when somebody has it, or others came first.
   */
  take(project: Id, free: () => Promise<boolean>): Promise<void>;
  /** The same for work that only reads, and goes together with others'. */
  pass(project: Id, free: () => Promise<boolean>): Promise<void>;
  /**
   * Before the first attempt: waits in the queue of the project that work like this wanted last, if there is one, since
   * an attempt that finds it taken has been for nothing. `waits` hears of it. A guess: another project may be taken.
   *
   * @throws Unavailable as {@link wait} does.
   */
  foresee(waits: () => void): Promise<void>;
  /** The attempt is over, and its transaction with it. */
  attempted(): void;
  /**
   * Waits until it is worth another attempt, without a connection.
   *
   * @throws Unavailable (`busy`) when it has waited for too long.
   */
  wait(taken: Taken): Promise<void>;
  /** Nothing more is tried. */
  end(): void;
}

interface Waiter {
  /** Called when its turn comes, or when the project may be free. */
  wake: () => void;
}
interface Queue {
  held: Waiter | undefined;
  readonly waiting: Waiter[];
}

/**
 * A project that is locked for so long is refused in words, milliseconds: platforms and people wait a little longer.
 */
const patience = 12_000;
/**
 * How often a project that somebody outside this process has is looked at again, milliseconds: the first time, and at
 * most.
 */
const looks = { first: 10, most: 250 };
/** Of so many kinds of work it is known which project they took. */
const remembered = 5_000;

/**
 * Who waits for a locked project holds no connection: they stand in a queue of this process, and only its first looks
 * whether the project is free. So a project that stays locked never takes the connections that other projects' commands
 * need.
 */
export function createProjectQueues(now: () => number = () => performance.now()): {
  /** `until`: when whoever asked waits no longer. */
  turn(like?: string, until?: number): Turn;
} {
  /** Which project work of a kind took last. */
  const wanted = new Map<string, Id>();
  const queues = new Map<string, Queue>();
  const queueOf = (name: string): Queue => {
    const found = queues.get(name) ?? { held: undefined, waiting: [] };
    queues.set(name, found);
    return found;
  };
  const tidy = (name: string, { held, waiting }: Queue) => {
    if (held === undefined && waiting.length === 0) queues.delete(name);
  };

  function remember(like: string, project: Id): void {
    wanted.delete(like);
    wanted.set(like, project);
    const [oldest] = wanted.size > remembered ? wanted.keys() : [];
    if (oldest !== undefined) wanted.delete(oldest);
  }

  function turn(like?: string, until = Number.POSITIVE_INFINITY): Turn {
    const place: Waiter = { wake: () => undefined };
    let end: number | undefined;
    let pause: number = looks.first;

    async function enter(name: string, free: () => Promise<boolean>, holds: boolean): Promise<void> {
      const queue = queues.get(name);
      const first = queue?.waiting[0];
      const others = (queue?.held !== undefined && queue.held !== place) || (first !== undefined && first !== place);
      if (others || !(await free())) throw new Taken(name);
      if (holds) queueOf(name).held = place;
      leave();
    }
    /** Its place in a queue, if it stands in one. */
    function leave(): void {
      for (const [name, queue] of queues) {
        const at = queue.waiting.indexOf(place);
        if (at < 0) continue;
        queue.waiting.splice(at, 1);
        // Whoever leaves because the project is theirs now wakes the next when it is over.
        if (at === 0 && queue.held === undefined) queue.waiting[0]?.wake();
        tidy(name, queue);
      }
    }
    const self: Turn = {
      async take(project, free) {
        if (like !== undefined) remember(like, project);
        await enter(project, free, true);
      },
      pass: (project, free) => enter(`${project} read`, free, false),
      async foresee(waits) {
        const name = like === undefined ? undefined : wanted.get(like);
        if (name === undefined || !queues.has(name)) return;
        waits();
        await self.wait(new Taken(name));
      },
      attempted() {
        for (const [name, queue] of queues) {
          if (queue.held !== place) continue;
          queue.held = undefined;
          queue.waiting[0]?.wake();
          tidy(name, queue);
        }
      },
      async wait({ queue: name }) {
        end ??= Math.min(now() + patience, until);
        const left = end - now();
        if (left <= 0) throw new Unavailable("busy", "the project was locked for too long");
        const queue = queueOf(name);
        if (!queue.waiting.includes(place)) {
          // In one queue at a time: two that want each other's project would both be first in one, and wait behind the
          // other in the next.
          leave();
          queue.waiting.push(place);
        }
        const isFirst = queue.waiting[0] === place && queue.held === undefined;
        const stop = new AbortController();
        const woken = new Promise<void>((resolve) => {
          place.wake = resolve;
        });
        await Promise.race([woken, wait(Math.min(left, isFirst ? pause : left), undefined, { signal: stop.signal })]);
        stop.abort();
        if (isFirst) pause = Math.min(looks.most, pause * 2);
      },
      end: leave,
    };
    return self;
  }
  return { turn };
}
