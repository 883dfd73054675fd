import { z } from "zod";
import { isDay } from "./domain/calendar.ts";
import { languages } from "./messages/language.ts";
import { type TeamsOptions, teamsClouds } from "./platforms/teams/options.ts";

const text = z.string().trim().min(1);
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const url = z.url();

const variables = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
    .optional(),
  DATA_DIR: text.default("./data"),
  AGREEMENT: text.optional(),
  BACKUP_KEEP: z.coerce.number().int().min(0).max(3650).default(7),
  SLACK_BOT_TOKEN: text.optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_APP_TOKEN: text.optional(),
  SLACK_API_URL: url.optional(),
  TEAMS_CLIENT_ID: text.optional(),
  TEAMS_CLIENT_SECRET: text.optional(),
  TEAMS_TENANT_ID: text.optional(),
  TEAMS_CLOUD: z.enum(teamsClouds).optional(),
  TEAMS_OPENID_METADATA_URL: url.optional(),
  TEAMS_TOKEN: text.optional(),
  TEAMS_INSECURE_LOCAL: flag.optional(),
  STAFF_GROUP: text.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL: text.default("gpt-5-mini"),
  OPENAI_SECONDS: z.coerce.number().int().min(10).max(570).default(300),
  OPENAI_TOKENS_PER_DAY: z.coerce.number().int().min(20_000).default(2_000_000),
  OPENAI_TOKENS_PER_SOURCE: z.coerce.number().int().min(20_000).default(400_000),
  FORTNOX_ACCESS_TOKEN: text.optional(),
  FORTNOX_API_URL: url.refine(isOutside, "must begin with https://, or be on loopback").optional(),
  PUBLIC_URL: url.refine(isOutside, "must begin with https://, or be on loopback").optional(),
  LOCAL_WORKSPACE: flag.optional(),
  LOCAL_CLOCK: text.refine(isWallClock, "must be a day and a time that exist, such as 2026-11-23T09:00").optional(),
  HOST: text.default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  TIME_ZONE: text.refine(isTimeZone, "is not a time zone, such as Europe/Stockholm").default("Europe/Stockholm"),
  LOCALE: z.enum(languages).default("sv"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).optional(),
});

type Variables = z.infer<typeof variables>;

/** The Teams SDK's own variables that would switch its token check off. */
const unchecked = ["DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"] as const;

/** The environment, parsed once. */
export type Config = Readonly<ReturnType<typeof readConfig>>;

/** Every bad variable at once, each with its name. */
export class ConfigMistakes extends Error {
  constructor(mistakes: readonly string[]) {
    super(`The environment is not right:\n${mistakes.map((mistake) => `  ${mistake}`).join("\n")}\nSee .env.example.`);
    this.name = "ConfigMistakes";
  }
}

/**
 * Reads the environment. An empty variable counts as unset.
 *
 * `inTerminal`: the log goes where a person reads what is said besides, and has only what needs them unless they ask
 * for more.
 *
 * @throws ConfigMistakes naming every bad variable.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, inTerminal = false) {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = variables.safeParse(given);
  const mistakes = unchecked
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name} is set: the token of what comes from Teams is always checked, so unset it`);
  if (!parsed.success) {
    throw new ConfigMistakes([
      ...parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
      ...mistakes,
    ]);
  }
  const { data } = parsed;
  const groups = staffGroupsOf(data.STAFF_GROUP, mistakes);
  const slack = slackOf(data, groups, mistakes);
  const teams = teamsOf(data, groups, mistakes);
  const real = slack !== undefined || teams?.kind === "registered";
  const local = data.LOCAL_WORKSPACE ?? !real;
  if (data.STAFF_GROUP !== undefined && !real)
    mistakes.push("STAFF_GROUP is set, but neither Slack nor Teams is configured: it would mean nothing, so unset it");
  if (real && groups.slack !== undefined && slack === undefined)
    mistakes.push(`STAFF_GROUP names the Slack user group ${groups.slack}, but Slack is not configured`);
  if (real && groups.teams !== undefined && teams === undefined)
    mistakes.push(`STAFF_GROUP names the Entra group ${groups.teams}, but Teams is not configured`);
  if (!local && !real && teams === undefined)
    mistakes.push("LOCAL_WORKSPACE is 0, and no other platform is configured: there would be nobody to talk to");
  if (local && !isLoopback(data.HOST))
    mistakes.push(
      `HOST ${data.HOST} is not a loopback address: the local workspace has no log-in, so it is served on loopback only`,
    );
  if (data.LOCAL_CLOCK !== undefined && real)
    mistakes.push(
      "LOCAL_CLOCK is set, but Slack or Teams is configured: their people's days must not move, so unset it",
    );
  if (data.FORTNOX_API_URL !== undefined && data.FORTNOX_ACCESS_TOKEN === undefined)
    mistakes.push("FORTNOX_API_URL is set, but there is nothing to ask it with: set FORTNOX_ACCESS_TOKEN too");
  if (mistakes.length > 0) throw new ConfigMistakes(mistakes);
  return {
    database: { url: data.DATABASE_URL, dataDir: data.DATA_DIR },
    /** Which of `services/*.yaml` new projects open with where none is named; unset: the first by name. */
    agreement: data.AGREEMENT,
    /** How many daily backups of the embedded database are kept; 0: none is taken. */
    backupKeep: data.BACKUP_KEEP,
    minutesModel:
      data.OPENAI_API_KEY === undefined
        ? undefined
        : {
            ...{ apiKey: data.OPENAI_API_KEY, baseUrl: data.OPENAI_BASE_URL, model: data.OPENAI_MODEL },
            /** Milliseconds for a whole draft. */
            limit: data.OPENAI_SECONDS * 1_000,
            perSource: data.OPENAI_TOKENS_PER_SOURCE,
            perDay: data.OPENAI_TOKENS_PER_DAY,
          },
    local: { on: local, clock: data.LOCAL_CLOCK },
    /** A platform of real people is configured: their days must not be moved. */
    real,
    slack,
    teams,
    /** Closed bases can be made draft invoices there. */
    fortnox:
      data.FORTNOX_ACCESS_TOKEN === undefined
        ? undefined
        : { token: data.FORTNOX_ACCESS_TOKEN, url: data.FORTNOX_API_URL },
    publicUrl: data.PUBLIC_URL,
    host: data.HOST,
    port: data.PORT,
    timeZone: data.TIME_ZONE,
    language: data.LOCALE,
    logLevel: data.LOG_LEVEL ?? (inTerminal ? "warn" : "info"),
  };
}

/**
 * Slack over HTTP needs a bot token and a signing secret, Socket Mode a bot token and an app token; with all three it
 * is Socket Mode.
 */
function slackOf(data: Variables, { slack: staffGroup }: StaffGroups, mistakes: string[]) {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = data;
  if (botToken === undefined && signingSecret === undefined && appToken === undefined) {
    if (data.SLACK_API_URL !== undefined)
      mistakes.push("SLACK_API_URL is set, but Slack is not configured: set SLACK_BOT_TOKEN too");
    return undefined;
  }
  if (botToken === undefined) {
    mistakes.push("SLACK_BOT_TOKEN is not set: it begins with xoxb- and stands under OAuth & Permissions");
    return undefined;
  }
  if (!botToken.startsWith("xoxb-")) mistakes.push("SLACK_BOT_TOKEN is not a bot token: it must begin with xoxb-");
  if (appToken !== undefined && !appToken.startsWith("xapp-"))
    mistakes.push("SLACK_APP_TOKEN is not an app-level token: it must begin with xapp-");
  if (signingSecret === undefined && appToken === undefined)
    mistakes.push(
      "SLACK_BOT_TOKEN is set alone: Slack over HTTP needs SLACK_SIGNING_SECRET too, Socket Mode needs SLACK_APP_TOKEN",
    );
  return { botToken, signingSecret, appToken, apiUrl: data.SLACK_API_URL, staffGroup };
}

type Access = NonNullable<TeamsOptions["access"]>;

/** Teams with an Azure Bot's registration, or a local Teams client without any on loopback. */
function teamsOf(data: Variables, { teams: staffGroup }: StaffGroups, mistakes: string[]): Access | undefined {
  const { TEAMS_CLIENT_ID: clientId, TEAMS_CLIENT_SECRET: clientSecret, TEAMS_TENANT_ID: tenantId } = data;
  const { TEAMS_OPENID_METADATA_URL: openIdMetadataUrl, TEAMS_TOKEN: token, TEAMS_CLOUD: cloud } = data;
  const credentials = { TEAMS_CLIENT_ID: clientId, TEAMS_CLIENT_SECRET: clientSecret, TEAMS_TOKEN: token };
  const given = Object.entries(credentials).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (data.TEAMS_INSECURE_LOCAL === true) {
    if (given.length > 0)
      mistakes.push(
        `TEAMS_INSECURE_LOCAL is 1 while ${given.join(", ")} is set: without token checks there must be no credentials, so unset one`,
      );
    if (!isLoopback(data.HOST))
      mistakes.push(`TEAMS_INSECURE_LOCAL is 1, but HOST ${data.HOST} is not a loopback address`);
    return { kind: "insecure-local", tenantId };
  }
  if (given.length === 0 && tenantId === undefined) {
    for (const [name, value] of Object.entries({ TEAMS_OPENID_METADATA_URL: openIdMetadataUrl, TEAMS_CLOUD: cloud }))
      if (value !== undefined) mistakes.push(`${name} is set, but Teams is not configured: set TEAMS_CLIENT_ID too`);
    return undefined;
  }
  if (clientId === undefined) mistakes.push("TEAMS_CLIENT_ID is not set: it is the Microsoft App ID of the Azure Bot");
  if (tenantId === undefined)
    mistakes.push("TEAMS_TENANT_ID is not set: it is the Directory (tenant) ID of your own organisation");
  if (clientSecret === undefined && token === undefined)
    mistakes.push("TEAMS_CLIENT_SECRET is not set: make one under Certificates & secrets of the app registration");
  if (clientId === undefined || tenantId === undefined) return undefined;
  return { kind: "registered", clientId, clientSecret, tenantId, cloud, openIdMetadataUrl, token, staffGroup };
}

interface StaffGroups {
  readonly slack?: string;
  readonly teams?: string;
}

/**
 * One group, or with both platforms one of each, by comma: a Slack user group begins with S, an Entra group's id is a
 * GUID.
 */
function staffGroupsOf(text: string | undefined, mistakes: string[]): StaffGroups {
  const groups = text?.split(",").map((one) => one.trim()) ?? [];
  const isEntra = (one: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(one);
  const [slack, ...moreSlack] = groups.filter((one) => !isEntra(one));
  const [teams, ...moreTeams] = groups.filter(isEntra);
  if (moreSlack.length + moreTeams.length > 0)
    mistakes.push("STAFF_GROUP names more than one group of the same platform: name one");
  return { ...(slack === undefined ? {} : { slack }), ...(teams === undefined ? {} : { teams }) };
}

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);

function isOutside(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname.replace(/^\[|\]$/gu, "")));
}

function isWallClock(text: string): boolean {
  const [, day = "", time = ""] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(text) ?? [];
  return isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
