import { everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { PersonRef } from "../../domain/facts.ts";
import { mayBeTurnOf, partyIn, turnSubjects } from "../../domain/turn.ts";
import { askedNow, partyOfSubject } from "../../domain/turn-party.ts";
import type { Reply } from "../../messages/content.ts";
import { heldUpWords } from "../../scheduler/held-up.ts";
import { mention } from "../../scheduler/people.ts";
import { said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { snoozable } from "./snoozable-field.ts";

/** Keeps whom something waits for, by the subject that reminders know it by. Throws the refusal of who it cannot be. */
export async function sayTurn(ctx: ProjectContext, subject: string, person: PersonRef): Promise<void> {
  const { facts, agreement, actor, today, store } = ctx;
  const what = subject === "customer-data" ? "data" : subject;
  if (!turnSubjects(facts, agreement).includes(what)) throw refuse("turn.refuse.nobodys", undefined, inField);
  const party = partyOfSubject(what, facts, agreement, businessCalendar(agreement.calendar), today);
  const why = mayBeTurnOf(facts, { person: person.id, party, staff: actor.staff || actor.id === "system" });
  if (why !== "yes") throw refusal(why, person);
  await store.turns.set(facts.project.id, what, { person, on: today, by: byOf(actor) });
}

const inField = { field: "waitsFor" } as const;

function refusal(why: "not-on-project" | "ours" | "not-ours", { name }: PersonRef): Refusal {
  if (why === "ours") return refuse("turn.refuse.ours");
  return refuse(why === "not-ours" ? "turn.refuse.notOurs" : "turn.refuse.notHere", { name }, inField);
}

/** What somebody said of whom it waits for holds no more. */
export async function endTurn({ facts, store }: ProjectContext, subject: string): Promise<void> {
  if (facts.turns.some((turn) => turn.subject === subject)) await store.turns.set(facts.project.id, subject, undefined);
}

async function sayWho(ctx: ProjectContext, subject: string, person: PersonRef): Promise<Reply> {
  const { facts, agreement, actor } = ctx;
  stillOpen(facts);
  await sayTurn(ctx, subject, person);
  const values = { what: heldUpWords(subject, agreement), who: mention(person), by: actor.name };
  // What the customer says waits for one of us is heard where we are.
  if (!actor.staff && partyIn(facts, person.id) === "supplier")
    await ctx.post("internal", { audience: "public", blocks: [said("turn.told", values)] });
  return { audience: "public", blocks: [said("turn.done", values, "success")] };
}

/** Whom the form offers: of what it was opened with, those whom it may wait for (A1). */
const mayBeChosen: Parameters<typeof field.member>[0] = ({ id: person }, env, { what }) => {
  const { facts, agreement, today, staff = false } = env;
  if (facts === undefined || what === undefined || !turnSubjects(facts, agreement).includes(what)) return true;
  const party = partyOfSubject(what, facts, agreement, businessCalendar(agreement.calendar), today);
  return mayBeTurnOf(facts, { person, party, staff }) === "yes";
};

/** Says whom something waits for: the next reminder is theirs, and lists name them. */
export const whoLine = projectLine({
  verb: "who",
  summary: "summary.reminders.who",
  examples: ["reminders who porting karin"],
  allow: everyone,
  audience: "public",
  input: { what: snoozable(turnSubjects), waitsFor: field.member(mayBeChosen) },
  opening: (_, ctx) => stillOpen(ctx.facts),
  async prefill({ what, waitsFor }, { facts, agreement, today }): Promise<Readonly<Record<string, string>>> {
    if (what === undefined || waitsFor !== undefined) return {};
    const now = askedNow(what, facts, agreement, businessCalendar(agreement.calendar), today);
    return now === undefined ? {} : { waitsFor: now.handle };
  },
  run: ({ what, waitsFor }, ctx) => sayWho(ctx, what, waitsFor),
});
