import type { Agreement } from "../../domain/agreement.ts";
import { awayOn } from "../../domain/away.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { leadOf, type Party } from "../../domain/role.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { Button, Content } from "../../messages/content.ts";
import { day, name, phrase, raw, type Text } from "../../messages/phrase.ts";
import type { Store, StoredMessage } from "../../store/store.ts";
import { nextSteps } from "./next-steps.ts";

/** The subject of the card that stays in the shared channel. */
export const standingSubject = "standing";

/**
 * The card that stays, pinned, in a project's shared channel: who leads the project, how we are reached, what is next
 * for the customer and by when, and what they press, since they type nothing.
 */
export function standingCard(facts: ProjectFacts, agreement: Agreement, today: Day): Content {
  return {
    audience: "public",
    pinned: true,
    ...(facts.project.state === "open" ? { takesFiles: true } : {}),
    blocks: [
      { kind: "heading", text: phrase("standing.title", { customer: facts.project.customer }) },
      { kind: "text", text: phrase("standing.text") },
      { kind: "facts", rows: people(facts, agreement, today) },
      ...nextSteps(facts, agreement, today, "customer"),
      { kind: "buttons", buttons: buttonsFor(facts, "customer") },
    ],
  };
}

/**
 * Brings the card, where there is one, up to date with what a command has just written. Returns the message, if it was
 * edited.
 */
export async function followStanding(
  store: Store,
  { facts, agreement, today }: { readonly facts: ProjectFacts; readonly agreement: Agreement; readonly today: Day },
  found: StoredMessage | undefined,
): Promise<readonly Id[]> {
  if (found === undefined || found.conversation !== facts.project.shared) return [];
  return (await store.messages.revise(found, standingCard(facts, agreement, today))) ? [found.id] : [];
}

function people(
  facts: ProjectFacts,
  agreement: Agreement,
  today: Day,
): readonly { readonly label: Text; readonly value: Text }[] {
  const { via } = facts.project;
  const { mail, phone } = agreement.faults;
  return [
    { label: phrase("standing.lead"), value: leadWords(facts, agreement, today) },
    {
      label: phrase("standing.reach"),
      value:
        via.kind === "partner"
          ? phrase("standing.reachPartner", { partner: via.name })
          : phrase("standing.reachUs", { mail, phone }),
    },
  ];
}

/** Who leads it, and while they are away who stands in. */
function leadWords(facts: ProjectFacts, agreement: Agreement, today: Day): Text {
  const lead = leadOf(facts);
  if (lead === undefined) return name(agreement.supplier);
  const away = awayOn(facts, lead.id, today);
  if (away === undefined) return raw(lead.name);
  const values = { name: lead.name, until: day(away.until) };
  return away.standIn === undefined
    ? phrase("remind.away", { ...values, who: lead.name })
    : phrase("remind.standIn", { ...values, who: away.standIn.name });
}

/**
 * What a side may press, since it types nothing: data and wishes are the customer's, and only while the project is
 * open.
 */
export function buttonsFor({ project }: Pick<ProjectFacts, "project">, party: Party): readonly Button[] {
  const theirs = project.state === "open" && party !== "partner";
  return customerButtons.filter(({ id }) => id === "status" || id === "fault" || theirs);
}

const customerButtons: readonly Button[] = [
  { id: "status", label: phrase("standing.status"), style: "primary", runs: "status own" },
  { id: "data", label: phrase("standing.data"), runs: "data hand-in", asks: true },
  { id: "template", label: phrase("data.button.template"), runs: "data template" },
  { id: "fault", label: phrase("standing.fault"), runs: "fault report", asks: true },
  { id: "change", label: phrase("standing.change"), runs: "change ask", asks: true },
];
