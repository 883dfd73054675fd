import type { Content } from "../../../messages/content.ts";
import { phrase } from "../../../messages/phrase.ts";
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
  isWithheld,
  reachAdvice,
  retryAfterOf,
  tokenAdvice,
  unseenAdvice,
} from "../errors.ts";
import type { Place, TeamsOptions } from "../options.ts";
import { type ConversationRef, plainId } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";
import { nameOf } from "../who/identity.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { createPosting, nobody, type PostingParts } from "./posting.ts";
import { readSent, type Sent, writeSent } from "./sent.ts";
import type { Shows } from "./show.ts";

interface Parts extends PostingParts, Pick<TeamsOptions, "channels"> {
  readonly tellAdministrator: TellAdministrator;
  readonly conversations: Conversations;
  readonly shows: Shows;
  readonly elsewhere: Elsewhere;
  /** Messages for one person alone are known to Teams' own connector, not to those of local clients, which would show them to everybody. */
  readonly targets: boolean;
}

/** How long a way that was refused to a reply for one person is not tried again, milliseconds. */
const untilTriedAgain = 6 * 3_600_000;

/** The way out: posts and edits, each once, at the pace that Teams takes, to the address that a conversation's activities gave. */
export function createDelivery(parts: Parts) {
  const { conversations, directory, pace, drawing, shows, elsewhere, targets, channels, log, tellAdministrator } = parts;
  const refusedWays = new Map<string, number>();
  const { put, post } = createPosting(parts);

  async function deliver(delivery: Delivery): Promise<Delivered> {
    const { to, content } = delivery;
    const ref = await conversations.of(plainId(to.conversation));
    if (ref === undefined) return { outcome: "refused", why: "unknown conversation", advice: reachAdvice("removed", to.conversation) };
    if (ref.gone !== undefined) {
      return { outcome: "refused", why: `the conversation is gone: ${ref.gone}`, advice: reachAdvice(ref.gone, nameOf(ref, undefined)) };
    }
    // Whether it was sent all the same cannot be asked of Teams.
    if (delivery.ifThere === true && delivery.sent === undefined) return { outcome: "dropped" };
    const rest = pace.resting(ref.id);
    if (rest > 0) return { outcome: "later", why: "Teams asked us to wait", retryAfter: rest };
    let place: Place | undefined;
    try {
      if (content.audience === "ledger") {
        place = await directory.place(ref);
        if (place.outsiders) {
          await channels.changed(place);
          if (place.unseen) return { outcome: "refused", why: "who is in it is withheld", advice: unseenAdvice(place.name) };
          return { outcome: "refused", why: "people from outside are in the conversation" };
        }
      }
      const sent = await send(delivery, ref);
      if (content.pinned === true && delivery.sent === undefined) await meetPeople(ref);
      return { outcome: "sent", id: writeSent(sent) };
    } catch (problem) {
      if (problem instanceof TakenOver) throw problem;
      if (problem instanceof NotYet) {
        return { outcome: "later", why: problem.message, retryAfter: problem.rest, ...(problem.begun ? { unsure: true } : {}) };
      }
      return came(problem, ref, place?.name ?? nameOf(ref, undefined));
    }
  }

  async function came(problem: unknown, ref: ConversationRef, name: string): Promise<Delivered> {
    const error = connectorErrorOf(problem);
    if (error !== undefined && isForAdministrator(error)) tellAdministrator("token", tokenAdvice(error.message));
    const gone = goneOf(error);
    if (gone !== undefined) await conversations.gone(ref.id, gone);
    return deliveredOf(problem, name, isBusy(error) ? pace.backOff(ref.id, retryAfterOf(error)) : undefined);
  }

  async function send(delivery: Delivery, ref: ConversationRef): Promise<Sent> {
    const before = delivery.sent === undefined ? undefined : readSent(delivery.sent);
    const { visibleTo } = delivery;
    if (visibleTo === undefined || ref.kind === "personal") return { route: "place", ids: await put(delivery, ref, before?.ids) };
    if (before !== undefined) return again(delivery, ref, visibleTo, before);
    if (targets && !isRefused(`targeted ${ref.id}`)) {
      const ids = await attempt(`targeted ${ref.id}`, () => put(delivery, ref, undefined, visibleTo));
      if (ids !== undefined) return { route: "targeted", ids };
    }
    if (!isRefused(`chat ${visibleTo}`) && (await directory.own(ref, visibleTo))) {
      const sent = await attempt(`chat ${visibleTo}`, async () => {
        const chat = await directory.personal(visibleTo);
        const about = await aboutPlace(delivery, ref);
        await elsewhere.keep(delivery.message, ref.id);
        return { route: "chat", chat: chat.id, ids: await put(about, chat) } as const;
      });
      if (sent !== undefined) {
        await sayWhere(delivery, ref, visibleTo);
        return sent;
      }
    }
    return { route: "cover", ids: await cover(delivery, ref, visibleTo) };
  }

  /** An edit goes the way that the message went. */
  async function again(delivery: Delivery, ref: ConversationRef, visibleTo: string, before: Sent): Promise<Sent> {
    const { route, chat, ids } = before;
    if (route === "cover") {
      await delivery.keep?.();
      await shows.cover(delivery, { id: visibleTo, name: await nameFor(ref, visibleTo) });
      return before;
    }
    const at = route === "chat" && chat !== undefined ? await conversations.of(chat) : ref;
    const isThere = at !== undefined && at.gone === undefined && (route !== "chat" || at.kind === "personal");
    if (!isThere) throw new ConnectorError("the chat is gone", { status: 404, code: "ActivityNotFound" });
    const drawn = route === "chat" ? await aboutPlace(delivery, ref) : delivery;
    return { ...before, ids: await put(drawn, at, ids, route === "targeted" ? visibleTo : undefined) };
  }

  /** Read elsewhere, it names the place that it is about. */
  async function aboutPlace(delivery: Delivery, ref: ConversationRef): Promise<Delivery> {
    const { content } = delivery;
    const about = phrase("chat.about", { place: (await directory.place(ref)).name });
    return { ...delivery, content: { ...content, blocks: [{ kind: "text", text: about, tone: "quiet" }, ...content.blocks] } };
  }

  /** One sentence where it was asked says that the reply went to the private chat. The reply is there: it does not fail by this. */
  async function sayWhere(delivery: Delivery, ref: ConversationRef, visibleTo: string): Promise<void> {
    try {
      const name = await nameFor(ref, visibleTo);
      const text = name === undefined ? phrase("teams.chat.went.unnamed") : phrase("teams.chat.went", { name });
      const content: Content = { audience: "public", blocks: [{ kind: "text", text }] };
      const { message, language, saidAt } = delivery;
      await post(await drawing({ message, language, saidAt, content, personal: false, present: nobody }), delivery, ref);
    } catch (error) {
      log.info("a conversation could not be told where a reply went", { conversation: ref.id, err: error });
    }
  }

  /** A way for one person's eyes that may be refused: then it is not tried again for a while, and there is another one. */
  async function attempt<T>(way: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (problem) {
      const error = connectorErrorOf(problem);
      const refused = error instanceof ConnectorError && [400, 403, 404, 405, 501].includes(error.status ?? 0);
      if (!refused || (way.startsWith("targeted") && goneOf(error) !== undefined)) throw problem;
      log.info("a way to one person was refused", { way: way.split(" ")[0], code: error.code ?? error.status });
      if (refusedWays.size > 5_000) refusedWays.clear();
      refusedWays.set(way, Date.now() + untilTriedAgain);
      return undefined;
    }
  }
  const isRefused = (way: string): boolean => (refusedWays.get(way) ?? 0) > Date.now();

  async function cover(delivery: Delivery, ref: ConversationRef, visibleTo: string): Promise<readonly string[]> {
    const drawn = await shows.cover(delivery, { id: visibleTo, name: await nameFor(ref, visibleTo) });
    return post([drawn], delivery, ref);
  }

  /** Undefined where the channel withholds its people: the cover then names nobody, and opens for its reader all the same. */
  async function nameFor(ref: ConversationRef, user: string): Promise<string | undefined> {
    try {
      return (await directory.account(ref, { id: user })).name;
    } catch (error) {
      if (ref.kind === "channel" && isWithheld(error)) return undefined;
      throw error;
    }
  }

  /** A card that stays opens a channel to a project: its people are known from now on, before they have said anything. */
  async function meetPeople(ref: ConversationRef): Promise<void> {
    try {
      await channels.peopled(await directory.members(ref));
    } catch (error) {
      log.info("the people of a conversation could not be read", { conversation: ref.id, err: error });
    }
  }

  return { deliver };
}
