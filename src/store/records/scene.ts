import type { Project } from "../../domain/facts.ts";
import type { Account, MetConversation, People, Places, SceneMet } from "../store.ts";
import { projectJson } from "./facts-query.ts";
import { type AccountRow, isAsShown, type PersonRow, person } from "./people.ts";
import { bindingsOf, type ConversationRow, conversation, isAsSeen } from "./places.ts";
import type { Tx } from "./values.ts";

/** Who an account is of, the conversation, and the projects whose channel it is: one look. */
export const sceneQuery = `select
  (select json_build_object('account', json_build_object('name', a.name, 'staff', a.staff, 'handle', a.handle, 'company', a.company,
      'email', a.email, 'gone', a.gone),
    'person', json_build_object('id', n.id, 'handle', n.handle, 'name', n.name, 'company', n.company, 'accountPerson',
      (select json_agg(json_build_object('staff', o.staff, 'gone', o.gone) order by o.seq) from accounts o where o.person_id = n.id)))::text
    from accounts a join people n on n.id = a.person_id where a.platform = $1 and a.tenant = $2 and a."user" = $3) as met,
  (select json_build_object('id', c.id, 'platform', c.platform, 'tenant', c.tenant, 'external', c.external, 'name', c.name,
      'outsiders', c.outsiders, 'private', c.private, 'unseen', c.unseen, 'language', c.language)::text
    from conversations c where c.platform = $4 and c.tenant = $5 and c.external = $6) as place,
  (select json_agg(json_strip_nulls(${projectJson}) order by p.seq)::text
    from projects p, conversations c where c.platform = $4 and c.tenant = $5 and c.external = $6
      and (p.internal_id = c.id or p.shared_id = c.id)) as projects`;

interface Row {
  readonly met: string | null;
  readonly place: string | null;
  readonly projects: string | null;
}

/** What is new about somebody or about a place is written down by the rooms whose it is. */
export async function sceneIn(
  tx: Tx,
  account: Account,
  place: MetConversation,
  people: Pick<People, "meet">,
  places: Pick<Places, "meet">,
): Promise<SceneMet> {
  const key = [account.platform, account.tenant, account.user, place.platform, place.tenant, place.external];
  const [row] = await tx.$queryRawUnsafe<Row[]>(sceneQuery, ...key);
  const met =
    row?.met === null || row === undefined
      ? undefined
      : (JSON.parse(row.met) as { account: AccountRow; person: PersonRow });
  const there = row?.place === null || row === undefined ? undefined : (JSON.parse(row.place) as ConversationRow);
  const projects = row?.projects === null || row === undefined ? [] : (JSON.parse(row.projects) as Project[]);
  return {
    person:
      met !== undefined && isAsShown(met.account, account)
        ? { ...person(met.person), staff: account.staff }
        : await people.meet(account),
    conversation: there !== undefined && isAsSeen(there, place) ? conversation(there) : await places.meet(place),
    bindings: there === undefined ? [] : bindingsOf(there.id, projects),
  };
}
