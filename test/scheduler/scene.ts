import type { DataEntry, Plan } from "../../src/domain/facts.ts";
import type { Content } from "../../src/messages/content.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import { createScheduler } from "../../src/scheduler/scheduler.ts";
import type { Store } from "../../src/store/store.ts";
import type { TestDatabase } from "../support/databases.ts";
import { agreement, day, instant } from "./support.ts";

const words = createWords();
const anna = { id: "system", name: "Anna" } as const;

/** A message as people read it. */
export interface Read {
  readonly in: string;
  readonly subject: string;
  readonly revision: number;
  readonly text: string;
  readonly content: Content;
}

/** The digests of the weeks that tests of the reminders alone are in have been said. */
export async function withoutDigests({ pool }: Pick<TestDatabase, "pool">): Promise<void> {
  await pool.query(`insert into notices (project_id, key, "on")
    select p.id, 'digest/' || w || '/' || c, date '2026-11-02' from projects p,
      unnest(array['2026-W47', '2026-W48', '2026-W49', '2026-W50', '2026-W51', '2026-W52', '2026-W53']) w, unnest(array['shared', 'internal']) c
    on conflict do nothing`);
}

interface SceneOptions {
  readonly plan?: Plan;
  readonly shared?: boolean;
  /** False: {@link withoutDigests}. */
  readonly digests?: boolean;
}

/** A project in a real database: its shared channel `kund`, its internal one `internt`, and a scheduler. */
export async function openScene(
  { database, pool }: TestDatabase,
  { plan = {}, shared = true, digests = true }: SceneOptions = {},
) {
  const errors: object[] = [];
  const log = { error: (details: object) => errors.push(details) };
  const project = await database.transaction(async (store) => {
    const opened = await store.projects.open({
      agreement: await store.agreements.keep(agreement),
      code: "solbacken",
      customer: "Solbacken Vård AB",
      variant: "smaller",
      via: { kind: "direct" },
      rate: 120_000,
      options: [],
      hours: {},
      openedOn: day("2026-11-02"),
      plan,
      language: "sv",
    });
    if (opened === undefined) throw new Error("The code is taken");
    const place = (name: string, outsiders: boolean) =>
      store.places.meet({ platform: "local", tenant: "local", external: name, name, outsiders, private: false });
    await store.projects.bind(opened.id, "internal", (await place("internt", false)).id);
    if (shared) await store.projects.bind(opened.id, "shared", (await place("kund", true)).id);
    const karin = await store.people.addContact("Karin", "karin");
    await store.projects.addMember(opened.id, karin.id, "customer");
    return opened.id;
  });

  if (!digests) await withoutDigests({ pool });

  /** As a command does, whatever changed is looked at again. */
  const write = <T>(work: (store: Store) => Promise<T>) =>
    database.transaction(async (store) => {
      const done = await work(store);
      await store.looks.keep(new Map([[project, { at: 0 }]]));
      return done;
    });
  async function say(area: string, kind: DataEntry["kind"], when: string, store: Store): Promise<void> {
    const on = day(when.slice(0, 10));
    await store.customerData.add(project, { area, kind, on, recordedAt: instant(when), by: anna, bySide: "staff" });
  }
  return {
    database,
    project,
    errors,
    scheduler: createScheduler({ database, log }),
    /** A second replica on the same database. */
    replica: () => createScheduler({ database, log }),
    write,
    /** Something said about areas of customer data, in a transaction of its own. */
    data: (kind: DataEntry["kind"], areas: readonly string[], when = "2026-11-23") =>
      write(async (store) => {
        for (const area of areas) await say(area, kind, when, store);
      }),
    /** Every area but these approved. */
    approveAllBut: (...missing: readonly string[]) =>
      write(async (store) => {
        for (const { id } of agreement.areas) if (!missing.includes(id)) await say(id, "approved", "2026-11-20", store);
      }),
    snooze: (subject: string, until: string) =>
      write((store) => store.snoozes.set(project, { subject, until: day(until), reason: "semester", by: anna })),
    /** Every message so far, in order. */
    async messages(): Promise<readonly Read[]> {
      const { rows } = await pool.query<{ name: string; subject: string; revision: number; content: Content }>(
        "select c.name, m.subject, m.revision, m.content from messages m join conversations c on c.id = m.conversation_id order by m.seq",
      );
      return rows.map(({ name, subject, revision, content }) => {
        return { in: name, subject, revision, text: plainText(words, "sv", content, day("2026-12-01")), content };
      });
    },
  };
}
export type Scene = Awaited<ReturnType<typeof openScene>>;
