import { z } from "zod";
import type { Agreement } from "./agreement.ts";
import { areaSchema } from "./agreement-areas.ts";
import { checkInSchema } from "./agreement-calls.ts";
import { invoicingSchema } from "./agreement-invoicing.ts";
import { letterheadSchema } from "./agreement-letterhead.ts";
import { remindersSchema } from "./agreement-reminders.ts";
import { isDay } from "./calendar.ts";

/**
 * How money, time and pictures are written: kronor, `2h30` and the name of a file beside it in a file; öre, minutes and
 * the picture itself in what is stored.
 */
export interface Figures {
  readonly money: z.ZodType<number>;
  readonly time: z.ZodType<number>;
  readonly picture: z.ZodType<string>;
}

/** Money in integer öre and time in integer minutes, as the agreement holds them (P2). */
export const stored: Figures = { money: z.int().min(0), time: z.int().min(1), picture: z.base64() };

/** What an agreement consists of, whichever way its figures are written. Unknown keys are refused everywhere. */
export function agreementSchema({ money, time, picture }: Figures): z.ZodType<Agreement> {
  const text = z.string().trim().min(1, "must not be empty");
  const id = z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens, beginning with a letter");
  const name = z.strictObject({ sv: text, en: text });
  const percentage = z.number().min(0).max(100).refine(hasTwoDecimals, "must have at most two decimals");
  const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a clock time such as 08:00");
  const days = z.int().min(1).max(365);
  const aliases = z.array(text);
  const variant = z.strictObject({
    ...{ name, aliases: aliases.default([]) },
    price: money.optional(),
    hours: z.record(id, time).optional(),
    recommendedFrom: time.optional(),
    chargesChangesAfterKickoff: z.boolean(),
  });
  const lead = { before: id, businessDays: days, because: name };
  const planned = z.strictObject({
    ...{ id, name, the: name.optional(), aliases: aliases.default([]) },
    means: z.enum(["customer-data", "kickoff", "porting", "go-live"]).optional(),
    after: z.array(id).default([]),
    lead: z.array(z.strictObject(lead)).default([]),
  });
  const deadline = z.strictObject({
    ...{ id, name, step: id.optional(), metBy: z.literal("check-in").optional() },
    ...lead,
  });
  const step = z.strictObject({
    ...{ id, name, the: name.optional(), aliases: aliases.default([]) },
    done: name,
    ask: name,
    takesEffectAfterPorting: z.boolean().default(false),
    means: z.literal("authority").optional(),
  });
  const leadTime = z.strictObject({ fixed: days, mobile: days });
  const operator = z.strictObject({ ...{ id, name, aliases: aliases.default([]) }, leadTime });
  return z.strictObject({
    name: id,
    version: z.string().refine(isDay, "must be a day such as 2026-11-01"),
    title: name,
    aliases: aliases.optional(),
    supplier: name,
    variants: z.record(id, variant).refine((all) => Object.keys(all).length > 0, "must name at least one variant"),
    packages: z.array(z.strictObject({ id, name, aliases })).min(1, "must name at least one work package"),
    checkIns: checkInSchema({ id, time, clock, days }).optional(),
    areas: z.array(areaSchema({ id, name, text })).min(1, "must name at least one area"),
    options: z.array(z.strictObject({ id, name, price: money.optional(), recommends: id.optional() })),
    addOns: z.array(z.strictObject({ id, name, aliases })),
    travel: z
      .strictObject({
        hourly: money,
        adminFee: percentage,
        adminFeeOn: z.enum(["costs", "trip"]),
        perOccasion: money,
        costsVat: z.array(z.strictObject({ rate: percentage, name })).optional(),
        cities: z.array(z.strictObject({ id, name })),
      })
      .optional(),
    plan: z.array(planned).min(1, "must name at least the day of go-live"),
    deadlines: z.array(deadline).default([]),
    porting: z
      .strictObject({
        steps: z.array(step).min(1, "must name at least one step"),
        leadTime: leadTime.optional(),
        operators: z.array(operator).default([]),
      })
      .refine(
        ({ leadTime: usual, operators }) => usual !== undefined || operators.length === 0,
        "must have a lead_time for everybody else, where operators have their own",
      )
      .optional(),
    within: z
      .strictObject({
        ...{ dataReview: days, minutes: days, offer: days },
        ...{ approvalAsked: days, approvalAnswered: days, handover: days },
      })
      .optional(),
    vat: percentage,
    invoicing: invoicingSchema({ name, text }).optional(),
    letterhead: letterheadSchema({ name, text, picture }).optional(),
    runningRate: money.optional(),
    faults: z.strictObject({ mail: z.email("must be a mail address"), phone: text }),
    calendar: z.strictObject({
      country: z.string().regex(/^[A-Z]{2}$/, "must be a country code such as SE"),
      timeZone: z.string().refine(isTimeZone, "must be a time zone such as Europe/Stockholm"),
      holidays: z.array(z.enum(["public", "bank", "optional"])),
      officeHours: z
        .strictObject({ from: clock, to: clock })
        .refine(({ from, to }) => from < to, "must end later than they begin"),
    }),
    limits: z
      .strictObject({
        ...{ minutesPerDayAsk: time, minutesPerDayRefuse: time, daysBackAsk: days.optional() },
        // The usual one: 1 000 000 kr.
        amountAsk: money.default(100_000_000),
        budget: z.array(z.int().min(1).max(1_000)).optional(),
      })
      .refine(
        (limits) => limits.minutesPerDayAsk <= limits.minutesPerDayRefuse,
        "must not refuse earlier than it asks",
      ),
    // The usual one, of versions of before lists were held too.
    personalData: z.strictObject({ deleteAfter: days }).default({ deleteAfter: 90 }),
    kickoff: z.strictObject({ notBefore: id }).optional(),
    reminders: remindersSchema({ percentage, clock, days }),
  });
}

function hasTwoDecimals(value: number): boolean {
  return Number(value.toFixed(2)) === value;
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
