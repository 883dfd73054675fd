import { z } from "zod";
import { type Answered, fetchOutside, NotFetched } from "../fetching/fetching.ts";
import { RetryAfter } from "../messages/doing.ts";

/** Fortnox' API, as an operator sets it up. */
export interface FortnoxAccess {
  readonly token: string;
  /** Another base than Fortnox' own. */
  readonly url?: string | undefined;
}

/** An invoice as Fortnox has it; amounts are öre. */
export interface FortnoxInvoice {
  readonly document: string;
  readonly net: number;
  readonly vat: number;
  /** With VAT, before it is rounded to whole kronor. */
  readonly gross: number;
}

/** Fortnox has said no: it says so again, however often it is asked. */
export class FortnoxRefused extends Error {
  /** `access`: to the token, or to what it may do; `data`: to what was sent. */
  readonly kind: "access" | "data";
  constructor(kind: "access" | "data", said: string) {
    super(said);
    this.name = "FortnoxRefused";
    this.kind = kind;
  }
}

const base = "https://api.fortnox.se";
const host = "api.fortnox.se";
const usualPatience = 20_000;
const most = 2_000_000;
/** Milliseconds; Fortnox takes 25 requests in five seconds. */
const usualRest = 5_000;

const problem = z.looseObject({
  ErrorInformation: z.looseObject({ message: z.string().optional(), Message: z.string().optional() }),
});
const money = z.union([z.number(), z.string()]).transform((amount) => Math.round(Number(amount) * 100));
const invoice = z.looseObject({
  DocumentNumber: z.union([z.string(), z.number()]).transform(String),
  Net: money,
  TotalVAT: money,
});
const listed = z.looseObject({
  DocumentNumber: z.union([z.string(), z.number()]).transform(String),
  ExternalInvoiceReference1: z.string().nullish(),
  Cancelled: z.boolean().nullish(),
});
const customer = z.looseObject({ CustomerNumber: z.string(), OrganisationNumber: z.string().nullish() });

/** No line to it was there: nothing has been sent. */
const noLine = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/**
 * True when what failed has made nothing there: Fortnox said no, asked to be left alone, or was not reached at all.
 * After anything else, an answer that never came among them, it may have made what it was asked for, or may do so yet.
 */
export function hasMadeNothing(error: unknown): boolean {
  if (error instanceof FortnoxRefused || error instanceof RetryAfter) return true;
  const cause = error instanceof NotFetched ? (error.cause as { readonly code?: unknown } | undefined) : undefined;
  return noLine.has(String(cause?.code));
}

/**
 * Asks Fortnox' API. Nothing that it throws holds the token.
 *
 * @param patience how long an answer may take, milliseconds.
 */
export function fortnoxOf({ token, url }: FortnoxAccess, patience = usualPatience) {
  const at = (url ?? base).replace(/\/+$/u, "");

  async function ask(method: "GET" | "POST", path: string, body?: string): Promise<unknown> {
    const answer = await fetchOutside({
      ...{ url: `${at}${path}`, method, most, patience, body },
      reach: { hosts: [host], configured: url },
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      token: { value: token, hosts: [host] },
    }).catch((error: unknown) => {
      throw error instanceof NotFetched && error.refused ? new FortnoxRefused("access", error.message) : error;
    });
    return read(answer);
  }

  return {
    /** The numbers of the customers that have an organisation number there. */
    async customers(organisationNumber: string): Promise<readonly string[]> {
      const digits = organisationNumber.replace(/\D/gu, "");
      const dashed = `${digits.slice(0, 6)}-${digits.slice(6)}`;
      const { Customers } = z
        .looseObject({ Customers: z.array(customer) })
        .parse(await ask("GET", `/3/customers?organisationnumber=${encodeURIComponent(dashed)}`));
      return Customers.filter((one) => one.OrganisationNumber?.replace(/\D/gu, "") === digits).map(
        (one) => one.CustomerNumber,
      );
    },
    /** The invoice that was made of a basis: it searches by how the reference begins, so what is found is compared. */
    async find(reference: string): Promise<string | undefined> {
      const { Invoices } = z
        .looseObject({ Invoices: z.array(listed) })
        .parse(await ask("GET", `/3/invoices?externalinvoicereference1=${encodeURIComponent(reference)}`));
      return Invoices.find((one) => one.ExternalInvoiceReference1 === reference && one.Cancelled !== true)
        ?.DocumentNumber;
    },
    /** Makes a draft: never asked a second time without having looked for it. */
    async create(body: string): Promise<string> {
      return wrapped(await ask("POST", "/3/invoices", body)).DocumentNumber;
    },
    async invoice(document: string): Promise<FortnoxInvoice> {
      const { Net: net, TotalVAT: vat } = wrapped(await ask("GET", `/3/invoices/${encodeURIComponent(document)}`));
      return { document, net, vat, gross: net + vat };
    },
  };
}

const wrapped = (answer: unknown) => z.looseObject({ Invoice: invoice }).parse(answer).Invoice;

function read({ status, retryAfter, body }: Answered): unknown {
  if (status === 429) {
    const seconds = Number(retryAfter);
    throw new RetryAfter(seconds > 0 ? seconds * 1_000 : usualRest, "Fortnox asks to be left alone for a while");
  }
  let said: unknown;
  try {
    said = JSON.parse(new TextDecoder().decode(body));
  } catch {
    if (status < 400) throw new Error("Fortnox answered what is no JSON");
  }
  if (status < 400) return said;
  const told = problem.safeParse(said).data?.ErrorInformation;
  const why = (told?.message ?? told?.Message ?? `HTTP ${status}`).slice(0, 300);
  if (status === 401 || status === 403) throw new FortnoxRefused("access", why);
  if (status < 500 && status !== 408) throw new FortnoxRefused("data", why);
  throw new Error(`Fortnox answered ${status}`);
}
