import type { Answer } from "../../bot/incoming.ts";
import type { Hosting } from "../hosting.ts";

/** Microsoft's clouds that Teams is in, as `TEAMS_CLOUD` names them; GCC is in the public one, `usgov` is GCC High. */
export const teamsClouds = ["public", "usgov", "usgovdod"] as const;
export type TeamsCloud = (typeof teamsClouds)[number];

/** How Teams reaches us, and we it. */
export type TeamsAccess =
  | {
      readonly kind: "registered";
      /** The Azure Bot's app id. */
      readonly clientId: string;
      readonly clientSecret?: string | undefined;
      /** The home tenant: the supplier's. */
      readonly tenantId: string;
      /** Microsoft's cloud that the tenant is in; unset: the public one. */
      readonly cloud?: TeamsCloud | undefined;
      /** Another key set than Microsoft's, for tests. */
      readonly openIdMetadataUrl?: string | undefined;
      /** A ready token for the connector, for tests. */
      readonly token?: string | undefined;
      /** The Entra group that staff must be in. */
      readonly staffGroup?: string | undefined;
    }
  /**
   * No token check: a local Teams client on loopback. The home tenant is this one, or that of the first conversation.
   */
  | { readonly kind: "insecure-local"; readonly tenantId?: string | undefined };

/** What Teams works with. */
export interface TeamsOptions
  extends Omit<Hosting, "jobs" | "shown" | "home" | "typeable" | "files" | "introduce" | "time"> {
  readonly access: TeamsAccess;
  /** How long a second of Teams' rates lasts, in seconds: 1 but for tests. */
  readonly pace?: number | undefined;
  /** Another base than Microsoft Graph's, for tests. */
  readonly graphUrl?: string | undefined;
}

export type { Account, MetConversation, PlatformLog } from "../hosting.ts";
export type { Answer };
