import type { Fields } from "./types.ts";

/** What came back over the wire. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}
/** How Teams reaches the bot. */
export interface Wire {
  /** `token`: null sends none. */
  send(body: string | Fields, token: string | null): Promise<Reply>;
}

/** How long the stand-in waits for the bot. */
const patience = 10_000;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

export const createWire = (botUrl: () => string): Wire => ({
  async send(body, token) {
    const started = performance.now();
    try {
      const response = await fetch(`${botUrl()}/api/messages`, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      });
      const text = await response.text();
      return { status: response.status, body: parsed(text), ms: performance.now() - started };
    } catch {
      return { status: 0, body: "", ms: performance.now() - started };
    }
  },
});
