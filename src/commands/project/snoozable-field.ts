import { type Field, fieldOf, fieldProblem, type ReadEnv } from "../../bot/field.ts";
import { findNamed } from "../../bot/fields/choices.ts";
import { planned } from "../../domain/plan.ts";
import { planDeeds } from "../../domain/plan-deeds.ts";
import { lateSubjects, reminderOfRole, remindersOf, snoozeSubjects } from "../../domain/snooze.ts";
import { fold } from "../../language/fold.ts";
import { list, name, named, phrase, type Text } from "../../messages/phrase.ts";
import { deedWords } from "../../messages/project-words.ts";
import { isPhraseId, wordsOf } from "../../messages/vocabulary.ts";

/**
 * What can be silent, by the subject that reminders know it by: `data/fax`, `task/T1`, `offer/X1`, `porting`. `of`:
 * which of it.
 */
export function snoozable(of: Subjects = snoozeSubjects): Field<string> {
  const known = (env: ReadEnv): readonly string[] => of(env.facts ?? { tasks: [], changes: [] }, env.agreement);
  return fieldOf<string>({
    form: "select",
    placeholder: "what",
    read(raw, env) {
      const typed = raw.trim().replace(/^["“”„»]|["“”«]$/gu, "");
      const subject = subjectOf(typed, env, known(env));
      if (subject !== undefined && known(env).includes(subject)) return subject;
      throw fieldProblem(subject === undefined ? "field.snoozable.unknown" : "field.snoozable.settled", {
        typed,
        known: list(["data", ...remindersOf(env.agreement)].map(typedAs)),
      });
    },
    print: (value) => value,
    spoken: (typed, language) => wordsOf(`snooze.word.${typed}`, language)[0] ?? typed.replace(asReference, "$1"),
    options: (env) => known(env).map((subject) => ({ value: subject, label: subjectName(subject, env) })),
  });
}

/** A task, an offer, a call or a number is called by its reference alone. */
const asReference = /^(?:task|offer|check-in|number)\/([TXCP]\d+)$/u;

/** A reminder as it is typed in each language. */
const typedAs = (id: string) => name({ en: id, sv: wordsOf(`snooze.word.${id}`, "sv")[0] ?? id });

type Subjects = typeof snoozeSubjects;

const ofLetter: Readonly<Record<string, string>> = { T: "task", X: "offer", C: "check-in", P: "number" };

function subjectOf(typed: string, env: ReadEnv, all: readonly string[]): string | undefined {
  const word = fold(typed);
  const exact = all.find((subject) => fold(subject) === word);
  if (exact !== undefined) return exact;
  const ref = /^(?:task\/|offer\/|check-in\/|number\/)?([txcp]\d+)$/u.exec(word)?.[1]?.toUpperCase();
  if (ref !== undefined) return `${ofLetter[ref.slice(0, 1)] ?? "offer"}/${ref}`;
  const reminder = ["data", ...lateSubjects, ...remindersOf(env.agreement)].find((one) =>
    wordsOf(`snooze.word.${one}`).some((other) => fold(other) === word),
  );
  if (reminder !== undefined) return reminder;
  const means = findNamed(word, env.agreement.plan)?.means;
  if (means !== undefined) return reminderOfRole[means];
  const deed = findNamed(word.replace(/^plan\//u, ""), planDeeds(env.agreement));
  if (deed !== undefined) return `plan/${deed.id}`;
  const area = findNamed(word.replace(/^(?:data|kunddata)\//u, ""), env.agreement.areas);
  return area === undefined ? undefined : `data/${area.id}`;
}

/** A subject, as people call it. */
export function subjectName(subject: string, { agreement }: Pick<ReadEnv, "agreement">): Text {
  const [kind, id] = subject.split("/");
  if (kind === "data" && id !== undefined) {
    const area = agreement.areas.find((one) => one.id === id);
    return area === undefined ? phrase("snooze.of.data") : name(area.name);
  }
  if (kind === "check-in" && id !== undefined) return phrase("snooze.of.check-in", { ref: id });
  if (kind === "number" && id !== undefined) return phrase("snooze.of.number", { ref: id });
  if (id !== undefined && kind === "plan") return deedWords(id, agreement);
  if (id !== undefined) return phrase(kind === "task" ? "snooze.of.task" : "snooze.of.offer", { ref: id });
  const kickoff = subject === "preparation" ? planned(agreement, "kickoff") : undefined;
  if (kickoff !== undefined) return phrase("snooze.of.preparation", { what: named(kickoff.the ?? kickoff.name) });
  const key = `snooze.of.${subject}`;
  return isPhraseId(key) ? phrase(key) : { raw: subject };
}
