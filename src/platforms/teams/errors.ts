import { list, type Phrase, phrase } from "../../messages/phrase.ts";
import type { Delivered } from "../../messages/platform.ts";
import { Unreachable } from "../unreachable.ts";
import type { Gone } from "./who/gone.ts";

/** The connector refused, or did not answer: then there is no status. */
export class ConnectorError extends Error {
  /** The HTTP status of the answer. */
  readonly status: number | undefined;
  /** The connector's own word for it: `BotNotInConversationRoster`. */
  readonly code: string | undefined;
  /** How long it asks us to wait, milliseconds. */
  readonly retryAfter: number | undefined;
  /** It never left: nobody was connected to. */
  readonly unsent: boolean;
  constructor(
    message: string,
    about: { status?: number; code?: string; retryAfter?: number; unsent?: boolean; cause?: unknown } = {},
  ) {
    super(message, about.cause === undefined ? undefined : { cause: about.cause });
    this.name = "ConnectorError";
    this.status = about.status;
    this.code = about.code;
    this.retryAfter = about.retryAfter;
    this.unsent = about.unsent ?? false;
  }
}

/** No token for the connector can be had: the administrator has to mend it, or Microsoft does not answer. */
export class TokenError extends Error {
  /** Microsoft refused the credentials; else it could not be asked. */
  readonly refused: boolean;
  constructor(cause: unknown, refused: boolean) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "TokenError";
    this.refused = refused;
  }
}

/** The error of the connector behind another one. */
export function connectorErrorOf(error: unknown): ConnectorError | TokenError | undefined {
  const found = error instanceof Unreachable ? error.cause : error;
  return found instanceof ConnectorError || found instanceof TokenError ? found : undefined;
}

const busy = new Set([412, 429, 502, 504]);
const passing = new Set([408, 500, 503]);

/** True when the connector asks for a pause: tried again later, with more time in between each time. */
export const isBusy = (error: unknown): boolean => error instanceof ConnectorError && busy.has(error.status ?? 0);

/** How long the connector asks us to wait, milliseconds. */
export const retryAfterOf = (error: unknown): number | undefined =>
  error instanceof ConnectorError ? error.retryAfter : undefined;

const outside = new Set(["BotNotInConversationRoster", "NotInstalled"]);
const missing = new Set(["ConversationNotFound"]);

/** The bot is no longer in the conversation, or the conversation is no more: nothing reaches it until somebody acts. */
export function goneOf(error: unknown): "removed" | "missing" | undefined {
  if (!(error instanceof ConnectorError) || error.code === undefined) return undefined;
  if (outside.has(error.code)) return "removed";
  return missing.has(error.code) ? "missing" : undefined;
}

/**
 * Refused when asked who is there: we are not in it, or it is no more. Nothing that was known of it before is believed
 * any longer.
 */
export const isShut = (error: unknown): boolean =>
  error instanceof ConnectorError && [400, 403, 404].includes(error.status ?? 0);

const blocked = new Set(["BotDisabledByAdmin", "ConversationBlockedByUser", "ForeignServiceUrl"]);

/**
 * Asked who is in a conversation that the bot is in, Teams refuses: nobody has consented that the app reads the members
 * of that channel, or the app was added to the team and not to the channel.
 */
export function isWithheld(error: unknown): boolean {
  const found = connectorErrorOf(error);
  return (
    found instanceof ConnectorError &&
    found.status === 403 &&
    goneOf(found) === undefined &&
    !blocked.has(found.code ?? "")
  );
}

/** Refused now, and it would be again: somebody or something is not there, or not for us. */
function isPermanent(error: unknown): boolean {
  const found = connectorErrorOf(error);
  const { status = 0 } = found instanceof ConnectorError ? found : {};
  return status >= 400 && status < 500 && ![401, 408, 412, 429].includes(status);
}

/** What somebody who waits is told when Teams did not say who or where they are. */
export function refusalWords(error: unknown): Phrase {
  if (!isPermanent(error)) return phrase("teams.unreachable");
  const found = connectorErrorOf(error);
  return phrase("teams.refused", { code: found instanceof ConnectorError ? (found.code ?? String(found.status)) : "" });
}

/** What is sent is refused for what it is, its card perhaps. */
export const isAboutCard = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.status === 400 || error.status === 413) && goneOf(error) === undefined;

/** What should be edited is not there any more. */
export const isLost = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  error.status === 404 &&
  !missing.has(error.code ?? "") &&
  !outside.has(error.code ?? "");

/** What should be taken away is there, and stays: the tenant does not let it be deleted. */
export const isKept = (error: unknown): boolean =>
  error instanceof ConnectorError && [400, 403, 405, 409].includes(error.status ?? 0) && !isUnreached(error);

const isUnreached = (error: ConnectorError): boolean => goneOf(error) !== undefined || blocked.has(error.code ?? "");

/** True for what the administrator must mend: the app's secret, or its registration. */
export const isForAdministrator = (error: unknown): boolean =>
  (error instanceof TokenError && error.refused) || (error instanceof ConnectorError && error.status === 401);

/** What Microsoft's sign-in does not know, by the code of its refusal; anything else is the secret. */
const unknownTo: Readonly<Record<string, "teams.advice.token.app" | "teams.advice.token.tenant">> = {
  "700016": "teams.advice.token.app",
  "90002": "teams.advice.token.tenant",
  "900023": "teams.advice.token.tenant",
};

/** How the administrator mends what the token is asked with, in words: the app id, the tenant or the secret. */
export const tokenAdvice = (why: string): Phrase =>
  phrase(unknownTo[/AADSTS(\d+)/u.exec(why)?.[1] ?? ""] ?? "teams.advice.token", { why });

/** How a channel's owner lets the app see who is in it, in words. */
export const unseenAdvice = (place: string): Phrase =>
  phrase("teams.advice.unseen", { place, how: phrase("unseen.how") });

/** How somebody who can act makes conversations reachable again, in words. */
export function reachAdvice(why: Gone | "blocked", ...places: readonly [string, ...string[]]): Phrase {
  const place = list(places);
  switch (why) {
    case "removed":
      return phrase("teams.advice.removed", { place });
    case "deleted":
    case "missing":
      return phrase(places.length === 1 ? "teams.advice.deleted" : "teams.advice.deleted.several", { place });
    case "teamDeleted":
      return phrase("teams.advice.teamDeleted", { place });
    case "teamHardDeleted":
      return phrase("teams.advice.teamHardDeleted", { place });
    case "archived":
      return phrase("teams.advice.archived", { place });
    case "blocked":
      return phrase("teams.advice.blocked", { place });
  }
}

/** How often a send is tried while the administrator has not acted yet, milliseconds. */
const untilMended = 60_000;

/**
 * What came of a send that Teams did not take. What the administrator mends waits, so that nothing is lost meanwhile; a
 * conversation that we cannot write to is refused with advice; an answer that never came may have been a send all the
 * same. `rest`: how long the conversation is left alone, milliseconds.
 */
export function deliveredOf(error: unknown, place: string, rest?: number): Delivered {
  const found = connectorErrorOf(error);
  if (found === undefined) throw error;
  if (isForAdministrator(found))
    return { outcome: "later", why: `no token: ${found.message}`, retryAfter: untilMended, down: true };
  if (found instanceof TokenError) return { outcome: "later", why: `no token: ${found.message}`, down: true };
  const { status, code } = found;
  if (isBusy(found)) {
    const unsure = status === 502 || status === 504;
    return {
      ...{ outcome: "later", why: `Teams answered ${status}` },
      ...(rest === undefined ? {} : { retryAfter: rest }),
      ...(unsure ? { unsure } : {}),
    };
  }
  if (status === undefined)
    return { outcome: "later", why: found.message, down: true, ...(found.unsent ? {} : { unsure: true }) };
  if (passing.has(status)) return { outcome: "later", why: `Teams answered ${status}`, unsure: true, down: true };
  if (isLost(found)) return { outcome: "lost" };
  const why = code ?? `Teams answered ${status}`;
  const gone = goneOf(found) ?? (status === 404 ? "missing" : undefined);
  if (gone !== undefined) return { outcome: "refused", why, advice: reachAdvice(gone, place) };
  if (status === 403) return { outcome: "refused", why, advice: reachAdvice("blocked", place) };
  return { outcome: "refused", why };
}
