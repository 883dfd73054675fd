import { addressed } from "../../../messages/addressed.ts";
import type { Content } from "../../../messages/content.ts";
import { inHouseTime } from "../../../messages/marks.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import type { Delivery } from "../../../messages/platform.ts";
import { NotYet } from "../../not-yet.ts";
import type { Connectors } from "../connector.ts";
import type { Drawing } from "../draw/drawing.ts";
import { outgoing, type Plainness } from "../draw/plainer.ts";
import type { TeamsMessage } from "../draw/render.ts";
import { ConnectorError, connectorErrorOf, isLost } from "../errors.ts";
import type { TeamsOptions } from "../options.ts";
import { type ConversationRef, plainId } from "../who/conversation-ref.ts";
import type { Directory } from "../who/directory.ts";
import type { Pace } from "./pace.ts";
import { createPlainly } from "./plainly.ts";
import { createRemoval, type Removal } from "./removal.ts";

export interface PostingParts extends Pick<TeamsOptions, "log" | "words"> {
  readonly directory: Directory;
  readonly connectors: Connectors;
  readonly pace: Pace;
  readonly drawing: Drawing;
}

/** Posts and edits in one conversation; gives the ids of the activities. `only`: just that user sees it. */
export interface Posting {
  /** Posts every part, or edits what was sent: parts that are no longer needed are taken away. */
  put(delivery: Delivery, ref: ConversationRef, before?: readonly string[], only?: string): Promise<readonly string[]>;
  readonly remove: Removal;
  /** What is drawn already. */
  post(drawn: readonly TeamsMessage[], delivery: Delivery, ref: ConversationRef): Promise<readonly string[]>;
  /** A sentence about a delivery, that mentions nobody. */
  say(text: Phrase, delivery: Delivery, ref: ConversationRef): Promise<void>;
}

/** Nobody is mentioned. */
const nobody: ReadonlySet<string> = new Set();

export function createPosting({ directory, connectors, pace, drawing, log, words }: PostingParts): Posting {
  const plainly = createPlainly(log);

  async function put(
    delivery: Delivery,
    ref: ConversationRef,
    before: readonly string[] = [],
    only?: string,
  ): Promise<readonly string[]> {
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
  async function presentFor(
    content: Content,
    ref: ConversationRef,
    only: string | undefined,
  ): Promise<ReadonlySet<string> | undefined> {
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
    before: readonly string[] = [],
    only?: string,
    /** No plainer than so. */
    plainest: Plainness = "text",
  ): Promise<readonly string[]> {
    const connector = connectors(ref.serviceUrl);
    const threaded =
      delivery.thread !== undefined && ref.kind === "channel" && plainId(delivery.to.conversation) === ref.id;
    const at = threaded ? `${ref.id};messageid=${delivery.thread}` : ref.id;
    const ids: string[] = [];
    for (const [part, message] of drawn.entries()) {
      const id = before[part];
      const came = await plainly(plainest, (how) =>
        pace.send(ref.id, async () => {
          await delivery.keep?.();
          const activity = outgoing(message, how, {
            unshown: (labels) => words.text(delivery.language, phrase("teams.buttons.unshown", { labels })),
            instant: (at) => words.text(delivery.language, inHouseTime({ at })),
          });
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
      if (isLost(error) && before.length > 1)
        for (const id of before) await connector.remove(at, id).catch(() => undefined);
      throw error;
    }
  }

  return {
    put,
    remove: createRemoval({ connectors, pace }),
    post: (drawn, delivery, ref) => post(drawn, delivery, ref),
    async say(text, delivery, ref) {
      const { message, language, saidAt } = delivery;
      const content: Content = { audience: "public", blocks: [{ kind: "text", text }] };
      await post(
        await drawing({ message, language, saidAt, content, personal: false, present: nobody }),
        delivery,
        ref,
      );
    },
  };
}
