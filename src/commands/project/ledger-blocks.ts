import type { Agreement } from "../../domain/agreement.ts";
import type { Change, ProjectFacts } from "../../domain/facts.ts";
import { type Allocation, allocate } from "../../domain/hours.ts";
import { perHour } from "../../domain/money.ts";
import { packagePrice, runningRate } from "../../domain/pricing.ts";
import type { Block } from "../../messages/content.ts";
import { amount, money, name, type Phrase, phrase, time } from "../../messages/phrase.ts";
import { hoursBlock } from "../../messages/project-pictures.ts";
import { said } from "../shared/blocks.ts";
import { moneyCell, timeCell } from "../shared/cells.ts";

/**
 * What a project costs, for staff in internal places only (A1): hours per package, what is not agreed, offers out, the
 * package price.
 */
export function ledgerBlocks(facts: ProjectFacts, agreement: Agreement): readonly Block[] {
  const allocation = allocate(facts, agreement);
  const price = packagePrice(facts.project, agreement);
  const offers = facts.changes.filter(({ state }) => state === "sent");
  const declined = facts.changes.filter(({ state }) => state === "declined");
  return [
    ...hoursBlock(allocation, facts, agreement),
    hoursTable(allocation, agreement),
    ...notAgreedBlocks(facts, agreement, allocation),
    ...(offers.length === 0 ? [] : [said("status.offers"), { kind: "list", items: offers.map(offerWords) } as const]),
    ...(declined.length === 0
      ? []
      : [said("status.declined"), { kind: "list", items: declined.map(declinedWords) } as const]),
    {
      kind: "facts",
      rows: [
        {
          label: phrase("open.row.price"),
          value: price === undefined ? phrase("status.priceNotSet") : moneyCell(price),
        },
      ],
    },
    ...(price === undefined && facts.project.state === "open"
      ? [{ kind: "line", line: "project set price:<kr>" } as const]
      : []),
  ];
}

function hoursTable(allocation: Allocation, agreement: Agreement): Block {
  return {
    kind: "table",
    columns: [
      { label: phrase("status.column.package") },
      { label: phrase("status.column.included"), align: "right" },
      { label: phrase("status.column.used"), align: "right" },
      { label: phrase("status.column.left"), align: "right" },
      { label: phrase("status.column.covered"), align: "right" },
      { label: phrase("status.column.notAgreed"), align: "right" },
    ],
    rows: allocation.packages.map((use) => [
      name(agreement.packages.find(({ id }) => id === use.package)?.name ?? { sv: use.package, en: use.package }),
      timeCell(use.included),
      timeCell(use.used),
      timeCell(use.left),
      timeCell(use.covered),
      timeCell(use.notAgreed),
    ]),
  };
}

/**
 * Hours that nobody has agreed to pay for are shown in every status, with what they would cost where a running rate is
 * set (S6, S7).
 */
function notAgreedBlocks({ project }: ProjectFacts, agreement: Agreement, { notAgreed }: Allocation): readonly Block[] {
  if (notAgreed === 0) return [];
  const rate = runningRate(project, agreement);
  const values = amount(notAgreed);
  if (rate === undefined) return [said("status.notAgreed", values, "warning")];
  return [
    said("status.notAgreedMoney", { ...values, sum: money(perHour(rate, notAgreed)), rate: money(rate) }, "warning"),
  ];
}

/** A no stands until it is priced anew or withdrawn, with what the approver said. */
function declinedWords({ ref, title, decidedBy, declinedReason: why }: Change): Phrase {
  const known = why === undefined ? { known: "no", why: "" } : { known: "yes", why };
  return phrase("status.declinedItem", { ref, title, by: decidedBy?.name ?? "", ...known });
}

function offerWords({ ref, title, pricing }: Change): Phrase {
  if (pricing === undefined) return phrase("status.offer", { ref, title });
  if (pricing.kind === "fixed") return phrase("status.offer.fixed", { ref, title, price: money(pricing.price) });
  return phrase("status.offer.running", { ref, title, estimate: time(pricing.estimate) });
}
