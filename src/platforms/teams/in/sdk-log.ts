import type { App } from "@microsoft/teams.apps";
import { phrase } from "../../../messages/phrase.ts";
import type { TellAdministrator } from "../administrator.ts";
import type { PlatformLog } from "../options.ts";

type Logger = NonNullable<NonNullable<ConstructorParameters<typeof App>[0]>["logger"]>;

/** What jsonwebtoken says of a token that Microsoft signed for another bot. */
const forAnother = "jwt audience invalid";

/**
 * The SDK's own words go to our log; what people wrote is never among them at these levels. A token for another app id
 * than ours is for the administrator, `clientId` being ours.
 */
export function loggerTo(log: PlatformLog, tellAdministrator: TellAdministrator, clientId: string): Logger {
  const say =
    (event: string) =>
    (...words: readonly unknown[]) => {
      const said = words.map((word) => (word instanceof Error ? word.message : String(word))).join(" ");
      if (said.includes(forAnother))
        return tellAdministrator("the app id does not fit", phrase("teams.advice.app", { id: clientId }));
      log.info(`${event}: ${said}`.slice(0, 500));
    };
  const none = () => undefined;
  const logger: Logger = {
    ...{ debug: none, info: none, trace: none },
    warn: say("the SDK warns"),
    error: say("the SDK"),
    log: (level, ...words) => (level === "error" || level === "warn" ? logger[level](...words) : undefined),
    child: () => logger,
  };
  return logger;
}
