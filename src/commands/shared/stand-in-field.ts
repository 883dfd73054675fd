import { type Field, fieldOf, fieldProblem, type ReadEnv } from "../../bot/field.ts";
import { named } from "../../bot/fields/persons.ts";
import { field } from "../../bot/fields.ts";
import { cleanText } from "../../bot/tokens.ts";
import { colleaguesOf } from "../../domain/away.ts";
import type { Member } from "../../domain/facts.ts";
import { fold } from "../../language/fold.ts";
import { list } from "../../messages/phrase.ts";
import type { Person } from "../../store/store.ts";

/**
 * Who stands in. Staff name anybody; somebody else only who is on their own side of their projects, and whoever else
 * we know is nobody to them (A1).
 */
export function standIn(): Field<Person> {
  const anybody = field.person();
  return fieldOf<Person>({
    form: "text",
    placeholder: "person",
    async read(raw, env) {
      if (env.staff === true || env.actor === undefined || env.actor === "system") return anybody.kind.read(raw, env);
      const typed = cleanText(raw).trim().replace(/^@/u, "");
      const all = await colleagues(env);
      const found = all.filter(({ handle, name }) => handle === fold(typed) || fold(name) === fold(typed));
      const people = [...new Set(found.map(({ id }) => id))];
      const [first, ...others] = await Promise.all(people.map((id) => env.store.people.get(id)));
      if (first === undefined) throw fieldProblem("away.refuse.notYours", { typed });
      const known = [first, ...others].filter((one) => one !== undefined);
      if (known.length === 1) return first;
      throw fieldProblem("field.person.several", { typed, people: list(known.map(named)) });
    },
    print: (value) => value.handle,
  });
}

async function colleagues({ store, actor }: ReadEnv): Promise<readonly Member[]> {
  if (actor === undefined || actor === "system") return [];
  const own = await store.projects.ofPerson(actor);
  const all = await store.projects.several(own.map(({ id }) => id));
  return all.flatMap((facts) => colleaguesOf(facts, actor));
}
