import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** What a link is good for: a token of one purpose opens nothing else. */
export type Purpose = "file" | "hand-in";

/** What a link says, signed so that nobody can make another of it. Nothing in it is secret or personal. */
export interface Claim {
  readonly purpose: Purpose;
  /** What it is about: a file's id, or who hands in where. */
  readonly subject: string;
  /** Of this link alone: what is used once is used by it. */
  readonly id: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly expires: number;
}

export type Read =
  | { readonly outcome: "good"; readonly claim: Claim }
  | { readonly outcome: "expired"; readonly claim: Claim }
  /** Not ours, not whole, or for another purpose: nothing is told of which. */
  | { readonly outcome: "unknown" };

/** Longer than any token of ours: what is longer is not even looked at. */
const longest = 512;
const shape = /^([\w-]+)\.([\w-]+)$/u;
/** A change of what is signed takes another name, so that no old token means something new. */
const signed = "startklar/pages/1/";

/** A fresh random id for a claim, 128 bits. */
export const randomId = (): string => randomBytes(16).toString("base64url");

/** Writes a claim as a token that fits an address. */
export function sign(key: Uint8Array, { purpose, subject, id, expires }: Claim): string {
  const payload = Buffer.from(JSON.stringify([purpose, subject, id, Math.floor(expires / 1000)])).toString("base64url");
  return `${payload}.${signatureOf(key, payload)}`;
}

/**
 * Reads a token signed with any of the keys, at an instant. The signature comes first: nothing else of a foreign token
 * is looked at.
 */
export function read(keys: readonly Uint8Array[], token: string, purpose: Purpose, now: number): Read {
  const [, payload, signature] = (token.length <= longest && shape.exec(token)) || [];
  if (payload === undefined || signature === undefined) return { outcome: "unknown" };
  // Compared as they are written: two spellings of the same bytes are two tokens.
  if (!keys.some((key) => same(signatureOf(key, payload), signature))) return { outcome: "unknown" };
  const [signedPurpose, subject, id, seconds] = JSON.parse(Buffer.from(payload, "base64url").toString()) as [
    Purpose,
    string,
    string,
    number,
  ];
  if (signedPurpose !== purpose) return { outcome: "unknown" };
  const claim: Claim = { purpose, subject, id, expires: seconds * 1000 };
  return { outcome: now < claim.expires ? "good" : "expired", claim };
}

const signatureOf = (key: Uint8Array, payload: string): string =>
  createHmac("sha256", key)
    .update(signed + payload)
    .digest("base64url");

function same(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.byteLength === second.byteLength && timingSafeEqual(first, second);
}
