import type { TeamsAccess } from "../options.ts";
import type { Conversations } from "./conversations.ts";

/** The supplier's tenant; undefined before the first conversation of a bot that was told none. */
export type HomeTenant = () => Promise<string | undefined>;

export function createHome(access: TeamsAccess, conversations: Pick<Conversations, "all">): HomeTenant {
  let tenant = access.tenantId;
  return async () => {
    // The first conversation that was ever kept: so it stays, whoever comes later.
    tenant ??= (await conversations.all())[0]?.tenant;
    return tenant;
  };
}
