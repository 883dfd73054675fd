import { isDeepStrictEqual } from "node:util";
import type { ProjectFacts } from "../domain/facts.ts";
import { sponsorOf } from "../domain/role.ts";
import { lastAnswer, type Silence, silenceOf } from "../domain/silence.ts";
import type { Day } from "../domain/units.ts";
import { day, type Phrase, phrase, type Value } from "../messages/phrase.ts";
import { lead, there } from "./people.ts";
import { type Due, nudgedAbout, type OnDay } from "./reminder.ts";

/**
 * What an escalating nudge says, and to whom: responsible, then project lead, then sponsor. The customer reads who
 * comes in, the sponsor being named at the last step only; the lead is told internally. Without a sponsor the
 * customer reads the same again, and the lead that there is nobody to turn to. Our own late work names the lead and
 * stays inside.
 */
export function escalated(due: Due, { facts, today }: Pick<OnDay, "facts" | "today">): readonly Due[] {
  if (due.escalates === undefined) return [due];
  if (due.to === "internal") return [{ ...due, text: ourText(due, facts, today) }];
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

/** Our own: whoever is asked already is not named once more, and of two people it is said who sees to it. */
function ourText({ text, escalates }: Due, facts: ProjectFacts, today: Day): Phrase {
  const who = text.with?.who;
  const values = { text, lead: lead(facts, today), named: namedOf(who, lead(facts, today)) };
  return phrase(escalates === "again" ? "remind.escalated.still" : "remind.escalated.ours", values);
}

/** Whether a text names somebody already: the one who comes in, somebody else, or nobody. */
function namedOf(who: Value | undefined, comesIn: Value): "same" | "other" | "none" {
  if (who === undefined) return "none";
  return isDeepStrictEqual(one(who), one(comesIn)) ? "same" : "other";
}

/** The only one of a list. */
function one(who: Value): Value {
  const [first, ...more] = typeof who === "object" && "list" in who ? who.list : [who];
  return first !== undefined && more.length === 0 ? first : who;
}

const askedIn = ({ key, subject }: Due) => ({ subject, about: nudgedAbout(key) });
const silent = (due: Due, facts: ProjectFacts, today: Day): Silence => silenceOf(facts, askedIn(due), today);

/** Those to whom it is said for the first time, or the first time after something: nobody is brought in over them. */
const isFresh = (silence: Silence): boolean => !["silent", "unasked", "away"].includes(silence);

function customerText(due: Due, facts: ProjectFacts, today: Day): Phrase {
  const { text, escalates } = due;
  if (escalates === "again") return text;
  if (escalates === "lead") return phrase("remind.escalated.lead", { text, lead: lead(facts, today) });
  const sponsor = sponsorOf(facts);
  if (sponsor === undefined || isFresh(silent(due, facts, today))) return text;
  const asked = there(facts, sponsor, today);
  return phrase("remind.escalated.sponsor", { text, sponsor: asked, named: namedOf(text.with?.who, asked) });
}

/** The lead reads that no answer came only where the customer was asked and could answer; else what is so. */
function leadText(due: Due, facts: ProjectFacts, today: Day): Phrase {
  const { text, escalates } = due;
  const silence = silent(due, facts, today);
  if (silence !== "silent") {
    const about = silence === "unasked" ? unsaid(text) : told(text);
    const named = { lead: lead(facts, today), customer: facts.project.customer };
    return phrase(`remind.escalated.internal.${silence}`, { ...named, text: about });
  }
  const since = lastAnswer(facts, askedIn(due));
  const values = {
    ...{ text: told(text), lead: lead(facts, today), customer: facts.project.customer },
    ...(since === undefined ? { answered: "no", since: "" } : { answered: "yes", since: day(since) }),
  };
  if (escalates === "lead") return phrase("remind.escalated.internal.lead", values);
  if (escalates === "again") return phrase("remind.escalated.internal.again", values);
  const sponsor = sponsorOf(facts);
  if (sponsor === undefined) return phrase("remind.escalated.internal.noSponsor", values);
  return phrase("remind.escalated.internal.sponsor", { ...values, sponsor: there(facts, sponsor, today) });
}

/** What nobody was told: whom it is about. */
function unsaid(text: Phrase): Phrase {
  const who = text.with?.who;
  return who === undefined ? text : { ...text, with: { ...text.with, who: phrase("remind.escalated.about", { who }) } };
}

/** What the customer was told, as it is told about: to whom it was said, since it is the lead who is spoken to here. */
function told(text: Phrase): Phrase {
  const who = text.with?.who;
  return who === undefined ? text : { ...text, with: { ...text.with, who: phrase("remind.escalated.to", { who }) } };
}
