import type { Logger } from "pino";
import { linesIn } from "../bot/lines/lines-in-language.ts";
import type { Registry } from "../bot/registry.ts";
import type { Content } from "../messages/content.ts";
import type { Doing } from "../messages/doing.ts";
import { type ToldPerson, tellPersonJob, type Untold, untoldJob } from "../store/contract/jobs.ts";
import { type DirectParts, directly } from "./direct.ts";

export type { Chats } from "./direct.ts";

interface Parts extends DirectParts {
  readonly log: Logger;
}

/**
 * The job that tells the lead and the staff of a project, each in their private chat with the bot, what could not be
 * told in its internal channel: on the first platform where they can be reached, once. Throws while nobody can be, so
 * that it is tried again.
 */
export function noticeJob({ log, ...parts }: Parts) {
  const { reachable, tell } = directly(parts);
  const unheard = (project: string): void => log.error({ project }, "nobody of the project's staff can be told");

  return {
    kind: untoldJob,
    async run(payload: unknown, { id: job }: Pick<Doing, "id">): Promise<void> {
      // What is kept as such a job was put there as one.
      const { project, notice } = payload as Untold;
      const { members } = await parts.database.transaction((store) => store.projects.facts(project));
      const people = await reachable(
        members.filter(({ role }) => role === "lead" || role === "staff").map(({ id }) => id),
      );
      if (people.length === 0) return unheard(project);
      const told = await Promise.all(
        people.map((one) => tell(one, { key: `notice/${job}/${one.id}`, project, notice })),
      );
      if (!told.includes(true)) throw new Error("Nobody of the project's staff could be reached");
    },
    /** The last attempt has failed: the log is all that is left. */
    async giveUp({ payload }: { readonly payload: unknown }): Promise<void> {
      unheard((payload as Untold).project);
    },
  };
}

/** The job that tells one person of ours something in their private chat with the bot. */
export function personJob({ log, registry, ...parts }: Parts & { readonly registry: Registry }) {
  const { reachable, tell } = directly(parts);
  const unheard = (person: string): void => log.error({ person }, "a person of ours cannot be told");

  /** Its lines to copy in the words of the project's language, as those of its other messages are. */
  async function worded({ notice, project, language }: ToldPerson): Promise<Content> {
    if (project === undefined) return language === undefined ? notice : linesIn(registry, notice, language);
    return parts.database.transaction(async (store) => {
      const { project: its } = await store.projects.facts(project);
      return linesIn(registry, notice, its.language, await store.agreements.of(project));
    });
  }

  return {
    kind: tellPersonJob,
    async run(payload: unknown, { id: job }: Pick<Doing, "id">): Promise<void> {
      const asked = payload as ToldPerson;
      const { person, project, language } = asked;
      const [one] = await reachable([person]);
      if (one === undefined) return unheard(person);
      if (!(await tell(one, { key: `told/${job}`, project, notice: await worded(asked), language })))
        throw new Error("A person of ours could not be reached");
    },
    async giveUp({ payload }: { readonly payload: unknown }): Promise<void> {
      unheard((payload as ToldPerson).person);
    },
  };
}
