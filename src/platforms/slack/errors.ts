import { webApi } from "@slack/bolt";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import type { Delivered } from "../../messages/platform.ts";
import { Unreachable } from "../unreachable.ts";

/**
 * The token is of a whole Enterprise Grid organisation: whose workspace is ours could not be known, nor who is staff.
 */
export class OrgWide extends Error {
  constructor() {
    super("The bot token is of a whole organisation");
    this.name = "OrgWide";
  }
}

/** True for what Slack refused, or did not answer; whatever else is thrown is a fault of ours. */
export const isSlacks = (error: unknown): boolean => {
  const { WebAPIPlatformError, WebAPIRequestError, WebAPIHTTPError, WebAPIRateLimitedError } = webApi;
  return (
    error instanceof Unreachable ||
    [WebAPIPlatformError, WebAPIRequestError, WebAPIHTTPError, WebAPIRateLimitedError].some(
      (kind) => error instanceof kind,
    )
  );
};

/** What Slack's Web API refused: its error code; undefined for every other kind of trouble. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/** How long Slack asks us to wait, milliseconds; undefined when it does not. */
export function waitOf(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return Math.max(error.retryAfter, 0.1) * 1_000;
  if (codeOf(error) === "ratelimited" || codeOf(error) === "rate_limited") return 30_000;
  return undefined;
}

const token = new Set([
  "token_revoked",
  "token_expired",
  "account_inactive",
  "invalid_auth",
  "not_authed",
  "org_login_required",
]);
const scope = new Set([
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "ekm_access_denied",
  "team_access_not_granted",
]);
const passing = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);
const outside = new Set([
  "not_in_channel",
  "channel_not_found",
  "is_archived",
  "restricted_action",
  "channel_type_not_supported",
]);
const gone = new Set(["message_not_found", "cant_update_message", "edit_window_closed", "message_not_editable"]);

/** True where Slack did not answer, or asks us to wait: it knows nothing new, and what was known before holds. */
export const isPassing = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === undefined || waitOf(error) !== undefined || passing.has(code);
};

/**
 * True for what Slack refuses now and would refuse again: a user, a file, a message or a channel that is not there, or
 * not for us. Whoever waits is told so, and nobody asks again. What passes, and what the administrator mends by a new
 * token, is not permanent.
 */
export function isPermanent(error: unknown): boolean {
  const found = error instanceof Unreachable ? error.cause : error;
  const code = codeOf(found);
  return code !== undefined && waitOf(found) === undefined && !passing.has(code) && !token.has(code);
}

const nobody = new Set(["user_not_found", "users_not_found", "user_not_visible", "user_disabled"]);

/** Where it helps that somebody invites us. */
const unseen = new Set(["not_in_channel", "channel_not_found", "channel_type_not_supported", "access_denied"]);
const noMessage = new Set(["message_not_found", "thread_not_found"]);

/** What somebody who waits is told when Slack could not be asked who or where they are. */
export function refusalWords(error: unknown): Phrase {
  if (!isPermanent(error)) return phrase("slack.unreachable");
  const found = error instanceof Unreachable ? error.cause : error;
  const code = codeOf(found) ?? "";
  if (nobody.has(code)) return phrase("slack.refused.user");
  if (scope.has(code)) return phrase("slack.refused.scope", { scope: neededOf(found) ?? code });
  if (unseen.has(code)) return phrase("slack.refused.place", { code });
  if (code === "is_archived") return phrase("slack.refused.archived");
  return noMessage.has(code) ? phrase("slack.refused.message") : phrase("slack.refused.other", { code });
}

/** How somebody who can act mends it, in words; undefined where nobody can. `needed`: the scope that is missing. */
export function adviceFor(
  code: string,
  about: { readonly channel?: string; readonly needed?: string } = {},
): Phrase | undefined {
  const channel = about.channel ?? "";
  if (token.has(code)) return phrase("slack.advice.token", { code });
  if (scope.has(code)) return phrase("slack.advice.scope", { scope: about.needed ?? code });
  switch (code) {
    case "not_in_channel":
    case "channel_not_found":
      return phrase("slack.advice.notThere", { channel });
    case "is_archived":
      return phrase("slack.advice.archived", { channel });
    case "restricted_action":
      return phrase("slack.advice.restricted", { channel });
    default:
      return undefined;
  }
}

/** The scope that a refusal says is missing. */
export function neededOf(error: unknown): string | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined;
  const { needed } = error.data as { readonly needed?: unknown };
  return typeof needed === "string" ? needed : undefined;
}

/** True for what the administrator of the workspace must mend: the token, or its scopes. */
export const isForAdministrator = (code: string): boolean => token.has(code) || scope.has(code);

/** How often a send is tried while the administrator has not acted yet. */
const untilMended = 60_000;

/**
 * What came of a send that Slack did not take. What the administrator mends waits, so that nothing is lost meanwhile; a
 * channel that we cannot write to is refused with advice; an answer that never came may have been a send all the same.
 */
export function deliveredOf(error: unknown, channel: string): Delivered {
  const wait = waitOf(error);
  if (wait !== undefined) return { outcome: "later", why: "Slack asks us to wait", retryAfter: wait };
  const code = codeOf(error);
  if (code === undefined) {
    if (error instanceof webApi.WebAPIRequestError)
      return { outcome: "later", why: error.message, unsure: true, down: true };
    if (error instanceof webApi.WebAPIHTTPError)
      return { outcome: "later", why: `Slack answered ${error.statusCode}`, unsure: true, down: true };
    throw error;
  }
  if (isForAdministrator(code)) return { outcome: "later", why: code, retryAfter: untilMended, down: true };
  if (passing.has(code)) return { outcome: "later", why: code, unsure: true, down: true };
  if (gone.has(code)) return { outcome: "lost" };
  const advice = outside.has(code) ? adviceFor(code, { channel }) : undefined;
  return { outcome: "refused", why: code, advice };
}
