import { type LookupAddress, lookup } from "node:dns";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { isInside } from "./networks.ts";
import { isAmong, type Reach, trustOf } from "./reach.ts";

/** What is asked of an address that came from outside. */
export interface Asked {
  readonly url: string;
  readonly reach: Reach;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A token of ours: it goes to these hosts and the configured base, and to nobody else, wherever one is led. */
  readonly token?: { readonly value: string; readonly hosts: readonly string[] };
  /** How many bytes of the answer are read: what comes after them is left. */
  readonly most: number;
  /** For everything together: names, connections, redirections and the whole body; milliseconds. */
  readonly patience: number;
  /** How many redirections are followed; default none. */
  readonly redirections?: number;
}

/** What came of it. */
export interface Answered {
  readonly status: number;
  readonly type: string;
  /** How long it asks us to wait, as it says it; empty when it does not. */
  readonly retryAfter: string;
  readonly body: Uint8Array;
}

/** Nothing was fetched. `refused`: it is never asked, however often somebody tries. */
export class NotFetched extends Error {
  readonly refused: boolean;
  constructor(why: string, about: { readonly refused: boolean; readonly cause?: unknown }) {
    super(why, { cause: about.cause });
    this.name = "NotFetched";
    this.refused = about.refused;
  }
}

const refusal = (why: string): NotFetched => new NotFetched(why, { refused: true });

/** Names are looked up here, so that the address that was checked is the one that is connected to. */
type Lookup = (
  host: string,
  options: { readonly all: true },
  done: (error: Error | null, found: LookupAddress[]) => void,
) => void;

/** What fetches. `lookUp`: another way to look names up, for tests. */
export function createFetching(lookUp: Lookup = lookup): (asked: Asked) => Promise<Answered> {
  const outsideOnly: LookupFunction = (host, options, done) => {
    lookUp(host, { all: true }, (error, found) => {
      if (error !== null) return done(error, "", 0);
      const [first] = found;
      // One name with addresses of both kinds is a trick.
      if (first === undefined || found.some(({ address }) => isInside(address)))
        return done(refusal("its address is inside our network"), "", 0);
      if (options.all === true) return done(null, found);
      return done(null, first.address, first.family);
    });
  };

  return async ({ url, reach, method = "GET", headers = {}, body, token, most, patience, redirections = 0 }) => {
    const signal = AbortSignal.timeout(patience);
    let at = url;
    for (let led = 0; led <= redirections; led += 1) {
      const address = URL.canParse(at) ? new URL(at) : undefined;
      if (address === undefined) throw refusal("it has no address");
      const trust = trustOf(reach, address);
      if (trust.as === "refused") throw refusal(trust.why);
      const ours = token !== undefined && (trust.as === "configured" || isAmong(address.hostname, token.hosts));
      const sent = { ...headers, ...(ours ? { authorization: `Bearer ${token.value}` } : {}) };
      const answer = await ask(
        address,
        { method, headers: sent, signal, lookup: trust.as === "internet" ? outsideOnly : undefined },
        body,
      );
      const { statusCode: status = 0, headers: said } = answer;
      if (status < 300 || status >= 400 || said.location === undefined) {
        return {
          ...{ status, type: said["content-type"] ?? "", retryAfter: said["retry-after"] ?? "" },
          body: await read(answer, most),
        };
      }
      answer.destroy();
      if (!URL.canParse(said.location, at)) throw refusal("it is somewhere else, and does not say where");
      at = new URL(said.location, at).href;
    }
    throw refusal("it is always somewhere else");
  };
}

interface Wire {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly lookup: LookupFunction | undefined;
}

async function ask(
  url: URL,
  { method, headers, signal, lookup }: Wire,
  body: string | undefined,
): Promise<IncomingMessage> {
  const open = url.protocol === "https:" ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const asking = open(url, { method, headers: { ...headers }, signal, lookup, agent: false }, resolve);
    asking.once("error", (error) => reject(failed(error)));
    asking.end(body);
  });
}

async function read(answer: IncomingMessage, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= most) break;
    }
  } catch (error) {
    throw failed(error);
  }
  return Buffer.concat(chunks).subarray(0, most);
}

function failed(error: unknown): NotFetched {
  if (error instanceof NotFetched) return error;
  return new NotFetched(error instanceof Error ? error.message : "no answer", { refused: false, cause: error });
}

/** Fetches what an address from outside leads to: the only way in this house. */
export const fetchOutside = createFetching();
