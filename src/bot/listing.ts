import type { Agreement } from "../domain/agreement.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Id } from "../domain/units.ts";
import type { ListAsked, ListPage, Store } from "../store/store.ts";

/** A page of a list of projects, each with what it was sold by. */
export interface ListedProjects extends ListPage {
  readonly shown: readonly { readonly facts: ProjectFacts; readonly agreement: Agreement }[];
  /** Those whose agreement cannot be read, or of which it cannot be worked out where they stand. */
  readonly lost: readonly ProjectFacts[];
  /** Of so many nobody has worked out yet where they stand: they may be missing here. */
  readonly unknown: number;
}

/** Hears which project cannot be shown as it stands, and why: that is no other project's trouble. */
export type Unreadable = (project: Id, error: unknown) => void;

/**
 * A page of projects, what is late first. Only what is shown is read; nothing is worked out here that would keep
 * projects from others until the list is answered (`Lists`).
 */
export async function listProjects(store: Store, asked: ListAsked, heard: Unreadable): Promise<ListedProjects> {
  const page = await store.listing.page(asked);
  const terms = await store.agreements.ofMany(page.ids);
  const unreadable = page.ids.filter((id) => !terms.has(id));
  // What cannot be read is counted no more, and named on every page.
  if (unreadable.length > 0) {
    for (const id of unreadable) heard(id, new Error("its agreement cannot be read"));
    await store.listing.lose(unreadable);
    return listProjects(store, asked, heard);
  }
  const { unknown, lost } = await store.listing.unlisted(asked.member);
  const all = new Map((await store.projects.several([...page.ids, ...lost])).map((facts) => [facts.project.id, facts]));
  const shown = page.ids.flatMap((id) => {
    const [facts, agreement] = [all.get(id), terms.get(id)];
    return facts === undefined || agreement === undefined ? [] : [{ facts, agreement }];
  });
  return { ...page, shown, unknown, lost: lost.flatMap((id) => all.get(id) ?? []) };
}
