import { type CloudEnvironment, PUBLIC, US_GOV, US_GOV_DOD } from "@microsoft/teams.api";
import type { TeamsCloud } from "./options.ts";

/** One of Microsoft's clouds: who issues its tokens, and the only hosts that are spoken to there. */
interface Cloud {
  readonly environment: CloudEnvironment;
  /**
   * Hosts of Teams' own connectors, the first for what no conversation has named. Web Chat and Direct Line have others.
   */
  readonly connectors: readonly [string, ...string[]];
  /** Microsoft Graph's host. */
  readonly graph: string;
}

const clouds: Readonly<Record<TeamsCloud, Cloud>> = {
  public: {
    environment: PUBLIC,
    connectors: ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"],
    graph: "graph.microsoft.com",
  },
  usgov: { environment: US_GOV, connectors: ["smba.infra.gov.teams.microsoft.us"], graph: "graph.microsoft.us" },
  usgovdod: {
    environment: US_GOV_DOD,
    connectors: ["smba.infra.dod.teams.microsoft.us"],
    graph: "dod-graph.microsoft.us",
  },
};

/** The cloud of a registration: the public one where none is named. */
export const cloudOf = ({
  cloud = "public",
}: {
  readonly kind: string;
  readonly cloud?: TeamsCloud | undefined;
}): Cloud => clouds[cloud];
