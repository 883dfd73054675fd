import type { Router } from "express";
import { createKeys } from "./keys.ts";
import { createLinks, type Links } from "./links.ts";
import type { PagesOptions } from "./options.ts";
import { pagesRouter } from "./router.ts";

/** Our own pages, for platforms that take or show no files by themselves. */
export interface Pages {
  readonly links: Links;
  /** `GET /files/:token`, `GET` and `POST /hand-in/:token`, `GET /calendar/:name`, `GET /about`. */
  readonly router: Router;
}

/** Pages that are opened by signed, expiring links: a file to fetch, and a form to hand one in. */
export function createPages(options: PagesOptions): Pages {
  const keys = createKeys(options.keeping);
  return { links: createLinks(options, keys), router: pagesRouter(options, keys) };
}
