import type { Remembered } from "./remembered.ts";
import { MinutesRefused } from "./trouble.ts";

/** Tokens of a day, over all replicas. */
export interface DayTokens {
  /** Takes so many of today's; false when there are not so many left. */
  take(tokens: number): Promise<boolean>;
  /** So many more, or fewer, were taken in truth. */
  settle(tokens: number): Promise<void>;
}
export interface Budgets {
  readonly perSource: number;
  /** Unset: a day has no limit. */
  readonly day?: DayTokens;
}

/**
 * Asks while there are tokens for it: what an answer can cost at most is taken before, and given back when it is known
 * what it did cost.
 *
 * @throws MinutesRefused when there are none left.
 */
export async function within<T extends { readonly tokens: number }>(
  { perSource, day }: Budgets,
  source: Pick<Remembered<unknown>, "spent">,
  ahead: number,
  ask: () => Promise<T>,
): Promise<T> {
  if (source.spent + ahead > perSource)
    throw new MinutesRefused(`${perSource} tokens are not enough for these notes`, "budget");
  source.spent += ahead;
  let cost = 0;
  try {
    if (day !== undefined && !(await day.take(ahead)))
      throw new MinutesRefused("the tokens of today are used up", "budget");
    // Whatever fails on the way may have cost as much.
    cost = ahead;
    const answered = await ask();
    cost = answered.tokens;
    return answered;
  } finally {
    source.spent += cost - ahead;
    if (cost !== ahead && cost > 0) await day?.settle(cost - ahead);
  }
}

/** A little more than it is: of Swedish a token holds some three and a half characters. */
export const tokensIn = (text: string): number => Math.ceil(text.length / 3);
