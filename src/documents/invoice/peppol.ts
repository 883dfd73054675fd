import { decimal, type InvoiceOrder, type WordedBasis, type WordedRow, worded } from "./order.ts";

const namespaces = [
  'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"',
  'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"',
  'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"',
].join(" ");
const customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
const profile = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
const currency = "SEK";
/** Swedish organisation numbers among the identifiers of parties. */
const swedish = { schemeID: "0007" };

/**
 * A basis as a Peppol BIS Billing 3 invoice (UBL 2.1), once and again the same. Its number is accounting's, and stands
 * in brackets like whatever else nobody has told us; its date is the day on which the basis was closed. Minutes are
 * minutes, at a price per sixty of them; what is taken back is a line with a negative quantity (FIELD: R120).
 */
export function peppolInvoice(order: InvoiceOrder): Uint8Array {
  const basis = worded(order);
  const { say, closedOn, id, agreement } = basis;
  const terms = agreement.invoicing?.terms;
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Invoice ${namespaces}>`,
    cbc("CustomizationID", customization),
    cbc("ProfileID", profile),
    cbc("ID", say("invoice.file.number")),
    cbc("IssueDate", closedOn),
    cbc("InvoiceTypeCode", "380"),
    cbc("Note", say("invoice.file.note", { id })),
    cbc("DocumentCurrencyCode", currency),
    cbc("BuyerReference", basis.reference ?? say("invoice.file.reference")),
    cac("AccountingSupplierParty", seller(basis)),
    cac("AccountingCustomerParty", buyer(basis)),
    cac("PaymentMeans", paid(basis)),
    // Whoever is to pay must be told until when (BR-CO-25).
    cac("PaymentTerms", cbc("Note", terms === undefined ? say("invoice.file.terms") : basis.name(terms))),
    taxes(basis),
    totals(basis),
    ...basis.rows.map(lineOf),
    "</Invoice>",
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

function taxes({ basis: { vats, vat } }: WordedBasis): string {
  return cac(
    "TaxTotal",
    amount("TaxAmount", vat),
    ...vats.map(({ rate, net, vat: its }) =>
      cac("TaxSubtotal", amount("TaxableAmount", net), amount("TaxAmount", its), category("TaxCategory", rate)),
    ),
  );
}

function totals({ basis: { net, gross } }: WordedBasis): string {
  return cac(
    "LegalMonetaryTotal",
    amount("LineExtensionAmount", net),
    amount("TaxExclusiveAmount", net),
    amount("TaxInclusiveAmount", gross),
    amount("PayableAmount", gross),
  );
}

function lineOf({ line, quantity, on, what, why }: WordedRow, index: number): string {
  const isTime = quantity.unit === "minutes";
  const unitCode = isTime ? "MIN" : "C62";
  return cac(
    "InvoiceLine",
    cbc("ID", String(index + 1)),
    cbc("InvoicedQuantity", String(quantity.count), { unitCode }),
    amount("LineExtensionAmount", line.amount),
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
