import { type AppOptions, LogLevel } from "@slack/bolt";
import type { PlatformLog } from "../options.ts";

export type BoltLogger = NonNullable<AppOptions["logger"]>;

/** Bolt's own words go to our log; what people wrote is never among them at these levels. */
export function loggerTo(log: PlatformLog): BoltLogger {
  const say =
    (event: string) =>
    (...words: unknown[]) =>
      log.info(
        `${event}: ${words.map((word) => (word instanceof Error ? word.message : String(word))).join(" ")}`.slice(
          0,
          500,
        ),
      );
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say("slack warns"),
    error: say("slack"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
