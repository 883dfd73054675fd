import type { Agreement } from "../../domain/agreement.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import type { InvoiceLine, NotBillable } from "../../domain/invoice-line.ts";
import type { Day, LocalName } from "../../domain/units.ts";
import type { Block, Content } from "../../messages/content.ts";
import { day, list, money, name, type Phrase, phrase, raw, type Text, type Value } from "../../messages/phrase.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { dayCell, moneyCell, noneCell, timeCell } from "../shared/cells.ts";

/** The invoice basis in words, for staff only (A1): what is billable and by which rule, what is not and why, and the totals (R3). */
export function invoiceContent(facts: ProjectFacts, agreement: Agreement, today: Day): Content {
  const { lines, notBillable, net, vat, gross } = invoiceBasis(facts, agreement);
  const { customer, reference } = facts.project;
  const total = { kind: "facts", rows: totals(net, vat, gross, agreement.vat) } as const;
  return {
    audience: "ledger",
    blocks: [
      { kind: "heading", text: phrase("invoice.heading", { customer }) },
      said(facts.project.state === "open" ? "invoice.soFar" : "invoice.final", { on: day(today), ...referred(reference) }, "quiet"),
      ...closedBases(facts),
      ...(lines.length === 0 ? [said("invoice.nothing")] : [linesTable(lines, facts, agreement), total]),
      ...notBillableBlocks(notBillable, facts, agreement),
    ],
  };
}

const referred = (reference: string | undefined): Readonly<Record<string, Value>> =>
  reference === undefined ? { referred: "no", reference: "" } : { referred: "yes", reference };

/** What was closed before is not shown again: it has been invoiced (S6). */
function closedBases({ closedBases: closed }: ProjectFacts): readonly Block[] {
  const last = closed.at(-1);
  return last === undefined ? [] : [said("invoice.before", { count: closed.length, on: day(last.closedOn) }, "quiet")];
}

function totals(net: number, vat: number, gross: number, percent: number) {
  return [
    { label: phrase("invoice.net"), value: moneyCell(net) },
    { label: phrase("invoice.vat", { percent }), value: moneyCell(vat) },
    { label: phrase("invoice.gross"), value: moneyCell(gross) },
  ];
}

function linesTable(lines: readonly InvoiceLine[], facts: ProjectFacts, agreement: Agreement): Block {
  return {
    kind: "table",
    columns: [
      { label: phrase("invoice.column.rule") },
      { label: phrase("invoice.column.what") },
      { label: phrase("invoice.column.day") },
      { label: phrase("invoice.column.quantity"), align: "right" },
      { label: phrase("invoice.column.rate"), align: "right" },
      { label: phrase("invoice.column.amount"), align: "right" },
    ],
    rows: lines.map((line): readonly Text[] => [
      raw(line.rule),
      lineWords(line, facts, agreement),
      dayCell(line.on),
      line.minutes === undefined ? noneCell : timeCell(line.minutes),
      line.rate === undefined ? noneCell : phrase("offer.perHour", { rate: money(line.rate) }),
      moneyCell(line.amount),
    ]),
  };
}

const packageWords = ({ project }: ProjectFacts, agreement: Agreement): Phrase =>
  phrase("invoice.line.package-price", { variant: name(agreement.variants[project.variant].name) });

/** What a line is for. */
function lineWords(line: InvoiceLine, facts: ProjectFacts, agreement: Agreement): Phrase {
  const { kind, source, title = "" } = line;
  switch (kind) {
    case "package-price":
      return packageWords(facts, agreement);
    case "option":
      return phrase("invoice.line.option", { option: sourceName(source, agreement) });
    case "running-hours":
    case "fault-hours":
      return phrase(`invoice.line.${kind}`, { source, title, refs: list([...new Set(line.refs ?? [])]) });
    case "travel-time":
    case "travel-costs":
      return phrase(`invoice.line.${kind}`, { source, title, somewhere: title === "" ? "no" : "yes" });
    case "travel-fee":
      return phrase("invoice.line.travel-fee", { source, percent: line.percent ?? agreement.travel.adminFee });
    case "travel-flat":
      return phrase("invoice.line.travel-flat", { source, city: cityName(title, agreement) });
    case "reversal":
      return phrase("invoice.line.reversal", {
        source: sourceName(source, agreement),
        what: phrase(`invoice.reverses.${line.reverses ?? "unbilled-hours"}`),
      });
    case "fixed-price":
      return phrase("invoice.line.fixed-price", { source, title });
    case "price-difference":
      return phrase("invoice.line.price-difference", {
        what:
          line.changed === "option"
            ? phrase("invoice.line.option", { option: sourceName(source, agreement) })
            : packageWords(facts, agreement),
      });
  }
}

function notBillableBlocks(items: readonly NotBillable[], facts: ProjectFacts, agreement: Agreement): readonly Block[] {
  if (items.length === 0) return [];
  const columns = (["rule", "what", "quantity", "amount", "why"] as const).map((column) => ({ label: phrase(`invoice.column.${column}`) }));
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

/** A work package or an option by its name; a reference as it is. */
function sourceName(source: string, agreement: Agreement): Value {
  const found = [...agreement.packages, ...agreement.options].find(({ id }) => id === source);
  return found === undefined ? source : name(found.name);
}

function cityName(id: string, agreement: Agreement): Value {
  const found: LocalName | undefined = agreement.travel.cities.find((city) => city.id === id)?.name;
  return found === undefined ? id : name(found);
}
