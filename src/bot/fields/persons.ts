import { list } from "../../messages/phrase.ts";
import type { Conversation, Person } from "../../store/store.ts";
import { type Field, fieldOf, fieldProblem } from "../field.ts";
import { cleanText } from "../tokens.ts";

/** Somebody whose name others have too, with what is theirs alone: `Karin Berg (@karin)`. */
export const named = ({ name, handle }: Person): string => `${name} (@${handle})`;

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

export const persons = { person, conversation };
