import { type Context, defineCommand, freeLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { type AwayRefusal, canBeAway } from "../../domain/away.ts";
import type { Absence } from "../../domain/facts.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { day, list, type Phrase, phrase } from "../../messages/phrase.ts";
import { type ToldPerson, tellPersonJob } from "../../store/contract/jobs.ts";
import type { Person } from "../../store/store.ts";
import { lineBlock, said } from "../shared/blocks.ts";

interface Wanted {
  readonly from: Day | undefined;
  readonly until: Day;
  readonly standIn: Person | undefined;
}

/** Keeps when somebody is away and who is asked meanwhile; until today they are back. The stand-in is told. */
async function setAway(ctx: Context, { from = ctx.today, until, standIn }: Wanted): Promise<Reply> {
  const { store, actor, today } = ctx;
  const known = standIn === undefined ? undefined : { ...standIn, away: await store.people.absence(standIn.id) };
  const decision = canBeAway(actor.id, { from, until, standIn: known }, today);
  if (!decision.ok) throw refusal(decision.refused);
  if (decision.back) {
    if ((await store.people.absence(actor.id)) === undefined) throw refuse("away.refuse.here");
    await store.people.setAbsence(actor.id, undefined);
    return { audience: "ledger", to: "person", blocks: [said("away.back", undefined, "success")] };
  }
  const away = {
    from,
    until,
    ...(standIn === undefined ? {} : { standIn: { id: standIn.id, handle: standIn.handle, name: standIn.name } }),
  };
  await store.people.setAbsence(actor.id, away);
  const led = (await store.projects.ofPerson(actor.id)).map(({ customer }) => customer);
  if (standIn !== undefined) await tellStandIn(ctx, standIn.id, away, led);
  const more =
    standIn === undefined
      ? [said("away.nobody"), lineBlock(`away until:${until} stand-in:<person>`)]
      : [said("away.told", { name: standIn.name })];
  return { audience: "ledger", to: "person", blocks: [said("away.done", wordsOf(away, today), "success"), ...more] };
}

async function tellStandIn(
  { store, actor, today }: Context,
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
  await store.jobs.add(tellPersonJob, { person, notice } satisfies ToldPerson);
}

const wordsOf = ({ from, until, standIn }: Absence, today: Day) => ({
  ...{ from: day(from), until: day(until), starts: from > today ? "later" : "now" },
  ...{ has: standIn === undefined ? "no" : "yes", name: standIn?.name ?? "" },
});

/** Who of us is away, now or soon: oneself first. */
async function show({ store, actor, today }: Context): Promise<Reply> {
  const all = await store.people.absent(today);
  const own = all.find(({ person }) => person.id === actor.id);
  const others = all.filter((one) => one !== own);
  const items = others.map(
    ({ person, away }): Phrase => phrase("away.other", { ...wordsOf(away, today), who: person.name }),
  );
  return {
    audience: "ledger",
    to: "person",
    blocks: [
      own === undefined ? said("away.none") : said("away.own", wordsOf(own.away, today)),
      ...(own === undefined ? [] : [lineBlock("away until:today")]),
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

/** When one of us is away, and who is asked instead: reminders name the stand-in, and no call is proposed for then. */
export const away = defineCommand({
  name: "away",
  summary: "summary.away",
  lines: [
    freeLine({
      summary: "summary.away.show",
      examples: ["away"],
      allow: ["staff"],
      audience: "ledger",
      reads: true,
      input: {},
      run: (_values, ctx) => show(ctx),
    }),
    freeLine({
      verb: "set",
      matches: /\S/u,
      summary: "summary.away",
      examples: ["away until:2026-12-07 stand-in:erik", "away until:today"],
      allow: ["staff"],
      audience: "ledger",
      input: {
        until: field.day("future").byKey(),
        standIn: field.person().optional(),
        from: field.day("future").optional(),
      },
      run: ({ until, standIn, from }, ctx) => setAway(ctx, { until, standIn, from }),
    }),
  ],
});
