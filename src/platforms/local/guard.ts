import type { RequestHandler } from "express";
import { BadRequest } from "./errors.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Refuses what does not come from this machine's own page or a program on it: a foreign `Host` (a name that was rebound
 * to loopback) or a foreign `Origin` (another page in the same browser).
 */
export const ownMachineOnly: RequestHandler = (request, _response, next) => {
  const host = request.headers.host;
  if (host === undefined || !isLoopback(`http://${host}`))
    throw new BadRequest(403, "Only this machine may use the local workspace");
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${host}`)
    throw new BadRequest(403, "Another page may not use the local workspace");
  next();
};

/** A form of a foreign page cannot send JSON without asking first: so nothing but JSON is read. */
export const jsonOnly: RequestHandler = (request, _response, next) => {
  if (request.method === "POST" && !request.is("application/json")) throw new BadRequest(415, "Send application/json");
  next();
};

/** The page runs and loads nothing but its own files. */
export const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
  });
  next();
};

function isLoopback(address: string): boolean {
  try {
    return loopback.has(new URL(address).hostname);
  } catch {
    return false;
  }
}
