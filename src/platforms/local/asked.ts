import type { Request } from "express";
import type { LocalConversation } from "./conversations.ts";
import { BadRequest } from "./errors.ts";
import { queriesOf, queryOf } from "./requests.ts";
import type { KeptMessage, Timeline } from "./timeline.ts";

/** How many messages are given at once where it is said how many. */
const most = 200;

/**
 * The messages of a conversation that a request asks for, of those that `seen` lets through: `id=`, as often as wanted,
 * those of these ids; `limit=`, the newest; with `before=` or `after=` those next to a message; else all there are.
 */
export async function askedMessages(
  timeline: Timeline,
  { id }: LocalConversation,
  request: Request,
  seen: (message: KeptMessage) => boolean,
): Promise<{ readonly messages: readonly KeptMessage[]; readonly more: boolean }> {
  const there = async (wanted: string) => {
    const message = await timeline.get(wanted);
    return message?.in === id && seen(message) ? [message] : [];
  };
  const wanted = queriesOf(request, "id", most);
  if (wanted.length > 0) return { messages: (await Promise.all(wanted.map(there))).flat(), more: false };
  const [before, after, limit] = [queryOf(request, "before"), queryOf(request, "after"), limitOf(request)];
  if (before !== undefined && after !== undefined) throw new BadRequest(400, "after: not together with before");
  const beside = before ?? after;
  const place = beside === undefined ? undefined : await timeline.get(beside);
  // Beside what was taken away, too: its place is still there.
  const isThere = place?.in === id && (place.gone === true || seen(place));
  if (beside !== undefined && !isThere) throw new BadRequest(404, "There is no such message");
  if (beside === undefined && limit === undefined)
    return { messages: (await timeline.of(id)).filter(seen), more: false };
  return timeline.page(id, { before, after, limit: limit ?? most }, seen);
}

function limitOf(request: Request): number | undefined {
  const given = queryOf(request, "limit");
  if (given === undefined) return undefined;
  const limit = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (limit < 1 || limit > most) throw new BadRequest(400, `limit: a number from 1 to ${most}`);
  return limit;
}
