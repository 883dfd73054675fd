import { z } from "zod";
import type { CheckInTerms, ProposalTerms } from "./agreement.ts";

interface Kinds {
  readonly id: z.ZodType<string>;
  readonly time: z.ZodType<number>;
  readonly clock: z.ZodType<string>;
  readonly days: z.ZodType<number>;
}

/** How calls are proposed, and reminded of, in an agreement that does not say (ours). */
const usual = {
  propose: { times: 3, at: ["09:00", "10:30", "13:00", "14:30"], ahead: 2, within: 10 } satisfies ProposalTerms,
  remind: 15,
};

/** What an agreement says of check-in calls (S2). */
export function checkInSchema({ id, time, clock, days }: Kinds): z.ZodType<CheckInTerms> {
  const clocks = z.array(clock).min(1, "must name at least one clock time");
  const propose = z.strictObject({
    times: z.int().min(1).max(10).default(usual.propose.times),
    at: clocks.refine(isAscending, "must go from the earliest to the latest, each once").default(usual.propose.at),
    ahead: days.default(usual.propose.ahead),
    within: days.default(usual.propose.within),
  });
  return z.strictObject({
    ...{ package: id, included: z.int().min(0), minutesEach: time },
    propose: propose.default(usual.propose),
    remind: time.default(usual.remind),
  });
}

const isAscending = (clocks: readonly string[]): boolean =>
  clocks.every((clock, index) => index === 0 || clock > (clocks[index - 1] ?? ""));
