import { randomUUID } from "node:crypto";
import type { Id } from "../../domain/units.ts";
import { fold } from "../../language/fold.ts";
import type { PlatformName } from "../../messages/platform.ts";
import type { Account, Gone, People, Person, Presence } from "../store.ts";
import { given, type Tx } from "./values.ts";

export const shownOfPerson = {
  id: true,
  handle: true,
  name: true,
  company: true,
  accountPerson: { select: { staff: true, gone: true } },
} as const;
export interface PersonRow {
  readonly id: Id;
  readonly handle: string;
  readonly name: string;
  readonly company: string | null;
  readonly accountPerson: readonly { readonly staff: boolean; readonly gone: string | null }[];
}
export const person = (row: PersonRow): Person => {
  const there = row.accountPerson.some(({ gone }) => gone === null);
  return given<Person>({
    id: row.id,
    handle: row.handle,
    name: row.name,
    company: row.company,
    staff: row.accountPerson.some((account) => account.staff),
    reachable: there,
    gone: there ? undefined : (row.accountPerson[0]?.gone as Gone | undefined),
  });
};

/** What is kept of an account, as its platform shows it. */
const shownAs = (account: Account) => ({
  name: account.name,
  staff: account.staff,
  handle: account.handle ?? null,
  company: account.company ?? null,
  email: account.email?.toLowerCase() ?? null,
  gone: account.gone ?? null,
});
export type AccountRow = Readonly<ReturnType<typeof shownAs>>;

/** True when what is kept of an account is what its platform shows. */
export function isAsShown(row: { readonly [K in keyof AccountRow]: unknown }, account: Account): boolean {
  const now = shownAs(account);
  return (Object.keys(now) as (keyof AccountRow)[]).every((key) => row[key] === now[key]);
}

/** A handle that nobody has: the wanted one, or the name's first, folded, and numbered when it is taken. */
async function freeHandle(tx: Tx, wanted: string | undefined, name: string): Promise<string> {
  const clean = (word: string) => fold(word).replace(/[^a-z0-9._-]/g, "");
  const base = clean(wanted ?? "") || clean(name.trim().split(/\s+/)[0] ?? "") || "person";
  const taken = new Set(
    (await tx.person.findMany({ where: { handle: { startsWith: base } }, select: { handle: true } })).map(
      (row) => row.handle,
    ),
  );
  for (let number = 1; ; number += 1) {
    const handle = number === 1 ? base : `${base}${number}`;
    if (!taken.has(handle)) return handle;
  }
}

/** People and their accounts; when they are away and what is theirs alone is a room of its own (`presence.ts`). */
export function peopleIn(tx: Tx): Omit<People, keyof Presence> {
  const make = async (name: string, handle: string | undefined, company: string | undefined): Promise<PersonRow> =>
    tx.person.create({
      data: {
        id: randomUUID(),
        handle: await freeHandle(tx, handle, name),
        name,
        folded: fold(name),
        company: company ?? null,
      },
      select: shownOfPerson,
    });

  /** Only two staff accounts of one verified e-mail are one person. */
  const staffOfEmail = async (account: Account): Promise<PersonRow | undefined> => {
    if (!account.staff || account.email === undefined) return undefined;
    const other = await tx.account.findFirst({
      where: { staff: true, email: account.email.toLowerCase() },
      orderBy: { seq: "asc" },
      select: { person: { select: shownOfPerson } },
    });
    return other?.person;
  };

  const people: Omit<People, keyof Presence> = {
    async meet(account) {
      const { platform, tenant, user } = account;
      const known = await tx.account.findUnique({
        where: { platform_tenant_user: { platform, tenant, user } },
        include: { person: { select: shownOfPerson } },
      });
      if (known === null) {
        const row = (await staffOfEmail(account)) ?? (await make(account.name, account.handle, account.company));
        await tx.account.create({
          data: { id: randomUUID(), personId: row.id, platform, tenant, user, ...shownAs(account) },
          select: { id: true },
        });
        const first =
          row.accountPerson.length === 0 ? [{ staff: account.staff, gone: account.gone ?? null }] : row.accountPerson;
        return { ...person({ ...row, accountPerson: first }), staff: account.staff };
      }
      if (isAsShown(known, account)) return { ...person(known.person), staff: account.staff };
      await tx.account.update({ where: { id: known.id }, data: shownAs(account), select: { id: true } });
      const row = await tx.person.update({
        where: { id: known.personId },
        data: { name: account.name, folded: fold(account.name), company: account.company ?? null },
        select: shownOfPerson,
      });
      return { ...person(row), staff: account.staff };
    },
    async renew(account) {
      const { platform, tenant, user } = account;
      const known = await tx.account.findUnique({
        where: { platform_tenant_user: { platform, tenant, user } },
        select: { id: true },
      });
      return known === null ? undefined : people.meet(account);
    },
    async ofUser(platform, user) {
      const known = await tx.account.findFirst({
        where: { platform, user },
        orderBy: { seq: "asc" },
        select: { person: { select: shownOfPerson } },
      });
      return known === null ? undefined : person(known.person);
    },
    async get(id) {
      const row = await tx.person.findUnique({ where: { id }, select: shownOfPerson });
      return row === null ? undefined : person(row);
    },
    async find(word, project) {
      const wanted = fold(word.trim().replace(/^@/, ""));
      const rows = await tx.person.findMany({
        where: { OR: [{ handle: wanted }, { folded: wanted }] },
        orderBy: { handle: "asc" },
        select: { ...shownOfPerson, memberPerson: { select: { projectId: true } } },
      });
      // A mention is of one person, whoever else is called so.
      const mentioned = word.trim().startsWith("@") ? rows.filter(({ handle }) => handle === wanted) : [];
      if (mentioned.length > 0) return mentioned.map(person);
      const members = rows.filter((row) => row.memberPerson.some((member) => member.projectId === project));
      return (members.length > 0 ? members : rows).map(person);
    },
    async addContact(name, handle) {
      return person(await make(name, handle, undefined));
    },
    async link(to, from) {
      await tx.account.updateMany({ where: { personId: from }, data: { personId: to } });
      await tx.message.updateMany({ where: { visibleToId: from }, data: { visibleToId: to } });
    },
    async accounts(id) {
      const rows = await tx.account.findMany({ where: { personId: id }, orderBy: { seq: "asc" } });
      return rows.map((row) =>
        given<Account>({
          platform: row.platform as PlatformName,
          tenant: row.tenant,
          user: row.user,
          name: row.name,
          staff: row.staff,
          company: row.company,
          handle: row.handle,
          email: row.email,
          gone: row.gone as Gone | null,
        }),
      );
    },
  };
  return people;
}
