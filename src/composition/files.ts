import { callFile } from "../documents/call.ts";
import { madeOf, type OpenedFile } from "../messages/made-file.ts";
import type { Words } from "../messages/words.ts";
import type { Database, Store } from "../store/store.ts";

/** The files that messages show: what was handed in, and what is made from the facts as it is opened. */
export function filesOf(database: Pick<Database, "transaction" | "now">, words: Words) {
  return {
    async get(id: string): Promise<OpenedFile | undefined> {
      const made = madeOf(id);
      if (made === undefined) return database.transaction((store) => store.files.get(id));
      const now = await database.now();
      return database.transaction((store) => callIn(store, made.of, words, now));
    },
  };
}

async function callIn(store: Store, id: string, words: Words, now: number): Promise<OpenedFile | undefined> {
  const project = await store.checkIns.projectOf(id);
  if (project === undefined) return undefined;
  const facts = await store.projects.facts(project);
  const call = facts.checkIns.find((one) => one.id === id);
  if (call === undefined) return undefined;
  const mails = new Map<string, string>();
  for (const member of new Set(facts.members.map((one) => one.id))) {
    const mail = (await store.people.accounts(member)).find(({ email, gone }) => email !== undefined && gone === undefined)?.email;
    if (mail !== undefined) mails.set(member, mail);
  }
  const content = callFile(facts, call, { words, agreement: await store.agreements.of(project), mails, now });
  // A mail program takes an event out again by the method beside the type.
  const method = call.state === "cancelled" ? "CANCEL" : "REQUEST";
  return { name: `${call.ref}.ics`, content, type: `text/calendar; charset=utf-8; method=${method}` };
}
