import { isKnownToCustomer } from "../../domain/change.ts";
import type { ProjectFacts, WorkTarget } from "../../domain/facts.ts";
import { allocate } from "../../domain/hours.ts";
import { portingRequests } from "../../domain/porting-request.ts";
import type { Ref } from "../../domain/units.ts";
import { writtenNumber } from "../../messages/data-value-words.ts";
import { list, name, phrase, raw as rawText, type Text, time } from "../../messages/phrase.ts";
import { type Field, fieldOf, fieldProblem, type Options, type ReadEnv } from "../field.ts";
import { cleanText } from "../tokens.ts";
import { findNamed } from "./choices.ts";

/**
 * The letters of a project's references: requirement, change, check-in, task, hours, travel, minutes, fault, porting.
 */
export type RefLetter = "R" | "X" | "C" | "T" | "H" | "V" | "M" | "F" | "P";
const refLetters: readonly RefLetter[] = ["R", "X", "C", "T", "H", "V", "M", "F", "P"];

const shown = 5;

interface Referred {
  readonly ref: Ref;
  readonly title: string;
}

/** What a letter's references stand for, oldest first. */
function referred(letter: RefLetter, facts: ProjectFacts): readonly Referred[] {
  switch (letter) {
    case "R":
      return facts.requirements.map(({ ref, text }) => ({ ref, title: text }));
    case "X":
      return facts.changes.map(({ ref, title }) => ({ ref, title }));
    case "C":
      return facts.checkIns.map(({ ref, on }) => ({ ref, title: on }));
    case "T":
      return facts.tasks.map(({ ref, title }) => ({ ref, title }));
    case "H":
      return facts.work.map(({ ref, note, on }) => ({ ref, title: note === "" ? on : note }));
    case "V":
      return facts.trips.map(({ ref, on, what }) => ({
        ref,
        title: what.kind === "city" ? what.city : (what.to ?? on),
      }));
    case "M":
      return facts.minutes.map(({ ref, on }) => ({ ref, title: on }));
    case "F":
      return facts.faults.map(({ ref, text }) => ({ ref, title: text }));
    case "P":
      return portingRequests(facts).map(({ ref, answers }) => ({ ref, title: writtenNumber(answers.number ?? "") }));
  }
}

const number = (ref: Ref): number => Number(ref.slice(1));
const all = (letters: readonly RefLetter[], env: ReadEnv): readonly Referred[] =>
  letters.flatMap((letter) => {
    const found = env.facts === undefined ? [] : referred(letter, env.facts);
    return found.toSorted((one, other) => number(one.ref) - number(other.ref));
  });

/**
 * What somebody chooses among, the latest first: of changes the customer is shown those that were asked for or offered
 * (A1).
 */
function choices(letters: readonly RefLetter[], env: ReadEnv): ReturnType<typeof labelled>[] {
  const known = (ref: Ref): boolean => {
    const change = env.facts?.changes.find((one) => one.ref === ref);
    return (
      env.staff === true || change === undefined || env.facts === undefined || isKnownToCustomer(change, env.facts)
    );
  };
  return all(letters, env)
    .filter(({ ref }) => known(ref))
    .map(labelled)
    .toReversed();
}

/** `r2` as it is kept: `R2`; undefined when it is no reference of these letters. */
function refTyped(typed: string, letters: readonly RefLetter[]): Ref | undefined {
  const found = /^([a-z])0*(\d{1,6})$/iu.exec(typed);
  const ref = `${found?.[1]?.toUpperCase()}${found?.[2]}`;
  return letters.some((letter) => ref.startsWith(letter)) && found !== null ? ref : undefined;
}

function readRef(raw: string, letters: readonly RefLetter[], env: ReadEnv): Ref {
  const typed = cleanText(raw).trim();
  const known = all(letters, env);
  const ref = refTyped(typed, letters);
  if (ref !== undefined && known.some((one) => one.ref === ref)) return ref;
  if (known.length === 0) throw fieldProblem("field.ref.none", { typed });
  const latest = known.slice(-shown).map((one) => one.ref);
  throw fieldProblem("field.ref.unknown", { typed, latest: list(latest) }, known.length === 1 ? latest[0] : undefined);
}

function labelled({ ref, title }: Referred): { readonly value: string; readonly label: Text } {
  return { value: ref, label: rawText(title === "" ? ref : `${ref} ${title}`) };
}

/**
 * An existing reference of the project, of one or more letters; whether its state allows what is asked is the command's
 * rule.
 */
function ref(...letters: readonly [RefLetter, ...RefLetter[]]): Field<Ref> {
  return fieldOf<Ref>({
    form: "select",
    placeholder: letters.map((letter) => `${letter}1`).join("|"),
    read: (raw, env) => readRef(raw, letters, env),
    print: (value) => value,
    options: (env) => choices(letters, env),
  });
}

/** Any reference that a project may have; of hours whether there is one is the command's to find out. */
function anyRef(): Field<Ref> {
  return fieldOf<Ref>({
    form: "text",
    placeholder: "reference",
    read: (raw, env) => hoursTyped(raw) ?? readRef(raw, refLetters, env),
    print: (value) => value,
  });
}

const hoursTyped = (raw: string): Ref | undefined => refTyped(cleanText(raw).trim(), ["H"]);

/** The work packages with what is left of each, so that it is known before anything is typed (S6). */
function packagesLeft({ agreement, facts }: ReadEnv): Options {
  const uses = facts === undefined ? [] : allocate(facts, agreement).packages;
  return agreement.packages.map(({ id, name: called }) => {
    const use = uses.find((one) => one.package === id);
    if (use === undefined || use.included === 0) return { value: id, label: name(called) };
    const left = { work: name(called), left: time(use.left), some: use.left > 0 ? "yes" : "no" };
    return { value: id, label: phrase("field.activity.left", left), called: name(called) };
  });
}

/** What hours are worked on: a work package, a change (X) or a fault (F). */
function activity(): Field<WorkTarget> {
  return fieldOf<WorkTarget>({
    form: "select",
    placeholder: "package|X1|F1",
    named: (agreement) => agreement.packages,
    read(raw, env) {
      const typed = cleanText(raw).trim();
      const found = findNamed(typed, env.agreement.packages);
      if (found !== undefined) return { kind: "package", package: found.id };
      if (/^[xf]\d+$/iu.test(typed)) {
        const target = readRef(typed, ["X", "F"], env);
        return { kind: target.startsWith("X") ? "change" : "fault", ref: target };
      }
      throw fieldProblem("field.activity.unknown", {
        typed,
        known: list(env.agreement.packages.map((one) => name(one.name))),
      });
    },
    print: (value) => (value.kind === "package" ? value.package : value.ref),
    options: (env) => [...packagesLeft(env), ...choices(["X", "F"], env)],
  });
}

export const references = { ref, anyRef, activity };
