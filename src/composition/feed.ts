import { createHash } from "node:crypto";
import { personalFeed } from "../documents/feed.ts";
import type { Language } from "../messages/language.ts";
import type { Words } from "../messages/words.ts";
import type { Database } from "../store/store.ts";

interface Parts {
  readonly database: Pick<Database, "transaction" | "now">;
  readonly words: Words;
  /** Spoken to whoever has no project. */
  readonly language: Language;
}

/** The calendar that a secret opens, made as it is asked for; undefined where it opens none. */
export function feedOf({ database, words, language }: Parts) {
  return async (secret: string): Promise<string | undefined> => {
    const now = await database.now();
    return database.transaction(async (store) => {
      const person = await store.people.ofFeed(createHash("sha256").update(secret).digest("hex"));
      if (person === undefined) return undefined;
      const all = await store.projects.several((await store.projects.ofPerson(person.id)).map(({ id }) => id));
      const own = all.filter(({ members }) => members.some(({ id }) => id === person.id));
      const terms = await store.agreements.ofMany(own.map(({ project }) => project.id));
      const projects = own.flatMap((facts) => {
        const agreement = terms.get(facts.project.id);
        return agreement === undefined ? [] : [{ facts, agreement }];
      });
      return personalFeed({ projects, words, language: own[0]?.project.language ?? language, now });
    });
  };
}
