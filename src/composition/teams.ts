import type { Logger } from "pino";
import type { Dispatch } from "../bot/incoming.ts";
import type { Config } from "../config.ts";
import type { Words } from "../messages/words.ts";
import { createTeamsPlatform, type TeamsOptions, type TeamsPlatform } from "../platforms/index.ts";
import type { Database, Store } from "../store/store.ts";
import { usersOf } from "./accounts.ts";
import { projectChannels } from "./channels.ts";

interface Parts {
  readonly config: Pick<Config, "language" | "timeZone"> & { readonly teams: NonNullable<Config["teams"]> };
  readonly database: Database;
  readonly dispatch: Dispatch;
  readonly words: Words;
  readonly log: Logger;
  readonly failed: (error: unknown, details: object) => string;
  readonly links: TeamsOptions["links"];
  readonly typed: TeamsOptions["typed"];
}

/** Puts Microsoft Teams together over the store. */
export function composeTeams({ config, database, dispatch, words, log, failed, links, typed }: Parts): TeamsPlatform {
  const { language, timeZone, teams: access } = config;
  return createTeamsPlatform({
    ...{ access, dispatch, words, language, timeZone, links, typed, now: database.now },
    keeping: database.keeping("teams"),
    meet: (account) => database.transaction(async (store) => (await store.people.meet(account)).handle),
    usersOf: usersOf(database, "teams"),
    messageOf: (id) => database.transaction((store) => standing(store, id, language)),
    channels: projectChannels({ platform: "teams", database, timeZone }),
    log: {
      info: (event, details) => log.info(details ?? {}, `teams: ${event}`),
      trouble: (event, details) => log.error(details, `teams: ${event}`),
      failed: (error, details) => failed(error, { platform: "teams", ...details }),
    },
  });
}

type Standing = Awaited<ReturnType<TeamsOptions["messageOf"]>>;

/** A message that everybody in its conversation may see, as it stands now. */
async function standing(store: Store, id: string, usual: Config["language"]): Promise<Standing> {
  const message = await store.messages.get(id);
  if (message === undefined || message.visibleTo !== undefined) return undefined;
  const place = await store.places.get(message.conversation);
  if (place?.platform !== "teams") return undefined;
  const project = message.project === undefined ? undefined : (await store.projects.facts(message.project)).project;
  const { content, saidAt } = message;
  return { content, saidAt, language: place.language ?? project?.language ?? usual, conversation: place.external };
}
