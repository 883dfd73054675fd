import type { Fields, Teams } from "./index.ts";

/** What the connector answered. */
export interface Called {
  readonly status: number;
  readonly body: unknown;
  readonly code: string;
  readonly retryAfter: string | null;
}

/** Calls the connector as a bot does; `path` below the service URL. */
export async function call(
  teams: Teams,
  method: string,
  path: string,
  body?: unknown,
  authorization = `Bearer ${teams.token}`,
): Promise<Called> {
  const response = await fetch(`${teams.serviceUrl}${path}`, {
    method,
    headers: { "content-type": "application/json", authorization },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Fields;
  const { code = "" } = (answer.error ?? {}) as { readonly code?: string };
  return { status: response.status, body: answer, code, retryAfter: response.headers.get("retry-after") };
}

export const activitiesOf = (teams: Teams, where: string): string =>
  `v3/conversations/${encodeURIComponent(teams.conversation(where).id)}/activities`;

export const cardOf = (body: readonly unknown[], more: Fields = {}): Fields => ({
  type: "AdaptiveCard",
  version: "1.5",
  body,
  ...more,
});
export const said = (text: string): Fields => ({ type: "TextBlock", text, wrap: true });
export const messageOf = (card: Fields, more: Fields = {}): Fields => ({
  type: "message",
  attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }],
  ...more,
});
