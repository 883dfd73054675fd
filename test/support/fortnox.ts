import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** How it misbehaves, for its next request of that kind. */
export type Mood =
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: number }
  /** It makes the invoice, and the answer is lost. */
  | { readonly kind: "lost" }
  | { readonly kind: "hang" }
  /** It does not answer, and makes the invoice once it has caught up. */
  | { readonly kind: "later" }
  /** It comes to another sum than the rows say. */
  | { readonly kind: "sum"; readonly more: number };

type Row = Readonly<Record<string, unknown>>;
interface Invoice {
  readonly DocumentNumber: string;
  readonly ExternalInvoiceReference1: string;
  readonly CustomerNumber: string;
  readonly Net: number;
  readonly TotalVAT: number;
  readonly Booked: boolean;
  readonly InvoiceRows: readonly Row[];
}

/** As long as Fortnox takes texts of an invoice, and of what type the rest is. */
const texts: Readonly<Record<string, number>> = {
  ...{ CustomerNumber: 1_024, CustomerName: 1_024, YourReference: 50, OurReference: 50, YourOrderNumber: 75 },
  ...{ ExternalInvoiceReference1: 80, ExternalInvoiceReference2: 80, Currency: 3, Language: 2, Remarks: 1_024 },
};
const flags = ["VATIncluded", "NotCompleted"];
const rowTexts: Readonly<Record<string, number>> = { Description: 255, DeliveredQuantity: 14, Unit: 50, Project: 20 };
const rowNumbers = ["Price", "VAT"];

/** What Fortnox refuses of an invoice; undefined: nothing. */
function wrongWith(invoice: Row): string | undefined {
  for (const [name, value] of Object.entries(invoice)) {
    if (name === "InvoiceRows") continue;
    const most = texts[name];
    if (most !== undefined) {
      if (typeof value !== "string") return `Värdet måste vara en sträng (${name})`;
      if ([...value].length > most) return `Värdet är för långt (${name})`;
    } else if (!flags.includes(name)) return `Ogiltig parameter i anropet (${name})`;
    else if (typeof value !== "boolean") return `Värdet måste vara en boolean (${name})`;
  }
  if (invoice.VATIncluded !== false) return "VATIncluded";
  for (const row of invoice.InvoiceRows as readonly Row[]) {
    for (const [name, value] of Object.entries(row)) {
      const most = rowTexts[name];
      if (most !== undefined && (typeof value !== "string" || [...value].length > most))
        return `Värdet är för långt (${name})`;
      if (most === undefined && !rowNumbers.includes(name)) return `Ogiltig parameter i anropet (${name})`;
      if (rowNumbers.includes(name) && typeof value !== "number") return `Värdet måste vara numeriskt (${name})`;
    }
    if (row.VAT !== undefined && !Number.isInteger(row.VAT)) return "Ogiltig moms";
  }
  return undefined;
}

/** Öre of a row, from what it says alone. */
function rowOf({ DeliveredQuantity: quantity, Price: price, VAT: rate = 0 }: Row): { net: number; rate: number } {
  if (quantity === undefined) return { net: 0, rate: 0 };
  return { net: Math.round(Number(quantity) * Number(price) * 100), rate: Number(rate) };
}

/**
 * Fortnox' invoices and customers, as far as they are asked: its wire, its limits, its search by how a reference
 * begins, and its sums.
 */
export async function fortnox(token: string, customers: Readonly<Record<string, string>>) {
  const invoices: Invoice[] = [];
  const asked: string[] = [];
  const behind: Invoice[] = [];
  const moods: { method: string; mood: Mood }[] = [];
  const say = (response: ServerResponse, status: number, body: unknown, headers: object = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, status: number, message: string, code: number) =>
    say(response, status, { ErrorInformation: { error: 1, message, code } });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", "http://fortnox");
    asked.push(`${request.method} ${url.pathname}`);
    const at = moods.findIndex(({ method }) => method === request.method);
    const mood = at < 0 ? undefined : moods.splice(at, 1)[0]?.mood;
    const body = request.method === "POST" ? await text(request) : "";
    if (mood?.kind === "hang") return;
    if (mood?.kind === "status") {
      const after = mood.retryAfter === undefined ? {} : { "retry-after": String(mood.retryAfter) };
      return say(response, mood.status, { ErrorInformation: { error: 1, message: "Nej", code: 1 } }, after);
    }
    if (request.headers.authorization !== `Bearer ${token}`)
      return refuse(response, 401, "Ogiltig inloggning", 2_000_310);
    if (url.pathname === "/3/customers") {
      const wanted = url.searchParams.get("organisationnumber") ?? "";
      const found = Object.entries(customers).filter(([, orgno]) => orgno.startsWith(wanted));
      return say(response, 200, {
        Customers: found.map(([CustomerNumber, OrganisationNumber]) => ({ CustomerNumber, OrganisationNumber })),
      });
    }
    const [, , kind, one] = url.pathname.split("/");
    if (kind !== "invoices") return refuse(response, 404, "Not found", 2_000_404);
    if (request.method === "GET" && one !== undefined) {
      const found = invoices.find(({ DocumentNumber }) => DocumentNumber === one);
      return found === undefined
        ? refuse(response, 404, "Kan inte hitta fakturan", 2_000_423)
        : say(response, 200, { Invoice: found });
    }
    if (request.method === "GET") {
      const wanted = url.searchParams.get("externalinvoicereference1") ?? "";
      return say(response, 200, {
        Invoices: invoices.filter(({ ExternalInvoiceReference1: its }) => its.startsWith(wanted)),
      });
    }
    if (request.headers["content-type"] !== "application/json")
      return refuse(response, 400, "Ogiltig content-type", 1_000_031);
    const { Invoice: given } = JSON.parse(body) as { readonly Invoice: Row };
    const wrong = wrongWith(given);
    if (wrong !== undefined) return refuse(response, 400, wrong, 2_000_359);
    if (customers[String(given.CustomerNumber)] === undefined)
      return refuse(response, 400, "Kan inte hitta kunden.", 2_000_433);
    const rows = (given.InvoiceRows as readonly Row[]).map(rowOf);
    const more = mood?.kind === "sum" ? mood.more : 0;
    const net = rows.reduce((all, row) => all + row.net, more);
    const vats = [...new Set(rows.map(({ rate }) => rate))].map((rate) =>
      Math.round((rows.filter((row) => row.rate === rate).reduce((all, row) => all + row.net, 0) * rate) / 100),
    );
    const made = {
      ...(given as unknown as Invoice),
      ...{ DocumentNumber: String(118 + invoices.length + behind.length), Booked: false },
      ...{ Net: net / 100, TotalVAT: vats.reduce((all, vat) => all + vat, 0) / 100 },
    };
    if (mood?.kind === "later") return void behind.push(made);
    invoices.push(made);
    if (mood?.kind === "lost") return void response.destroy();
    return say(response, 201, { Invoice: made });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    invoices,
    /** What was asked, in order. */
    asked,
    /** How it takes its next request of a method. */
    next: (method: "GET" | "POST", mood: Mood) => void moods.push({ method, mood }),
    /** It makes what it was asked for and did not answer. */
    catchUp: () => void invoices.push(...behind.splice(0)),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
