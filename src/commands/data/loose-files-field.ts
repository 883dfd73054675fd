import { type Field, fieldOf, fieldProblem, type ReadEnv } from "../../bot/field.ts";
import type { FileRef } from "../../domain/delivery-facts.ts";
import { raw } from "../../messages/phrase.ts";

/** As many files are offered. */
const most = 20;

/**
 * Files that came into the project's shared channel, or from whoever asks, and that were not handed in with anything yet. A form has
 * them ticked; no others can be handed in.
 */
export function looseFiles(): Field<readonly FileRef[]> {
  return fieldOf<readonly FileRef[]>({
    form: "choices",
    placeholder: "file",
    hint: "field.files.hint",
    options: async (env) => (await looseOf(env)).map(({ id, name }) => ({ value: id, label: raw(name) })),
    preset: async (env) => {
      const files = await looseOf(env);
      return files.length === 0 ? undefined : files.map(({ id }) => id).join(",");
    },
    async read(given, env) {
      const loose = await looseOf(env);
      return given
        .split(",")
        .filter((id) => id !== "")
        .map((id) => {
          const found = loose.find((file) => file.id === id);
          if (found === undefined) throw fieldProblem("field.files.gone");
          return found;
        });
    },
    print: (files) => files.map(({ id }) => id).join(","),
  });
}

async function looseOf({ facts, store, actor }: ReadEnv): Promise<readonly FileRef[]> {
  if (facts === undefined) return [];
  const { id, shared } = facts.project;
  const files = await store.files.loose(id, { conversation: shared, by: actor === "system" ? undefined : actor }, most);
  return files.map((file) => ({ id: file.id, name: file.name }));
}
