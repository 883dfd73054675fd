import { isCreditNote } from "../../domain/invoice-line.ts";
import { decimal, type InvoiceOrder, rowsOut, type WordedBasis, type WordedRow, worded } from "./order.ts";

const namespaces = [
  'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"',
  'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"',
].join(" ");
const customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
const profile = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
const currency = "SEK";
/** What is to be paid, and what is given back: the sums of either are above zero, and its elements have other names. */
const kinds = {
  invoice: { root: "Invoice", type: "InvoiceTypeCode", code: "380", line: "InvoiceLine", count: "InvoicedQuantity" },
  credit: {
    root: "CreditNote",
    type: "CreditNoteTypeCode",
    code: "381",
    line: "CreditNoteLine",
    count: "CreditedQuantity",
  },
} as const;
interface Kind {
  readonly names: (typeof kinds)[keyof typeof kinds];
  /** What an amount of the basis is taken times. */
  readonly sign: 1 | -1;
}

/** Swedish organisation numbers among the identifiers of parties. */
const swedish = { schemeID: "0007" };

/**
 * A basis as a Peppol BIS Billing 3 invoice (UBL 2.1), or where it gives back more than it charges as a credit note,
 * once and again the same. Its number is accounting's, and stands in brackets like whatever else nobody has told us;
 * its date is the day on which the basis was closed. Minutes are minutes, at a price per sixty of them; what goes the
 * other way than the whole is a line with a negative quantity (FIELD: R120). What it takes back is named by the basis
 * that it was charged on.
 */
export function peppolInvoice(order: InvoiceOrder): Uint8Array {
  const basis = worded(order);
  const { say, closedOn, id, agreement } = basis;
  const terms = agreement.invoicing?.terms;
  const isCredit = isCreditNote(basis.basis);
  const kind: Kind = { names: isCredit ? kinds.credit : kinds.invoice, sign: isCredit ? -1 : 1 };
  const { root, type, code } = kind.names;
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" ${namespaces}>`,
    cbc("CustomizationID", customization),
    cbc("ProfileID", profile),
    cbc("ID", say("invoice.file.number")),
    cbc("IssueDate", closedOn),
    cbc(type, code),
    cbc("Note", say("invoice.file.note", { id })),
    cbc("DocumentCurrencyCode", currency),
    cbc("BuyerReference", basis.reference ?? say("invoice.file.reference")),
    ...basis.takesBack.map((its) =>
      cac("BillingReference", cac("InvoiceDocumentReference", cbc("ID", say("invoice.file.numberOf", { id: its })))),
    ),
    cac("AccountingSupplierParty", seller(basis)),
    cac("AccountingCustomerParty", buyer(basis)),
    // Where we owe it, nobody pays to our account.
    ...(isCredit ? [] : [cac("PaymentMeans", paid(basis))]),
    // Whoever is to pay must be told until when (BR-CO-25).
    cac("PaymentTerms", cbc("Note", terms === undefined ? say("invoice.file.terms") : basis.name(terms))),
    taxes(basis, kind),
    totals(basis, kind),
    ...rowsOut(basis).map((row, index) => lineOf(row, index, kind)),
    `</${root}>`,
    "",
  ];
  return new TextEncoder().encode(xml.join("\n"));
}

function seller({ agreement: { invoicing, supplier }, say, name }: WordedBasis): string {
  const number = invoicing?.organisationNumber ?? say("invoice.file.sellerOrganisation");
  const registered = invoicing?.name ?? name(supplier);
  return cac(
    "Party",
    cbc("EndpointID", number, swedish),
    cac("PartyName", cbc("Name", name(supplier))),
    cac("PostalAddress", ...address(invoicing ?? {})),
    cac(
      "PartyTaxScheme",
      cbc("CompanyID", invoicing?.vatNumber ?? say("invoice.file.vatNumber")),
      cac("TaxScheme", cbc("ID", "VAT")),
    ),
    cac("PartyLegalEntity", cbc("RegistrationName", registered), cbc("CompanyID", number, swedish)),
  );
}

function buyer({ facts: { project }, say }: WordedBasis): string {
  const number = project.organisationNumber?.replaceAll("-", "") ?? say("invoice.file.buyerOrganisation");
  return cac(
    "Party",
    cbc("EndpointID", number, swedish),
    cac("PartyName", cbc("Name", project.customer)),
    cac("PostalAddress", ...address({})),
    cac("PartyLegalEntity", cbc("RegistrationName", project.customer), cbc("CompanyID", number, swedish)),
  );
}

function address({ street, postCode, city }: { street?: string; postCode?: string; city?: string }): readonly string[] {
  return [
    ...(street === undefined ? [] : [cbc("StreetName", street)]),
    ...(city === undefined ? [] : [cbc("CityName", city)]),
    ...(postCode === undefined ? [] : [cbc("PostalZone", postCode)]),
    cac("Country", cbc("IdentificationCode", "SE")),
  ];
}

function paid({ agreement: { invoicing }, say }: WordedBasis): string {
  const account = invoicing?.bankgiro ?? say("invoice.file.account");
  return [
    cbc("PaymentMeansCode", "30"),
    cac("PayeeFinancialAccount", cbc("ID", account), cac("FinancialInstitutionBranch", cbc("ID", "SE:BANKGIRO"))),
  ].join("\n");
}

function taxes({ basis: { vats, vat } }: WordedBasis, { sign }: Kind): string {
  return cac(
    "TaxTotal",
    amount("TaxAmount", sign * vat),
    ...vats.map(({ rate, net, vat: its }) =>
      cac(
        "TaxSubtotal",
        amount("TaxableAmount", sign * net),
        amount("TaxAmount", sign * its),
        category("TaxCategory", rate),
      ),
    ),
  );
}

function totals({ basis: { net, gross } }: WordedBasis, { sign }: Kind): string {
  return cac(
    "LegalMonetaryTotal",
    amount("LineExtensionAmount", sign * net),
    amount("TaxExclusiveAmount", sign * net),
    amount("TaxInclusiveAmount", sign * gross),
    amount("PayableAmount", sign * gross),
  );
}

function lineOf({ line, quantity, on, what, why }: WordedRow, index: number, { names, sign }: Kind): string {
  const isTime = quantity.unit === "minutes";
  const unitCode = isTime ? "MIN" : "C62";
  return cac(
    names.line,
    cbc("ID", String(index + 1)),
    cbc(names.count, String(sign * quantity.count), { unitCode }),
    amount("LineExtensionAmount", sign * line.amount),
    ...(on === undefined ? [] : [cac("InvoicePeriod", cbc("StartDate", on), cbc("EndDate", on))]),
    cac(
      "Item",
      ...(why === "" ? [] : [cbc("Description", why)]),
      cbc("Name", what),
      category("ClassifiedTaxCategory", line.vatRate),
    ),
    cac(
      "Price",
      amount("PriceAmount", isTime ? quantity.perHour : quantity.each),
      ...(isTime ? [cbc("BaseQuantity", "60", { unitCode })] : []),
    ),
  );
}

/** `S`: the rate as it is; `Z`: none is charged. */
const category = (name: string, rate: number): string =>
  cac(name, cbc("ID", rate === 0 ? "Z" : "S"), cbc("Percent", String(rate)), cac("TaxScheme", cbc("ID", "VAT")));

const amount = (name: string, ore: number): string => cbc(name, decimal(ore), { currencyID: currency });
const cac = (name: string, ...inside: readonly string[]): string =>
  `<cac:${name}>\n${inside.join("\n")}\n</cac:${name}>`;

function cbc(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<cbc:${name}${given.join("")}>${escaped(text)}</cbc:${name}>`;
}

/** What people typed, as XML may hold it: without what no XML can, and on one line. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
