/**
 * How fast messages may go to a conversation: Teams counts them in windows of time, and says when it has had enough.
 */
export interface Pace {
  /**
   * Sends when the conversation's turn has come, one message after the other. Gives how long it still has to rest,
   * milliseconds, when that is too long to wait here: then nothing is sent.
   */
  send<T>(conversation: string, work: () => Promise<T>): Promise<{ readonly sent: T } | { readonly rest: number }>;
  /**
   * Teams asked us to leave a conversation alone: for the time it says (`asked`, milliseconds) or longer each time,
   * somewhat later by chance so that many do not come back together. Returns for how long, milliseconds.
   */
  backOff(conversation: string, asked?: number): number;
  /** It took a message again. */
  well(conversation: string): void;
  /** How long a conversation has to rest, milliseconds; 0 when it may be written to. */
  resting(conversation: string): number;
}

/** At most `count` messages in any `window` of milliseconds, per bot and conversation. */
interface Rate {
  readonly count: number;
  readonly window: number;
}

const rates: readonly Rate[] = [
  { count: 7, window: 1_000 },
  { count: 8, window: 2_000 },
  { count: 60, window: 30_000 },
  { count: 1_800, window: 3_600_000 },
];

export interface PaceOptions {
  /** 1 but for tests on a scaled-down clock. */
  readonly scale?: number | undefined;
  readonly now?: () => number;
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** A number from 0 to 1, for the jitter. */
  readonly chance?: () => number;
}

/**
 * At most, to all conversations together: what a tenant takes of one app. Whoever waits for Teams to say so stops and
 * goes, and gets half of it.
 */
const together: Rate = { count: 50, window: 1_000 };

/** Waiting longer than this is for the outbox, whose lease must not run out. */
const patience = 5_000;
/** Two clocks do not run alike. */
const margin = 1.01;
const first = 1_000;
const most = 300_000;
const kept = 1_800;
const conversations = 2_000;

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** A message, by the instant at which it was answered, or will leave. */
interface Entry {
  at: number;
}

export function createPace({ scale = 1, now = Date.now, wait = sleep, chance = Math.random }: PaceOptions = {}): Pace {
  /** When each conversation's messages were answered, or will leave; the latest last. */
  const logs = new Map<string, Entry[]>();
  /** The end of what each conversation has under way. */
  const queues = new Map<string, Promise<unknown>>();
  const rests = new Map<string, { readonly until: number; readonly times: number }>();

  /** The first instant at which one more message fits into every window after these. */
  const slot = (log: readonly Entry[], at: number): number =>
    rates.reduce((earliest, { count, window }) => {
      const before = log[log.length - count];
      return before === undefined ? earliest : Math.max(earliest, before.at + window * scale * margin);
    }, at);

  /** The latest messages to all, by when they left, or when they may have arrived ({@link onItsWay}). */
  const latest: Entry[] = [];
  let answered = 0;
  let quickest = Number.POSITIVE_INFINITY;
  /**
   * What no message takes less than, there and back: the next one takes it too, so that it is nobody's wait, however
   * far off Teams is. Nothing, until enough have been answered to know.
   */
  function onItsWay(took: number): number {
    answered += 1;
    quickest = Math.min(quickest, took);
    return answered > 2 * together.count ? quickest : 0;
  }
  /** Waits until all conversations together may have one more. */
  async function turnOfAll(): Promise<Entry> {
    for (;;) {
      const before = latest[latest.length - together.count];
      const free = before === undefined ? 0 : before.at + together.window * scale * margin;
      if (now() >= free) break;
      await wait(Math.ceil(free - now()));
    }
    const entry = { at: now() };
    latest.push(entry);
    if (latest.length > together.count) latest.shift();
    return entry;
  }

  /** From so many on, those that have rested for an hour are forgotten: seldom, however many have not. */
  let many = conversations;
  function forget(at: number): void {
    for (const [one, log] of logs) if ((log.at(-1)?.at ?? 0) < at - 3_600_000 * scale * margin) logs.delete(one);
    many = Math.max(conversations, 2 * logs.size);
  }

  return {
    async send(conversation, work) {
      const at = now();
      const log = logs.get(conversation) ?? [];
      const leaves = slot(log, Math.max(at, log.at(-1)?.at ?? at));
      if (leaves - at > patience * Math.min(scale, 1)) return { rest: Math.ceil(leaves - at) };
      const entry: Entry = { at: leaves };
      const before = [...log];
      log.push(entry);
      if (log.length > kept) log.shift();
      logs.set(conversation, log);
      if (logs.size > many) forget(at);
      const turn = (queues.get(conversation) ?? Promise.resolve()).then(async () => {
        // What went before has been answered by now: it arrived no later than that.
        const free = slot(before, entry.at);
        while (now() < free) await wait(Math.ceil(free - now()));
        const ofAll = await turnOfAll();
        const left = ofAll.at;
        try {
          return { sent: await work() };
        } finally {
          entry.at = now();
          ofAll.at = entry.at - onItsWay(entry.at - left);
        }
      });
      const end = turn.catch(() => undefined);
      queues.set(conversation, end);
      void end.then(() => queues.get(conversation) === end && queues.delete(conversation));
      return turn;
    },
    backOff(conversation, asked = 0) {
      const { times = 0 } = rests.get(conversation) ?? {};
      const grown = Math.min(most, first * 2 ** Math.min(times, 20)) * scale;
      const pause = Math.max(asked, grown / 2) + (grown / 2) * chance();
      rests.set(conversation, { until: now() + pause, times: times + 1 });
      return Math.ceil(pause);
    },
    well: (conversation) => void rests.delete(conversation),
    resting: (conversation) => Math.max(0, Math.ceil((rests.get(conversation)?.until ?? 0) - now())),
  };
}
