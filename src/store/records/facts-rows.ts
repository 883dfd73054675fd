import type { By, ProjectFacts, WorkEntry, WorkTarget } from "../../domain/facts.ts";
import type { Day, Id, Minutes, Ref } from "../../domain/units.ts";

/** A project's facts as `facts-query.ts` says them. */
export interface FactsRow {
  /** {@link ProjectFacts} but for the hours worked. */
  readonly body: string;
  /** {@link WorkRow}s; null where hours were not asked for. */
  readonly work: string | null;
}

type WorkRow = readonly [
  id: Id,
  ref: Ref,
  minutes: Minutes,
  note: string,
  on: Day,
  recordedAt: number,
  by: Id,
  name: string,
  undone: boolean,
  kind: WorkTarget["kind"],
  target: string,
];

export function factsOf({ body, work }: FactsRow): ProjectFacts {
  const facts = JSON.parse(body) as ProjectFacts;
  return work === null ? facts : { ...facts, work: entriesOf(JSON.parse(work) as WorkRow[]) };
}

/** Entries of one person, or of one package, refer to the same. */
function entriesOf(rows: readonly WorkRow[]): readonly WorkEntry[] {
  const people = new Map<Id, By>();
  const targets = new Map<string, WorkTarget>();
  return rows.map(([id, ref, minutes, note, on, recordedAt, byId, name, undone, kind, what]): WorkEntry => {
    const by = people.get(byId) ?? { id: byId, name };
    people.set(byId, by);
    const target = targets.get(`${kind} ${what}`) ?? targetOf(kind, what);
    targets.set(`${kind} ${what}`, target);
    return { id, ref, target, minutes, note, on, recordedAt, by, undone };
  });
}

const targetOf = (kind: WorkTarget["kind"], what: string): WorkTarget =>
  kind === "package" ? { kind, package: what } : { kind, ref: what };
