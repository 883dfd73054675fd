import type { Agreement } from "../domain/agreement.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { type Listed, listedBy } from "../domain/listed.ts";
import type { Day, Id } from "../domain/units.ts";
import type { ListAsked, ListPage, Store } from "../store/store.ts";

/** A page of a list of projects, each with what it was sold by. */
export interface ListedProjects extends ListPage {
  readonly shown: readonly { readonly facts: ProjectFacts; readonly agreement: Agreement }[];
  /** Those whose agreement cannot be read, or of which it cannot be worked out where they stand. */
  readonly lost: readonly ProjectFacts[];
}

/** Hears which project cannot be shown as it stands, and why: that is no other project's trouble. */
export type Unreadable = (project: Id, error: unknown) => void;

/** How many are worked out in one go. */
const atOnce = 100;

/**
 * A page of projects, what is late first. Only what is shown is read; what nobody has worked out is, first.
 */
export async function listProjects(store: Store, asked: ListAsked, heard: Unreadable): Promise<ListedProjects> {
  const lost = await workOut(store, asked.today, heard);
  const page = await store.listing.page(asked);
  const terms = await store.agreements.ofMany(page.ids);
  const unreadable = page.ids.filter((id) => !terms.has(id));
  // What cannot be read is counted no more, and named on every page.
  if (unreadable.length > 0) {
    await store.listing.forget(unreadable);
    return listProjects(store, asked, heard);
  }
  const all = new Map((await store.projects.several(page.ids)).map((facts) => [facts.project.id, facts]));
  const shown = page.ids.flatMap((id) => {
    const [facts, agreement] = [all.get(id), terms.get(id)];
    return facts === undefined || agreement === undefined ? [] : [{ facts, agreement }];
  });
  return { ...page, shown, lost };
}

/** Works out where those stand of which it is not known; returns those of which that cannot be done. */
async function workOut(store: Store, today: Day, heard: Unreadable): Promise<readonly ProjectFacts[]> {
  const lost: ProjectFacts[] = [];
  for (let after: Id | undefined; ; ) {
    const ids = await store.listing.missing(atOnce, after);
    if (ids.length === 0) return lost;
    const terms = await store.agreements.ofMany(ids);
    const found = new Map<Id, Listed>();
    for (const facts of await store.projects.several(ids)) {
      const { id } = facts.project;
      try {
        const agreement = terms.get(id);
        if (agreement === undefined) throw new Error("its agreement cannot be read");
        found.set(id, listedBy(facts, agreement, today));
      } catch (error) {
        heard(id, error);
        lost.push(facts);
      }
    }
    await store.listing.keep(found);
    after = ids.at(-1);
  }
}
