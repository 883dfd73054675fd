/**
 * Posts to a `response_url`. Slack takes five answers within half an hour; after that the address is dead, and what it would have shown
 * is in the store.
 *
 * @throws Error when Slack may take it another time.
 */
export async function respond(url: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const answered = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (answered.status >= 500 || answered.status === 429) throw new Error(`Slack answered ${answered.status}`);
}
