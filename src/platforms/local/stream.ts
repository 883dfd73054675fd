import type { Response } from "express";

/** Tells open pages that something changed, so that they fetch it. */
export interface Stream {
  /** Keeps a response open until its page leaves; the returned function tells that page alone. */
  open(response: Response): Tell;
  /** Tells every open page. */
  tellAll: Tell;
  /** Ends every open response. */
  close(): void;
}

/** What a page is told: which message, which conversation, what time. */
type Tell = (event: "message" | "conversation" | "clock", data: unknown) => void;

/** How often an idle stream says that it is alive, in milliseconds. */
const heartbeat = 25_000;

export function createStream(): Stream {
  const open = new Set<Response>();
  const tell = (response: Response, event: string, data: unknown): void => {
    if (!response.writableEnded) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  return {
    open(response) {
      response.set({ "content-type": "text/event-stream", "cache-control": "no-store", connection: "keep-alive" });
      response.flushHeaders();
      response.write("retry: 1500\n\n");
      open.add(response);
      const beat = setInterval(() => response.write(": alive\n\n"), heartbeat);
      beat.unref();
      response.on("close", () => {
        clearInterval(beat);
        open.delete(response);
      });
      return (event, data) => tell(response, event, data);
    },
    tellAll(event, data) {
      for (const response of open) tell(response, event, data);
    },
    close() {
      for (const response of open) response.end();
    },
  };
}
