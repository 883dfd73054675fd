import type { Id } from "../domain/units.ts";
import type { Reply } from "../messages/content.ts";
import type { NewMessage } from "../store/store.ts";

/** Who shows a reply to whoever asked. */
export type ShownBy =
  /** The outbox, which posts it as it posts everything else. */
  | "outbox"
  /** The platform, in its answer to the request: the outbox never brings it. */
  | "platform"
  /**
   * The platform, which then says so (`Hosting.shown`): when nobody does, since the process died on the way, the outbox
   * brings it.
   */
  | "platform-first";

/** A platform's word on it, asked right before the reply is stored. `alone`: only the one who asked may see it. */
export type Shows = (reply: Reply, alone: boolean) => ShownBy;

/** The platform shows what its answer to the request carries, the outbox the rest. */
export const whatIsCarried =
  (carries: (reply: Reply, alone: boolean) => boolean): Shows =>
  (reply, alone) =>
    carries(reply, alone) ? "platform" : "outbox";

/** What of an answer says who shows its reply. */
interface Shown {
  readonly shownBy?: ShownBy;
  readonly replyId?: Id;
}

/** How a reply is stored for whoever shows it. */
export const storedFor: Readonly<Record<ShownBy, Pick<NewMessage, "held" | "delivered">>> = {
  outbox: {},
  platform: { delivered: true },
  "platform-first": { held: true },
};

/**
 * True where nobody but the platform shows the reply: it said that it would, or nothing was stored that the outbox
 * could bring.
 */
export const isLeftToPlatform = ({ shownBy = "outbox", replyId }: Shown): boolean =>
  shownBy !== "outbox" || replyId === undefined;

/**
 * An answer as it was kept, now or before there was a {@link ShownBy}: then `inline` said that the platform showed the
 * reply.
 */
export function keptAnswer<Kept extends Shown>(kept: Kept & { readonly inline?: true }): Kept {
  return kept.inline === true ? { ...kept, shownBy: "platform" } : kept;
}
