import { defineCommand, type ProjectContext } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Trip } from "../../domain/facts.ts";
import { sum } from "../../domain/money.ts";
import { type TravelLine, travelPrice } from "../../domain/travel.ts";
import type { Day, Minutes, Ore } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, money, name, type Phrase, phrase, raw, type Text, time } from "../../messages/phrase.ts";
import { asking } from "../shared/asking.ts";
import { said } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { periodBlocks } from "./cover.ts";
import { tellLate, workQuestions } from "./log.ts";

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

/**
 * The trip that was meant: within a city (R2: and nothing else), or any other, with its time (R1). Throws the refusal.
 */
function tripOf(ctx: ProjectContext, { time: minutes, costs = 0, to, city }: Given): Trip["what"] {
  if (city !== undefined) {
    if (minutes === undefined && costs === 0 && to === undefined) return { kind: "city", city };
    const price = ctx.agreement.travel?.perOccasion ?? 0;
    throw refuse("travel.refuse.both", { price: money(price) }, { line: `travel city:${city}`, field: "city" });
  }
  if (minutes === undefined && costs === 0) {
    const button = { id: "travel", label: phrase("travel.button.form"), runs: "travel", values: {}, asks: true };
    throw refuse("travel.refuse.neither", undefined, {
      line: "travel 3h30 costs:1200",
      field: "time",
      buttons: [button],
    });
  }
  return { kind: "trip", minutes: minutes ?? 0, costs, to };
}

async function record(ctx: ProjectContext, what: Trip["what"], on: Day): Promise<Reply> {
  const { facts, store, actor, now, agreement, today } = ctx;
  const ref = await ctx.nextRef("V");
  await store.travel.add(facts.project.id, { ref, what, on, recordedAt: now, by: byOf(actor) });
  await tellLate(ctx, phrase("log.late.trip", { ref }));
  const lines = travelPrice({ what }, agreement.travel);
  const total = money(sum(lines.map(({ amount }) => amount)));
  const dated = on === today ? { dated: "no", on: "" } : { dated: "yes", on: day(on) };
  const done = said("travel.done", { ref, where: placeName(ctx, what), total, ...dated }, "success");
  return {
    audience: "ledger",
    blocks: [
      done,
      ...(lines.length > 1 ? [priceTable(lines, total)] : []),
      said("travel.vat", undefined, "quiet"),
      ...periodBlocks(on, ctx),
    ],
  };
}

function placeName({ agreement }: ProjectContext, what: Trip["what"]): Phrase {
  if (what.kind === "trip")
    return what.to === undefined ? phrase("travel.somewhere") : phrase("travel.to", { to: what.to });
  const city = agreement.travel?.cities.find(({ id }) => id === what.city);
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

/** What looks odd about a trip: its time by itself, since one may travel after a whole day's work. */
function questions(ctx: ProjectContext, given: Given): readonly Block[] {
  const what = tripOf(ctx, given);
  return workQuestions(
    ctx,
    { minutes: what.kind === "trip" ? what.minutes : 0, on: given.on, before: 0 },
    ctx.actor.name,
  );
}

export const travel = defineCommand({
  name: "travel",
  summary: "summary.travel",
  lines: [
    ...asking({
      of: "travel",
      label: "log.button.anyway",
      summary: "summary.travel",
      needs: "travel",
      examples: (agreement) => {
        const { city } = calls(agreement);
        return [
          "travel 3h30 costs:1200 to:Uppsala",
          ...(city === undefined ? [] : [`travel city:${city}`]),
          "travel costs:100",
        ];
      },
      allow: ["staff"],
      audience: "ledger",
      asksBare: true,
      input,
      ask: (given, ctx) => questions(ctx, given),
      run: (given, ctx) => record(ctx, tripOf(ctx, given), given.on),
    }),
  ],
});
