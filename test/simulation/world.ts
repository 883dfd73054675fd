import { businessCalendar, instantOf } from "../../src/domain/calendar.ts";
import { areaStates, missingAreas } from "../../src/domain/customer-data.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import { late, unexplained } from "../../src/domain/late.ts";
import type { Day } from "../../src/domain/units.ts";
import type { Content } from "../../src/messages/content.ts";
import { snapshotOf } from "../../src/scheduler/due.ts";
import { coming, sayable } from "../../src/scheduler/look.ts";
import { dueIn, nagDay, nagSubject } from "../../src/scheduler/nag.ts";
import { refreshed } from "../../src/scheduler/refresh.ts";
import type { Snapshot } from "../../src/scheduler/reminder.ts";
import { type Saying, sayingOf } from "../../src/scheduler/saying.ts";
import type { Nag, StoredMessage } from "../../src/store/store.ts";
import { agreement } from "../fixtures/project-facts.ts";
import { askedInVain, asksForSettled, turnedToAway } from "./checks.ts";
import { act, type Chance, type Manners } from "./people.ts";

const calendar = businessCalendar(agreement.calendar);
const zone = agreement.calendar.timeZone;
const channels = ["shared", "internal"] as const;
type Where = (typeof channels)[number];

/** One onboarding of the simulation: its facts, and what its channels were told. */
export interface Onboarding {
  facts: ProjectFacts;
  readonly manners: Manners;
  readonly claimed: Set<string>;
  /** Messages that hold notices, newest first. */
  nags: readonly Nag[];
  /** When each subject was last named in a new message, by channel. */
  readonly told: Map<string, Day>;
  readonly toldIn: Map<Where, Day>;
  /** The day on which something was first late without a reason, by subject and its day. */
  readonly lateSince: Map<string, Day>;
  completeOn?: Day;
}

/** The messages of channels that several onboardings share, as each of them left them. */
export interface Channels {
  readonly messages: Map<string, StoredMessage>;
  /** How many messages of a subject stand in a channel, and the newest. */
  readonly ofDay: Map<string, { readonly id: string; readonly times: number }>;
}

/** What is counted of a day. */
export interface Counts {
  shared: number;
  internal: number;
  escalations: number;
  /** Business days from when something was late without a reason until somebody was told, one number each. */
  readonly untilTold: number[];
  readonly wrong: string[];
}

/** Plays a business day of an onboarding: its ticks, and what its people do in between. `quiet`: nobody is reminded. */
export function playDay(
  one: Onboarding,
  today: Day,
  chance: Chance,
  counts: Counts,
  quiet: boolean,
  shared: Channels,
): void {
  const at = (clock: string) => instantOf(today, clock, zone);
  const posts: Record<Where, number> = { shared: 0, internal: 0 };
  // The day's own moments, as the scheduler looks at them: when the office opens, the digest, and calls.
  const ticks = (from: number, to: number) => {
    if (quiet) return;
    for (const { at: moment } of coming(snapshotOf(one.facts, agreement, from)))
      if (moment < to) look(one, moment, posts, counts, shared);
  };
  ticks(at("00:00"), at("10:00"));
  const near = calendar.addBusinessDays(today, -1);
  const reminded = {
    shared: (one.toldIn.get("shared") ?? "") >= near,
    internal: (one.toldIn.get("internal") ?? "") >= near,
  };
  one.facts = act({ facts: one.facts, agreement, calendar, today, at: at("10:00"), chance, reminded }, one.manners);
  follow(one, snapshotOf(one.facts, agreement, at("10:00")), counts, shared);
  ticks(at("10:00"), at("23:59"));
  counts.shared += posts.shared;
  counts.internal += posts.internal;
  for (const where of channels)
    if (posts[where] > 1) counts.wrong.push(`${today}: ${posts[where]} reminders in ${where}`);
  if (one.completeOn === undefined && missingAreas(areaStates(one.facts, agreement)).length === 0)
    one.completeOn = today;
  if (!quiet) listen(one, snapshotOf(one.facts, agreement, at("16:30")), counts);
}

/** What a look at a project does, with its notices and messages kept here. */
function look(one: Onboarding, now: number, posts: Record<Where, number>, counts: Counts, shared: Channels): void {
  const snapshot = snapshotOf(one.facts, agreement, now);
  const keys = sayable(snapshot).map(({ key }) => key);
  const missed = keys.filter((key) => !coming(snapshot)[0]?.says.some((says) => says.key === key));
  if (missed.length > 0) counts.wrong.push(`${snapshot.today}: not looked at in time: ${missed.join(", ")}`);
  const fresh = new Set(keys.filter((key) => !one.claimed.has(key)));
  if (fresh.size > 0 && !calendar.withinOfficeHours(now))
    counts.wrong.push(`${snapshot.today}: said outside office hours: ${[...fresh].join(", ")}`);
  for (const key of fresh) {
    one.claimed.add(key);
    if (asksForSettled(key, one.facts)) counts.wrong.push(`${snapshot.today}: asks for what is done: ${key}`);
  }
  if (fresh.size === 0) return;
  counts.escalations += [...fresh].filter((key) => /\/(?:lead|sponsor)-\d+$/u.test(key)).length;
  asTheyStand(one, shared);
  const inside = one.facts.project.internal ?? "";
  const message = shared.messages.get(shared.ofDay.get(`${inside} ${nagSubject(snapshot.today)}`)?.id ?? "");
  const { posts: said, puts, revisions, withdrawn } = sayingOf(snapshot, fresh, one.nags, { message, projects: 1 });
  keepInside({ posts: said, revisions, withdrawn }, inside, snapshot.today, { counts, shared });
  const goes = new Set(withdrawn);
  const moved = new Map(puts.flatMap(({ message, keys: put }) => put.map((key) => [key, message] as const)));
  const contents = new Map(revisions.map(({ message, content }) => [message.id, content]));
  const before = one.nags.map((nag) => ({
    ...nag,
    message: { ...nag.message, content: contents.get(nag.message.id) ?? nag.message.content },
    keys: [
      ...nag.keys.filter((key) => !moved.has(key)),
      ...[...moved].flatMap(([key, id]) => (id === nag.message.id ? [key] : [])),
    ],
  }));
  const anew = said.map((message): Nag => {
    return {
      message: { ...message, revision: 1 },
      keys: [...moved].flatMap(([key, id]) => (id === message.id ? [key] : [])),
      unseen: false,
    };
  });
  one.nags = [...anew.toReversed(), ...before].filter(
    ({ message, keys: left }) => left.length > 0 && !goes.has(message.id),
  );
  const written = [...said, ...revisions.map(({ message: { project }, content }) => ({ project, content }))];
  for (const each of written)
    for (const id of turnedToAway(ofOne(each, one), one.facts, snapshot.today))
      counts.wrong.push(`${snapshot.today}: turned to ${id}, who is away`);
  const held = one.nags.flatMap(({ keys: kept }) => kept);
  const twice = held.filter((key, index) => held.indexOf(key) !== index);
  if (twice.length > 0) counts.wrong.push(`${snapshot.today}: in two messages: ${twice.join(", ")}`);
  for (const where of channels) {
    const conversation = one.facts.project[where];
    if (said.some((post) => post.conversation === conversation)) posts[where] += 1;
    const due = dueIn(snapshot, where);
    if (!due.some(({ key }) => fresh.has(key))) continue;
    one.toldIn.set(where, snapshot.today);
    for (const { subject } of due) one.told.set(subject, snapshot.today);
  }
  for (const key of fresh) if (!moved.has(key)) counts.wrong.push(`${snapshot.today}: lost: ${key}`);
}

/** What others of its channel have written into its messages meanwhile. */
function asTheyStand(one: Onboarding, { messages }: Channels): void {
  one.nags = one.nags.map((nag) => ({ ...nag, message: messages.get(nag.message.id) ?? nag.message }));
}

/** What a message says of an onboarding. */
function ofOne({ project, content }: Pick<StoredMessage, "project" | "content">, { facts }: Onboarding): Content {
  let of = project;
  const blocks = content.blocks.filter((block) => {
    if (block.kind === "heading") of = block.of ?? of;
    return of === facts.project.id;
  });
  return { ...content, blocks };
}

/** One reminder message a channel and day, whoever of its projects speaks. */
function keepInside(
  { posts, revisions, withdrawn }: Pick<Saying, "posts" | "revisions" | "withdrawn">,
  inside: string,
  today: Day,
  { counts, shared }: { readonly counts: Counts; readonly shared: Channels },
): void {
  for (const post of posts) {
    if (post.conversation !== inside || nagDay(post.subject) === undefined) continue;
    const place = `${inside} ${post.subject}`;
    const times = (shared.ofDay.get(place)?.times ?? 0) + 1;
    if (times > 1) counts.wrong.push(`${today}: ${times} reminder messages in ${inside}`);
    shared.ofDay.set(place, { id: post.id, times });
    shared.messages.set(post.id, { ...post, revision: 1 });
  }
  for (const { message, content } of revisions)
    if (shared.messages.has(message.id)) shared.messages.set(message.id, { ...message, content });
  for (const id of withdrawn) shared.messages.delete(id);
}

/** What a command does to what was said: it stays true. */
function follow(one: Onboarding, snapshot: Snapshot, counts: Counts, shared: Channels): void {
  asTheyStand(one, shared);
  const now = new Map(refreshed(snapshot, one.nags).map((again) => [again.message.id, again]));
  one.nags = one.nags
    .filter(({ message }) => now.get(message.id)?.withdrawn !== true)
    .map((nag) => ({
      ...nag,
      message: { ...nag.message, content: now.get(nag.message.id)?.content ?? nag.message.content },
    }));
  for (const { message, content, withdrawn } of now.values()) {
    if (withdrawn) shared.messages.delete(message.id);
    else if (content !== undefined && shared.messages.has(message.id))
      shared.messages.set(message.id, { ...message, content });
  }
  for (const { message } of one.nags)
    for (const asked of askedInVain(ofOne(message, one), one.facts))
      counts.wrong.push(`${snapshot.today}: still asks for ${asked}`);
}

/** Nothing that is late is silent for more than five business days (C2), and nothing is asked for that was done. */
function listen(one: Onboarding, { facts, today }: Snapshot, counts: Counts): void {
  for (const { subject, on } of unexplained(late(facts, agreement, calendar, today))) {
    const thing = `${subject} ${on}`;
    const since = one.lateSince.get(thing) ?? today;
    one.lateSince.set(thing, since);
    const told = [...one.told]
      .filter(([about]) => about === subject || subject.startsWith(`${about}/`))
      .map(([, day]) => day);
    const last = told.toSorted().at(-1);
    if (last !== undefined && last > on && !one.claimed.has(`first ${thing}`)) {
      one.claimed.add(`first ${thing}`);
      // What somebody recorded or explained weeks later was nobody's to tell before: 1 is the day that it became late.
      counts.untilTold.push(calendar.businessDaysBetween(since, last < since ? since : last) + 1);
    }
    const silent = calendar.businessDaysBetween(last === undefined || last < on ? on : last, today);
    if (silent > 5) counts.wrong.push(`${today}: ${subject}, late since ${on}, was last told ${last ?? "never"}`);
  }
}
