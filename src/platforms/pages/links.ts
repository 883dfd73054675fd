import { createHash } from "node:crypto";
import type { Keeping } from "../../messages/keeping.ts";
import { madeOf } from "../../messages/made-file.ts";
import type { Keys } from "./keys.ts";
import type { Account, MetConversation, PagesOptions } from "./options.ts";
import { type Claim, randomId, sign } from "./token.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * How long a link to a file holds, in milliseconds: a week, so that who was away finds it, and one that went astray
 * soon opens nothing.
 */
export const fileAge = 7 * day;
/**
 * The same for what we make as it is opened: as long as the words beside it are kept, since a call is booked weeks
 * ahead.
 */
export const madeAge = 90 * day;
/**
 * How long a hand-in page holds, in milliseconds: an hour is enough to find a file, and too short for a link in a
 * browser's history.
 */
export const handInAge = 60 * minute;

/** Signed links to our own pages; undefined while nobody outside can reach us (PUBLIC_URL). */
export interface Links {
  /** True where there are any. */
  readonly reached: boolean;
  /** True where a platform's own servers may fetch from them what it shows in its messages: over `https`. */
  readonly fetched: boolean;
  /** A link to a file, for {@link fileAge}, or {@link madeAge} to one that we make. */
  file(id: string): Promise<string | undefined>;
  /** A page where this person hands in one file to this conversation, once and within {@link handInAge}. */
  handIn(account: Account, place: MetConversation): Promise<string | undefined>;
}

/** Who hands in, and where to. */
export interface HandIn {
  readonly account: Account;
  readonly place: MetConversation;
}

const collection = "hand-ins";

export function createLinks(
  { publicUrl, keeping, now }: Pick<PagesOptions, "publicUrl" | "keeping" | "now">,
  keys: Keys,
): Links {
  const base = publicUrl?.replace(/\/+$/u, "");
  const link = async (path: string, claim: Omit<Claim, "id" | "expires">, age: number): Promise<string> =>
    `${base}/${path}/${sign(await keys.first(), { ...claim, id: randomId(), expires: (await now()) + age })}`;
  return {
    reached: base !== undefined,
    fetched: base?.startsWith("https://") === true,
    file: async (id) =>
      base === undefined
        ? undefined
        : link("files", { purpose: "file", subject: id }, madeOf(id) === undefined ? fileAge : madeAge),
    async handIn(account, place) {
      if (base === undefined) return undefined;
      const subject = subjectOf(account, place);
      // One row for a person in a conversation, however many links they ask for.
      await keeping.put(collection, subject, { account, place } satisfies HandIn, "passing");
      return link("hand-in", { purpose: "hand-in", subject }, handInAge);
    },
  };
}

/** Who hands in where, by what a link says of it. */
export async function handInOf(keeping: Keeping, subject: string): Promise<HandIn | undefined> {
  return (await keeping.get(collection, subject)) as HandIn | undefined;
}

/** A name for a person in a conversation that tells nothing of either. */
function subjectOf(account: Account, place: MetConversation): string {
  const both = [place.platform, place.tenant, place.external, account.tenant, account.user];
  return createHash("sha256").update(JSON.stringify(both)).digest("base64url");
}
