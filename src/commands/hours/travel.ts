import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Trip } from "../../domain/facts.ts";
import { sum } from "../../domain/money.ts";
import { type TravelLine, travelPrice } from "../../domain/travel.ts";
import type { Day, Minutes, Ore } from "../../domain/units.ts";
import { canRecordWork } from "../../domain/work.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, money, name, type Phrase, phrase, raw, type Text, time } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";
import { anywayButton, questionBlock, workRefusal } from "./log.ts";

const input = {
  time: field.duration().optional().inPlace(),
  costs: field.money().optional(),
  to: field.text({ max: 100 }).optional(),
  city: field.city().optional(),
  on: field.day("past").default("today"),
};

interface Given {
  readonly time: Minutes | undefined;
  readonly costs: Ore | undefined;
  readonly to: string | undefined;
  readonly city: string | undefined;
  readonly on: Day;
}

/** The trip that was meant: within a city (R2: and nothing else), or any other, with its time (R1). Throws the refusal. */
function tripOf(ctx: ProjectContext, { time: minutes, costs = 0, to, city }: Given): Trip["what"] {
  if (city !== undefined) {
    if (minutes === undefined && costs === 0 && to === undefined) return { kind: "city", city };
    const price = ctx.agreement.travel.perOccasion;
    throw refuse("travel.refuse.both", { price: money(price) }, { line: `travel city:${city}`, field: "city" });
  }
  if (minutes === undefined) {
    const button = { id: "travel", label: phrase("travel.button.form"), runs: "travel", values: {}, asks: true };
    throw refuse("travel.refuse.neither", undefined, { line: "travel 3h30 costs:1200", field: "time", buttons: [button] });
  }
  return { kind: "trip", minutes, costs, ...(to === undefined ? {} : { to }) };
}

async function record(ctx: ProjectContext, what: Trip["what"], on: Day): Promise<Reply> {
  const { facts, store, actor, now, agreement, today } = ctx;
  const ref = await ctx.nextRef("V");
  await store.travel.add(facts.project.id, { ref, what, on, recordedAt: now, by: byOf(actor) });
  const lines = travelPrice({ what }, agreement.travel);
  const total = money(sum(lines.map(({ amount }) => amount)));
  const dated = on === today ? { dated: "no", on: "" } : { dated: "yes", on: day(on) };
  const done = said("travel.done", { ref, where: placeName(ctx, what), total, ...dated }, "success");
  return {
    audience: "ledger",
    blocks: [done, ...(lines.length > 1 ? [priceTable(lines, total)] : []), said("travel.vat", undefined, "quiet")],
  };
}

function placeName({ agreement }: ProjectContext, what: Trip["what"]): Phrase {
  if (what.kind === "trip") return what.to === undefined ? phrase("travel.somewhere") : phrase("travel.to", { to: what.to });
  const city = agreement.travel.cities.find(({ id }) => id === what.city);
  return phrase("travel.within", { city: city === undefined ? what.city : name(city.name) });
}

function priceTable(lines: readonly TravelLine[], total: ReturnType<typeof money>): Block {
  return {
    kind: "table",
    columns: [{ label: phrase("travel.column.what") }, { label: phrase("travel.column.amount"), align: "right" }],
    rows: [
      ...lines.map((line) => [lineName(line), phrase("travel.amount", { amount: money(line.amount) })]),
      [phrase("travel.total"), phrase("travel.amount", { amount: total })],
    ],
  };
}

function lineName(line: TravelLine): Text {
  switch (line.kind) {
    case "time":
      return phrase("travel.line.time", { time: time(line.minutes), rate: money(line.rate) });
    case "costs":
      return phrase("travel.line.costs");
    case "fee":
      return phrase("travel.line.fee", { percent: line.percent, of: money(line.of) });
    case "flat":
      return raw(line.city);
  }
}

/** The fields of a form, as they would be typed again. */
function typed(given: Given): Readonly<Record<string, string>> {
  const { time: minutes, costs, to, city, on } = given;
  return {
    on,
    ...(minutes === undefined ? {} : { time: input.time.kind.print(minutes) }),
    ...(costs === undefined ? {} : { costs: input.costs.kind.print(costs) }),
    ...(to === undefined ? {} : { to }),
    ...(city === undefined ? {} : { city }),
  };
}

export const travel = defineCommand({
  name: "travel",
  summary: "summary.travel",
  lines: [
    projectLine({
      summary: "summary.travel",
      examples: ["travel 3h30 costs:1200 to:Uppsala", "travel city:göteborg"],
      allow: ["staff"],
      audience: "ledger",
      input,
      async run(given, ctx) {
        const what = tripOf(ctx, given);
        const decision = decide(ctx, what, given.on);
        if (!decision.ok) throw workRefusal(ctx, decision.refused);
        if (decision.ask.length === 0) return record(ctx, what, given.on);
        const questions = decision.ask.map((question) => questionBlock(question, ctx.actor.name));
        const buttons = [anywayButton("travel anyway", typed(given))];
        return { audience: "ledger", question: true, blocks: [...questions, { kind: "buttons", buttons }] };
      },
    }),
    projectLine({
      verb: "anyway",
      by: "card",
      summary: "summary.travel",
      examples: [],
      allow: ["staff"],
      audience: "ledger",
      input,
      async run(given, ctx) {
        const what = tripOf(ctx, given);
        const decision = decide(ctx, what, given.on);
        if (!decision.ok) throw workRefusal(ctx, decision.refused);
        return record(ctx, what, given.on);
      },
    }),
  ],
});

const decide = (ctx: ProjectContext, what: Trip["what"], on: Day) =>
  canRecordWork(
    { minutes: what.kind === "trip" ? what.minutes : 0, on, by: ctx.actor.id },
    { ...ctx.facts, work: [], checkIns: [] },
    ctx.agreement,
    ctx.today,
  );
