import { type Field, type FieldProblem, fieldOf, fieldProblem, type ReadEnv } from "../../bot/field.ts";
import { named } from "../../bot/fields/persons.ts";
import { cleanText } from "../../bot/tokens.ts";
import { list } from "../../messages/phrase.ts";
import type { Person } from "../../store/store.ts";

/** Somebody we have met, or the name of somebody we have not. */
export type Contact =
  | { readonly kind: "person"; readonly person: Person }
  | { readonly kind: "name"; readonly name: string };

const longestName = 80;

/** A person by handle or whole name; any other name is a contact to be. */
export function contact(): Field<Contact> {
  return fieldOf<Contact>({
    form: "text",
    placeholder: "person",
    joins: true,
    async read(raw, env) {
      const typed = cleanText(raw).trim().replace(/^@/u, "");
      if (typed === "") throw fieldProblem("field.text.empty");
      // Who is on the project already is not meant before others of that name.
      const found = await env.store.people.find(raw.trim().startsWith("@") ? `@${typed}` : typed);
      const [first, ...others] = found;
      if (others.length > 0) throw fieldProblem("field.person.several", { typed, people: list(found.map(named)) });
      if (first !== undefined) return { kind: "person", person: first };
      const slip = await slipAfter(typed, env);
      if (slip !== undefined) throw slip;
      if ([...typed].length > longestName || !/\p{L}/u.test(typed))
        throw fieldProblem("field.person.unknown", { typed });
      return { kind: "name", name: typed };
    },
    print: (value) => (value.kind === "name" ? value.name : value.person.handle),
  });
}

/**
 * `karin emperor` is Karin and a slip in her role, not a new contact; a name in quotes without a known beginning is
 * one.
 */
async function slipAfter(typed: string, env: ReadEnv): Promise<FieldProblem | undefined> {
  const words = typed.split(/\s+/u);
  const last = words.pop();
  if (last === undefined || words.length === 0) return undefined;
  const [person] = await env.store.people.find(words.join(" "), env.facts?.project.id);
  return person === undefined
    ? undefined
    : fieldProblem("field.person.role", { name: person.name, typed: last }, person.handle);
}

/** Somebody with an account, by handle, name or mention: whom a contact turns out to be. */
export function account(): Field<Person> {
  return fieldOf<Person>({
    form: "text",
    placeholder: "mention",
    async read(raw, env) {
      const typed = cleanText(raw).trim();
      const met = (await env.store.people.find(typed)).filter(
        (person) => person.reachable || person.gone !== undefined,
      );
      const [first, ...others] = met;
      if (first === undefined) throw fieldProblem("field.account.unknown", { typed });
      if (others.length > 0) throw fieldProblem("field.person.several", { typed, people: list(met.map(named)) });
      return first;
    },
    print: (value) => value.handle,
  });
}
