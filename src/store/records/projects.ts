import { randomUUID } from "node:crypto";
import type { Project, ProjectFacts } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import type { Language } from "../../messages/language.ts";
import type { Turn } from "../engine/project-queues.ts";
import type { Projects, Unread } from "../store.ts";
import { factsOfMany, factsOfOne, factsOfSome, factsWithoutHours, projectsWith } from "./facts-query.ts";
import { type FactsRow, factsOf } from "./facts-rows.ts";
import { holdingIn } from "./holding.ts";
import type { Brief, Known, Looked } from "./known.ts";
import { membersIn } from "./members.ts";
import { milestonesIn } from "./milestones.ts";
import { changed, date, json, type Tx } from "./values.ts";

/**
 * Projects that a condition on the row `p` selects, oldest first. The condition is ours; what people typed goes in as
 * parameters.
 */
export async function projectsWhere(
  tx: Tx,
  condition: string,
  ...values: readonly unknown[]
): Promise<readonly Project[]> {
  const rows = await tx.$queryRawUnsafe<{ body: string }[]>(projectsWith(condition), ...values);
  return rows.map((row) => JSON.parse(row.body) as Project);
}

async function factsBy(tx: Tx, query: string, value: unknown): Promise<readonly ProjectFacts[]> {
  return (await tx.$queryRawUnsafe<FactsRow[]>(query, value)).map(factsOf);
}

/** The next number of the counter `$2` of the project `$1`. */
export const countQuery = `insert into counters (project_id, letter, last) values ($1::uuid, $2, 1)
  on conflict (project_id, letter) do update set last = counters.last + 1 returning last`;

/** The open projects of the person `$1`. */
const ownProjects = `p.state = 'open' and (exists (select 1 from members m where m.project_id = p.id and m.person_id = $1::uuid)
  or exists (select 1 from accounts a where a.person_id = $1::uuid and a.staff))`;

async function projectOf(tx: Tx, id: Id): Promise<Project> {
  const [project] = await projectsWhere(tx, "p.id = $1::uuid", id);
  if (project === undefined) throw new Error(`No project has the id ${id}.`);
  return project;
}

/** A project by one look. */
export async function look(tx: Tx, id: Id): Promise<Looked> {
  const [row] = await tx.$queryRawUnsafe<(Omit<Looked, "facts"> & FactsRow)[]>(factsOfOne, id);
  if (row === undefined) throw new Error(`No project has the id ${id}.`);
  const { body, work, ...beside } = row;
  return { ...beside, facts: factsOf({ body, work }) };
}

/** The same without hours. */
async function briefLook(tx: Tx, id: Id): Promise<Brief> {
  const [row] = await tx.$queryRawUnsafe<(FactsRow & Pick<Brief, "agreement">)[]>(factsWithoutHours, id);
  if (row === undefined) throw new Error(`No project has the id ${id}.`);
  return { facts: factsOf(row), agreement: row.agreement };
}

/** `turn`: the work's place among those who want a project; `known`: what the transaction knows of projects. */
export function projectsIn(tx: Tx, turn: Turn, known: Known): Projects {
  const looked = (id: Id) => known.of(id, () => look(tx, id));
  return {
    ...holdingIn(tx, turn, known),
    ...milestonesIn(tx),
    ...membersIn(tx),
    async open(project) {
      if ((await tx.project.count({ where: { code: project.code } })) > 0) return undefined;
      const { via, agreement, options, hours, plan, price, rate, openedOn, ...plain } = project;
      const { id } = await tx.project.create({
        data: {
          ...plain,
          id: randomUUID(),
          agreementId: agreement,
          partner: via.kind === "partner" ? via.name : null,
          price: price === undefined ? null : BigInt(price),
          rate: rate === undefined ? null : BigInt(rate),
          options: json(options),
          hours: json(hours),
          plan: json(plan),
          openedOn: date(openedOn),
        },
        select: { id: true },
      });
      return projectOf(tx, id);
    },
    async find(code) {
      const [project] = await projectsWhere(tx, "p.code = $1", code);
      return project;
    },
    async facts(id) {
      return (await looked(id)).facts;
    },
    async withoutHours(id) {
      return (await known.briefly(id, () => briefLook(tx, id))).facts;
    },
    all: (states = ["open"]) => factsBy(tx, factsOfMany, [...states]),
    each: async (ids) =>
      (await tx.$queryRawUnsafe<(FactsRow & { project: Id })[]>(factsOfSome, [...ids])).map(
        ({ project, ...row }): Unread => ({ project, facts: () => factsOf(row) }),
      ),
    several: (ids) => factsBy(tx, factsOfSome, [...ids]),
    async ofPerson(id, most = 100_000) {
      const rows = await tx.$queryRawUnsafe<{ body: string }[]>(`${projectsWith(ownProjects)} limit $2`, id, most);
      return rows.map((row) => JSON.parse(row.body) as Project);
    },
    async spokenWith(id) {
      const spoken = `select distinct p.language from projects p where ${ownProjects}`;
      return (await tx.$queryRawUnsafe<{ language: Language }[]>(spoken, id)).map(({ language }) => language);
    },
    async update(id, { price, rate, options, ...plain }) {
      await tx.project.update({
        where: { id },
        data: {
          ...plain,
          price: price === undefined ? undefined : BigInt(price),
          rate: rate === undefined ? undefined : BigInt(rate),
          options: options === undefined ? undefined : json(options),
        },
        select: { id: true },
      });
    },
    async setPlan(id, plan) {
      await tx.project.update({ where: { id }, data: { plan: json(plan) }, select: { id: true } });
    },
    async setState(id, from, to, reason) {
      return changed(
        await tx.project.updateMany({ where: { id, state: from }, data: { state: to, stateReason: reason ?? null } }),
      );
    },
    async bind(id, as, conversation) {
      if (as === "internal") {
        await tx.project.update({ where: { id }, data: { internalId: conversation ?? null }, select: { id: true } });
        return true;
      }
      if (
        conversation !== undefined &&
        (await tx.project.count({ where: { sharedId: conversation, id: { not: id } } })) > 0
      )
        return false;
      await tx.project.update({ where: { id }, data: { sharedId: conversation ?? null }, select: { id: true } });
      return true;
    },
    async nextRef(id, letter) {
      const [counter] = await tx.$queryRawUnsafe<{ last: number }[]>(countQuery, id, letter);
      if (counter === undefined) throw new Error("The counter gave no number.");
      return `${letter}${counter.last}`;
    },
  };
}
