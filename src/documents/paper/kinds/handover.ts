import { isKnownToCustomer } from "../../../domain/change.ts";
import { faultRoute } from "../../../domain/fault.ts";
import { leftOpen } from "../../../domain/left-open.ts";
import { openWords } from "../../../messages/left-open-words.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import type { Part } from "../paper.ts";
import type { PaperFacts, Pen } from "../pen.ts";
import { tasksTable } from "../sections/waiting.ts";
import { type CallOffFacts, callOffParts } from "./call-off.ts";
import { type DeliveryFacts, deliveryParts } from "./delivery.ts";
import type { Drawn } from "./drawn.ts";

export type HandoverFacts = CallOffFacts & { readonly delivery?: Pick<DeliveryFacts, "request" | "trace"> };

/** The handover package (L4): what happens now, fault routes (F2), what is open, the approval, and the call-off. */
export function handover(of: HandoverFacts, pen: Pen): Drawn {
  const { facts } = of;
  return {
    title: pen.say("paper.handover.title"),
    about: [pen.row("paper.row.handedOver", pen.day(facts.project.handover?.on))],
    parts: [
      pen.heading("paper.handover.now"),
      // Asked for before the day, it must not say that it has come.
      pen.paragraph(facts.project.handover === undefined ? "paper.handover.ahead.text" : "paper.handover.now.text"),
      pen.heading("paper.handover.faults"),
      ...faultParts(of, pen),
      pen.heading("paper.handover.open"),
      ...openParts(of, pen),
      pen.heading("paper.delivery.title"),
      ...(of.delivery === undefined
        ? [pen.paragraph("paper.handover.notApproved", undefined, "quiet")]
        : deliveryParts({ ...of, ...of.delivery }, pen)),
      ...callOffParts(of, pen),
    ],
  };
}

/** Where faults are reported from now on (F2), and that the customer helps to find them (F1). */
function faultParts({ facts, agreement }: PaperFacts, pen: Pen): readonly Part[] {
  const route = faultRoute(facts.project, agreement, false);
  const items: readonly Phrase[] =
    route.kind === "partner"
      ? [phrase("fault.route.partner", { partner: route.name })]
      : [
          phrase("fault.route.mail", { mail: route.mail, phone: route.phone }),
          phrase("paper.handover.urgent", { phone: route.phone }),
        ];
  return [
    { kind: "list", items: [...items.map(pen.text), pen.say("paper.handover.help")] },
    pen.paragraph("fault.answer", undefined, "quiet"),
  ];
}

/** What is open, but nothing of our hours or of what was never sent (A1). */
function openParts(of: PaperFacts, pen: Pen): readonly Part[] {
  const { facts, agreement, today } = of;
  const changes = facts.changes.filter(
    (change) => ["asked", "priced", "sent", "approved"].includes(change.state) && isKnownToCustomer(change, facts),
  );
  const items = [
    ...leftOpen(facts, agreement, today)
      .filter(({ kind }) => kind !== "hours-not-agreed")
      .map((open) => pen.begun(openWords(open, agreement))),
    ...changes.map(({ ref, title }) => pen.begun(phrase("paper.handover.change", { ref, title }))),
  ];
  const tasks = tasksTable(of, pen);
  if (items.length === 0 && tasks.length === 0) return [pen.paragraph("paper.handover.nothingOpen")];
  return [...(items.length === 0 ? [] : [{ kind: "list", items } as const]), ...tasks];
}
