import type { Server } from "node:http";
import type { Dispatch } from "../../src/bot/incoming.ts";
import { closeServer, createHttp, listen } from "../../src/http.ts";
import type { Language } from "../../src/messages/language.ts";
import { createTeamsPlatform, type TeamsOptions } from "../../src/platforms/index.ts";
import type { TeamsCloud } from "../../src/platforms/teams/options.ts";
import type { TestDatabase } from "./databases.ts";
import { hostingFor } from "./hosting.ts";
import { type RunningBot, startRunningBot } from "./running-bot.ts";
import { type Message, type TeamsOptions as StandInOptions, startTeams, type Teams } from "./teams/index.ts";

/** How a bot reaches the stand-in, and is reached by it. */
export function accessTo(
  teams: Teams,
  more: {
    readonly insecure?: boolean;
    readonly staffGroup?: string | undefined;
    readonly cloud?: TeamsCloud | undefined;
  } = {},
): TeamsOptions["access"] {
  const { clientId, tenantId, token, metadataUrl } = teams;
  if (more.insecure === true) return { kind: "insecure-local", tenantId };
  return {
    kind: "registered",
    clientId,
    tenantId,
    token,
    openIdMetadataUrl: metadataUrl,
    staffGroup: more.staffGroup,
    cloud: more.cloud,
  };
}

const portOf = (server: Server): number => {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No port");
  return address.port;
};

/** The Teams platform alone, with a bot behind it that answers what the test says. */
export async function startPlatform(
  dispatch: Dispatch,
  more: Partial<TeamsOptions> & {
    readonly standIn?: StandInOptions;
    readonly staffGroup?: string;
    readonly cloud?: TeamsCloud;
  } = {},
) {
  const { standIn = {}, staffGroup, cloud, ...options } = more;
  const { insecure = false } = standIn;
  const teams = await startTeams(standIn);
  const hosting = hostingFor(dispatch);
  const { troubles } = hosting;
  const platform = await createTeamsPlatform({
    ...hosting,
    access: accessTo(teams, { insecure, staffGroup, cloud }),
    graphUrl: teams.graphUrl,
    ...options,
  });
  const health = { ready: async () => undefined, outboxRows: { counts: async () => ({ waiting: 0, parked: 0 }) } };
  const server = await listen(createHttp(health, [platform.router]), "127.0.0.1", 0);
  teams.connect(`http://127.0.0.1:${portOf(server)}`);
  platform.start();
  return {
    teams,
    platform,
    hosting,
    troubles,
    async stop() {
      await closeServer(server);
      await platform.stop();
      await teams.stop();
    },
  };
}

/** The whole house, spoken to through Teams alone. */
export interface TeamsBot extends RunningBot {
  readonly teams: Teams;
  /** The newest message of the bot's in a conversation that says this, as anna reads it. */
  message(where: string, pattern: RegExp): Message;
  /** What a person reads of a conversation, newest last. */
  reads(user: string, where: string): string;
  /**
   * Opens Solbacken as the main story does: internal `solbacken`, and what the customer reads in `shared` (default: the
   * group chat `solbacken-kund`) with `approver` (karin) and `other` (johan).
   */
  openSolbacken(
    more?: string,
    people?: { readonly shared?: string; readonly approver?: string; readonly other?: string },
  ): Promise<void>;
}

interface BotOptions {
  readonly language?: Language;
  readonly open?: () => Promise<TestDatabase>;
  readonly standIn?: StandInOptions;
  readonly staffGroup?: string;
  /** Business time at the start, milliseconds since 1970; default: a Monday morning. */
  readonly clock?: number;
}

/** Starts the house with Teams in it, which has told it already of where the app is installed. */
export async function startTeamsBot({
  language = "sv",
  open,
  standIn = {},
  staffGroup,
  clock,
}: BotOptions = {}): Promise<TeamsBot> {
  const teams = await startTeams(standIn);
  const { insecure = false } = standIn;
  const bot = await startRunningBot({
    config: { language, teams: accessTo(teams, { insecure, ...(staffGroup === undefined ? {} : { staffGroup }) }) },
    listens: teams.connect,
    ...(open === undefined ? {} : { open }),
    ...(clock === undefined ? {} : { clock }),
  });
  const told = await teams.introduce();
  const unheard = told.find(({ status }) => status !== 200);
  if (unheard !== undefined)
    throw new Error(`The bot answered ${unheard.status} when it was told where it is: ${JSON.stringify(unheard)}`);
  await bot.settled();
  const said = (user: string, where: string): string =>
    teams
      .reads(user, where)
      .map(({ text }) => text)
      .join("\n");

  return {
    ...bot,
    teams,
    reads: said,
    message(where, pattern) {
      const own = teams.reads("anna", where).filter(({ message }) => message.from === teams.bot.id);
      const found = own.findLast(({ text }) => pattern.test(text));
      if (found === undefined) throw new Error(`Nothing in ${where} says ${pattern}, but: ${said("anna", where)}`);
      return found.message;
    },
    async openSolbacken(more = "", { shared = "solbacken-kund", approver = "karin", other = "johan" } = {}) {
      const line = `open "Solbacken Vård AB" internal:solbacken shared:${shared} data:2026-12-04 golive:2026-12-18 ${more}`;
      for (const text of [line, `team add ${approver} approver`, `team add ${other}`]) {
        await teams.say("anna", "solbacken", text);
        await bot.settled();
        // Days that look odd are asked about first.
        const asked = ["solbacken", "personal"]
          .flatMap((where) => teams.reads("anna", where).at(-1) ?? [])
          .find(({ buttons }) => buttons.some((one) => opens.test(one)));
        if (text === line && asked !== undefined) await teams.press("anna", asked.message, opens);
        await bot.settled();
      }
    },
    async stop() {
      await bot.stop();
      await teams.stop();
    },
  };
}

const opens = /^(?:Open it so|Öppna så)$/;
