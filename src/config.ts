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
const notYet = [
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_APP_TOKEN",
  "TEAMS_CLIENT_ID",
  "TEAMS_CLIENT_SECRET",
  "TEAMS_TENANT_ID",
  "TEAMS_INSECURE_LOCAL",
] as const;

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
    .map((name) => `${name} is set, but this version speaks only to the local workspace: unset it`);
  if (!parsed.success) {
    throw new ConfigMistakes([...parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`), ...mistakes]);
  }
  const { data } = parsed;
  const local = data.LOCAL_WORKSPACE ?? true;
  if (!local) mistakes.push("LOCAL_WORKSPACE is 0, and no other platform is configured: there would be nobody to talk to");
  if (local && !isLoopback(data.HOST))
    mistakes.push(`HOST ${data.HOST} is not a loopback address: the local workspace has no log-in, so it is served on loopback only`);
  if (mistakes.length > 0) throw new ConfigMistakes(mistakes);
  return {
    database: { url: data.DATABASE_URL, dataDir: data.DATA_DIR },
    minutesModel:
      data.OPENAI_API_KEY === undefined
        ? undefined
        : { apiKey: data.OPENAI_API_KEY, baseUrl: data.OPENAI_BASE_URL, model: data.OPENAI_MODEL },
    local: { clock: data.LOCAL_CLOCK },
    host: data.HOST,
    port: data.PORT,
    timeZone: data.TIME_ZONE,
    language: data.LOCALE,
    logLevel: data.LOG_LEVEL,
  };
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
