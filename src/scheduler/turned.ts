import { preparedBy } from "../domain/plan-deeds.ts";
import { partyIn, said, turnOf, turnThatStays } from "../domain/turn.ts";
import { day, phrase } from "../messages/phrase.ts";
import { heldUpWords } from "./held-up.ts";
import { there } from "./people.ts";
import type { Due, OnDay } from "./reminder.ts";

/**
 * A nudge goes to whom it waits for, as somebody said. What the customer says waits for one of us is asked inside, in
 * words that are for us.
 */
export function turned(due: Due, { facts, agreement, today }: OnDay): Due {
  const party = due.to === "internal" ? "supplier" : "customer";
  const person =
    due.late === true
      ? turnThatStays(facts, due.subject, party, preparedBy(agreement))
      : turnOf(facts, due.subject, party);
  if (person === undefined) return due;
  // Ours to record or to move by now, and still theirs to do.
  if (due.to === "internal" && partyIn(facts, person.id) !== "supplier")
    return { ...due, text: phrase("remind.waitsFor", { text: due.text, who: person.name }) };
  const turn = said(facts.turns, due.subject);
  if (turn === undefined) return due;
  const who = there(facts, person, today);
  if (due.to === "shared" && partyIn(facts, person.id) === "supplier") {
    const values = { who, what: heldUpWords(due.subject, agreement), by: turn.by.name, on: day(turn.on) };
    const { takesFiles: _files, explained: _explained, buttons: _theirs, ...rest } = due;
    return { ...rest, to: "internal", text: phrase("remind.turned", values) };
  }
  const { with: values = {} } = due.text;
  if ("who" in values) return { ...due, text: { ...due.text, with: { ...values, who } } };
  return { ...due, text: phrase("remind.to", { who, text: due.text }) };
}
