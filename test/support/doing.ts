import type { Doing } from "../../src/messages/doing.ts";
import { TakenOver } from "../../src/messages/platform.ts";

/** A job that is ours, or that somebody else has by now. */
export const doing = ({ ours = true }: { readonly ours?: boolean } = {}): Doing => ({
  id: "33333333-3333-4333-8333-333333333333",
  attempts: 0,
  signal: new AbortController().signal,
  async keep() {
    if (!ours) throw new TakenOver();
  },
});
