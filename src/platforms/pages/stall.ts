import type { Request } from "express";

/** A file that comes in slower than so many bytes in {@link patience} keeps its slot from others for too long. */
const fewest = 4096;
/** How long an upload may bring less than that, in milliseconds. */
export const patience = 15_000;

/** Resolves when an upload has stalled; `stop` ends the watch, which then resolves never. */
export function watchForStall(
  request: Request,
  within: number,
): { readonly stalled: Promise<"stalled">; stop(): void } {
  const { socket } = request;
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<"stalled">((resolve) => {
    let seen = socket.bytesRead;
    let since = Date.now();
    timer = setInterval(() => {
      if (socket.bytesRead - seen >= fewest) {
        seen = socket.bytesRead;
        since = Date.now();
      } else if (Date.now() - since >= within) resolve("stalled");
    }, within / 15);
  });
  return { stalled, stop: () => clearInterval(timer) };
}
