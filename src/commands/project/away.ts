import { type Context, defineCommand, freeLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { type AwayRefusal, canBeAway } from "../../domain/away.ts";
import type { Absence } from "../../domain/facts.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list, type Phrase, phrase } from "../../messages/phrase.ts";
import { type ToldPerson, tellPersonJob } from "../../store/contract/jobs.ts";
import type { Person } from "../../store/store.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { internalOnly } from "../shared/checks.ts";
import { standIn } from "../shared/stand-in-field.ts";
import { callsOfCustomer, callsWhileAway } from "./away-calls.ts";

interface Wanted {
  readonly from: Day | undefined;
  readonly until: Day;
  readonly standIn: Person | undefined;
}

/**
 * Who is away, and what their side may hear of it (A1): when we are away is said in internal places alone; what
 * somebody of the customer or the partner says of themself is theirs, wherever they say it.
 */
function audienceOf(ctx: Context): "ledger" | "public" {
  if (!ctx.actor.staff) return "public";
  internalOnly(ctx);
  return "ledger";
}

/** Keeps when somebody is away and who is asked meanwhile; until today they are back. */
async function setAway(ctx: Context, { from = ctx.today, until, standIn }: Wanted): Promise<Reply> {
  const { store, actor, today } = ctx;
  const audience = audienceOf(ctx);
  const own = actor.id === "system" ? [] : await store.projects.ofPerson(actor.id);
  if (!actor.staff && own.length === 0) throw refuse("away.refuse.noProject");
  const known = standIn && {
    ...standIn,
    away: await store.people.absence(standIn.id),
    // Of theirs it was found among their own; many have no account, and are asked in the channel.
    ...(actor.staff
      ? { sameSide: standIn.staff, reachable: standIn.reachable }
      : { sameSide: true, reachable: standIn.gone === undefined }),
  };
  const decision = canBeAway(actor.id, { from, until, standIn: known }, today);
  if (!decision.ok) throw refusal(decision.refused);
  if (decision.back) {
    if ((await store.people.absence(actor.id)) === undefined) throw refuse("away.refuse.here");
    await store.people.setAbsence(actor.id, undefined);
    return { audience, to: "person", blocks: [said("away.back", undefined, "success")] };
  }
  const away = {
    from,
    until,
    ...(standIn === undefined ? {} : { standIn: { id: standIn.id, handle: standIn.handle, name: standIn.name } }),
  };
  await store.people.setAbsence(actor.id, away);
  if (standIn !== undefined && actor.staff) {
    // To staff every project is theirs to look at: those that they are on are what it is about.
    const all = await store.projects.several(own.map(({ id }) => id));
    const on = all.filter(({ members }) => members.some(({ id }) => id === actor.id));
    await tellStandIn(
      ctx,
      standIn.id,
      away,
      on.map(({ project }) => project.customer),
    );
  }
  const more: readonly Block[] =
    standIn === undefined
      ? [said(actor.staff ? "away.nobody" : "away.nobodyOfYours"), lineBlock(`away until:${until} stand-in:<person>`)]
      : [said(actor.staff ? "away.told" : "away.reads", { name: standIn.name })];
  const calls = await (actor.staff ? callsWhileAway : callsOfCustomer)(ctx, actor.id, away);
  return { audience, to: "person", blocks: [said("away.done", wordsOf(away, today), "success"), ...more, ...calls] };
}

/** Tells one of ours in their private chat; one of theirs reads it in the channel, where they are asked. */
async function tellStandIn(
  { store, actor, today, language }: Context,
  person: Id,
  away: Absence,
  led: readonly string[],
): Promise<void> {
  const values = {
    ...wordsOf(away, today),
    who: actor.name,
    projects: list(led),
    some: led.length === 0 ? "no" : "yes",
  };
  const notice = { audience: "public", blocks: [said("away.standingIn", values)] } as const;
  await store.jobs.add(tellPersonJob, { person, notice, language } satisfies ToldPerson);
}

const wordsOf = ({ from, until, standIn }: Absence, today: Day) => ({
  ...{ from: day(from), until: day(until), starts: from > today ? "later" : "now" },
  ...{ has: standIn === undefined ? "no" : "yes", name: standIn?.name ?? "" },
});

/** Whether oneself is away, now or soon; and staff hear who else of us is. */
async function show(ctx: Context): Promise<Reply> {
  const { store, actor, today } = ctx;
  const audience = audienceOf(ctx);
  const kept = actor.id === "system" ? undefined : await store.people.absence(actor.id);
  const own = kept !== undefined && kept.until > today ? kept : undefined;
  const others = actor.staff ? (await store.people.absent(today)).filter(({ person }) => person.id !== actor.id) : [];
  const items = others.map(
    ({ person, away }): Phrase => phrase("away.other", { ...wordsOf(away, today), who: person.name }),
  );
  return {
    audience,
    to: "person",
    blocks: [
      own === undefined ? said("away.none") : said("away.own", wordsOf(own, today)),
      ...(own === undefined ? [] : [lineBlock("away until:today")]),
      ...(own === undefined || actor.id === "system" || !actor.staff ? [] : await callsWhileAway(ctx, actor.id, own)),
      ...(items.length === 0 ? [] : [{ kind: "list", items } as const]),
    ],
  };
}

function refusal(why: AwayRefusal) {
  switch (why.kind) {
    case "past":
      return refuse("away.refuse.past", { until: day(why.until) }, { field: "until" });
    case "backwards":
      return refuse("away.refuse.backwards", { from: day(why.from), until: day(why.until) }, { field: "until" });
    case "own-stand-in":
      return refuse("away.refuse.own", undefined, { field: "standIn" });
    case "not-staff":
      return refuse("away.refuse.notStaff", { name: why.name }, { field: "standIn" });
    case "gone":
      return refuse("away.refuse.gone", { name: why.name }, { field: "standIn" });
    case "away-too":
      return refuse("away.refuse.awayToo", { name: why.name, until: day(why.until) }, { field: "standIn" });
  }
}

/**
 * When somebody is away, and who is asked instead: reminders name the stand-in, and no call is proposed while our lead
 * is away.
 */
export const away = defineCommand({
  name: "away",
  summary: "summary.away",
  lines: [
    freeLine({
      summary: "summary.away.show",
      examples: ["away"],
      allow: ["anyone"],
      audience: "place",
      reads: true,
      input: {},
      run: (_values, ctx) => show(ctx),
    }),
    freeLine({
      verb: "set",
      matches: /\S/u,
      summary: "summary.away",
      examples: ["away until:2026-12-07", "away until:2026-12-07 stand-in:erik", "away until:today"],
      allow: ["anyone"],
      audience: "place",
      input: {
        until: field.day("future").byKey(),
        standIn: standIn().optional(),
        from: field.day("future").optional(),
      },
      run: ({ until, standIn, from }, ctx) => setAway(ctx, { until, standIn, from }),
    }),
  ],
});
