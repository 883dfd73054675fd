import type { Projects } from "../store.ts";
import { changed, type Tx } from "./values.ts";

/** Who is on a project, and as what. */
export const membersIn = (tx: Tx): Pick<Projects, "addMember" | "removeMember"> => ({
  async addMember(id, person, role) {
    return changed(
      await tx.member.createMany({ data: [{ projectId: id, personId: person, role }], skipDuplicates: true }),
    );
  },
  async removeMember(id, person, role) {
    return changed(await tx.member.deleteMany({ where: { projectId: id, personId: person, role } }));
  },
});
