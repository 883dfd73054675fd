import { type InvoiceBasis, invoiceBasis } from "../../../domain/invoice-basis.ts";
import type { ShownBasis, Totals } from "../../../domain/invoice-line.ts";
import { invoiceSheet, type SheetRow } from "../../../domain/invoice-sheet.ts";
import { type Measure, offeredAndDelivered } from "../../../domain/offered.ts";
import type { Day, Ore } from "../../../domain/units.ts";
import { lineWords, offeredWords, sourceName } from "../../../messages/invoice-words.ts";
import { day, money, phrase } from "../../../messages/phrase.ts";
import type { Part } from "../paper.ts";
import { dash, type PaperFacts, type Pen } from "../pen.ts";
import type { Drawn } from "./drawn.ts";

/** A basis that was closed; unset: what can be invoiced now. */
export type InvoiceFacts = PaperFacts & {
  readonly closed?: { readonly number: number; readonly closedOn: Day; readonly basis: ShownBasis };
};

/** The invoice basis (I1): each line with what makes it billable, and of an open one what is not billable, and why. */
export function invoice(of: InvoiceFacts, pen: Pen): Drawn {
  const { facts, agreement, closed } = of;
  const { customer, reference, organisationNumber } = facts.project;
  const open = closed === undefined ? invoiceBasis(facts, agreement) : undefined;
  const basis = closed?.basis ?? open;
  const title =
    closed === undefined ? pen.say("paper.invoice.open") : pen.say("paper.invoice.closed", { number: closed.number });
  return {
    title,
    about: [
      ...(organisationNumber === undefined ? [] : [pen.row("open.row.orgno", organisationNumber)]),
      pen.row("open.row.reference", closed?.basis.reference ?? reference ?? dash),
      ...(closed === undefined ? [] : [pen.row("paper.row.closed", pen.day(closed.closedOn))]),
    ],
    parts: [
      pen.heading("paper.invoice.lines"),
      ...(basis === undefined || basis.lines.length === 0
        ? [pen.paragraph("paper.invoice.none", { customer }, "quiet")]
        : [linesTable(basis, of, pen)]),
      ...(open === undefined ? [] : [...notBillable(open, of, pen), ...offered(of, pen)]),
    ],
  };
}

/** The lines, and what they come to beneath their amounts. */
function linesTable(basis: Pick<ShownBasis, "lines"> & Totals, { facts, agreement }: InvoiceFacts, pen: Pen): Part {
  const sums = totals(basis, pen);
  return pen.table(
    "paper.invoice.lines",
    [
      ...(["invoice.sheet.day", "invoice.sheet.what", "invoice.sheet.who"] as const),
      { right: "invoice.sheet.quantity" },
      { right: "paper.invoice.price" },
      { right: "invoice.column.vat" },
      { right: "invoice.column.amount" },
      "invoice.sheet.rule",
    ],
    [
      ...invoiceSheet(basis, facts).map((row) => {
        const { line, quantity, on, who } = row;
        const what = pen.text(lineWords(line, facts, agreement));
        const why = whyOf(row, pen);
        return [
          // As accounting writes it: what the line is for needs the room.
          on ?? dash,
          why === undefined ? what : `${what}\n${why}`,
          who.join(", "),
          quantity.unit === "minutes"
            ? pen.say("paper.invoice.minutes", { count: quantity.count })
            : pen.say("paper.invoice.pieces", { count: quantity.count }),
          pen.text(
            quantity.unit === "minutes"
              ? phrase("paper.invoice.perHour", { rate: money(quantity.perHour) })
              : phrase("cell.money", { sum: money(quantity.each) }),
          ),
          pen.say("cell.percent", { percent: line.vatRate }),
          pen.text(money(line.amount)),
          line.rule,
        ];
      }),
      ...sums,
    ],
    sums.length,
  );
}

function whyOf({ billableBy }: SheetRow, pen: Pen): string | undefined {
  if (billableBy === undefined) return undefined;
  return billableBy.kind === "agreed"
    ? pen.say("invoice.sheet.agreed", { evidence: billableBy.evidence })
    : pen.say("invoice.sheet.approved", { by: billableBy.by, on: day(billableBy.on) });
}

/** What was offered beside what was delivered (S4, S9). */
function offered({ facts, agreement }: PaperFacts, pen: Pen): readonly Part[] {
  const all = offeredAndDelivered(facts, agreement);
  if (all.length === 0) return [];
  const timeOf = ({ minutes }: Measure): string => (minutes === undefined ? dash : pen.text({ time: minutes }));
  const moneyOf = ({ amount }: Measure): string => (amount === undefined ? dash : pen.text(money(amount)));
  return [
    pen.heading("paper.invoice.offered"),
    pen.table(
      "paper.invoice.offered",
      [
        "invoice.column.what",
        { right: "invoice.column.offeredTime" },
        { right: "invoice.column.deliveredTime" },
        { right: "invoice.column.offered" },
        { right: "invoice.column.delivered" },
      ],
      all.map((one) => [
        pen.text(offeredWords(one, facts, agreement)),
        timeOf(one.offered),
        timeOf(one.delivered),
        moneyOf(one.offered),
        moneyOf(one.delivered),
      ]),
    ),
  ];
}

function totals({ net, vats, gross }: Totals, pen: Pen): readonly (readonly string[])[] {
  const row = (label: string, amount: Ore): readonly string[] => [
    "",
    label,
    "",
    "",
    "",
    "",
    pen.text(money(amount)),
    "",
  ];
  return [
    row(pen.say("invoice.net"), net),
    ...vats.map(({ rate, vat }) => row(pen.say("invoice.vat", { percent: rate }), vat)),
    row(pen.say("invoice.gross"), gross),
  ];
}

function notBillable(
  { notBillable: items }: InvoiceBasis,
  { facts, agreement }: PaperFacts,
  pen: Pen,
): readonly Part[] {
  if (items.length === 0) return [];
  return [
    pen.heading("paper.invoice.not"),
    pen.table(
      "paper.invoice.not",
      [
        "invoice.sheet.rule",
        "invoice.sheet.what",
        { right: "invoice.column.quantity" },
        { right: "invoice.column.amount" },
        "invoice.column.why",
      ],
      items.map(({ rule, source, title, minutes, amount, why }) => [
        rule,
        source === facts.project.code
          ? pen.say("paper.invoice.package")
          : [pen.text(sourceName(source, agreement)), title ?? ""].filter((one) => one !== "").join(" "),
        minutes === undefined ? dash : pen.text({ time: minutes }),
        amount === undefined ? dash : pen.text(money(amount)),
        pen.say(`invoice.why.${why}`),
      ]),
    ),
  ];
}
