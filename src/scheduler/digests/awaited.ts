import type { Member } from "../../domain/facts.ts";
import type { Party } from "../../domain/role.ts";
import type { Awaited, Waiting } from "../../domain/waiting.ts";
import { waiting } from "../../domain/waiting.ts";
import type { Block } from "../../messages/content.ts";
import { day, list, name, phrase, raw, type Text } from "../../messages/phrase.ts";
import { stepWords } from "../../messages/project-words.ts";
import { allDue } from "../due.ts";
import type { Due, Snapshot } from "../reminder.ts";

/** More lines than this are counted instead of said: a digest is read at one glance. */
const linesShown = 12;

/** What waits for whom, as a table; `shown` leaves out what the reader may not see. */
export function waitingBlocks(
  snapshot: Snapshot,
  where: Due["to"],
  shown: (waits: Waiting) => boolean,
): readonly Block[] {
  const waits = waiting(snapshot.facts, snapshot.agreement, snapshot.today).filter(shown);
  const all = waits.filter((one) => !isReminded(one, snapshot, where));
  if (all.length === 0 && waits.length > 0) return [];
  if (all.length === 0) return [{ kind: "text", text: phrase("digest.waits.none"), tone: "success" }];
  const rows = all
    .slice(0, linesShown)
    .map((waits) => [partyText(waits.who, snapshot), awaitedText(waits.what, snapshot.agreement), dueText(waits)]);
  const left = all.length - rows.length;
  return [
    {
      kind: "table",
      columns: [
        { label: phrase("digest.waits.who") },
        { label: phrase("digest.waits.what") },
        { label: phrase("digest.waits.due") },
      ],
      rows,
    },
    ...(left > 0 ? [{ kind: "text", text: phrase("digest.waits.more", { count: left }), tone: "quiet" } as const] : []),
  ];
}

/** It stands below the digest with its buttons, and is not listed twice. */
function isReminded({ who, what }: Waiting, snapshot: Snapshot, where: Due["to"]): boolean {
  // What asks the customer to prepare is not what we owe.
  if (where === "shared" && who === "supplier") return false;
  const subject = subjectOf(what);
  return subject !== undefined && allDue(snapshot).some((due) => due.to === where && due.subject === subject);
}

/** What reminders call it. */
function subjectOf(what: Awaited): string | undefined {
  switch (what.kind) {
    case "data":
    case "porting":
    case "data-review":
    case "ask-approval":
    case "handover":
      return what.kind;
    case "task":
    case "offer":
      return `${what.kind}/${what.ref}`;
    case "kickoff":
      return "preparation";
    case "go-live":
      return "go-live-near";
    case "approval":
      return "confirm-delivery";
    default:
      return undefined;
  }
}

function partyText(who: Party, { facts, agreement }: Snapshot): Text {
  if (who === "supplier") return name(agreement.supplier);
  if (who === "customer") return raw(facts.project.customer);
  if (facts.project.via.kind === "partner") return raw(facts.project.via.name);
  const partner: Member | undefined = facts.members.find(({ role }) => role === "partner");
  return partner === undefined ? phrase("digest.partner") : raw(partner.name);
}

function dueText({ due }: Waiting): Text {
  return due === undefined ? phrase("digest.none") : phrase("digest.on", { on: day(due) });
}

/** What waits, without the names of missing areas: the reminder of the day is the one that names them. */
function awaitedText(what: Awaited, agreement: Snapshot["agreement"]): Text {
  switch (what.kind) {
    case "data":
      return phrase("digest.wait.data", { count: what.areas.length, stuck: what.stuck.length });
    case "data-review":
      return phrase("digest.wait.data-review", { count: what.areas.length });
    case "porting":
      return stepWords(what.step, agreement);
    case "task":
    case "offer":
    case "change-price":
    case "change-send":
    case "wish":
      return phrase(`digest.wait.${what.kind}`, { ref: what.ref, title: what.title });
    case "fault":
      return phrase("digest.wait.fault", { ref: what.ref, text: what.text });
    case "minutes":
      return phrase("digest.wait.minutes", { ref: what.ref });
    case "deliver":
    case "verify":
      return phrase(`digest.wait.${what.kind}`, { refs: list(what.refs) });
    default:
      return phrase(`digest.wait.${what.kind}`);
  }
}
