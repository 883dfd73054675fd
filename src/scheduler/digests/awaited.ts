import type { Member } from "../../domain/facts.ts";
import type { Party } from "../../domain/role.ts";
import type { Awaited, Waiting } from "../../domain/waiting.ts";
import { waiting, waitingForAll } from "../../domain/waiting.ts";
import type { Block } from "../../messages/content.ts";
import { writtenNumber } from "../../messages/data-value-words.ts";
import { day, list, name, phrase, raw, type Text } from "../../messages/phrase.ts";
import { stepWords } from "../../messages/project-words.ts";
import type { Due, Snapshot } from "../reminder.ts";

/** More lines than this are counted instead of said: a digest is read at one glance. */
const linesShown = 12;

/**
 * What waits for whom, as a table: all of it, by the same rule as everywhere else, whatever is reminded about below.
 */
export function waitingBlocks(snapshot: Snapshot, where: Due["to"]): readonly Block[] {
  const { facts, agreement, today } = snapshot;
  const all = (where === "internal" ? waiting : waitingForAll)(facts, agreement, today);
  if (all.length === 0) return [{ kind: "text", text: phrase("digest.waits.none"), tone: "success" }];
  const rows = all
    .slice(0, linesShown)
    .map((waits) => [
      waits.person === undefined ? partyText(waits.who, snapshot) : raw(waits.person.name),
      awaitedText(waits.what, snapshot.agreement),
      dueText(waits),
    ]);
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
    case "number":
      return phrase("waits.number", { ref: what.ref, number: writtenNumber(what.number), step: what.step });
    case "plan":
      return stepWords(what.id, agreement);
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
