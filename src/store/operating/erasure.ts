import { createHash, randomUUID } from "node:crypto";
import { fold } from "../../language/fold.ts";
import type { Connection } from "../backup/connection.ts";
import { emptyListed, listedAs } from "./listed-people.ts";
import { holding, rewrite } from "./people-words.ts";
import { type KnownBy, replacing } from "./personal.ts";

/** Why somebody is not erased, in words for the operator. */
export class ErasureRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = "ErasureRefused";
  }
}

/** What erasing a person would do, or has done. */
export interface Erasure {
  /** Unset: somebody who never spoke with us, and stands on customers' lists only. */
  readonly person?: { readonly id: string; readonly name: string; readonly handle: string };
  /** What was asked for. */
  readonly who: string;
  /** What the person is called afterwards. */
  readonly standIn: string;
  readonly accounts: number;
  /** Offers and deliveries that the person decided: their text and the account stay, as evidence (L2, L3, S9). */
  readonly decided: number;
  /** Projects whose roles stay with the id. */
  readonly projects: readonly string[];
  /** Rows in which the person's names were found, by table. */
  readonly texts: Readonly<Record<string, number>>;
  /** Records of customers' lists that are the person's, of every version: emptied (D6). */
  readonly listed: number;
  /** Addresses of people on lists who have the same name and another address: left as they are. */
  readonly namesakes: readonly string[];
  /** Rows that hold the first name alone, which may be somebody else's: left as they are. */
  readonly leftAlone: { readonly word: string; readonly rows: number };
  readonly erased: boolean;
}

export interface EraseRequest {
  /** An id, a handle or a name. */
  readonly who: string;
  /** Further words that mean the person, such as a nickname. */
  readonly also: readonly string[];
  /** False: only says what would be done. */
  readonly really: boolean;
}

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
}
interface AccountRow {
  readonly user: string;
  readonly name: string;
  readonly handle: string | null;
  readonly email: string | null;
}

async function theOne(connection: Connection, who: string): Promise<PersonRow | undefined> {
  const { rows } = await connection.query<PersonRow>(
    "select id, name, handle from people where id::text = $1 or handle = $2 or folded = $2 order by handle for update",
    [who.trim().toLowerCase(), fold(who.trim().replace(/^@/, ""))],
  );
  const [person, ...others] = rows;
  if (person === undefined) return undefined;
  if (others.length > 0) {
    const list = rows.map((row) => `  ${row.id}  ${row.name} (${row.handle})`).join("\n");
    throw new ErasureRefused(`Several people are called “${who}”. Give the id:\n${list}`);
  }
  if (/^erased-\d+$/.test(person.handle)) throw new ErasureRefused(`${person.name} has been erased already.`);
  return person;
}

/** A project without a lead has nobody to escalate to. */
async function refuseOnlyLead(connection: Connection, person: PersonRow): Promise<void> {
  const { rows } = await connection.query<{ code: string }>(
    `select p.code from projects p join members m on m.project_id = p.id and m.person_id = $1 and m.role = 'lead'
     where p.state = 'open' and not exists (select from members o where o.project_id = p.id and o.role = 'lead' and o.person_id <> $1)
     order by p.code`,
    [person.id],
  );
  if (rows.length === 0) return;
  const lines = rows.map(({ code }) => `  team lead <person> in:${code}`).join("\n");
  throw new ErasureRefused(
    `${person.name} is the only lead of an open project, which would have nobody to turn to. Give it another lead first; type to the bot:\n${lines}`,
  );
}

/**
 * Erases a person in the transaction that is open: names, handles, e-mail, company and accounts go, and so do their
 * names in messages, payloads, notes and minutes. Roles, hours, changes, approvals and the audit stay, with the id that
 * they refer to. An account that decided an offer or a delivery keeps its platform id, as evidence. The erasure is an
 * entry of the audit, in every project of theirs.
 *
 * @param standIn what an erased person is called, by number.
 * @throws ErasureRefused saying what to do.
 */
export async function erase(
  connection: Connection,
  { who, also, really }: EraseRequest,
  standIn: (number: number) => string,
): Promise<Erasure> {
  const person = await theOne(connection, who);
  if (person === undefined) return eraseListed(connection, { who, also, really }, standIn);
  await refuseOnlyLead(connection, person);
  const accounts = (
    await connection.query<AccountRow>(
      `select "user", name, handle, email from accounts where person_id = $1 order by seq`,
      [person.id],
    )
  ).rows;
  const projects = (
    await connection.query<{ id: string; code: string }>(
      "select id, code from projects where id in (select project_id from members where person_id = $1) order by code",
      [person.id],
    )
  ).rows;
  const [{ decided = "0" } = {}] = (
    await connection.query<{ decided: string }>(
      `select (select count(*) from changes where decided_by_id = $1) + (select count(*) from deliveries where decided_by_id = $1) as decided`,
      [person.id],
    )
  ).rows;
  const number = await nextNumber(connection);
  const given = (value: string | null): readonly string[] => (value === null ? [] : [value]);
  const known: KnownBy = {
    names: [person.name, ...accounts.flatMap((account) => [account.name, ...given(account.email)]), ...also],
    handles: [person.handle, ...accounts.flatMap((account) => [account.user, ...given(account.handle)])],
  };
  const called = { name: standIn(number), handle: `erased-${number}` };
  // Before their names are replaced: a list may hold them in two columns.
  const listed = await listedAs(connection, known.names);
  if (really) await emptyListed(connection, listed, called.name);
  const texts = await rewrite(connection, known, replacing(known, called), really);
  if (really) {
    await connection.query(
      "update people set name = $2, folded = $3, handle = $4, company = null, feed_digest = null, away_from = null, away_until = null, stand_in_id = null, reminders = null where id = $1",
      [person.id, called.name, fold(called.name), called.handle],
    );
    if (Number(decided) > 0)
      await connection.query(
        "update accounts set name = $2, handle = null, company = null, email = null where person_id = $1",
        [person.id, called.name],
      );
    else await connection.query("delete from accounts where person_id = $1", [person.id]);
    await connection.query("update forms set prefill = '{}' where opener_id = $1 and used", [person.id]);
    for (const project of [null, ...projects.map((one) => one.id)]) await noted(connection, person.id, project);
  }
  const first = person.name.split(/\s+/)[0] ?? "";
  return {
    person,
    who,
    standIn: called.name,
    listed: listed.records.length,
    namesakes: listed.others,
    accounts: accounts.length,
    decided: Number(decided),
    projects: projects.map((one) => one.code),
    texts,
    leftAlone: { word: first, rows: first === person.name ? 0 : await holding(connection, first) },
    erased: really,
  };
}

/**
 * Erases somebody who stands on customers' lists only: their records are emptied, and their name goes from all texts.
 */
async function eraseListed(
  connection: Connection,
  { who, also, really }: EraseRequest,
  standIn: (number: number) => string,
): Promise<Erasure> {
  const listed = await listedAs(connection, [who, ...also]);
  const { records, mails } = listed;
  if (records.length === 0)
    throw new ErasureRefused(
      `Nobody here is called “${who}”, on no customer's list either. Give the name in full, the address, the handle, or the id.`,
    );
  if (mails.length > 1 && !mails.includes(who.trim().toLowerCase()))
    throw new ErasureRefused(
      `Several people on customers' lists are called “${who}”. Give the address:\n${mails.map((mail) => `  ${mail}`).join("\n")}`,
    );
  const name = standIn(await nextNumber(connection));
  if (really) await emptyListed(connection, listed, name);
  const known: KnownBy = { names: [who, ...also, ...mails], handles: [] };
  const texts = await rewrite(connection, known, replacing(known, { name, handle: name }), really);
  const projects = (
    await connection.query<{ id: string; code: string }>(
      "select id, code from projects where id::text = any($1::text[]) order by code",
      [[...new Set(records.map(({ project }) => project))]],
    )
  ).rows;
  // They have no id of ours: an address would be found out from its digest.
  const nobody = randomUUID();
  if (really) for (const { id } of projects) await noted(connection, nobody, id);
  return {
    ...{ who, standIn: name, accounts: 0, decided: 0, projects: projects.map(({ code }) => code), texts },
    ...{ listed: records.length, namesakes: [], leftAlone: { word: who, rows: 0 }, erased: really },
  };
}

/** Which number the next erased person has: those of lists are as many as the audit has noted. */
async function nextNumber(connection: Connection): Promise<number> {
  const [{ number = 1 } = {}] = (
    await connection.query<{ number: number }>(
      `select greatest(
         (select coalesce(max(substring(handle from '^erased-([0-9]{1,8})$')::int), 0) from people),
         (select count(distinct digest)::int from audit where runs = 'erase')) + 1 as number`,
    )
  ).rows;
  return number;
}

/** The audit knows who was erased by a digest of the id alone. */
async function noted(connection: Connection, person: string, project: string | null): Promise<void> {
  await connection.query(
    `insert into audit (id, at, actor_id, platform, conversation_id, project_id, runs, outcome, reason, refs, fields, digest)
     select $1, (extract(epoch from clock_timestamp()) * 1000)::bigint + "offset", null, 'system', null, $2, 'erase', 'done', null, '{}', $3, $4
     from clock`,
    [
      randomUUID(),
      project,
      ["accounts", "company", "email", "handle", "name", "texts"],
      createHash("sha256")
        .update(JSON.stringify([["person", person]]))
        .digest("hex"),
    ],
  );
}
