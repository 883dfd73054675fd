import { fetchOutside, NotFetched } from "../../../fetching/fetching.ts";
import type { PlatformLog, SlackCredentials } from "../options.ts";

/**
 * What came of an answer by a `response_url`: `gone` when it is spent, too old or none of Slack's; else the code of
 * what was refused.
 */
export type Responded = { readonly as: "shown" | "gone" } | { readonly as: "refused"; readonly code: string };

/** Where Slack's response addresses are; https://hooks.slack.com/commands/… for instance. */
const hosts = ["hooks.slack.com", "hooks.slack-gov.com"];

/**
 * Posts to a `response_url`. Slack takes five answers within half an hour; after that the address is dead, and what it
 * would have shown is in the store.
 *
 * @throws Error when Slack may take it another time.
 */
export type Respond = (url: string, body: Readonly<Record<string, unknown>>) => Promise<Responded>;

/** Answers by response addresses of Slack's own, and by those of the configured base. */
export function createRespond(
  { apiUrl }: Pick<SlackCredentials, "apiUrl">,
  log: Pick<PlatformLog, "trouble">,
): Respond {
  return async (url, body) => {
    try {
      const { status, body: said } = await fetchOutside({
        ...{ url, method: "POST", reach: { hosts, configured: apiUrl } },
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        ...{ most: 10_000, patience: 10_000 },
      });
      if (status >= 500 || status === 429) throw new Error(`Slack answered ${status}`);
      const code = codeIn(Buffer.from(said).toString("utf8"));
      return code === undefined ? { as: status < 400 ? "shown" : "gone" } : { as: "refused", code };
    } catch (error) {
      if (!(error instanceof NotFetched) || !error.refused) throw error;
      log.trouble("a response address is none of Slack's", { why: error.message });
      return { as: "gone" };
    }
  };
}

/** `{"ok":false,"error":"invalid_blocks"}`, or the bare word. */
function codeIn(said: string): string | undefined {
  const code = /"error"\s*:\s*"([a-z_]+)"/u.exec(said)?.[1] ?? /^[a-z]+(?:_[a-z]+)+$/u.exec(said.trim())?.[0];
  return code === "expired_url" || code === "used_url" ? undefined : code;
}
