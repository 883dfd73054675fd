import { z } from "zod";
import { isDay } from "./domain/calendar.ts";

const text = z.string().trim().min(1);
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const url = z.url();

const variables = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
    .optional(),
  DATA_DIR: text.default("./data"),
  SLACK_BOT_TOKEN: text.optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_APP_TOKEN: text.optional(),
  SLACK_API_URL: url.optional(),
  TEAMS_CLIENT_ID: text.optional(),
  TEAMS_CLIENT_SECRET: text.optional(),
  TEAMS_TENANT_ID: text.optional(),
  TEAMS_OPENID_METADATA_URL: url.optional(),
  TEAMS_TOKEN: text.optional(),
  TEAMS_INSECURE_LOCAL: flag.optional(),
  STAFF_GROUP: text.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL: text.default("gpt-5-mini"),
  PUBLIC_URL: url.optional(),
  LOCAL_WORKSPACE: flag.optional(),
  LOCAL_CLOCK: text.refine(isWallClock, "must be a day and a time that exist, such as 2026-11-23T09:00").optional(),
  HOST: text.default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  TIME_ZONE: text.refine(isTimeZone, "is not a time zone, such as Europe/Stockholm").default("Europe/Stockholm"),
  LOCALE: z.enum(["sv", "en"]).default("sv"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** The environment, parsed once. */
export type Config = Readonly<ReturnType<typeof readConfig>>;

/** Every bad variable at once, each with its name. */
export class ConfigMistakes extends Error {
  constructor(mistakes: readonly string[]) {
    super(`The environment is not right:\n${mistakes.map((mistake) => `  ${mistake}`).join("\n")}\nSee .env.example.`);
    this.name = "ConfigMistakes";
  }
}

/** The platforms that this version does not speak yet: configuring one is refused rather than ignored. */
const notYet = ["TEAMS_CLIENT_ID", "TEAMS_CLIENT_SECRET", "TEAMS_TENANT_ID", "TEAMS_INSECURE_LOCAL"] as const;

/**
 * Reads the environment. An empty variable counts as unset.
 *
 * @throws ConfigMistakes naming every bad variable.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = variables.safeParse(given);
  const mistakes = notYet
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name} is set, but this version speaks only to Slack and the local workspace: unset it`);
  if (!parsed.success) {
    throw new ConfigMistakes([...parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`), ...mistakes]);
  }
  const { data } = parsed;
  const slack = slackOf(data, mistakes);
  const local = data.LOCAL_WORKSPACE ?? slack === undefined;
  if (!local && slack === undefined)
    mistakes.push("LOCAL_WORKSPACE is 0, and no other platform is configured: there would be nobody to talk to");
  if (local && !isLoopback(data.HOST))
    mistakes.push(`HOST ${data.HOST} is not a loopback address: the local workspace has no log-in, so it is served on loopback only`);
  if (data.LOCAL_CLOCK !== undefined && slack !== undefined)
    mistakes.push("LOCAL_CLOCK is set, but Slack is configured: its people's days must not move, so unset it");
  if (mistakes.length > 0) throw new ConfigMistakes(mistakes);
  return {
    database: { url: data.DATABASE_URL, dataDir: data.DATA_DIR },
    minutesModel:
      data.OPENAI_API_KEY === undefined
        ? undefined
        : { apiKey: data.OPENAI_API_KEY, baseUrl: data.OPENAI_BASE_URL, model: data.OPENAI_MODEL },
    local: { on: local, clock: data.LOCAL_CLOCK },
    slack,
    host: data.HOST,
    port: data.PORT,
    timeZone: data.TIME_ZONE,
    language: data.LOCALE,
    logLevel: data.LOG_LEVEL,
  };
}

/** Slack over HTTP needs a bot token and a signing secret, Socket Mode a bot token and an app token; with all three it is Socket Mode. */
function slackOf(data: z.infer<typeof variables>, mistakes: string[]) {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = data;
  if (botToken === undefined && signingSecret === undefined && appToken === undefined) {
    for (const name of ["SLACK_API_URL", "STAFF_GROUP"] as const)
      if (data[name] !== undefined) mistakes.push(`${name} is set, but Slack is not configured: set SLACK_BOT_TOKEN too`);
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
    mistakes.push("SLACK_BOT_TOKEN is set alone: Slack over HTTP needs SLACK_SIGNING_SECRET too, Socket Mode needs SLACK_APP_TOKEN");
  return { botToken, signingSecret, appToken, apiUrl: data.SLACK_API_URL, staffGroup: data.STAFF_GROUP };
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);

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
