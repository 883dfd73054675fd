import { randomUUID } from "node:crypto";
import type { Absence, PersonRef } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import { fold } from "../../language/fold.ts";
import type { PlatformName } from "../../messages/platform.ts";
import type { Account, Gone, People, Person } from "../store.ts";
import { absence } from "./facts-query.ts";
import { date, given, type Tx } from "./values.ts";

const shown = { id: true, handle: true, name: true, company: true, accountPerson: { select: { staff: true, gone: true } } } as const;
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
    (await tx.person.findMany({ where: { handle: { startsWith: base } }, select: { handle: true } })).map((row) => row.handle),
  );
  for (let number = 1; ; number += 1) {
    const handle = number === 1 ? base : `${base}${number}`;
    if (!taken.has(handle)) return handle;
  }
}

export function peopleIn(tx: Tx): People {
  const make = async (name: string, handle: string | undefined, company: string | undefined): Promise<PersonRow> =>
    tx.person.create({
      data: { id: randomUUID(), handle: await freeHandle(tx, handle, name), name, folded: fold(name), company: company ?? null },
      select: shown,
    });

  /** Only two staff accounts of one verified e-mail are one person. */
  const staffOfEmail = async (account: Account): Promise<PersonRow | undefined> => {
    if (!account.staff || account.email === undefined) return undefined;
    const other = await tx.account.findFirst({
      where: { staff: true, email: account.email.toLowerCase() },
      orderBy: { seq: "asc" },
      select: { person: { select: shown } },
    });
    return other?.person;
  };

  const people: People = {
    async meet(account) {
      const { platform, tenant, user } = account;
      const known = await tx.account.findUnique({
        where: { platform_tenant_user: { platform, tenant, user } },
        include: { person: { select: shown } },
      });
      if (known === null) {
        const row = (await staffOfEmail(account)) ?? (await make(account.name, account.handle, account.company));
        await tx.account.create({
          data: { id: randomUUID(), personId: row.id, platform, tenant, user, ...shownAs(account) },
          select: { id: true },
        });
        const first = row.accountPerson.length === 0 ? [{ staff: account.staff, gone: account.gone ?? null }] : row.accountPerson;
        return { ...person({ ...row, accountPerson: first }), staff: account.staff };
      }
      if (isAsShown(known, account)) return { ...person(known.person), staff: account.staff };
      await tx.account.update({ where: { id: known.id }, data: shownAs(account), select: { id: true } });
      const row = await tx.person.update({
        where: { id: known.personId },
        data: { name: account.name, folded: fold(account.name), company: account.company ?? null },
        select: shown,
      });
      return { ...person(row), staff: account.staff };
    },
    async renew(account) {
      const { platform, tenant, user } = account;
      const known = await tx.account.findUnique({ where: { platform_tenant_user: { platform, tenant, user } }, select: { id: true } });
      return known === null ? undefined : people.meet(account);
    },
    async ofUser(platform, user) {
      const known = await tx.account.findFirst({
        where: { platform, user },
        orderBy: { seq: "asc" },
        select: { person: { select: shown } },
      });
      return known === null ? undefined : person(known.person);
    },
    async get(id) {
      const row = await tx.person.findUnique({ where: { id }, select: shown });
      return row === null ? undefined : person(row);
    },
    async find(word, project) {
      const wanted = fold(word.trim().replace(/^@/, ""));
      const rows = await tx.person.findMany({
        where: { OR: [{ handle: wanted }, { folded: wanted }] },
        orderBy: { handle: "asc" },
        select: { ...shown, memberPerson: { select: { projectId: true } } },
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
    async absence(id) {
      const [row] = await tx.$queryRawUnsafe<{ body: string }[]>(
        `select json_strip_nulls(${absence("n")})::text as body from people n where n.id = $1::uuid and n.away_until is not null`,
        id,
      );
      return row === undefined ? undefined : (JSON.parse(row.body) as Absence);
    },
    async absent(since) {
      const rows = await tx.$queryRawUnsafe<{ body: string }[]>(
        `select json_strip_nulls(json_build_object('person', json_build_object('id', n.id, 'handle', n.handle, 'name', n.name),
           'away', ${absence("n")}))::text as body
         from people n where n.away_until > $1::date and exists (select 1 from accounts a where a.person_id = n.id and a.staff and a.gone is null)
         order by n.away_from, n.handle`,
        date(since),
      );
      return rows.map(({ body }) => JSON.parse(body) as { person: PersonRef; away: Absence });
    },
    async setAbsence(id, away) {
      const data = {
        awayFrom: away === undefined ? null : date(away.from),
        awayUntil: away === undefined ? null : date(away.until),
        standInId: away?.standIn?.id ?? null,
      };
      await tx.person.update({ where: { id }, data, select: { id: true } });
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
