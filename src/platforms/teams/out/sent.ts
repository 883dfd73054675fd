/**
 * How a message reached whom it was for: `place` in its conversation, `targeted` there but seen by one person alone,
 * `chat` in the private chat with them, `cover` behind a button.
 */
export type Route = "place" | "targeted" | "chat" | "cover";

/** What was sent, and where: what an edit needs to know. */
export interface Sent {
  readonly route: Route;
  /** The private chat that it went to. */
  readonly chat?: string;
  /** The activities that it consists of, in order. */
  readonly ids: readonly string[];
}

/** As the outbox keeps it. */
export function writeSent({ route, chat = "", ids }: Sent): string {
  return route === "place" ? ids.join(",") : [route, chat, ids.join(",")].join("|");
}

/** What {@link writeSent} wrote. */
export function readSent(text: string): Sent {
  const [route = "", chat = "", ids] = text.split("|");
  if (ids === undefined) return { route: "place", ids: text.split(",") };
  return { route: route as Route, ...(chat === "" ? {} : { chat }), ids: ids.split(",") };
}
