import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import jwt from "jsonwebtoken";
import type { Fields } from "./types.ts";

/** How a token is to differ from a good one. */
export interface Minted {
  /** Claims in place of the good ones; `undefined` leaves one out. */
  readonly claims?: Fields;
  /**
   * `foreign`: signed with a key that is not in the published set, under the good key's id. `none`: not signed at all.
   */
  readonly key?: "own" | "foreign" | "none";
  readonly keyId?: string;
}

/** The keys that the Bot Framework signs with, and its tokens. */
export interface Keys {
  /** The published set. */
  readonly set: { readonly keys: readonly Fields[] };
  /** Who signs. */
  readonly issuer: string;
  /** How often it was fetched. */
  fetched: number;
  mint(options?: Minted): string;
}

export function createKeys(audience: string, serviceUrl: () => string, issuer: string): Keys {
  const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
  const [own, foreign] = [pair(), pair()];
  const keyId = randomBytes(8).toString("hex");
  const sign = (claims: Fields, key: KeyObject, keyid: string) =>
    jwt.sign(claims, key, { algorithm: "RS256", keyid, noTimestamp: true });
  return {
    issuer,
    fetched: 0,
    set: {
      keys: [
        { ...own.publicKey.export({ format: "jwk" }), kid: keyId, use: "sig", alg: "RS256", endorsements: ["msteams"] },
      ],
    },
    mint({ claims = {}, key = "own", keyId: id = keyId } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const good = { serviceurl: serviceUrl(), nbf: now - 10, exp: now + 3600, iss: issuer, aud: audience };
      const all = Object.fromEntries(Object.entries({ ...good, ...claims }).filter(([, value]) => value !== undefined));
      if (key === "none") return jwt.sign(all, "", { algorithm: "none", keyid: id, noTimestamp: true });
      return sign(all, (key === "own" ? own : foreign).privateKey, id);
    },
  };
}
