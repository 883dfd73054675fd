import { type Delivered, type Delivery, TakenOver } from "../../../messages/platform.ts";
import { NotYet } from "../../not-yet.ts";
import type { TellAdministrator } from "../administrator.ts";
import {
  ConnectorError,
  connectorErrorOf,
  deliveredOf,
  goneOf,
  isBusy,
  isForAdministrator,
  reachAdvice,
  retryAfterOf,
  tokenAdvice,
  unseenAdvice,
} from "../errors.ts";
import type { MetConversation, TeamsOptions } from "../options.ts";
import { type ConversationRef, plainId } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";
import { nameOf } from "../who/identity.ts";
import { createAside } from "./aside.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { createInChat } from "./in-chat.ts";
import { createPinned } from "./pinned.ts";
import { createPosting, type PostingParts } from "./posting.ts";
import { readSent, type Sent, writeSent } from "./sent.ts";
import type { Shows } from "./show.ts";
import { createWays } from "./ways.ts";

interface Parts extends PostingParts, Pick<TeamsOptions, "channels"> {
  readonly tellAdministrator: TellAdministrator;
  readonly conversations: Conversations;
  readonly shows: Shows;
  readonly elsewhere: Elsewhere;
  /**
   * Messages for one person alone are known to Teams' own connector, not to those of local clients, which would show
   * them to everybody.
   */
  readonly targets: boolean;
}

/**
 * The way out: posts and edits, each once, at the pace that Teams takes, to the address that a conversation's
 * activities gave.
 */
export function createDelivery(parts: Parts) {
  const { conversations, directory, pace, channels, tellAdministrator } = parts;
  const posting = createPosting(parts);
  const aside = createAside({
    ...parts,
    posting,
    ways: createWays(parts.log),
    inChat: createInChat({ ...parts, posting }),
  });
  const pinned = createPinned(parts);

  async function deliver(delivery: Delivery): Promise<Delivered> {
    const { to, content } = delivery;
    const ref = await conversations.of(plainId(to.conversation));
    if (ref === undefined)
      return { outcome: "refused", why: "unknown conversation", advice: reachAdvice("removed", to.conversation) };
    if (ref.gone !== undefined) {
      return {
        outcome: "refused",
        why: `the conversation is gone: ${ref.gone}`,
        advice: reachAdvice(ref.gone, nameOf(ref, undefined)),
      };
    }
    // Whether it was sent all the same cannot be asked of Teams.
    if (delivery.gone === true && delivery.sent === undefined) return { outcome: "dropped" };
    const rest = pace.resting(ref.id);
    if (rest > 0) return { outcome: "later", why: "Teams asked us to wait", retryAfter: rest };
    let place: MetConversation | undefined;
    try {
      if (delivery.gone === true) return await takeAway(delivery, ref);
      if (content.audience === "ledger") {
        place = await directory.place(ref);
        if (place.outsiders) {
          await channels.changed(place);
          if (place.unseen)
            return { outcome: "refused", why: "who is in it is withheld", advice: unseenAdvice(place.name) };
          return { outcome: "refused", why: "people from outside are in the conversation" };
        }
      }
      const sent = await send(delivery, ref);
      if (content.pinned === true && delivery.sent === undefined) await pinned.put(ref);
      return { outcome: "sent", id: writeSent(sent) };
    } catch (problem) {
      if (problem instanceof TakenOver) throw problem;
      if (problem instanceof NotYet) {
        return {
          outcome: "later",
          why: problem.message,
          retryAfter: problem.rest,
          ...(problem.begun ? { unsure: true } : {}),
        };
      }
      return came(problem, ref, place?.name ?? nameOf(ref, undefined));
    }
  }

  async function send(delivery: Delivery, ref: ConversationRef): Promise<Sent> {
    const { sent, visibleTo } = delivery;
    const before = sent === undefined ? undefined : readSent(sent);
    if (visibleTo === undefined || ref.kind === "personal")
      return { route: "place", ids: await posting.put(delivery, ref, before?.ids) };
    return before === undefined ? aside.send(delivery, ref, visibleTo) : aside.edit(delivery, ref, visibleTo, before);
  }

  /** What Teams keeps is edited to the one line that is left of it. */
  async function takeAway(delivery: Delivery, ref: ConversationRef): Promise<Delivered> {
    const before = readSent(delivery.sent ?? "");
    const left = before.route === "place" ? await posting.remove(delivery, ref, before.ids) : before.ids;
    if (left.length === 0) return { outcome: "dropped" };
    return {
      outcome: "sent",
      id: writeSent(await send({ ...delivery, sent: writeSent({ ...before, ids: left }) }, ref)),
    };
  }

  /** What came of it where Teams did not take it. */
  async function came(problem: unknown, ref: ConversationRef, name: string): Promise<Delivered> {
    const error = connectorErrorOf(problem);
    if (error !== undefined && isForAdministrator(error)) tellAdministrator("token", tokenAdvice(error.message));
    const gone = goneOf(error);
    if (gone !== undefined) await conversations.gone(ref.id, gone);
    const delivered = deliveredOf(problem, name, isBusy(error) ? pace.backOff(ref.id, retryAfterOf(error)) : undefined);
    return error instanceof ConnectorError && error.status === 429 && delivered.outcome === "later"
      ? { ...delivered, asked: true }
      : delivered;
  }

  return { deliver };
}
