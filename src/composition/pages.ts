import type { Dispatch } from "../bot/incoming.ts";
import type { Config } from "../config.ts";
import type { Words } from "../messages/words.ts";
import { createPages, type Pages } from "../platforms/index.ts";
import type { Database } from "../store/store.ts";
import { feedOf } from "./feed.ts";
import type { Files } from "./files.ts";

interface Parts {
  readonly config: Pick<Config, "language"> & Partial<Pick<Config, "publicUrl">>;
  readonly database: Database;
  readonly dispatch: Dispatch;
  readonly words: Words;
  readonly files: Files;
  readonly failed: (error: unknown, details: object) => string;
}

/** Puts our own pages together over the store. */
export function composePages({
  config: { language, publicUrl },
  database,
  dispatch,
  words,
  files,
  failed,
}: Parts): Pages {
  return createPages({
    ...{ publicUrl, dispatch, words, language, now: database.now, files },
    keeping: database.keeping("pages"),
    feed: feedOf({ database, words, language }),
    conversation: (place) =>
      database.transaction(async (store) => {
        const named = await store.places.find(place.external, place.platform);
        const known = named.find(
          ({ platform, tenant, external }) =>
            platform === place.platform && tenant === place.tenant && external === place.external,
        );
        if (known === undefined) return undefined;
        const [binding] = await store.places.projectsOf(known.id);
        const { id: _id, language: own, ...current } = known;
        return { place: current, language: own ?? binding?.project.language ?? language };
      }),
    failed: (error) => failed(error, { platform: "pages" }),
  });
}
