import type { Id } from "../../domain/units.ts";
import type { Turn } from "../engine/project-queues.ts";
import type { Projects } from "../store.ts";
import type { Known } from "./known.ts";
import type { Tx } from "./values.ts";

/** Weaker than `for update`: rows that only name the project may be added by others meanwhile. */
export const lockQuery = "select 1 from projects where id = $1::uuid for no key update skip locked";

/** Who has a project to write to it, and who only says something of it. */
export function holdingIn(tx: Tx, turn: Turn, known: Known): Pick<Projects, "lock" | "pass"> {
  /** A project that does not exist is nobody's: whoever reads its facts hears of that. */
  const isFree = async (id: Id, got: () => Promise<readonly unknown[]>): Promise<boolean> =>
    (await got()).length > 0 || (await tx.project.count({ where: { id } })) === 0;

  return {
    async lock(id) {
      const got = () => tx.$queryRawUnsafe<unknown[]>(lockQuery, id);
      await turn.take(id, () => isFree(id, got));
      // Whoever had it before may have written to it.
      known.wrote(id);
    },
    async pass(id) {
      const got = () =>
        tx.$queryRaw<unknown[]>`select 1 from projects where id = ${id}::uuid for key share skip locked`;
      await turn.pass(id, () => isFree(id, got));
    },
  };
}
