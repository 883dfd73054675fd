import { refuse } from "../../bot/refusal.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { wordsOf } from "../../messages/vocabulary.ts";

/** What is done with a change that is there already. */
const verbs = ["price", "send", "withdraw", "done"] as const;

/**
 * Refuses to make something new of what says what to do with a change that is there: `addon send X5` would offer an
 * add-on called *send X5*.
 */
export function refuseMeant(title: string, { changes }: Pick<ProjectFacts, "changes">): void {
  const named = changes.find(({ ref }) => ref === title.trim().toUpperCase());
  if (named !== undefined)
    throw refuse("change.refuse.there", { ref: named.ref, title: named.title }, { line: `history ${named.ref}` });
  const [, words = "", typed = ""] = /^(.+?)\s+(X\d+)$/iu.exec(title.trim()) ?? [];
  const meant = changes.find(({ ref }) => ref === typed.toUpperCase());
  const verb = verbs.find((one) => [one, ...wordsOf(`verb.${one}`)].includes(words.toLowerCase()));
  if (meant === undefined || verb === undefined) return;
  const { ref } = meant;
  const line = verb === "price" ? `change price ${ref} fixed:<kr>` : `change ${verb} ${ref}`;
  throw refuse("change.refuse.meant", { ref, title: meant.title }, { line });
}
