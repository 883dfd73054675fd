import { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import { typeOf } from "../../bot/files/kinds.ts";
import { inHouseTime } from "../../messages/marks.ts";
import { at, type Phrase, phrase } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";
import { createGuesses } from "./guesses.ts";
import { createHandInPage, type HandInPage, type Shown } from "./hand-in.ts";
import type { Keys } from "./keys.ts";
import type { PagesOptions } from "./options.ts";
import { documentOf, paragraphs } from "./page.ts";
import { policy } from "./style.ts";
import { type Claim, type Purpose, read } from "./token.ts";

/**
 * Nobody's cache, index, frame or next page learns of a link; what holds the link's token may open it, and nothing else
 * is asked.
 */
const headers = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

/** The files and the hand-in page, each under its signed link, and what anybody may read of us. */
export function pagesRouter(given: PagesOptions, keys: Keys): Router {
  // A page draws no instant in its reader's zone, so each says whose time it is (P2).
  const words: Words = { text: (language, text, today) => given.words.text(language, inHouseTime(text), today) };
  const options: PagesOptions = { ...given, words };
  const router = Router();
  const guesses = createGuesses();
  const handIn = createHandInPage(options);

  /** A page of a title and some lines, in the house's language. */
  const plain = (status: number, title: Phrase, ...lines: readonly Phrase[]): Shown => {
    const { language } = options;
    const [named, ...texts] = [title, ...lines].map((text) => words.text(language, text));
    return { status, page: documentOf({ language, title: named ?? "", body: paragraphs(...texts) }) };
  };
  const unknown = (request: Request): Shown =>
    guesses.tooMany(request.ip ?? "")
      ? plain(429, phrase("pages.unknown.title"), phrase("pages.guesses"))
      : plain(403, phrase("pages.unknown.title"), phrase("pages.unknown"));

  /** What a link says, or the page that says why it opens nothing. */
  async function opened(request: Request, purpose: Purpose): Promise<Claim | Shown> {
    const token = String(request.params.token);
    const now = await options.now();
    let found = read(await keys.all(), token, purpose, now);
    if (found.outcome === "unknown") found = read(await keys.anew(), token, purpose, now);
    if (found.outcome === "good") return found.claim;
    if (found.outcome === "unknown") return unknown(request);
    const until = phrase("pages.expired", { until: at(found.claim.expires) });
    const next = phrase(purpose === "file" ? "pages.expired.file" : "pages.expired.handIn");
    return plain(410, phrase("pages.expired.title"), until, next);
  }

  router.use(["/about", "/files/:token", "/hand-in/:token", "/calendar/:name"], (_request, response, next) => {
    response.set(headers);
    next();
  });
  router.get("/about", (_request, response) => {
    const lines = [phrase("pages.about.what"), phrase("pages.about.keeps"), phrase("pages.about.ask")];
    send(response, plain(200, phrase("pages.about.title"), ...lines));
  });
  router.get("/files/:token", async (request, response) => {
    const claim = await opened(request, "file");
    if ("page" in claim) return send(response, claim);
    const file = await options.files.get(claim.subject);
    if (file === undefined) return send(response, plain(404, phrase("pages.gone.title"), phrase("pages.expired.file")));
    // Never shown in a page of ours: what was handed in may be a page with a script.
    response
      .attachment(file.name)
      .set("content-security-policy", "default-src 'none'; sandbox")
      .type(file.type ?? typeOf(file.name));
    response.send(Buffer.from(file.content));
  });
  router.get("/calendar/:name", async (request, response) => {
    const [, secret] = /^([\w-]{32})\.ics$/u.exec(String(request.params.name)) ?? [];
    const calendar = options.publicUrl === undefined || secret === undefined ? undefined : await options.feed(secret);
    if (calendar !== undefined) return void response.type("text/calendar; charset=utf-8").send(calendar);
    if (guesses.tooMany(request.ip ?? ""))
      return send(response, plain(429, phrase("pages.unknown.title"), phrase("pages.guesses")));
    send(response, plain(404, phrase("pages.gone.title"), phrase("pages.calendar.gone")));
  });
  const page = (answer: (claim: Claim, request: Request, response: Response) => ReturnType<HandInPage["show"]>) => {
    return async (request: Request, response: Response): Promise<void> => {
      const claim = await opened(request, "hand-in");
      send(response, "page" in claim ? claim : ((await answer(claim, request, response)) ?? unknown(request)));
    };
  };
  router.get("/hand-in/:token", page(handIn.show));
  router.post("/hand-in/:token", page(handIn.take));

  const door: ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    response.set(headers);
    // An address that cannot be read is a link that is not whole, and nobody's guess.
    if (error instanceof URIError)
      return send(response, plain(400, phrase("pages.unknown.title"), phrase("pages.unknown")));
    send(
      response,
      plain(500, phrase("pages.failed.title"), phrase("error.unexpected", { ref: options.failed(error) })),
    );
  };
  router.use(["/files", "/hand-in", "/calendar"], door);
  return router;
}

function send(response: Response, { status, page }: Shown): void {
  response.status(status);
  if (status === 429 || status === 503) response.set("retry-after", "60");
  response.type("html").send(page);
}
