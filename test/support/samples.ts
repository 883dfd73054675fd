import type { Agreement } from "../../src/domain/agreement.ts";
import type { By, Project } from "../../src/domain/facts.ts";
import type { Day, Id } from "../../src/domain/units.ts";
import type { Content } from "../../src/messages/content.ts";
import type { Account, Conversation, MetConversation, NewProject, Store } from "../../src/store/store.ts";
import { agreement as shipped } from "../fixtures/project-facts.ts";

/** Rows that the store's tests start from. */
export const on = (day: string): Day => day as Day;

export const account = (user: string, more: Partial<Account> = {}): Account => ({
  platform: "local",
  tenant: "home",
  user,
  name: `${user[0]?.toUpperCase()}${user.slice(1)} Ek`,
  staff: true,
  ...more,
});
export const place = (external: string, more: Partial<Conversation> = {}): MetConversation => ({
  platform: "local",
  tenant: "home",
  external,
  name: external,
  outsiders: false,
  private: false,
  ...more,
});
/** The shipped agreement by another name. */
export const agreement = (name = "uppstart"): Agreement => ({ ...shipped, name });
export const text = (raw: string, audience: Content["audience"] = "public"): Content => ({
  audience,
  blocks: [{ kind: "text", text: { raw } }],
});

export async function openProject(store: Store, code: string, more: Partial<NewProject> = {}): Promise<Project> {
  const project = await store.projects.open({
    agreement: await store.agreements.keep(agreement()),
    code,
    customer: `${code} AB`,
    variant: "smaller",
    via: { kind: "direct" },
    options: [],
    hours: {},
    openedOn: on("2026-11-20"),
    plan: {},
    language: "sv",
    ...more,
  });
  if (project === undefined) throw new Error(`${code} is taken.`);
  return project;
}
export async function person(
  store: Store,
  user: string,
  more: Partial<Account> = {},
): Promise<By & { readonly id: Id }> {
  const { id, name } = await store.people.meet(account(user, more));
  return { id, name };
}
