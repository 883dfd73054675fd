import type { Config } from "../config.ts";
import type { PlatformName } from "../messages/platform.ts";
import {
  createLocalPlatform,
  createSlackPlatform,
  createTeamsPlatform,
  type Hosting,
  type Installed,
} from "../platforms/index.ts";

/** What platforms are configured by. */
export type PlatformConfig = Partial<Pick<Config, "local" | "real" | "slack" | "teams">>;

/** A platform that the house can have. */
export interface PlatformEntry {
  /** As addresses, accounts and what is kept name it: never changed once somebody has used it. */
  readonly name: PlatformName;
  /** Puts it in; undefined where it is not configured. */
  install(hosting: Hosting, config: PlatformConfig): Installed | undefined | Promise<Installed | undefined>;
}

/** Every platform there is. */
export const platforms: readonly PlatformEntry[] = [
  {
    name: "local",
    install: (hosting, { local, real }) =>
      createLocalPlatform({ ...hosting, open: local?.on ?? true, clockMoves: real !== true }),
  },
  { name: "slack", install: (hosting, { slack }) => slack && createSlackPlatform({ ...hosting, credentials: slack }) },
  { name: "teams", install: (hosting, { teams }) => teams && createTeamsPlatform({ ...hosting, access: teams }) },
];
