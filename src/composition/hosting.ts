import type { Logger } from "pino";
import type { Dispatch } from "../bot/incoming.ts";
import { takesFiles } from "../bot/lines/attached.ts";
import { placeKeys } from "../bot/lines/place-keys.ts";
import { typeable } from "../bot/lines/typeable.ts";
import { typedButton } from "../bot/lines/typed-button.ts";
import type { Unreadable } from "../bot/listing.ts";
import type { Lists } from "../bot/lists.ts";
import type { Registry } from "../bot/registry.ts";
import { usersOf } from "../channels/accounts.ts";
import { projectChannels } from "../channels/channels.ts";
import { homeOf } from "../channels/home.ts";
import { standing } from "../channels/standing.ts";
import type { Config } from "../config.ts";
import type { Agreement } from "../domain/agreement.ts";
import { dayOf } from "../domain/calendar.ts";
import type { Id } from "../domain/units.ts";
import type { PlatformName } from "../messages/platform.ts";
import type { Words } from "../messages/words.ts";
import type { Hosting } from "../platforms/index.ts";
import type { JobKind } from "../store/contract/jobs.ts";
import type { Database } from "../store/store.ts";
import { jobsTogether } from "./jobs-together.ts";

/** What the house is while its platforms are put in. */
export interface Around extends Pick<Hosting, "links" | "files"> {
  readonly config: Pick<Config, "language" | "timeZone">;
  readonly database: Database;
  readonly dispatch: Dispatch;
  readonly registry: Registry;
  readonly agreement: Agreement;
  readonly words: Words;
  readonly lists: Pick<Lists, "known">;
  readonly log: Logger;
  /** Logs what nobody expected and returns the reference that the person is told. */
  readonly failed: (error: unknown, details: object) => string;
  readonly time: Pick<Hosting["time"], "playTo"> & {
    deliverNow(platform: PlatformName, messages?: readonly Id[]): Promise<void>;
  };
}

/** Logs which project a list could not show as it stands. */
export const unreadableTo =
  (log: Pick<Logger, "error">): Unreadable =>
  (project, error) =>
    log.error({ err: error, project }, "a project cannot be shown in a list");

/** What a platform finishes after its acknowledgement (`Installed.job`). */
export const lateAnswers = (platform: PlatformName): JobKind => ({ name: platform, lane: "people" });

/** What a platform of that name is given of the house. */
export function hostingOf(name: PlatformName, around: Around): Hosting {
  const { config, database, dispatch, registry, agreement, words, log, lists, failed, links, files, time } = around;
  const { language, timeZone } = config;
  return {
    ...{ dispatch, words, language, timeZone, links, files, now: database.now },
    keeping: database.keeping(name),
    atOnce: database.atOnce,
    awaited: database.awaited,
    jobs: jobsTogether(database, lateAnswers(name)),
    meet: (account) => database.transaction(async (store) => (await store.people.meet(account)).handle),
    usersOf: usersOf(database, name),
    channels: projectChannels({ platform: name, database, timeZone }),
    messageOf: (id) => database.transaction((store) => standing(store, name, id, language)),
    shown: database.outboxRows.shown,
    async home(account, page) {
      await lists.known();
      const today = dayOf(await database.now(), timeZone);
      return database.transaction((store) =>
        homeOf(store, { account, platform: name, usual: language, today, unreadable: unreadableTo(log), ...page }),
      );
    },
    placeKeys: placeKeys(registry),
    typed: (button, spoken) => typedButton(registry, button, spoken, agreement),
    takesFiles: (line) => takesFiles(registry, line),
    typeable: (typist, spoken) => typeable(registry, typist, spoken),
    introduce: {
      person: (account) => database.transaction(async (store) => void (await store.people.meet(account))),
      conversation: (place) => database.transaction(async (store) => void (await store.places.meet(place))),
    },
    time: { clock: database.clock, playTo: time.playTo, deliverNow: (messages) => time.deliverNow(name, messages) },
    log: {
      info: (event, details) => log.info(details ?? {}, `${name}: ${event}`),
      trouble: (event, details) => log.error(details, `${name}: ${event}`),
      failed: (error, details) => failed(error, { platform: name, ...details }),
    },
  };
}
