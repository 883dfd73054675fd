import type { Content } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { type Delivered, type Delivery, TakenOver } from "../../messages/platform.ts";
import type { TellAdministrator } from "./administrator.ts";
import type { Connectors } from "./connector.ts";
import { type ConversationRef, plainId } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";
import type { Directory } from "./directory.ts";
import { addressed, type Drawing } from "./drawing.ts";
import type { Elsewhere } from "./elsewhere.ts";
import {
  ConnectorError,
  connectorErrorOf,
  deliveredOf,
  goneOf,
  isBusy,
  isForAdministrator,
  isLost,
  isWithheld,
  reachAdvice,
  retryAfterOf,
  tokenAdvice,
  unseenAdvice,
} from "./errors.ts";
import { nameOf } from "./identity.ts";
import { NotYet } from "./not-yet.ts";
import type { Place, TeamsOptions } from "./options.ts";
import type { Pace } from "./pace.ts";
import { outgoing, type Plainness } from "./plainer.ts";
import { createPlainly } from "./plainly.ts";
import type { TeamsMessage } from "./render.ts";
import { readSent, type Sent, writeSent } from "./sent.ts";
import type { Shows } from "./show.ts";

interface Parts extends Pick<TeamsOptions, "channels" | "log" | "words"> {
  readonly tellAdministrator: TellAdministrator;
  readonly conversations: Conversations;
  readonly directory: Directory;
  readonly connectors: Connectors;
  readonly pace: Pace;
  readonly drawing: Drawing;
  readonly shows: Shows;
  readonly elsewhere: Elsewhere;
  /** Messages for one person alone are known to Teams' own connector, not to those of local clients, which would show them to everybody. */
  readonly targets: boolean;
}

const nobody: ReadonlySet<string> = new Set();

/** How long a way that was refused to a reply for one person is not tried again, milliseconds. */
const untilTriedAgain = 6 * 3_600_000;

/** The way out: posts and edits, each once, at the pace that Teams takes, to the address that a conversation's activities gave. */
export function createDelivery(parts: Parts) {
  const { conversations, directory, connectors, pace, drawing, shows, elsewhere, targets, channels, log, words, tellAdministrator } = parts;
  const refusedWays = new Map<string, number>();
  const plainly = createPlainly(log);

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
        await elsewhere.keep(delivery.message, ref.id);
        return { route: "chat", chat: chat.id, ids: await put(delivery, chat) } as const;
      });
      if (sent !== undefined) return sent;
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
    if (at === undefined || at.gone !== undefined) throw new ConnectorError("the chat is gone", { status: 404, code: "ActivityNotFound" });
    return { ...before, ids: await put(delivery, at, ids, route === "targeted" ? visibleTo : undefined) };
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
    return post([drawn], delivery, ref, [], undefined);
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

  /** Posts every part, or edits what was sent: parts that are no longer needed are taken away. */
  async function put(delivery: Delivery, ref: ConversationRef, before: readonly string[] = [], only?: string): Promise<readonly string[]> {
    const { message, language, content, saidAt } = delivery;
    const draw = (present: ReadonlySet<string> | undefined) =>
      drawing({ message, language, content, saidAt, personal: ref.kind === "personal", present });
    const present = await presentFor(content, ref, only);
    const drawn = await draw(present);
    if (present?.size === 0 || drawn.length > 1) return post(drawn, delivery, ref, before, only);
    try {
      return await post(drawn, delivery, ref, before, only, "drawn");
    } catch (error) {
      // Somebody who is mentioned may have left a moment ago: then they are only named.
      if (!(error instanceof ConnectorError) || error.status !== 400) throw error;
      directory.forget(ref.id);
      return post(await draw(nobody), delivery, ref, before, only);
    }
  }

  /** Who can be mentioned: only people who are there, and nobody in a private chat, where there is nobody else. */
  async function presentFor(content: Content, ref: ConversationRef, only: string | undefined): Promise<ReadonlySet<string> | undefined> {
    if (ref.kind === "personal" || addressed(content).size === 0) return nobody;
    if (only !== undefined) return new Set([only]);
    try {
      return await directory.present(ref);
    } catch (error) {
      const { status = 0 } = (connectorErrorOf(error) ?? {}) as { readonly status?: number };
      if (![400, 403, 404].includes(status)) throw error;
      return nobody;
    }
  }

  async function post(
    drawn: readonly TeamsMessage[],
    delivery: Delivery,
    ref: ConversationRef,
    before: readonly string[],
    only: string | undefined,
    /** No plainer than so. */
    plainest: Plainness = "text",
  ): Promise<readonly string[]> {
    const connector = connectors(ref.serviceUrl);
    const threaded = delivery.thread !== undefined && ref.kind === "channel" && plainId(delivery.to.conversation) === ref.id;
    const at = threaded ? `${ref.id};messageid=${delivery.thread}` : ref.id;
    const ids: string[] = [];
    for (const [part, message] of drawn.entries()) {
      const id = before[part];
      const came = await plainly(plainest, (how) =>
        pace.send(ref.id, async () => {
          await delivery.keep?.();
          const activity = outgoing(message, how, (labels) => words.text(delivery.language, phrase("teams.buttons.unshown", { labels })));
          if (id === undefined || id === "") return connector.post(at, activity, only);
          await edit(() => connector.edit(at, id, activity, only), { connector, at, before });
          return id;
        }),
      );
      if ("rest" in came) throw new NotYet(came.rest, part > 0);
      ids.push(came.sent);
    }
    for (const id of before.slice(drawn.length)) await connector.remove(at, id).catch(() => undefined);
    pace.well(ref.id);
    return ids;
  }

  /** Where one part has been deleted, the message is posted anew: what is left of it goes first. */
  async function edit(
    work: () => Promise<void>,
    { connector, at, before }: { connector: ReturnType<Connectors>; at: string; before: readonly string[] },
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (isLost(error) && before.length > 1) for (const id of before) await connector.remove(at, id).catch(() => undefined);
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
