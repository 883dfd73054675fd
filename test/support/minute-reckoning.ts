import type { Agreement } from "../../src/domain/agreement.ts";
import type { Change, ProjectFacts } from "../../src/domain/facts.ts";

/**
 * The rules of money reckoned a second time, in another shape than `src/domain`: every minute that was worked is a coin
 * that lies in a slot (included, a call's hour, an approval, a fault, nowhere), and carries the öre that were charged
 * for it. Closing glues coins to their slots. Nothing of the domain's calculation is used: only its facts.
 */
interface Coin {
  slot: string;
  /** What it was charged on a closed basis, öre. */
  paid: number;
  glued: boolean;
}

/** What a reckoning found: minutes by where they lie, and what a basis closed now comes to. */
export interface Reckoned {
  readonly included: number;
  readonly covered: number;
  readonly notAgreed: number;
  readonly onFaults: number;
  readonly net: number;
}

interface Entry {
  readonly id: string;
  readonly day: string;
  readonly at: number;
  readonly minutes: number;
  readonly call: boolean;
  readonly package?: string | undefined;
  readonly change?: string | undefined;
  readonly fault?: string | undefined;
}

/** Half up, halves away from zero: in whole öre, by remainders. */
function rounded(numerator: number, denominator: number): number {
  const rest = numerator % denominator;
  const whole = (numerator - rest) / denominator;
  return whole + (2 * rest >= denominator ? 1 : 0);
}

export class MinuteReckoning {
  private readonly coins = new Map<string, Coin[]>();
  private readonly charged = new Map<string, number>();
  private readonly agreement: Agreement;
  constructor(agreement: Agreement) {
    this.agreement = agreement;
  }

  /** What is open: nothing is glued. */
  look(facts: ProjectFacts, until = "9999-12-31"): Reckoned {
    return this.reckon(facts, until, false);
  }

  /** Closes a basis. */
  close(facts: ProjectFacts, until = "9999-12-31"): Reckoned {
    return this.reckon(facts, until, true);
  }

  private reckon(facts: ProjectFacts, until: string, glue: boolean): Reckoned {
    const entries = entriesOf(facts, this.agreement);
    const approvals = approvalsOf(facts);
    const rate = facts.project.rate ?? this.agreement.runningRate;
    const billable = new Set(
      facts.faults
        .filter(({ cause, billed }) => billed && cause !== "supplier" && cause !== undefined)
        .map((one) => one.ref),
    );
    let net = 0;
    const live = new Set(entries.map(({ id }) => id));
    for (const [id, coins] of this.coins) {
      for (const coin of coins) {
        const [kind, ref = ""] = coin.slot.split(" ");
        const lies =
          kind === "approval" ? approvals.some((one) => one.ref === ref) : kind !== "fault" || billable.has(ref);
        if (!coin.glued || (live.has(id) && lies)) continue;
        net -= coin.paid;
        if (glue) Object.assign(coin, { glued: false, paid: 0, slot: "" });
      }
    }
    const lying = (id: string): readonly Coin[] =>
      (this.coins.get(id) ?? []).filter(({ glued, slot }) => {
        const [kind, ref = ""] = slot.split(" ");
        if (!glued || !live.has(id)) return false;
        return kind === "approval" ? approvals.some((one) => one.ref === ref) : kind !== "fault" || billable.has(ref);
      });
    const room = new Map<string, number>();
    const hours = facts.project.variant === "smaller" ? smaller : facts.project.hours;
    for (const [name, minutes] of Object.entries(hours)) if (name !== "checkins") room.set(`included ${name}`, minutes);
    for (const { ref, most } of approvals) room.set(`approval ${ref}`, most);
    let calls = Math.round((hours.checkins ?? 0) / 60);
    for (const { id } of entries) {
      const slots = lying(id).map(({ slot }) => slot);
      for (const slot of slots) room.set(slot, (room.get(slot) ?? 0) - 1);
      if (slots.some((slot) => slot.startsWith("call "))) calls -= 1;
    }
    const counted = { included: 0, covered: 0, notAgreed: 0, onFaults: 0 };
    const sold = new Map<string, number>();
    for (const entry of entries) {
      const glued = lying(entry.id);
      const open = entry.minutes - glued.length;
      const tries: string[] = [];
      if (entry.call && open > 0 && calls > 0 && !glued.some(({ slot }) => slot.startsWith("call "))) {
        calls -= 1;
        room.set(`call ${entry.id}`, 60);
        tries.push(`call ${entry.id}`);
      }
      if (entry.package !== undefined) tries.push(`included ${entry.package}`);
      for (const one of approvals)
        if ((one.package ?? "-") === entry.package || (one.change ?? "-") === entry.change)
          tries.push(`approval ${one.ref}`);
      if (entry.fault !== undefined) {
        tries.push(`fault ${entry.fault}`);
        room.set(`fault ${entry.fault}`, Number.POSITIVE_INFINITY);
      }
      const coins: Coin[] = [...glued];
      for (let minute = 0; minute < open; minute += 1) {
        const slot = tries.find((one) => (room.get(one) ?? 0) > 0) ?? "";
        if (slot !== "") room.set(slot, (room.get(slot) ?? 0) - 1);
        const coin: Coin = { slot, paid: 0, glued: false };
        coins.push(coin);
        if (entry.day > until || slot === "") continue;
        const [kind, ref = ""] = slot.split(" ");
        const approval = approvals.find((one) => kind === "approval" && one.ref === ref);
        const price =
          approval === undefined ? (kind === "fault" ? rate : 0) : approval.fixed ? 0 : (approval.rate ?? rate);
        if (price === undefined || (kind === "fault" && !billable.has(ref))) continue;
        const before = sold.get(slot) ?? 0;
        coin.paid = rounded(price * (before + 1), 60) - rounded(price * before, 60);
        sold.set(slot, before + 1);
        coin.glued = glue;
        net += coin.paid;
      }
      for (const { slot } of coins) {
        if (slot === "") counted.notAgreed += 1;
        else if (slot.startsWith("approval")) counted.covered += 1;
        else if (slot.startsWith("fault")) counted.onFaults += 1;
        else counted.included += 1;
      }
      if (glue) this.coins.set(entry.id, coins);
    }
    return { ...counted, net: net + this.prices(facts, until, glue) };
  }

  /** What has a price by itself: what is due less what was charged for it. */
  private prices(facts: ProjectFacts, until: string, glue: boolean): number {
    const due = new Map<string, { readonly price: number; readonly day: string }>();
    const { goLive, price, options } = facts.project;
    if (goLive !== undefined) {
      if (price !== undefined) due.set("package", { price, day: goLive.on });
      for (const { id, price: its } of options) if (its !== undefined) due.set(id, { price: its, day: goLive.on });
    }
    for (const { id, state, pricing, doneOn } of facts.changes)
      if (state === "done" && pricing?.kind === "fixed") due.set(id, { price: pricing.price, day: doneOn ?? "" });
    for (const { id, undone, what, on } of facts.trips) {
      if (undone) continue;
      if (what.kind === "city") due.set(id, { price: 69_000, day: on });
      else {
        const time = rounded(49_000 * what.minutes, 60);
        due.set(id, { price: time + what.costs + rounded(what.costs, 10), day: on });
      }
    }
    let net = 0;
    for (const key of new Set([...due.keys(), ...this.charged.keys()])) {
      const [was, is] = [this.charged.get(key), due.get(key)];
      if (was === undefined && (is?.day ?? "") > until) continue;
      net += (is?.price ?? 0) - (was ?? 0);
      if (!glue) continue;
      // What costs nothing is no line, and what was taken back to the last öre is charged nowhere: a price that it
      // gets later is due at its own day again (S2b), not a difference to what nobody pays.
      if (is === undefined || is.price === 0) this.charged.delete(key);
      else this.charged.set(key, is.price);
    }
    return net;
  }
}

/** S2. */
const smaller: Readonly<Record<string, number>> = {
  ...{ workshop: 480, configuration: 480, checkins: 240, documentation: 120, handover: 120 },
};

/** What was worked and held, in the order of S6. */
function entriesOf({ work, checkIns, changes }: ProjectFacts, agreement: Agreement): readonly Entry[] {
  const change = (ref: string): Change | undefined => changes.find((one) => one.ref === ref);
  const all: Entry[] = [];
  for (const { id, on, recordedAt: at, minutes, target, undone } of work) {
    if (undone) continue;
    const base = { id, day: on, at, minutes, call: false };
    if (target.kind === "package") all.push({ ...base, package: target.package });
    else if (target.kind === "fault") all.push({ ...base, fault: target.ref });
    else {
      const on_ = change(target.ref);
      if (on_?.extends !== undefined) all.push({ ...base, package: on_.extends.package });
      else all.push({ ...base, change: on_?.effect?.kind === "more-cover" ? on_.effect.change : target.ref });
    }
  }
  for (const { id, on, recordedAt: at, minutes, state } of checkIns)
    if (state === "held" || state === "no-show")
      all.push({ id, day: on, at, minutes: minutes ?? 60, call: true, package: agreement.checkIns?.package });
  return all.sort((a, b) => (a.day === b.day ? a.at - b.at : a.day < b.day ? -1 : 1));
}

interface Approval {
  readonly ref: string;
  readonly package?: string;
  readonly change?: string;
  readonly most: number;
  readonly fixed: boolean;
  readonly rate?: number | undefined;
}

/** What was agreed to, in the order of the approvals. */
function approvalsOf({ changes }: ProjectFacts): readonly Approval[] {
  return changes
    .filter(({ state, pricing }) => (state === "approved" || state === "done") && pricing !== undefined)
    .sort((a, b) => (a.decidedAt ?? 0) - (b.decidedAt ?? 0))
    .map(({ ref, pricing, extends: extended, effect }): Approval => {
      const on =
        extended === undefined
          ? { change: effect?.kind === "more-cover" ? effect.change : ref }
          : { package: extended.package };
      return pricing?.kind === "running"
        ? { ref, ...on, most: pricing.cap ?? pricing.estimate, fixed: false, rate: pricing.rate }
        : { ref, ...on, most: extended?.minutes ?? Number.POSITIVE_INFINITY, fixed: true };
    });
}
