import { z } from "zod";
import type { MinutesContent, ProjectFacts } from "../domain/facts.ts";
import { draftFromNotes } from "../domain/minutes.ts";
import type { Id, Ref } from "../domain/units.ts";
import type { Doing } from "../messages/doing.ts";
import { type MinutesAssistant, MinutesRefused } from "./minutes.ts";

/** Where the notes are read: outside the model's work, which takes no transaction. */
interface Facts {
  transaction<T>(
    work: (store: { readonly projects: { facts(project: Id): Promise<ProjectFacts> } }) => Promise<T>,
  ): Promise<T>;
}

export interface MinutesJobParts {
  /** Unset: no model is configured any more; the template drafts. */
  readonly assistant: MinutesAssistant | undefined;
  readonly database: Facts;
  /** Brings a draft back as a command of the system: the hidden values of `minutes drafted`. */
  bring(project: Id, values: Readonly<Record<string, string>>): Promise<void>;
}

const payloadSchema = z.object({ project: z.string(), ref: z.string() });

/** The job that drafts minutes: with the model, and with the template when the model never will, saying so. */
export function minutesJob({ assistant, database, bring }: MinutesJobParts) {
  async function load(project: Id, ref: Ref) {
    const { minutes, members } = await database.transaction((store) => store.projects.facts(project));
    const found = minutes.find((one) => one.ref === ref && one.state === "drafting");
    return found === undefined ? undefined : { notes: found.notes, on: found.on, people: members };
  }
  const back = (project: Id, ref: Ref, content: MinutesContent, drafter: "model" | "template") =>
    bring(project, { ref, drafter, content: JSON.stringify(content) });

  async function fromTemplate(project: Id, ref: Ref): Promise<void> {
    const loaded = await load(project, ref);
    if (loaded !== undefined)
      await back(project, ref, draftFromNotes(loaded.notes, loaded.on, loaded.people), "template");
  }

  return {
    /**
     * Throws MinutesLater or RetryAfter, so that the worker tries again. Does nothing for minutes that have been
     * drafted since.
     */
    async run(payload: unknown, { signal }: Partial<Pick<Doing, "signal">> = {}): Promise<void> {
      const { project, ref } = payloadSchema.parse(payload);
      const loaded = await load(project, ref);
      if (loaded === undefined) return;
      if (assistant === undefined) return fromTemplate(project, ref);
      try {
        return await back(project, ref, await assistant.draft(loaded, signal), "model");
      } catch (error) {
        if (error instanceof MinutesRefused) return fromTemplate(project, ref);
        throw error;
      }
    },
    /** The last attempt has failed: nobody is to wait for ever. */
    async giveUp({ payload }: { readonly payload: unknown }): Promise<void> {
      const { project, ref } = payloadSchema.parse(payload);
      await fromTemplate(project, ref);
    },
  };
}
