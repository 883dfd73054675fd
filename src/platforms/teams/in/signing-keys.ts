import type { RequestHandler } from "express";
import { fetchOutside } from "../../../fetching/fetching.ts";
import type { PlatformLog } from "../options.ts";

interface Parts {
  /** The OpenID configuration beside which the key set is found. */
  readonly metadataUrl: string;
  /** Another base than Microsoft's, for tests: it may be on this machine. */
  readonly configured?: string | undefined;
  readonly log: PlatformLog;
}

/** How long after one look at the key set the next one is taken, milliseconds: two a minute, whatever comes. */
const cooldown = 30_000;
const patience = 10_000;
const largest = 1024 * 1024;
const mostKeys = 200;

/**
 * Lets only tokens through whose key id is in Microsoft's key set, and reads that set at most every half minute: a
 * made-up key id costs nobody a fetch. 401 for a key id that is not among them, 503 while the set cannot be read, so
 * that Teams sends it again. What the token says is checked by the SDK afterwards.
 */
export function onlyKnownKeys({ metadataUrl, configured, log }: Parts): RequestHandler {
  const url = metadataUrl.replace(/\/openidconfiguration$/u, "/keys");
  const reach = { hosts: [new URL(url).hostname], configured };
  let known: ReadonlySet<string> | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    looked = performance.now();
    try {
      const { status, body } = await fetchOutside({ url, reach, most: largest, patience });
      if (status !== 200) throw new Error(`the key set was answered with ${status}`);
      const { keys = [] } = JSON.parse(Buffer.from(body).toString("utf8")) as {
        readonly keys?: readonly { readonly kid?: unknown }[];
      };
      known = new Set(keys.slice(0, mostKeys).flatMap(({ kid }) => (typeof kid === "string" ? [kid] : [])));
    } catch (error) {
      log.info("Microsoft's signing keys could not be read", { err: error });
    }
  }

  async function isKnown(id: string): Promise<boolean | undefined> {
    if (known?.has(id)) return true;
    if (looking === undefined && performance.now() - looked > cooldown) {
      looking = look().finally(() => {
        looking = undefined;
      });
    }
    await looking;
    return known?.has(id);
  }

  return async (request, response, next) => {
    const [, token] = /^Bearer\s+(\S+)$/iu.exec(request.headers.authorization ?? "") ?? [];
    const id = token === undefined ? undefined : keyIdOf(token);
    const found = id === undefined ? false : await isKnown(id);
    if (found === true) return next();
    if (found === undefined) response.set("Retry-After", String(cooldown / 1000)).status(503);
    else response.status(401);
    response.send({ error: found === undefined ? "The token cannot be checked now." : "unauthorized" });
  };
}

/** The key id that a token names, before anything of it is believed. */
function keyIdOf(token: string): string | undefined {
  try {
    const head = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString("utf8")) as {
      readonly kid?: unknown;
    } | null;
    return typeof head?.kid === "string" ? head.kid : undefined;
  } catch {
    return undefined;
  }
}
