import { readMinutes } from "../documents/minutes/reading.ts";
import type { UnreadableFile } from "../domain/data-file.ts";
import { type MinutesToRead, minutesReadJob } from "../store/contract/jobs.ts";
import type { Database } from "../store/store.ts";

interface Parts {
  readonly database: Pick<Database, "transaction">;
  /** Brings what was read back as a command of the system: the hidden values of `minutes read`. */
  bring(project: string, values: Readonly<Record<string, string>>): Promise<void>;
}

/**
 * The job that reads a file of notes, or long ones, in a thread of its own and drafts from them. Does nothing for
 * minutes that have been drafted, or written anew, since.
 */
export function minutesReader({ database, bring }: Parts) {
  async function load({ project, ref, revision }: MinutesToRead) {
    return database.transaction(async (store) => {
      const { minutes, members } = await store.projects.facts(project);
      const found = minutes.find((one) => one.ref === ref && one.state === "drafting" && one.revision === revision);
      if (found === undefined) return undefined;
      const about = { on: found.on, people: members.map(({ id, handle, name }) => ({ id, handle, name })) };
      if (found.file === undefined)
        return { ...about, from: { notes: await store.minutes.notes(project, ref) } } as const;
      const file = await store.files.get(found.file.id);
      return file === undefined ? "gone" : ({ ...about, from: { name: file.name, content: file.content } } as const);
    });
  }
  const failed = ({ project, ref, revision }: MinutesToRead, why: UnreadableFile): Promise<void> =>
    bring(project, { ref, revision: String(revision), why: JSON.stringify(why) });

  return {
    kind: minutesReadJob,
    async run(payload: unknown): Promise<void> {
      const job = payload as MinutesToRead;
      const order = await load(job);
      if (order === undefined) return;
      const answer = order === "gone" ? undefined : await readMinutes(order);
      if (answer?.ok !== true) return failed(job, answer?.refused ?? { kind: "damaged" });
      const { notes, content } = answer.read;
      await bring(job.project, {
        ...{ ref: job.ref, revision: String(job.revision) },
        read: JSON.stringify({ notes, content }),
      });
    },
    /** The last attempt has failed: nobody is to wait for ever. */
    giveUp: ({ payload }: { readonly payload: unknown }) => failed(payload as MinutesToRead, { kind: "too-heavy" }),
  };
}
