import type { Agreement } from "../../domain/agreement.ts";
import type { MeetingMinutes } from "../../domain/facts.ts";
import { agenda } from "./kinds/agenda.ts";
import { type CallOffFacts, callOff } from "./kinds/call-off.ts";
import { type DeliveryFacts, delivery } from "./kinds/delivery.ts";
import type { Drawn } from "./kinds/drawn.ts";
import { type HandoverFacts, handover } from "./kinds/handover.ts";
import { type InvoiceFacts, invoice } from "./kinds/invoice.ts";
import { minutes } from "./kinds/minutes.ts";
import { plan } from "./kinds/plan.ts";
import type { Firm, Paper } from "./paper.ts";
import { type PaperFacts, type Pen, penFor } from "./pen.ts";

/** What is to be written, with the facts that it takes. */
export type PaperOrder = PaperFacts &
  (
    | { readonly kind: "agenda" | "plan" }
    | { readonly kind: "minutes"; readonly minutes: MeetingMinutes }
    | ({ readonly kind: "calloff" } & CallOffFacts)
    | ({ readonly kind: "delivery" } & DeliveryFacts)
    | ({ readonly kind: "handover" } & HandoverFacts)
    | ({ readonly kind: "invoice" } & InvoiceFacts)
  ) & {
    /** The how many-th it is of its kind in the project. */
    readonly version: number;
  };

/** Where the agreement has no colour of its own. */
const usualColour = "#17527a";

/** The document, in the project's language. */
export function paperOf(order: PaperOrder): Paper {
  const { facts, agreement, today, version } = order;
  const { language, customer, code } = facts.project;
  const pen = penFor(language, agreement.calendar.timeZone);
  const { title, about, parts } = drawn(order, pen);
  return {
    ...{ language, title, parts, on: today, firm: firmOf(agreement, pen) },
    about: [
      pen.row("paper.row.customer", customer),
      pen.row("paper.row.project", code),
      ...about,
      pen.row("paper.row.version", pen.say("paper.version", { version, on: { day: today } })),
    ],
  };
}

function drawn(order: PaperOrder, pen: Pen): Drawn {
  switch (order.kind) {
    case "agenda":
      return agenda(order, pen);
    case "plan":
      return plan(order, pen);
    case "minutes":
      return minutes(order, pen);
    case "calloff":
      return callOff(order, pen);
    case "delivery":
      return delivery(order, pen);
    case "handover":
      return handover(order, pen);
    case "invoice":
      return invoice(order, pen);
  }
}

function firmOf({ letterhead, invoicing, supplier }: Agreement, pen: Pen): Firm {
  const colour = letterhead?.colour ?? usualColour;
  if (letterhead !== undefined) {
    const { name, address, foot, logo } = letterhead;
    return {
      ...{ name, address, colour, foot: foot.map((line) => line[pen.language]) },
      ...(logo !== undefined && { logo }),
    };
  }
  const name = invoicing?.name ?? supplier[pen.language];
  if (invoicing === undefined) return { name, address: [], foot: [name], colour };
  const { street, postCode, city, organisationNumber: digits, vatNumber } = invoicing;
  const place = [postCode, city].filter((one) => one !== undefined).join(" ");
  const number = `${digits.slice(0, 6)}-${digits.slice(6)}`;
  return {
    ...{ name, colour },
    address: [street ?? "", place].filter((line) => line !== ""),
    foot: [[name, number, vatNumber].join(" · ")],
  };
}
