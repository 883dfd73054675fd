import type { PersonRef } from "../../domain/facts.ts";
import { list, raw as rawText } from "../../messages/phrase.ts";
import type { Conversation, Person } from "../../store/store.ts";
import { type Field, fieldOf, fieldProblem, type ReadEnv } from "../field.ts";
import { cleanText } from "../tokens.ts";

/** Somebody whose name others have too, with what is theirs alone: `Karin Berg (@karin)`. */
export const named = ({ name, handle }: PersonRef): string => `${name} (@${handle})`;

/** A person by handle or whole name, members of the project first. */
function person(): Field<Person> {
  return fieldOf<Person>({
    form: "text",
    placeholder: "person",
    async read(raw, env) {
      const typed = cleanText(raw).trim();
      const found = await env.store.people.find(typed, env.facts?.project.id);
      const [first, ...others] = found;
      if (first === undefined) throw fieldProblem("field.person.unknown", { typed });
      if (others.length === 0) return first;
      throw fieldProblem("field.person.several", { typed, people: list(found.map(named)) });
    },
    print: (value) => value.handle,
  });
}

/** A conversation by its name (with or without `#`) or the platform's id, on the platform it is typed on first. */
function conversation(): Field<Conversation> {
  return fieldOf<Conversation>({
    form: "text",
    placeholder: "conversation",
    async read(raw, env) {
      const typed = cleanText(raw).trim();
      const found = await env.store.places.find(typed, env.platform === "system" ? undefined : env.platform);
      const [first, ...others] = found;
      if (first === undefined) throw fieldProblem("field.conversation.unknown", { typed });
      if (others.length === 0) return first;
      throw fieldProblem("field.conversation.several", { typed, ids: list(found.map((one) => one.external)) });
    },
    print: (value) => value.external,
  });
}

/** Which of a project's people may be chosen, by what the form was opened with. */
type Among = (
  person: PersonRef,
  env: Pick<ReadEnv, "facts" | "agreement" | "today" | "staff">,
  given: Readonly<Record<string, string>>,
) => boolean;

/**
 * Somebody on the project: chosen among its people, or typed by handle or whole name. `among`: those whom its form
 * offers; what is typed is the command's own to refuse.
 */
function member(among: Among = () => true): Field<PersonRef> {
  return fieldOf<PersonRef>({
    form: "select",
    placeholder: "person",
    async read(raw, env) {
      const typed = cleanText(raw).trim();
      const people = peopleOf(env);
      const found = await env.store.people.find(typed, env.facts?.project.id);
      const on = people.filter(({ id }) => found.some((one) => one.id === id));
      const [first, ...others] = on;
      if (first !== undefined && others.length === 0) return first;
      if (first !== undefined) throw fieldProblem("field.person.several", { typed, people: list(on.map(named)) });
      throw fieldProblem("field.member.unknown", { typed, people: list(people.map(({ name }) => name)) });
    },
    print: (value) => value.handle,
    options: (env, given = {}) => {
      const people = peopleOf(env).filter((one) => among(one, env, given));
      const shared = (name: string): boolean => people.filter((one) => one.name === name).length > 1;
      return people.map((one) => ({ value: one.handle, label: rawText(shared(one.name) ? named(one) : one.name) }));
    },
  });
}

/** Everybody on the project who is there, once. */
function peopleOf({ facts }: Pick<ReadEnv, "facts">): readonly PersonRef[] {
  const all = (facts?.members ?? []).filter(({ closed }) => closed !== true);
  return all
    .filter(({ id }, index) => all.findIndex((other) => other.id === id) === index)
    .map(({ id, handle, name }) => ({ id, handle, name }));
}

export const persons = { person, conversation, member };
