import type { Invoicing } from "./agreement-invoicing.ts";
import type { Letterhead } from "./agreement-letterhead.ts";
import type {
  Deadline,
  PlannedDay,
  PortingLeadTime,
  PortingOperator,
  PortingStepTerms,
  Within,
} from "./agreement-plan.ts";
import type { DataField } from "./data-field.ts";
import type { PlanDay, VariantId } from "./facts.ts";
import type { ProfileDays } from "./reminder-profile.ts";
import type { Day, LocalName, Minutes, Ore } from "./units.ts";

/** A dated version of the service agreement, read from `services/*.yaml` (P1). */
export interface Agreement {
  readonly name: string;
  /** The day the version takes effect; a project keeps the version it opened with. */
  readonly version: Day;
  readonly title: LocalName;
  /** Short forms of the title that people type. */
  readonly aliases?: readonly string[];
  readonly supplier: LocalName;
  /** By id, the one that is usually sold first. */
  readonly variants: Readonly<Record<VariantId, Variant>>;
  /** The work packages in the order of S2. */
  readonly packages: readonly WorkPackage[];
  /** Check-in calls (S2); unset: the service has none. */
  readonly checkIns?: CheckInTerms;
  readonly areas: readonly DataArea[];
  readonly options: readonly SaleOption[];
  readonly addOns: readonly { readonly id: string; readonly name: LocalName; readonly aliases: readonly string[] }[];
  /** Unset: the service is done without travel. */
  readonly travel?: TravelPrices;
  /** The days that are planned, in the order that they usually come. */
  readonly plan: readonly PlannedDay[];
  /** What is to be done by when besides those days, counted back from one of them. */
  readonly deadlines: readonly Deadline[];
  /**
   * What the customer does before numbers are ported (D4), and how many business days after a complete request they are
   * ported at the earliest (D7), usually and from some operators; unset: nothing is ported.
   */
  readonly porting?: {
    readonly steps: readonly PortingStepTerms[];
    readonly leadTime?: PortingLeadTime;
    readonly operators: readonly PortingOperator[];
  };
  /** Within what time things are done that have no day of their own (C2); unset: they are never late. */
  readonly within?: Within;
  /** Percent on every line (R3). */
  readonly vat: number;
  /** Who invoices; unset: files for accounting say what is to be filled in. */
  readonly invoicing?: Invoicing;
  /** Whose the documents are that are handed over; unset: the supplier's name stands on them. */
  readonly letterhead?: Letterhead;
  /** Öre per hour; unset: a project without its own cannot send a running-rate offer (S7). */
  readonly runningRate?: Ore;
  readonly faults: { readonly mail: string; readonly phone: string };
  readonly calendar: {
    readonly country: string;
    readonly timeZone: string;
    /** The kinds of holidays that are no business days: `public`, and `bank` for the de-facto ones (P2). */
    readonly holidays: readonly HolidayKind[];
    readonly officeHours: { readonly from: string; readonly to: string };
  };
  /** More than this on one entry of one day is asked about, or refused as a typing mistake. */
  readonly limits: {
    readonly minutesPerDayAsk: Minutes;
    readonly minutesPerDayRefuse: Minutes;
    /** Work dated more calendar days back than this is asked about; unset: never. */
    readonly daysBackAsk?: number;
    /** Öre; more than this is asked about. */
    readonly amountAsk: Ore;
    /** Percent of a work package's hours that are told of when they are reached; unset: none. */
    readonly budget?: readonly number[];
  };
  /** Days after the handover for which the customer's lists are kept (D6). */
  readonly personalData: { readonly deleteAfter: number };
  /** Kickoff is held on this planned day or later (K1); unset: on any day. */
  readonly kickoff?: { readonly notBefore: PlanDay };
  readonly reminders: ReminderDays;
}

export type HolidayKind = "public" | "bank" | "optional";

export interface Variant {
  readonly name: LocalName;
  /** Short forms that people type, in either language. */
  readonly aliases: readonly string[];
  /** Fixed price (S2b); unset: *package price not set*. */
  readonly price?: Ore;
  /** Minutes per work package; unset: agreed at the sale and given when the project opens (S8). */
  readonly hours?: Readonly<Record<string, Minutes>>;
  /** From so many minutes in all a project is better sold as this one (S4); unset: whatever its size. */
  readonly recommendedFrom?: Minutes;
  /** Changes after kickoff are charged (S5, S8). */
  readonly chargesChangesAfterKickoff: boolean;
}

export interface WorkPackage {
  readonly id: string;
  readonly name: LocalName;
  /** Short forms that people type, in either language. */
  readonly aliases: readonly string[];
}

/** How many check-in calls are included and how long each is, and the work package that they are of (S2). */
export interface CheckInTerms {
  readonly package: string;
  readonly included: number;
  readonly minutesEach: Minutes;
  readonly propose: ProposalTerms;
  /** Minutes before a call at which it is reminded of, in the channel and by people's calendars. */
  readonly remind: Minutes;
}

/** How times for a call are proposed to the customer. */
export interface ProposalTerms {
  /** How many times, where nobody says otherwise. */
  readonly times: number;
  /** The clock times that calls begin at, `HH:MM`. */
  readonly at: readonly string[];
  /** Business days from today to the first that is proposed. */
  readonly ahead: number;
  /** How many business days are looked through where go-live is not planned. */
  readonly within: number;
}

/** One of the areas of customer data (D1). */
export interface DataArea {
  readonly id: string;
  readonly name: LocalName;
  readonly aliases: readonly string[];
  /** What its list is called where that is something else: the area *user-licence options* lists the users. */
  readonly sheet?: LocalName;
  /**
   * What is held of it, in the order that it is asked for (D6); empty: what is handed in is only looked at by people.
   */
  readonly fields: readonly DataField[];
  /** The field that a record is known by, so that a later file is compared with what is held. */
  readonly key?: string;
  /** The fields that make up what a record is called, in order: first and last name; empty: the key. */
  readonly called: readonly string[];
  /** It is one record, such as the main number, and no list. */
  readonly single: boolean;
}

/** An option of the sale that brings configuration costs on top of the fixed price (S4). */
export interface SaleOption {
  readonly id: string;
  readonly name: LocalName;
  readonly price?: Ore;
  readonly recommends?: VariantId;
}

/** Travel prices (R1, R2). */
export interface TravelPrices {
  /** Öre per hour of travel time. */
  readonly hourly: Ore;
  /** Percent. */
  readonly adminFee: number;
  readonly adminFeeOn: "costs" | "trip";
  /** Percent of VAT that is on some of what a trip costs, and on what; unset: the usual one is on everything. */
  readonly costsVat?: readonly { readonly rate: number; readonly name: LocalName }[];
  /** Öre per occasion within one of the cities. */
  readonly perOccasion: Ore;
  readonly cities: readonly { readonly id: string; readonly name: LocalName }[];
}

/** When reminders are due, in business days unless a name says otherwise; each list ascending. */
export interface ReminderDays {
  readonly customerData: {
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly escalateLead: number;
    readonly escalateSponsor: number;
  };
  /** Of the day that means kickoff (D3); set exactly where the plan has one. */
  readonly preparation?: { readonly before: readonly number[] };
  /** Set exactly where something is ported. */
  readonly porting?: { readonly before: readonly number[] };
  /** Set exactly where there are check-in calls. */
  readonly checkInNotBooked?: { readonly afterKickoff: number; readonly every: number };
  readonly minutesMissing: { readonly after: readonly number[] };
  /** Percent of a work package used. */
  readonly hours: { readonly warnAt: number };
  readonly offerWaiting: { readonly after: readonly number[] };
  readonly taskDue: { readonly before: number; readonly after: readonly number[] };
  readonly goLiveNear: { readonly before: readonly number[] };
  readonly confirmDelivery: { readonly after: readonly number[] };
  readonly handover: { readonly after: readonly number[] };
  /**
   * A day that has passed without its deed (C2): on which days after it, then at every interval, until it is done,
   * moved or explained; and when the lead and the sponsor come in.
   */
  readonly late: {
    readonly after: readonly number[];
    readonly escalateLead: number;
    readonly escalateSponsor: number;
    readonly every: number;
  };
  /** What the customer is stuck with (D5) is ours to deal with, at every interval; so long they are not asked. */
  readonly stuck: { readonly every: number };
  /** A snooze that is longer is asked about, in business days (K2). */
  readonly snooze: { readonly most: number };
  /** A project that nobody has touched for so long: its lead is asked what is to become of it, at every interval. */
  readonly untouched: { readonly after: number; readonly every: number };
  /** How far ahead those hear of a thing who chose to be reminded less, or more. */
  readonly profiles: ProfileDays;
  /** ISO weekday (1 Monday) and clock time of the digests. */
  readonly digest: { readonly weekday: number; readonly at: string };
}

/** What an agreement may leave out of the service: nobody is then offered it, reminded of it or let do it. */
export type Offering = "checkIns" | "travel" | "porting";

/** Whether the service has it. */
export const offers = (agreement: Pick<Agreement, Offering>, what: Offering): boolean => agreement[what] !== undefined;

/**
 * The variant that was sold (S2, S8).
 *
 * @throws Error for one that the agreement does not have: a project is pinned to its agreement, so that there is none
 * such.
 */
export function variantOf(
  { variant }: { readonly variant: VariantId },
  { variants }: Pick<Agreement, "variants">,
): Variant {
  const found = Object.hasOwn(variants, variant) ? variants[variant] : undefined;
  if (found === undefined) throw new Error(`There is no variant ${variant} in the agreement`);
  return found;
}

/** The variant that is sold when none is named: the agreement's first. */
export const usualVariant = ({ variants }: Pick<Agreement, "variants">): VariantId => Object.keys(variants)[0] ?? "";

/** The variants as people name them when they type. */
export const namedVariants = ({ variants }: Pick<Agreement, "variants">) =>
  Object.entries(variants).map(([id, { name, aliases }]) => ({ id, name, aliases }));
