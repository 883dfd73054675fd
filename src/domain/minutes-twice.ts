import { auxiliaries, modals } from "../language/deed-words.ts";
import { fold } from "../language/fold.ts";
import { fillers } from "../language/minutes-words.ts";
import { takesBack } from "../language/turn-words.ts";
import type { Doubt } from "./meeting-facts.ts";
import { dueOf } from "./minutes-due.ts";
import { some } from "./minutes-matter.ts";
import { type Owned, ownerOf } from "./minutes-owner.ts";
import type { MinutesSource, SourceLine } from "./minutes-source.ts";
import { isDayAt, type Statement, statementsOf } from "./minutes-statement.ts";
import type { PersonRef } from "./person.ts";
import type { Day } from "./units.ts";

interface Deed {
  readonly statement: Statement;
  readonly owned: Owned;
  readonly matter: ReadonlySet<string>;
}

/** What doubts an action that is said twice, of two people or for two days (M1). */
export type Twice = (statement: Statement, owned: Owned) => { readonly who?: Doubt; readonly when?: Doubt };

/** Finds, for an action, another line that says the same deed: whose it is, or when, is then to be asked. */
export function twiceIn(
  { lines }: MinutesSource,
  { people, on }: { readonly people: readonly PersonRef[]; readonly on: Day },
): Twice {
  const known = new Map<SourceLine, readonly Deed[]>();
  const folds = new Map<SourceLine, string>();
  const foldedOf = (line: SourceLine): string => {
    const folded = folds.get(line) ?? fold(line.said);
    folds.set(line, folded);
    return folded;
  };
  const deedsOf = (line: SourceLine): readonly Deed[] => {
    const before = known.get(line);
    if (before !== undefined) return before;
    const acts = line.label === "action" || line.label === "data";
    const deeds = (acts || line.label === undefined ? statementsOf(line, on) : [])
      .map((statement) => deedOf(statement, ownerOf(statement, people)))
      .filter(({ owned }) => acts || owned.deed);
    known.set(line, deeds);
    return deeds;
  };
  return (statement, owned) => {
    const deed = deedOf(statement, owned);
    const own = new Set(statement.lines.map(({ number }) => number));
    const [{ number: from } = { number: 0 }] = statement.lines;
    const replaces = takesBack.test(statement.plain);
    for (const line of lines) {
      if (own.has(line.number) || (replaces && line.number < from)) continue;
      if (line.said === "" || !some(deed.matter, (stem) => foldedOf(line).includes(stem))) continue;
      const other = deedsOf(line).find((one) => isSame(one.matter, deed.matter));
      if (other !== undefined) {
        const doubts = doubtsOf(deed, other);
        if (doubts.who !== undefined || doubts.when !== undefined) return doubts;
      }
    }
    return {};
  };
}

function doubtsOf(one: Deed, other: Deed): ReturnType<Twice> {
  const names = [one, other].flatMap(({ owned }) => owned.owner ?? []);
  const [first, second] = [dueOf(one.statement).due, dueOf(other.statement).due];
  const isOther = names.length === 2 && fold(names[0] ?? "") !== fold(names[1] ?? "");
  return {
    ...(isOther && { who: { why: "two-people" as const, names } }),
    ...(first !== undefined &&
      second !== undefined &&
      first !== second && { when: { why: "two-days" as const, days: [first, second].toSorted() } }),
  };
}

/** What is done to what: not who does it, nor when. */
function deedOf(statement: Statement, owned: Owned): Deed {
  const left = statement.words.filter(
    ({ folded, start, end }, place) =>
      !owned.spent.has(place) &&
      !isDayAt(statement, start, end) &&
      !fillers.has(folded) &&
      !auxiliaries.has(folded) &&
      !modals.has(folded),
  );
  return { statement, owned, matter: new Set(left.map(({ stem }) => stem)) };
}

/** All that the shorter of two says, at least two words of it, the other says too; or they say the same. */
function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  if (few.size === 0 || (few.size < 2 && many.size > few.size)) return false;
  return [...few].every((stem) => many.has(stem));
}
