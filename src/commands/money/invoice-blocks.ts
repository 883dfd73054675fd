import type { Agreement } from "../../domain/agreement.ts";
import type { ClosedBasis, ProjectFacts } from "../../domain/facts.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import {
  type InvoiceLine,
  isCreditNote,
  type NotBillable,
  type ShownBasis,
  type Totals,
} from "../../domain/invoice-line.ts";
import { sum } from "../../domain/money.ts";
import { type Measure, offeredAndDelivered } from "../../domain/offered.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Content, FileLink } from "../../messages/content.ts";
import { lineWords, offeredWords, packageWords, sourceName } from "../../messages/invoice-words.ts";
import { type BasisFormat, basisFileName, basisFormats, madeFile } from "../../messages/made-file.ts";
import { day, list, money, phrase, raw, type Text, type Value } from "../../messages/phrase.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { dayCell, moneyCell, noneCell, timeCell } from "../shared/cells.ts";

/**
 * The invoice basis in words, for staff only (A1): what is billable and by which rule, what is not and why, and the
 * totals (R3).
 */
export function invoiceContent(facts: ProjectFacts, agreement: Agreement, today: Day): Content {
  const basis = invoiceBasis(facts, agreement);
  const { customer, reference } = facts.project;
  const receipts = receiptsOf(basis.lines, facts);
  return {
    audience: "ledger",
    blocks: [
      { kind: "heading", text: phrase("invoice.heading", { customer }) },
      said(
        facts.project.state === "open" ? "invoice.soFar" : "invoice.final",
        { on: day(today), ...referred(reference) },
        "quiet",
      ),
      ...closedBases(facts),
      ...(basis.lines.length === 0 ? [said("invoice.nothing")] : linesBlocks(basis, facts, agreement)),
      ...notBillableBlocks(basis.notBillable, facts, agreement),
      ...offeredBlocks(facts, agreement),
    ],
    ...(receipts.length > 0 && { files: receipts }),
  };
}

/** The lines of a basis, open or closed, and what they come to. */
export function linesBlocks(
  { lines, ...sums }: Totals & { readonly lines: readonly ShownLine[] },
  facts: ProjectFacts,
  agreement: Agreement,
): readonly Block[] {
  return [linesTable(lines, facts, agreement), { kind: "facts", rows: totals(sums) }];
}

/** A closed basis as it was (I1). */
export function closedContent(
  basis: ClosedBasis,
  shown: ShownBasis,
  facts: ProjectFacts,
  agreement: Agreement,
): Content {
  const { number, closedOn } = basis;
  const by = shown.closedBy.name;
  return {
    audience: "ledger",
    blocks: [
      { kind: "heading", text: phrase("invoice.heading.closed", { number, customer: facts.project.customer }) },
      said(
        "invoice.closedBy",
        { on: day(closedOn), by, known: by === "" ? "no" : "yes", ...referred(shown.reference) },
        "quiet",
      ),
      ...linesBlocks(shown, facts, agreement),
      ...creditBlocks(shown),
    ],
    files: [...basisFiles(facts, number), ...receiptsOf(shown.lines, facts)],
  };
}

/** As many receipts are shown with a basis; every one of them is kept with its trip. */
const mostReceipts = 10;

/** What was paid for the trips that a basis holds, as it was handed in. */
const receiptsOf = (lines: readonly ShownLine[], { trips }: ProjectFacts): readonly FileLink[] =>
  trips
    .filter(({ ref }) => lines.some(({ kind, source }) => kind === "travel-costs" && source === ref))
    .flatMap(({ files = [] }) => files.map(({ id, name }) => ({ id, name })))
    .slice(0, mostReceipts);

/** A closed basis as accounting takes it, in each of the ways there are (I1). */
export const basisFiles = ({ project }: ProjectFacts, number: number): readonly FileLink[] =>
  (Object.keys(basisFormats) as BasisFormat[]).map((format) =>
    madeFile({ document: "basis", of: project.id, number, format }, basisFileName(project.code, number, format)),
  );

/** What accounting makes of a basis that gives back more than it charges (I1). */
export const creditBlocks = (basis: Totals): readonly Block[] =>
  isCreditNote(basis) ? [said("invoice.credit", undefined, "warning")] : [];

/** What an e-invoice cannot do without and nobody has told us: it stands in brackets in the files (I1). */
export function unaddressed({ project }: ProjectFacts, { invoicing }: Agreement): readonly Block[] {
  const missing = [
    ...(project.reference === undefined ? (["reference"] as const) : []),
    ...(project.organisationNumber === undefined ? (["orgno"] as const) : []),
    ...(invoicing === undefined ? (["seller"] as const) : []),
  ];
  if (missing.length === 0) return [];
  const typed = [
    ...(project.reference === undefined ? ["reference:<text>"] : []),
    ...(project.organisationNumber === undefined ? ["orgno:<orgno>"] : []),
  ];
  return [
    said("invoice.unaddressed", { what: list(missing.map((one) => phrase(`invoice.unaddressed.${one}`))) }, "warning"),
    ...(typed.length === 0 ? [] : [lineBlock(`project set ${typed.join(" ")}`)]),
  ];
}

/** Every closed basis with its sums, all of them together, and what waits for the next. */
export function basesTable(
  closed: readonly { readonly basis: ClosedBasis; readonly shown: ShownBasis }[],
  open: Totals,
): Block {
  const columns = (["number", "day", "lines", "net", "gross"] as const).map((column) => ({
    label: phrase(`invoice.list.${column}`),
    align: column === "day" || column === "number" ? undefined : ("right" as const),
  }));
  const total = (which: "net" | "gross") => moneyCell(sum(closed.map(({ shown }) => shown[which])));
  return {
    kind: "table",
    columns,
    rows: [
      ...closed.map(({ basis, shown }): readonly Text[] => [
        raw(String(basis.number)),
        dayCell(basis.closedOn),
        raw(String(shown.lines.length)),
        moneyCell(shown.net),
        moneyCell(shown.gross),
      ]),
      [phrase("invoice.list.sum"), noneCell, noneCell, total("net"), total("gross")],
      [phrase("invoice.list.open"), noneCell, noneCell, moneyCell(open.net), moneyCell(open.gross)],
    ],
  };
}

type ShownLine = Omit<InvoiceLine, "parts">;

const referred = (reference: string | undefined): Readonly<Record<string, Value>> =>
  reference === undefined ? { referred: "no", reference: "" } : { referred: "yes", reference };

/** What was closed before is not shown again: it has been invoiced (S6). */
function closedBases({ closedBases: closed }: ProjectFacts): readonly Block[] {
  const last = closed.at(-1);
  return last === undefined ? [] : [said("invoice.before", { count: closed.length, on: day(last.closedOn) }, "quiet")];
}

function totals({ net, vats, gross }: Totals) {
  return [
    { label: phrase("invoice.net"), value: moneyCell(net) },
    ...vats.map(({ rate, vat }) => ({ label: phrase("invoice.vat", { percent: rate }), value: moneyCell(vat) })),
    { label: phrase("invoice.gross"), value: moneyCell(gross) },
  ];
}

function linesTable(lines: readonly ShownLine[], facts: ProjectFacts, agreement: Agreement): Block {
  return {
    kind: "table",
    columns: [
      { label: phrase("invoice.column.rule") },
      { label: phrase("invoice.column.what") },
      { label: phrase("invoice.column.day") },
      { label: phrase("invoice.column.quantity"), align: "right" },
      { label: phrase("invoice.column.rate"), align: "right" },
      { label: phrase("invoice.column.vat"), align: "right" },
      { label: phrase("invoice.column.amount"), align: "right" },
    ],
    rows: lines.map((line): readonly Text[] => [
      raw(line.rule),
      lineWords(line, facts, agreement),
      dayCell(line.on),
      line.minutes === undefined ? noneCell : timeCell(line.minutes),
      line.rate === undefined ? noneCell : phrase("offer.perHour", { rate: money(line.rate) }),
      phrase("cell.percent", { percent: line.vatRate }),
      moneyCell(line.amount),
    ]),
  };
}

/** What was offered beside what was delivered (S4, S9). */
function offeredBlocks(facts: ProjectFacts, agreement: Agreement): readonly Block[] {
  const all = offeredAndDelivered(facts, agreement);
  if (all.length === 0) return [];
  const right = { align: "right" } as const;
  const timeOf = ({ minutes }: Measure) => (minutes === undefined ? noneCell : timeCell(minutes));
  const moneyOf = ({ amount }: Measure) => (amount === undefined ? noneCell : moneyCell(amount));
  return [
    said("invoice.offered"),
    {
      kind: "table",
      columns: [
        { label: phrase("invoice.column.what") },
        { label: phrase("invoice.column.offeredTime"), ...right },
        { label: phrase("invoice.column.deliveredTime"), ...right },
        { label: phrase("invoice.column.offered"), ...right },
        { label: phrase("invoice.column.delivered"), ...right },
      ],
      rows: all.map((one): readonly Text[] => [
        offeredWords(one, facts, agreement),
        timeOf(one.offered),
        timeOf(one.delivered),
        moneyOf(one.offered),
        moneyOf(one.delivered),
      ]),
    },
  ];
}

function notBillableBlocks(items: readonly NotBillable[], facts: ProjectFacts, agreement: Agreement): readonly Block[] {
  if (items.length === 0) return [];
  const columns = (["rule", "what", "quantity", "amount", "why"] as const).map((column) => ({
    label: phrase(`invoice.column.${column}`),
  }));
  const rows = items.map((item): readonly Text[] => [
    raw(item.rule),
    notBilledWords(item, facts, agreement),
    item.minutes === undefined ? noneCell : timeCell(item.minutes),
    item.amount === undefined ? noneCell : moneyCell(item.amount),
    phrase(`invoice.why.${item.why}`),
  ]);
  const next = nextLine(items);
  return [
    said("invoice.notBillable", { count: items.length }, "warning"),
    { kind: "table", columns, rows },
    ...(next === undefined ? [] : [lineBlock(next)]),
  ];
}

/** The one thing to do about it, the dearest first: a price that is not set. */
function nextLine(items: readonly NotBillable[]): string | undefined {
  const has = (why: NotBillable["why"]) => items.some((item) => item.why === why);
  if (has("package-price-not-set")) return "project set price:<kr>";
  return has("running-rate-not-set") ? "project set rate:<kr>" : undefined;
}

function notBilledWords({ why, source, title }: NotBillable, facts: ProjectFacts, agreement: Agreement): Text {
  const { project } = facts;
  if (source === project.code && (why === "package-price-not-set" || why === "before-go-live")) {
    return packageWords(facts, agreement);
  }
  if (title !== undefined) return phrase("invoice.line.fixed-price", { source, title });
  return phrase("invoice.source", { source: sourceName(source, agreement) });
}
