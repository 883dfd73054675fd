import type { ProjectFacts } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import type { People } from "../store.ts";

/** A project as it was looked at: its facts, and what is kept beside them. */
export interface Looked {
  readonly facts: ProjectFacts;
  readonly agreement: Id;
  /** What lists go by; its first is null: that is not known. */
  readonly owed: string | null;
  readonly notAgreed: number | null;
  readonly overBudget: number | null;
  readonly toInvoice: bigint | null;
  readonly toClose: boolean | null;
  /** When it is looked at next; null: at once. */
  readonly lookAt: bigint | null;
}

/** What a look without hours gives. */
export type Brief = Pick<Looked, "facts" | "agreement">;

/**
 * What one transaction knows of projects: each is looked at once, and again only when something was written that it
 * cannot work out.
 */
export interface Known {
  of(project: Id, look: () => Promise<Looked>): Promise<Looked>;
  /** A look without hours, where they are not asked for: nothing but what it says is worked out from it. */
  briefly(project: Id, look: () => Promise<Brief>): Promise<Brief>;
  /** Which version of the agreement a project is pinned to, by whatever look there was. */
  pinned(project: Id): Promise<Pick<Looked, "agreement">> | undefined;
  /** Something was written to a project: it is `next` by now, or must be looked at again. */
  wrote(project: Id, next?: (before: Looked) => Looked): void;
  /** Something was written that any project may show: a person's name. */
  forget(): void;
}

export function createKnown(): Known {
  const looks = new Map<Id, Promise<Looked>>();
  const briefs = new Map<Id, Promise<Brief>>();
  return {
    of(project, look) {
      const known = looks.get(project) ?? look();
      looks.set(project, known);
      return known;
    },
    briefly(project, look) {
      const known = looks.get(project) ?? briefs.get(project) ?? look();
      briefs.set(project, known);
      return known;
    },
    pinned: (project) => looks.get(project) ?? briefs.get(project),
    wrote(project, next) {
      briefs.delete(project);
      const before = looks.get(project);
      if (next === undefined || before === undefined) looks.delete(project);
      else looks.set(project, before.then(next));
    },
    forget() {
      looks.clear();
      briefs.clear();
    },
  };
}

/** The functions of a room: what they write to is given first. */
type Room<R> = { readonly [K in keyof R]: (...given: never[]) => Promise<unknown> };
/** What a project's facts are once a function of a room has written, from what it gave back. */
type Becomes<R extends Room<R>> = {
  readonly [K in keyof R]?: (before: ProjectFacts, wrote: Awaited<ReturnType<R[K]>>) => ProjectFacts;
};

/**
 * A room whose functions write to the project that they are given first, but for those that only read (`reads`). What
 * it is after one of `becomes` is worked out; after any other it is looked at again, if anybody asks.
 */
export function writing<R extends Room<R>>(known: Known, room: R, { reads = [], becomes = {} }: Writing<R> = {}): R {
  const watched = (Object.keys(room) as (keyof R & string)[]).map((name) => {
    if (reads.includes(name)) return [name, room[name]];
    const next = becomes[name];
    const work = async (project: Id, ...given: never[]) => {
      let wrote: Awaited<ReturnType<R[typeof name]>>;
      try {
        wrote = (await room[name](...([project, ...given] as never[]))) as typeof wrote;
      } catch (error) {
        known.wrote(project);
        throw error;
      }
      known.wrote(project, next && ((before) => ({ ...before, facts: next(before.facts, wrote) })));
      return wrote;
    };
    return [name, work];
  });
  return Object.fromEntries(watched) as R;
}
/** People: whatever is learned of one may change a name, and who can be reached. */
export function naming(known: Known, people: People): People {
  const after =
    <G extends unknown[], T>(work: (...given: G) => Promise<T>) =>
    async (...given: G): Promise<T> => {
      try {
        return await work(...given);
      } finally {
        known.forget();
      }
    };
  return {
    ...people,
    meet: after(people.meet),
    renew: after(people.renew),
    link: after(people.link),
    setAbsence: after(people.setAbsence),
  };
}

interface Writing<R extends Room<R>> {
  readonly reads?: readonly (keyof R)[];
  readonly becomes?: Becomes<R>;
}
