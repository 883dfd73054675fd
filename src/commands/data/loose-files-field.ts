import { type Field, fieldOf, fieldProblem, type ReadEnv } from "../../bot/field.ts";
import type { FileRef } from "../../domain/delivery-facts.ts";
import { isTranscript } from "../../domain/minutes-source.ts";
import { raw } from "../../messages/phrase.ts";

/** As many files are offered; what comes with the form is read besides. */
const most = 20;
const mostRead = 1_000;

/**
 * Files that come with the form, and those that came before it into the project's shared channel, or from whoever asks,
 * and were not handed in with anything yet: a form has them ticked, but for those whose change nobody has said yes to.
 * No others can be handed in.
 */
export function looseFiles(): Field<readonly FileRef[]> {
  return fieldOf<readonly FileRef[]>({
    form: "files",
    placeholder: "file",
    hint: "field.files.hint",
    options: async (env) => (await looseOf(env, most)).map(({ id, name }) => ({ value: id, label: raw(name) })),
    preset: async (env) => {
      const files = (await looseOf(env, most)).filter(({ declined }) => !declined);
      return files.length === 0 ? undefined : files.map(({ id }) => id).join(",");
    },
    async read(given, env) {
      const loose = await looseOf(env, mostRead);
      return given
        .split(",")
        .filter((id) => id !== "")
        .map((id) => {
          const found = loose.find((file) => file.id === id);
          if (found === undefined) throw fieldProblem("field.files.gone");
          return { id: found.id, name: found.name };
        });
    },
    print: (files) => files.map(({ id }) => id).join(","),
  });
}

async function looseOf({ facts, store, actor }: ReadEnv, limit: number) {
  if (facts === undefined) return [];
  const { id, shared } = facts.project;
  const files = await store.files.loose(
    id,
    { conversation: shared, by: actor === "system" ? undefined : actor },
    limit,
  );
  return files.filter(({ name }) => !isTranscript(name));
}
