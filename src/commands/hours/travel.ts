import { defineCommand, type ProjectContext } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { quote } from "../../bot/tokens.ts";
import type { FileRef, Trip } from "../../domain/facts.ts";
import { sum } from "../../domain/money.ts";
import { companyIn, sameTrip, type TravelLine, travelPrice } from "../../domain/travel.ts";
import type { Day, Minutes, Ore } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, money, name, type Phrase, phrase, raw, type Text, time } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import type { Person } from "../../store/store.ts";
import { asking, printed } from "../shared/asking.ts";
import { said, sameBlocks } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { periodBlocks } from "./cover.ts";
import { tellLate, worker, workQuestions } from "./log.ts";

const words = createWords();

/** So many travel together at most: more is a slip of the finger. */
const mostPeople = 50;

const input = {
  time: field.duration().optional().inPlace(),
  costs: field.money({ bought: true }).optional(),
  to: field.text({ max: 100 }).optional(),
  city: field.city().optional(),
  people: field.number({ most: mostPeople, say: "travel.refuse.people" }).optional(),
  return: field.flag(),
  on: field.day("past").default("today"),
  by: field.person().optional(),
};

/** What was paid, as it came with the line. */
const receipts = { file: field.hidden(), name: field.hidden() };

interface Given {
  readonly time: Minutes | undefined;
  readonly costs: Ore | undefined;
  readonly to: string | undefined;
  readonly city: string | undefined;
  /** How many travelled; the time is that of one of them, one way where they came back too. */
  readonly people: number | undefined;
  readonly return: boolean;
  readonly on: Day;
  readonly by: Person | undefined;
}

/**
 * The trip that was meant: within a city (R2: and nothing else), or any other, with its time (R1). Throws the refusal.
 */
function tripOf(ctx: ProjectContext, given: Given): Trip["what"] {
  const { time: minutes, costs = 0, to, city, people = 1 } = given;
  const meant = companyIn(to ?? "");
  if ((meant.people ?? people) !== people || (meant.back && !given.return)) {
    const line = lineOf({
      ...given,
      to: meant.to === "" ? undefined : meant.to,
      people: given.people ?? meant.people,
      return: given.return || meant.back,
    });
    throw refuse("travel.refuse.inTo", { to: to ?? "" }, { line, field: "to" });
  }
  if (city !== undefined) {
    const only = minutes === undefined && costs === 0 && to === undefined && people === 1 && !given.return;
    if (only) return { kind: "city", city };
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
  const together = howOf(given);
  const { language } = ctx.facts.project;
  return {
    ...{ kind: "trip", costs, minutes: (minutes ?? 0) * people * waysOf(given) },
    // The customer reads on the basis why it is more than the way there takes.
    to: to === undefined || together === undefined ? to : `${to} (${words.text(language, together)})`,
  };
}

/** The trip as it would be typed. */
function lineOf(given: Given): string {
  const { time: first, ...others } = printed(input, given);
  const parts = Object.entries(others).flatMap(([key, value]) => {
    if (key === "return") return given.return ? [key] : [];
    return [`${key}:${/\s/u.test(value) ? quote(value) : value}`];
  });
  return ["travel", ...(first === undefined ? [] : [first]), ...parts].join(" ");
}

const waysOf = (given: Given): number => (given.return ? 2 : 1);

/** How many travelled, and whether they came back; undefined for one person, one way. */
function howOf(given: Given): Phrase | undefined {
  const { people = 1 } = given;
  if (people === 1 && !given.return) return undefined;
  return phrase("travel.how", { people, both: given.return ? "yes" : "no" });
}

async function record(ctx: ProjectContext, given: Given, files: readonly FileRef[] = []): Promise<Reply> {
  const { facts, store, actor, now, agreement, today } = ctx;
  const { on } = given;
  const by = worker(ctx, given.by);
  const what = tripOf(ctx, given);
  const how = howOf(given);
  const ref = await ctx.nextRef("V");
  await store.travel.add(facts.project.id, { ref, what, on, recordedAt: now, by, files });
  await tellLate(ctx, phrase("log.late.trip", { ref }));
  const lines = travelPrice({ what }, agreement.travel);
  const total = money(sum(lines.map(({ amount }) => amount)));
  const dated = on === today ? { dated: "no", on: "" } : { dated: "yes", on: day(on) };
  const done = said("travel.done", { ref, where: placeName(ctx, what), total, ...dated }, "success");
  return {
    audience: "ledger",
    blocks: [
      done,
      ...(by.id === byOf(actor).id ? [] : [said("travel.by", { who: by.name }, "quiet")]),
      ...(how === undefined || given.time === undefined || what.kind === "city"
        ? []
        : [said("travel.reckoned", { each: time(given.time), how, time: time(what.minutes) }, "quiet")]),
      ...(files.length === 0 ? [] : [said("travel.receipts", { ref, count: files.length }, "quiet")]),
      ...(lines.length > 1 ? [priceTable(lines, total)] : []),
      said("travel.vat", undefined, "quiet"),
      ...periodBlocks(on, ctx),
      ...sameBlocks(ref, sameTrip({ what, on, by }, facts)),
    ],
    ...(files.length > 0 && { files: files.map(({ id, name: called }) => ({ id, name: called })) }),
  };
}

/** The files that came with the line. */
async function filesOf({ store }: ProjectContext, ids: string): Promise<readonly FileRef[]> {
  const found: FileRef[] = [];
  for (const id of ids.split(",")) {
    const file = await store.files.get(id);
    if (file !== undefined) found.push({ id, name: file.name });
  }
  return found;
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
    // Of whoever is named: each of those who travel has a day of their own.
    { minutes: what.kind === "trip" ? (given.time ?? 0) * waysOf(given) : 0, on: given.on, before: 0 },
    worker(ctx, given.by).name,
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
          "travel 3h30 to:Uppsala people:2 return",
          ...(city === undefined ? [] : [`travel city:${city}`]),
          "travel costs:100",
        ];
      },
      allow: ["staff"],
      audience: "ledger",
      asksBare: true,
      input,
      ask: (given, ctx) => questions(ctx, given),
      run: (given, ctx) => record(ctx, given),
    }),
    ...asking({
      verb: "attached",
      by: "card",
      of: "travel",
      label: "log.button.anyway",
      summary: "summary.travel",
      needs: "travel",
      examples: [],
      allow: ["staff"],
      audience: "ledger",
      input: { ...input, ...receipts },
      takes: { come: "attached", into: { file: "file", name: "name" }, order: 30 },
      ask: (given, ctx) => questions(ctx, given),
      run: async (given, ctx) => record(ctx, given, await filesOf(ctx, given.file)),
    }),
  ],
});
