import { z } from "zod";
import type { MinutesContent, ProjectFacts } from "../domain/facts.ts";
import { isTicked, notesDigest } from "../domain/minutes.ts";
import { draftFromNotes } from "../domain/minutes-reader.ts";
import type { Id, Ref } from "../domain/units.ts";
import type { Doing } from "../messages/doing.ts";
import type { MinutesAssistant, MinutesNotes } from "./minutes.ts";
import { MinutesRefused } from "./trouble.ts";

/** Where the notes are read: outside the model's work, which takes no transaction. */
interface Facts {
  transaction<T>(
    work: (store: {
      readonly projects: { facts(project: Id): Promise<ProjectFacts> };
      readonly minutes: { notes(project: Id, ref: Ref): Promise<string> };
    }) => Promise<T>,
  ): Promise<T>;
}

export interface MinutesJobParts {
  /** Unset: no model is configured any more; the template drafts. */
  readonly assistant: MinutesAssistant | undefined;
  readonly database: Facts;
  /** Brings a draft back as a command of the system: the hidden values of `minutes drafted`. */
  bring(project: Id, values: Readonly<Record<string, string>>): Promise<void>;
}

/** Why the template has drafted: the model has not answered yet, has no tokens left, or never will. */
type Why = "waits" | "budget" | "failed";

const payloadSchema = z.object({ project: z.string(), ref: z.string(), of: z.string().optional() });
type Payload = z.infer<typeof payloadSchema>;

interface Loaded extends MinutesNotes {
  readonly state: "drafting" | "draft";
  readonly of: string;
}

/** The jobs that draft minutes: with the model, and with the template when it has not answered or never will. */
export function minutesJobs({ assistant, database, bring }: MinutesJobParts) {
  /** What is still to be drafted by the model; nothing where these are no longer the notes. */
  async function load({ project, ref, of: meant }: Payload): Promise<Loaded | undefined> {
    return database.transaction(async (store) => {
      const { minutes, members } = await store.projects.facts(project);
      const found = minutes.find((one) => one.ref === ref);
      if (found === undefined || found.state === "approved") return undefined;
      if (found.state === "draft" && found.drafter === "model") return undefined;
      const notes = await store.minutes.notes(project, ref);
      const of = notesDigest(notes);
      if (meant !== undefined && meant !== of) return undefined;
      return { notes, of, on: found.on, people: members, state: found.state };
    });
  }
  const back = ({ project, ref }: Payload, of: string, values: Readonly<Record<string, string>>) =>
    bring(project, { ref, of, ...values });

  /** Where it has been read already, only what became of the model is told. */
  async function fromTemplate(payload: Payload, why: Why): Promise<void> {
    const loaded = await load(payload);
    if (loaded === undefined) return;
    const content: MinutesContent =
      loaded.state === "draft" ? { items: [] } : draftFromNotes(loaded.notes, loaded.on, loaded.people);
    await back(payload, loaded.of, { drafter: "template", why, content: JSON.stringify(content) });
  }

  const model = {
    /**
     * Throws MinutesLater or RetryAfter, so that the worker tries again. Does nothing for minutes that the model has
     * drafted since, that are published, or that were written anew.
     */
    async run(given: unknown, { signal }: Partial<Pick<Doing, "signal">> = {}): Promise<void> {
      const payload = payloadSchema.parse(given);
      const loaded = await load(payload);
      if (loaded === undefined) return;
      if (assistant === undefined) return fromTemplate(payload, "failed");
      try {
        const { content, run } = await assistant.draft(loaded, signal);
        const items = content.items.map(({ lines: [line], ...item }) => ({ ...item, line }));
        const figures = JSON.stringify({ ...run, ticked: content.items.filter(isTicked).length });
        return await back(payload, loaded.of, { drafter: "model", content: JSON.stringify({ items }), run: figures });
      } catch (error) {
        if (error instanceof MinutesRefused) return fromTemplate(payload, error.by === "budget" ? "budget" : "failed");
        throw error;
      }
    },
    /** The last attempt has failed: nobody is to wait for ever. */
    async giveUp({ payload }: { readonly payload: unknown }): Promise<void> {
      await fromTemplate(payloadSchema.parse(payload), "failed");
    },
  };
  const wait = {
    /** Nothing where something has been drafted by now. */
    async run(given: unknown): Promise<void> {
      const payload = payloadSchema.parse(given);
      if ((await load(payload))?.state === "drafting") await fromTemplate(payload, "waits");
    },
  };
  return { model, wait };
}
