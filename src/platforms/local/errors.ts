import type { ErrorRequestHandler } from "express";
import { KeyTaken } from "../../bot/incoming.ts";

/** A request that the API does not take: for the program that sent it, not for a person in the chat. */
export class BadRequest extends Error {
  /** 400 malformed, 403 foreign, 404 unknown, 409 in conflict with what is there, 415 not JSON. */
  readonly status: 400 | 403 | 404 | 409 | 415;
  constructor(status: BadRequest["status"], message: string) {
    super(message);
    this.name = "BadRequest";
    this.status = status;
  }
}

/**
 * The API's error door. Known problems keep their status, what the body parser refuses (malformed JSON, too large)
 * keeps its own, and a database that cannot be had now is 503, in the words of `told`; anything else is unexpected:
 * `failed` logs it and returns the reference to give.
 */
export function errorDoor(
  failed: (error: unknown) => string,
  told: (error: unknown) => string | undefined,
): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof BadRequest) {
      response.status(error.status).json({ error: error.message });
      return;
    }
    if (error instanceof KeyTaken) {
      response.status(409).json({ error: "requestId: it was used for something else; nothing was done" });
      return;
    }
    if (error instanceof URIError) {
      response.status(400).json({ error: "The address cannot be read" });
      return;
    }
    const status = statusOf(error);
    if (status !== undefined) {
      response
        .status(status)
        .json({ error: status === 413 ? "The body is too large" : "The body is not the JSON that it says it is" });
      return;
    }
    const without = told(error);
    if (without !== undefined) {
      response.status(503).json({ error: without });
      return;
    }
    response.status(500).json({ error: `Something went wrong (ref ${failed(error)})` });
  };
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}
