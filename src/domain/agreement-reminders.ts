import { z } from "zod";

interface Parts {
  readonly percentage: z.ZodType<number>;
  /** A clock time: `08:30`. */
  readonly clock: z.ZodType<string>;
  /** A number of business days. */
  readonly days: z.ZodType<number>;
}

/** When to remind, in business days (C2, D2, L2, L4), with defaults for what older rows lack. */
export function remindersSchema({ percentage, clock, days }: Parts) {
  const dayList = z
    .array(days)
    .min(1, "must name at least one day")
    .refine(isAscending, "must go from the smallest to the largest, each once");
  const nudges = z.strictObject({ before: dayList });
  const chasers = z.strictObject({ after: dayList });
  return z.strictObject({
    customerData: z
      .strictObject({ before: dayList, after: dayList, escalateLead: days, escalateSponsor: days })
      .refine((data) => data.escalateLead <= data.escalateSponsor, "must not escalate to the sponsor before the lead"),
    preparation: nudges.optional(),
    porting: nudges.optional(),
    checkInNotBooked: z.strictObject({ afterKickoff: days, every: days }).optional(),
    minutesMissing: chasers,
    hours: z.strictObject({ warnAt: percentage }),
    offerWaiting: chasers,
    taskDue: z.strictObject({ before: days, after: dayList }),
    goLiveNear: nudges,
    confirmDelivery: chasers,
    handover: chasers,
    late: z
      .strictObject({ after: dayList, escalateLead: days, escalateSponsor: days, every: days })
      .refine((late) => late.escalateLead <= late.escalateSponsor, "must not escalate to the sponsor before the lead")
      .default({ after: [1, 3], escalateLead: 5, escalateSponsor: 10, every: 5 }),
    stuck: z.strictObject({ every: days }).default({ every: 5 }),
    untouched: z.strictObject({ after: days, every: days }).default({ after: 10, every: 10 }),
    snooze: z.strictObject({ most: days }).default({ most: 20 }),
    profiles: z
      .strictObject({ light: z.strictObject({ before: days }), active: z.strictObject({ before: days }) })
      .refine(({ light, active }) => light.before <= active.before, "must not tell the light sooner than the active")
      .default({ light: { before: 1 }, active: { before: 5 } }),
    digest: z.strictObject({ weekday: z.int().min(1).max(7), at: clock }),
  });
}

function isAscending(days: readonly number[]): boolean {
  return days.every((day, index) => index === 0 || day > (days[index - 1] ?? day));
}
