import type { Request, Response } from "express";
import { whatIsCarried } from "../../bot/shown-by.ts";
import { phrase } from "../../messages/phrase.ts";
import { plainText } from "../../messages/plain.ts";
import { donePage, formPage, type Handing, usedPage } from "./hand-in-page.ts";
import { type HandIn, handInOf } from "./links.ts";
import type { PagesOptions } from "./options.ts";
import { patience } from "./stall.ts";
import type { Claim } from "./token.ts";
import { createTurnstile, type Slot } from "./turnstile.ts";
import { readUpload } from "./upload.ts";
import { createUses } from "./uses.ts";

/** What a page is answered with. */
export interface Shown {
  readonly status: number;
  readonly page: string;
}

/** The page that takes one file, once. */
export interface HandInPage {
  /** Undefined for a link whose person or conversation is not known any more. */
  show(claim: Claim): Promise<Shown | undefined>;
  take(claim: Claim, request: Request, response: Response): Promise<Shown | undefined>;
}

export function createHandInPage(options: PagesOptions): HandInPage {
  const { words, keeping, dispatch } = options;
  const uses = createUses(keeping);
  const turnstile = createTurnstile();

  /** Who hands in where, as the conversation is known now. */
  async function open(claim: Claim): Promise<{ readonly by: HandIn; readonly handing: Handing } | undefined> {
    const made = await handInOf(keeping, claim.subject);
    if (made === undefined) return undefined;
    const { account, place } = made;
    const current = (await options.conversation(place)) ?? { place, language: options.language };
    const handing = { words, language: current.language, channel: current.place.name, who: account.name };
    return { by: { account, place: current.place }, handing };
  }

  type Opened = NonNullable<Awaited<ReturnType<typeof open>>>;
  async function take(claim: Claim, { by, handing }: Opened, request: Request, response: Response, slot: Slot) {
    const wrong = (status: number, problem: string): Shown => ({
      status,
      page: formPage(handing, claim.expires, problem),
    });
    const upload = await readUpload(request, response, slot, options.patience ?? patience);
    if ("why" in upload) return wrong(upload.status, words.text(handing.language, upload.why));
    const use = await uses.begin(claim.id, await options.now());
    const answer = await dispatch.handle({
      account: by.account,
      conversation: by.place,
      key: `hand-in/${claim.id}/${use.attempt}`,
      intent: { kind: "file", ...upload },
      // What only this person is to read is read on the page.
      shows: whatIsCarried((_reply, alone) => alone),
    });
    if (answer.outcome !== "done") {
      await uses.refused(claim.id, use.attempt);
      const why =
        answer.reply === undefined
          ? words.text(handing.language, phrase("handIn.broken"))
          : plainText(words, answer.language, answer.reply);
      return wrong(answer.outcome === "failed" ? 500 : 422, why);
    }
    const at = answer.repeated ? use.at : await options.now();
    await uses.done(claim.id, { attempt: use.attempt, at });
    return answer.repeated
      ? { status: 410, page: usedPage(handing, at) }
      : { status: 200, page: donePage(handing, upload.name) };
  }

  const used = async (claim: Claim, handing: Handing): Promise<Shown | undefined> => {
    const { done, at } = await uses.of(claim.id);
    return done === true && at !== undefined ? { status: 410, page: usedPage(handing, at) } : undefined;
  };

  return {
    async show(claim) {
      const opened = await open(claim);
      if (opened === undefined) return undefined;
      return (await used(claim, opened.handing)) ?? { status: 200, page: formPage(opened.handing, claim.expires) };
    },
    async take(claim, request, response) {
      const opened = await open(claim);
      if (opened === undefined) return undefined;
      const before = await used(claim, opened.handing);
      if (before !== undefined) return before;
      const { platform, tenant, user } = opened.by.account;
      const slot = turnstile.slot([platform, tenant, user].join("/"));
      try {
        return await take(claim, opened, request, response, slot);
      } finally {
        slot.leave();
      }
    },
  };
}
