import type { Agreement } from "../domain/agreement.ts";
import { dayOf } from "../domain/calendar.ts";
import { usualCallMinutes } from "../domain/check-in.ts";
import type { CheckIn, ProjectFacts, Role } from "../domain/facts.ts";
import { waitingForAll } from "../domain/waiting.ts";
import { name, phrase } from "../messages/phrase.ts";
import { waitingWords } from "../messages/project-words.ts";
import type { Words } from "../messages/words.ts";
import { type Attendee, type Invitation, invitationFile, methodOf } from "./invitation.ts";

/** As many things are on a call's agenda; the rest is on the status. */
const most = 12;

/** Whose calendars a call is for. */
const invited: ReadonlySet<Role> = new Set(["lead", "staff", "customer", "approver"]);

/** What a call's invitation is made of, beside the facts. */
export interface CallParts {
  readonly words: Words;
  readonly agreement: Agreement;
  /** Mail addresses that platforms have verified, by person. */
  readonly mails: ReadonlyMap<string, string>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The invitation to a call, in the project's language, with what waits as its agenda: nothing that the customer may not
 * see (A1). A mail program goes by the method beside the type.
 */
export function callFile(
  facts: ProjectFacts,
  call: CheckIn,
  parts: CallParts,
): { readonly content: Uint8Array; readonly type: string } {
  const invitation = invitationOf(facts, call, parts);
  return {
    content: new TextEncoder().encode(invitationFile(invitation)),
    type: `text/calendar; charset=utf-8; method=${methodOf(invitation)}`,
  };
}

/**
 * The same as what a calendar holds of it. The lead invites. While no platform has told us the lead's address, answers
 * would reach nobody: it comes from the supplier's own address, and asks for none.
 */
export function invitationOf(
  facts: ProjectFacts,
  call: CheckIn,
  { words, agreement, mails, now }: CallParts,
): Invitation {
  const { project, members } = facts;
  const say = (text: Parameters<Words["text"]>[1]): string => words.text(project.language, text);
  const today = dayOf(now, agreement.calendar.timeZone);
  const waits = waitingForAll(facts, agreement, today).map((item) => `– ${say(waitingWords(item, agreement, today))}`);
  const agenda = waits.length === 0 ? [] : [say(phrase("invitation.agenda")), ...waits.slice(0, most)];
  const rest = waits.length > most ? [`– ${say(phrase("invitation.more", { count: waits.length - most }))}`] : [];
  const people = members.flatMap(({ id, name: called, role }) => {
    const mail = invited.has(role) ? mails.get(id) : undefined;
    return mail === undefined ? [] : [{ role, attendee: { name: called, mail } }];
  });
  const lead = people.find(({ role }) => role === "lead")?.attendee;
  const invites = lead === undefined ? [] : people.filter(({ attendee }) => attendee.mail !== lead.mail);
  return {
    uid: `${call.id}@startklar`,
    sequence: call.revision,
    cancelled: call.state === "cancelled",
    at: call.at,
    minutes: call.minutes ?? usualCallMinutes(agreement),
    timeZone: agreement.calendar.timeZone,
    title: say(phrase("invitation.title", { ref: call.ref, customer: project.customer })),
    about: [say(phrase("invitation.about", { customer: project.customer })), ...agenda, ...rest].join("\n"),
    organizer: lead ?? { name: say(name(agreement.supplier)), mail: agreement.faults.mail },
    attendees: unique(invites.map(({ attendee }) => attendee)),
    madeAt: now,
    remind: agreement.checkIns?.remind ?? 0,
  };
}

const unique = (attendees: readonly Attendee[]): readonly Attendee[] => [
  ...new Map(attendees.map((one) => [one.mail, one])).values(),
];
