import type { ProjectFacts } from "../domain/facts.ts";
import { sponsorOf } from "../domain/role.ts";
import type { Day } from "../domain/units.ts";
import { type Phrase, phrase } from "../messages/phrase.ts";
import { lead, mention } from "./people.ts";
import type { Due, OnDay } from "./reminder.ts";

/**
 * What an escalating nudge says, and to whom: responsible, then project lead, then sponsor. The customer reads who
 * comes in, the sponsor being named at the last step only; the lead is told internally. Without a sponsor the
 * customer reads the same again, and the lead that there is nobody to turn to. Our own late work names the lead and stays inside.
 */
export function escalated(due: Due, { facts, today }: Pick<OnDay, "facts" | "today">): readonly Due[] {
  if (due.escalates === undefined) return [due];
  const values = { text: due.text, lead: lead(facts, today) };
  if (due.to === "internal") {
    return [
      { ...due, text: phrase(due.escalates === "again" ? "remind.escalated.still" : "remind.escalated.ours", values) },
    ];
  }
  return [
    { ...due, text: customerText(due, facts, today) },
    {
      key: `${due.key}/${due.escalates}`,
      to: "internal",
      subject: due.subject,
      text: leadText(due, facts, today),
      late: due.late,
    },
  ];
}

function customerText({ text, escalates }: Due, facts: ProjectFacts, today: Day): Phrase {
  if (escalates === "again") return text;
  if (escalates === "lead") return phrase("remind.escalated.lead", { text, lead: lead(facts, today) });
  const sponsor = sponsorOf(facts);
  return sponsor === undefined ? text : phrase("remind.escalated.sponsor", { text, sponsor: mention(sponsor) });
}

function leadText({ text, escalates }: Due, facts: ProjectFacts, today: Day): Phrase {
  const values = { text, lead: lead(facts, today), customer: facts.project.customer };
  if (escalates === "lead") return phrase("remind.escalated.internal.lead", values);
  if (escalates === "again") return phrase("remind.escalated.internal.again", values);
  const sponsor = sponsorOf(facts);
  if (sponsor === undefined) return phrase("remind.escalated.internal.noSponsor", values);
  return phrase("remind.escalated.internal.sponsor", { ...values, sponsor: mention(sponsor) });
}
