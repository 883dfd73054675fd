import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { basisFile } from "../../src/documents/invoice/files.ts";
import type { InvoiceOrder } from "../../src/documents/invoice/order.ts";
import type { Invoicing } from "../../src/domain/agreement-invoicing.ts";
import type { Project, ProjectFacts } from "../../src/domain/facts.ts";
import { invoiceBasis, shownBasis } from "../../src/domain/invoice-basis.ts";
import { invoiceSheet } from "../../src/domain/invoice-sheet.ts";
import { type BasisFormat, basisFormats } from "../../src/messages/made-file.ts";
import { agreement, anna, approved, day, projectFacts, trip, worked } from "../fixtures/project-facts.ts";
import { bisFindings, elementsOf } from "../support/bis-billing.ts";

const invoicing: Invoicing = {
  name: "iCentrex Sweden AB",
  organisationNumber: "5560360793",
  vatNumber: "SE556036079301",
  street: "Vasagatan 1",
  postCode: "111 20",
  city: "Stockholm",
  bankgiro: "50501055",
};
const order = (facts: ProjectFacts, given: Partial<InvoiceOrder> = {}): InvoiceOrder => ({
  facts,
  agreement: { ...agreement, invoicing },
  basis: shownBasis(invoiceBasis(facts, agreement), facts.project, { closedBy: anna }),
  number: 1,
  closedOn: day("2026-12-18"),
  ...given,
});
const named: Partial<Project> = { organisationNumber: "556677-8899", reference: "PO-77", rate: 49_000 };
const yes = { by: anna, decidedBy: { id: "karin", name: "Karin Holm" } };
const rich = projectFacts({
  project: { ...named, price: 4_500_000, goLive: { on: day("2026-12-01"), by: anna, recordedAt: 0 } },
  changes: [approved("X1", { kind: "running", estimate: 300, rate: 49_000 }, yes)],
  work: [worked("H1", "X1", 200)],
  trips: [
    trip("V1", { kind: "trip", minutes: 210, costs: 120_000, to: 'Uppsala <&> "Åre"' }),
    trip("V2", { kind: "city", city: "goteborg" }),
  ],
});
const made = async (given: InvoiceOrder, format: BasisFormat): Promise<Uint8Array> =>
  (await basisFile(given, format)).content;
const text = async (given: InvoiceOrder, format: BasisFormat): Promise<string> =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(await made(given, format));
const values = (root: Element, name: string): readonly string[] =>
  [...root.getElementsByTagName(name)].map((element) => element.textContent ?? "");

describe("I1: quantity times price is the amount, to the öre", () => {
  test("hours are minutes at a price per hour, the rest one piece each, with who worked and whose yes it rests on", () => {
    const rows = invoiceSheet(invoiceBasis(rich, agreement), rich);
    expect(rows.map(({ line, quantity }) => [line.kind, quantity])).toEqual([
      ["package-price", { unit: "piece", count: 1, each: 4_500_000 }],
      ["running-hours", { unit: "minutes", count: 200, perHour: 49_000 }],
      ["travel-time", { unit: "minutes", count: 210, perHour: 49_000 }],
      ["travel-costs", { unit: "piece", count: 1, each: 120_000 }],
      ["travel-fee", { unit: "piece", count: 1, each: 12_000 }],
      ["travel-flat", { unit: "piece", count: 1, each: 69_000 }],
    ]);
    expect(rows[1]).toMatchObject({
      on: "2026-11-10",
      who: ["Anna Berg"],
      billableBy: { kind: "approved", by: "Karin Holm", on: "2026-11-20" },
    });
  });

  test.each([
    { why: "what comes an öre beside it is one piece", minutes: 200, rate: 49_000, amount: 163_334, is: 163_334 },
    { why: "what is taken back is minus one", minutes: undefined, rate: undefined, amount: -69_000, is: 69_000 },
  ])("$why", ({ minutes, rate, amount, is }) => {
    const kind = amount < 0 ? ("reversal" as const) : ("running-hours" as const);
    const line = { kind, rule: "S6", source: "X1", minutes, rate, amount, vatRate: 25 };
    const [row] = invoiceSheet({ lines: [line] }, rich);
    expect(row?.quantity).toEqual({ unit: "piece", count: amount < 0 ? -1 : 1, each: is });
  });

  test.each([
    {
      why: "time that is taken back is minus its minutes",
      minutes: -230,
      amount: -460_000,
      is: { count: -230, perHour: 120_000 },
    },
    {
      why: "at a rate that is no whole krona it is minus one",
      minutes: -7,
      amount: -13_988,
      is: { count: -1, each: 13_988 },
    },
    {
      why: "where a share came out an öre beside it, too",
      minutes: -7,
      amount: -13_989,
      is: { count: -1, each: 13_989 },
    },
  ])("$why", ({ minutes, amount, is }) => {
    const line = { kind: "reversal" as const, rule: "S6", source: "H1", minutes, amount, vatRate: 25 };
    const [row] = invoiceSheet({ lines: [line] }, rich);
    expect(row?.quantity).toEqual({ unit: is.each === undefined ? "minutes" : "piece", ...is });
  });

  test("of any time at any rate, in each file", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 500_000 })), {
          minLength: 1,
          maxLength: 6,
        }),
        async (all) => {
          const facts = projectFacts({
            project: named,
            changes: all.map(([minutes, rate], at) =>
              approved(`X${at + 1}`, { kind: "running", estimate: minutes, rate }, yes),
            ),
            work: all.map(([minutes], at) => worked(`H${at + 1}`, `X${at + 1}`, minutes)),
          });
          const given = order(facts);
          const root = elementsOf(await made(given, "peppol"));
          const lines = [...root.getElementsByTagName("cac:InvoiceLine")];
          for (const line of lines) {
            const number = (name: string) => Number(values(line, name)[0] ?? "1");
            // R120, in whole öre.
            const counted =
              (number("cbc:InvoicedQuantity") * number("cbc:PriceAmount") * 100) / number("cbc:BaseQuantity");
            expect(Math.abs(counted - number("cbc:LineExtensionAmount") * 100)).toBeLessThanOrEqual(0.5 + 1e-6);
          }
          const { Invoice } = JSON.parse(await text(given, "fortnox"));
          const rows = Invoice.InvoiceRows.filter((row: object) => "Price" in row);
          expect(
            // In whole hundredths: 48.3 times 168 425 öre lies below the half öre that it is.
            rows.map(({ DeliveredQuantity, Price }: { DeliveredQuantity: string; Price: number }) =>
              Math.round((Math.round(Number(DeliveredQuantity) * 100) * Math.round(Price * 100)) / 100),
            ),
          ).toEqual(given.basis.lines.map(({ amount }) => amount));
        },
      ),
      { numRuns: 40, examples: [[[[2_898, 168_425]]]] },
    ));
});

describe("I1: Peppol BIS Billing 3", () => {
  test("nothing is found in it by others' reading of the specification", async () => {
    expect(bisFindings(elementsOf(await made(order(rich), "peppol")))).toEqual([]);
  });

  test("the reading finds what is wrong: another order, what is missing, an unknown unit", async () => {
    const xml = await text(order(rich), "peppol");
    const broken = xml
      .replace(/<cbc:ID>\[.*?\]<\/cbc:ID>\n/u, "")
      .replace('unitCode="MIN"', 'unitCode="MINUTER"')
      .replace(/(<cbc:Note>.*<\/cbc:Note>)\n(<cbc:DocumentCurrencyCode>SEK<\/cbc:DocumentCurrencyCode>)/u, "$2\n$1");
    expect(bisFindings(elementsOf(new TextEncoder().encode(broken)))).toEqual([
      "Invoice: cbc:Note stands too late",
      "/ubl:Invoice must have required property 'cbc:ID'",
      "/ubl:Invoice/cac:InvoiceLine/1/cbc:InvoicedQuantity@unitCode must be equal to one of the allowed values",
    ]);
  });

  test("sums, VAT on the sum, identifiers, currency, one note, a reference, a bankgiro without dashes", async () => {
    const root = elementsOf(await made(order(rich), "peppol"));
    const { net, vat, gross } = order(rich).basis;
    const kronor = (ore: number) => (ore / 100).toFixed(2);
    const total = root.getElementsByTagName("cac:LegalMonetaryTotal")[0] as Element;
    expect(values(total, "cbc:LineExtensionAmount")).toEqual([kronor(net)]);
    expect(values(total, "cbc:TaxInclusiveAmount")).toEqual([kronor(gross)]);
    expect(values(total, "cbc:PayableAmount")).toEqual([kronor(gross)]);
    expect(values(root, "cbc:TaxAmount")).toEqual([kronor(vat), kronor(vat)]);
    expect(values(root, "cbc:EndpointID")).toEqual(["5560360793", "5566778899"]);
    expect(values(root, "cbc:CompanyID")).toEqual(["SE556036079301", "5560360793", "5566778899"]);
    expect(values(root, "cbc:BuyerReference")).toEqual(["PO-77"]);
    // BR-CO-25: until when it is to be paid.
    expect(values(root, "cac:PaymentTerms")).toHaveLength(1);
    expect([...root.children].filter(({ nodeName }) => nodeName === "cbc:Note")).toHaveLength(1);
    expect(values(root.getElementsByTagName("cac:PaymentMeans")[0] as Element, "cbc:ID")).toEqual([
      "50501055",
      "SE:BANKGIRO",
    ]);
    expect(new Set([...root.querySelectorAll("[currencyID]")].map((one) => one.getAttribute("currencyID")))).toEqual(
      new Set(["SEK"]),
    );
    expect(values(root, "cbc:Name")).toContain('V1 restid till Uppsala <&> "Åre"');
  });

  test("three lines of 99,99 have 74,99 VAT (R3)", async () => {
    const facts = projectFacts({
      project: named,
      changes: ["X1", "X2", "X3"].map((ref) =>
        approved(ref, { kind: "fixed", price: 9_999 }, { state: "done", doneOn: day("2026-12-02") }),
      ),
    });
    const root = elementsOf(await made(order(facts), "peppol"));
    expect(values(root, "cbc:TaxAmount")).toEqual(["74.99", "74.99"]);
    expect(values(root, "cbc:PayableAmount")).toEqual(["374.96"]);
  });

  test("what nobody has told us stands in brackets, and never as a guess", async () => {
    const facts = projectFacts({ project: { organisationNumber: undefined, reference: undefined }, trips: rich.trips });
    const xml = await text(order(facts, { agreement }), "peppol");
    expect(xml.match(/\[[^\]]+\]/gu)).toEqual([
      "[fakturanummer]",
      "[kundens referens]",
      "[vårt organisationsnummer]",
      "[vårt momsnummer]",
      "[vårt organisationsnummer]",
      "[kundens organisationsnummer]",
      "[kundens organisationsnummer]",
      "[vårt bankgiro]",
      "[betalningsvillkor]",
    ]);
  });

  test("characters that no XML holds are left out, and markup is text", async () => {
    const to = "\u0000\u000b]]><script>&amp;\ud800 Ł→✓\u{1F600}";
    const facts = projectFacts({ project: named, trips: [trip("V1", { kind: "trip", minutes: 60, costs: 0, to })] });
    const root = elementsOf(await made(order(facts), "peppol"));
    expect(root.nodeName).toBe("Invoice");
    expect(values(root, "cbc:Name")).toContain("V1 restid till ]]><script>&amp; Ł→✓\u{1F600}");
    expect(bisFindings(root)).toEqual([]);
  });
});

describe("I1: what gives back more than it charges is a credit note", () => {
  const billed = trip("V1", { kind: "trip", minutes: 60, costs: 100_000 });
  const parts = invoiceBasis(projectFacts({ trips: [billed] }), agreement).lines.flatMap((line) => line.parts);
  const facts = projectFacts({
    project: named,
    trips: [{ ...billed, undone: true }, trip("V2", { kind: "city", city: "goteborg" })],
    closedBases: [{ number: 7, closedOn: day("2026-12-01"), parts }],
  });
  const credit = order(facts, { number: 8 });

  test("Peppol: 381, its sums above zero, what is charged on it below, and the basis that it credits", async () => {
    const xml = await text(credit, "peppol");
    const root = elementsOf(new TextEncoder().encode(xml));
    expect([root.nodeName, root.namespaceURI]).toEqual([
      "CreditNote",
      "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    ]);
    expect(values(root, "cbc:CreditNoteTypeCode")).toEqual(["381"]);
    // 490 + 1 000 + 100 back, 690 charged.
    expect(values(root, "cbc:PayableAmount")).toEqual(["1125.00"]);
    expect(values(root, "cbc:TaxAmount")).toEqual(["225.00", "225.00"]);
    // The hour there as its minutes.
    expect(values(root, "cbc:CreditedQuantity").toSorted()).toEqual(["-1", "1", "1", "60"]);
    expect(values(root.getElementsByTagName("cac:BillingReference")[0] as Element, "cbc:ID")).toEqual([
      "[fakturanumret för solbacken-7]",
    ]);
    expect(values(root, "cac:PaymentMeans")).toEqual([]);
    // Others' reading knows credit notes by the names of invoices.
    const asInvoice = xml
      .replaceAll("CreditNoteTypeCode", "InvoiceTypeCode")
      .replaceAll("CreditNoteLine", "InvoiceLine")
      .replaceAll("CreditedQuantity", "InvoicedQuantity");
    expect(bisFindings(elementsOf(new TextEncoder().encode(asInvoice)))).toEqual([]);
  });

  test("Fortnox: its rows stay below zero, and it says what it credits", async () => {
    const { Invoice } = JSON.parse(await text(credit, "fortnox"));
    expect(Invoice.InvoiceRows[0]).toEqual({ Description: "Krediterar solbacken-7" });
    expect(
      Invoice.InvoiceRows.map(({ DeliveredQuantity }: { DeliveredQuantity?: string }) => DeliveredQuantity),
    ).toEqual([undefined, "1", "-1", "-1", "-1"]);
  });

  test("a line says which basis charged what it takes back, and an invoice with one names it too", async () => {
    expect(await text(credit, "csv")).toContain("Återföring, V1: restid (underlag 7)");
    const more = { ...facts, trips: [...facts.trips, trip("V3", { kind: "trip", minutes: 600, costs: 0 })] };
    const root = elementsOf(await made(order(more, { number: 8 }), "peppol"));
    expect(root.nodeName).toBe("Invoice");
    expect(values(root, "cac:BillingReference")).toHaveLength(1);
    expect(bisFindings(root)).toEqual([]);
  });
});

describe("A1: time that cost nothing is no line of an invoice", () => {
  const included = worked("H1", "configuration", 90);
  const parts = [{ entry: included.id, bucket: "included", minutes: 90, amount: 0 }];
  const closedBases = [{ number: 7, closedOn: day("2026-12-01"), parts }];
  const facts = projectFacts({ project: named, work: [{ ...included, undone: true }], closedBases });
  const isTold = async (of: InvoiceOrder, format: BasisFormat) => (await text(of, format)).includes("H1");

  test("it stands in what we read, and not in what the customer gets", async () => {
    const given = order({ ...facts, trips: rich.trips }, { number: 8 });
    expect(given.basis.lines.map(({ amount, source }) => [source, amount])).toContainEqual(["H1", 0]);
    expect(await isTold(given, "csv")).toBe(true);
    for (const format of ["peppol", "fortnox"] as const) expect(await isTold(given, format), format).toBe(false);
    expect(bisFindings(elementsOf(await made(given, "peppol")))).toEqual([]);
  });

  test("of a basis that holds nothing else it is a line: no invoice goes without one", async () => {
    for (const format of ["peppol", "fortnox"] as const)
      expect(await isTold(order(facts, { number: 8 }), format), format).toBe(true);
  });
});

describe("I1: Fortnox", () => {
  test("within its lengths and types, prices without VAT always said, and found again by the basis' id", async () => {
    const long = "ö".repeat(500);
    const facts = projectFacts({
      ...rich,
      project: { ...rich.project, reference: long },
      changes: [approved("X1", { kind: "running", estimate: 300, rate: 49_000 }, { ...yes, title: long })],
    });
    const { Invoice } = JSON.parse(await text(order(facts), "fortnox"));
    expect(Invoice).toMatchObject({ VATIncluded: false, NotCompleted: true, ExternalInvoiceReference1: "solbacken-1" });
    expect(Invoice.OurReference).toBe("Anna Berg");
    expect([...Invoice.YourOrderNumber].length).toBe(75);
    for (const row of Invoice.InvoiceRows) {
      expect([...row.Description].length).toBeLessThanOrEqual(255);
      if ("Price" in row)
        expect([typeof row.DeliveredQuantity, typeof row.Price, Number.isInteger(row.VAT)]).toEqual([
          "string",
          "number",
          true,
        ]);
    }
  });
});

describe("I1: tables", () => {
  test("a .csv that Excel opens as it is: semicolons, decimal commas, and no formula", async () => {
    const to = "=HYPERLINK(1)";
    const facts = projectFacts({ ...rich, trips: [trip("V1", { kind: "trip", minutes: 210, costs: 120_000, to })] });
    const csv = await text(order(facts), "csv");
    expect(csv.startsWith('\ufeff"Dag";"Vad";"Vem";"Antal"')).toBe(true);
    expect(csv).toContain('"2026-11-10";"X1 Change X1 (H1)";"Anna Berg";"200";"min";"490,00";"25";"1633,33";"S6"');
    expect(csv).toContain('"210";"min";"490,00";"25";"1715,00";"R1"');
    expect(csv).not.toMatch(/[;"]=HYPERLINK/u);
  });

  test("I1: the same bytes each time, whatever the clock says", async () => {
    for (const format of ["csv", "xlsx", "fortnox", "peppol"] as const) {
      const first = await made(order(rich), format);
      vi.useFakeTimers({ now: new Date("2031-05-05T05:05:05Z"), toFake: ["Date"] });
      try {
        expect(await made(order(rich), format), format).toEqual(first);
      } finally {
        vi.useRealTimers();
      }
    }
  });
  test("an .xlsx with numbers that add up to the basis", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await made(order(rich), "xlsx")).buffer as ArrayBuffer);
    const sheet = workbook.worksheets[0];
    const amounts = sheet?.getColumn(8).values.filter((value) => typeof value === "number") ?? [];
    const { net, gross, vat, lines } = order(rich).basis;
    expect(amounts.slice(0, lines.length).reduce((sum, one) => sum + Math.round((one as number) * 100), 0)).toBe(net);
    expect(amounts.slice(lines.length).map((one) => Math.round((one as number) * 100))).toEqual([net, vat, gross]);
  });
});

test("I1: the customer's reference is that of the closing; one told later stands where there was none", async () => {
  const later = { ...rich, project: { ...rich.project, reference: "PO-78" } };
  const closed = order(rich);
  expect(await text({ ...closed, facts: later }, "peppol")).toContain("<cbc:BuyerReference>PO-77<");
  const untold = { ...closed, facts: later, basis: { ...closed.basis, reference: undefined } };
  expect(await text(untold, "peppol")).toContain("<cbc:BuyerReference>PO-78<");
  expect(await text(untold, "fortnox")).toContain('"YourOrderNumber": "PO-78"');
});

test("I1: a basis is the same file, byte for byte, whenever it is made, in each way", async () => {
  for (const format of Object.keys(basisFormats) as BasisFormat[]) {
    const [first, second] = [await basisFile(order(rich), format), await basisFile(order(rich), format)];
    expect(first.name).toBe(`solbacken-1.${basisFormats[format]}`);
    expect(Buffer.from(first.content).equals(Buffer.from(second.content)), format).toBe(true);
  }
});
