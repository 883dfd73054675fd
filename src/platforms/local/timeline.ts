import type { FileLink } from "../../messages/content.ts";
import type { Keeping } from "../../messages/keeping.ts";
import { madeOf, pictureId } from "../../messages/made-file.ts";
import type { Theme } from "../../messages/picture.ts";
import { isIn, type LocalConversation } from "./conversations.ts";
import type { LocalPerson } from "./identity.ts";
import type { LocalBlock } from "./render.ts";

/** A message as it is kept. */
export interface KeptMessage {
  readonly id: string;
  readonly in: string;
  /** ISO 8601, business time. */
  readonly at: string;
  /** A person's id, or `startklar`. */
  readonly from: string;
  readonly text: string;
  readonly visibleTo?: string;
  readonly blocks: readonly LocalBlock[];
  readonly actions: readonly { readonly id: string; readonly label: string }[];
  readonly files: readonly FileLink[];
  /** The instants that it names: as they are written, and in ISO. */
  readonly instants?: readonly { readonly text: string; readonly at: string }[];
  readonly edited?: true;
  /** It was taken away: nothing of it is left but its place. */
  readonly gone?: true;
  /** Staff's only, wherever it stands (A1). */
  readonly ledger?: true;
  readonly revision: number;
}

/** A message as a viewer gets it. */
export interface LocalMessage extends Omit<KeptMessage, "files" | "ledger" | "revision" | "gone"> {
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

/** Which messages of a conversation: those next to one, or the newest. */
export interface PageAsked {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}
interface MessagePage {
  readonly messages: readonly KeptMessage[];
  readonly more: boolean;
}
/** How many rows are looked at in one go where a viewer may see few of them. */
const mostAtOnce = 1_000;

/** The messages of every conversation, kept in the order in which they were first put. */
export interface Timeline {
  /**
   * Puts a message, or replaces an earlier revision of it in its place; the same or an older revision changes nothing.
   */
  put(message: KeptMessage): Promise<void>;
  /** Takes a message away. */
  remove(id: string): Promise<void>;
  get(id: string): Promise<KeptMessage | undefined>;
  of(conversation: string): Promise<readonly KeptMessage[]>;
  /**
   * A page of a conversation: as many as asked for of those that `seen` lets through, and whether there are more that
   * way.
   */
  page(conversation: string, asked: PageAsked, seen: (message: KeptMessage) => boolean): Promise<MessagePage>;
  /** The messages that hold a file. */
  withFile(file: string): Promise<readonly KeptMessage[]>;
  /** Told of every message put or taken away, until the returned function is called. */
  watch(seen: (message: KeptMessage) => void): () => void;
}

export function createTimeline(keeping: Keeping): Timeline {
  const watchers = new Set<(message: KeptMessage) => void>();
  const collection = (conversation: string): string => `messages/${conversation}`;
  // What is kept in these collections was put below.
  const get = async (id: string): Promise<KeptMessage | undefined> => {
    const conversation = (await keeping.get("placed", id)) as string | undefined;
    return conversation === undefined
      ? undefined
      : ((await keeping.get(collection(conversation), id)) as KeptMessage | undefined);
  };
  return {
    get,
    async put(message) {
      const there = await get(message.id);
      if (there !== undefined && there.revision >= message.revision && there.gone !== true) return;
      const kept: KeptMessage = there === undefined ? message : { ...message, at: there.at, edited: true };
      await keeping.put(collection(message.in), message.id, kept);
      if (there === undefined) await keeping.put("placed", message.id, message.in);
      for (const file of message.files) await keeping.put(`file/${file.id}`, message.id, message.in);
      for (const seen of watchers) seen(kept);
    },
    async remove(id) {
      const there = await get(id);
      if (there === undefined || there.gone === true) return;
      // Its place stays, so that a page of the conversation may begin beside it.
      const gone: KeptMessage = { ...there, text: "", blocks: [], actions: [], files: [], instants: [], gone: true };
      await keeping.put(collection(there.in), id, gone);
      for (const seen of watchers) seen(gone);
    },
    async of(conversation) {
      return (await keeping.list(collection(conversation))).map(({ value }) => value as KeptMessage);
    },
    async page(conversation, { before, after, limit }, seen) {
      const found: KeptMessage[] = [];
      let beside = after ?? before;
      // One more than is shown tells whether there is more.
      for (let most = limit + 1; found.length <= limit; most = Math.min(2 * most, mostAtOnce)) {
        const rows = await keeping.stretch(collection(conversation), {
          ...(after === undefined ? { before: beside } : { after: beside }),
          most,
        });
        const visible = rows.map(({ value }) => value as KeptMessage).filter(seen);
        found.splice(after === undefined ? 0 : found.length, 0, ...visible);
        if (rows.length < most) break;
        beside = rows.at(after === undefined ? 0 : -1)?.key;
      }
      return {
        messages: after === undefined ? found.slice(-limit) : found.slice(0, limit),
        more: found.length > limit,
      };
    },
    async withFile(file) {
      const made = madeOf(file);
      if (made?.document === "picture") {
        const message = await get(made.of);
        return message === undefined ? [] : [message];
      }
      const holders = await Promise.all((await keeping.list(`file/${file}`)).map(({ key }) => get(key)));
      return holders.filter((message) => message !== undefined);
    },
    watch(seen) {
      watchers.add(seen);
      return () => watchers.delete(seen);
    },
  };
}

/**
 * Who sees a message (A1): the person that it is for and nobody else, else whoever is in its conversation; of the
 * ledger, staff only. Without a viewer: what is for no one person, and nothing of the ledger.
 */
export function mayRead(
  viewer: LocalPerson | undefined,
  message: KeptMessage,
  conversation: LocalConversation,
): boolean {
  return message.gone !== true && wasMeantFor(viewer, message, conversation);
}

/** Who sees a message, or saw it before it was taken away. */
export function wasMeantFor(
  viewer: LocalPerson | undefined,
  message: KeptMessage,
  conversation: LocalConversation,
): boolean {
  if (message.ledger && viewer?.role !== "staff") return false;
  if (viewer === undefined) return message.visibleTo === undefined && conversation.private === undefined;
  return message.visibleTo === undefined ? isIn(viewer, conversation) : message.visibleTo === viewer.id;
}

/** A message as a viewer gets it: the addresses of its files are the viewer's own. */
export function viewOf(message: KeptMessage, viewer: LocalPerson | undefined): LocalMessage {
  const { ledger: _ledger, revision: _revision, gone: _gone, files, blocks, ...shown } = message;
  const as = viewer === undefined ? "" : `?as=${viewer.id}`;
  const urlOf = (id: string): string => `/local/api/files/${encodeURIComponent(id)}${as}`;
  const pictures = blocks.filter(({ kind }) => kind === "picture");
  const drawn = blocks.map((block): LocalBlock => {
    if (block.kind !== "picture") return block;
    const open = (theme: Theme) =>
      urlOf(pictureId(message.id, pictures.indexOf(block), { theme, language: block.language }));
    return { ...block, light: open("light"), dark: open("dark") };
  });
  return { ...shown, blocks: drawn, files: files.map(({ id, name }) => ({ name, url: urlOf(id) })) };
}
