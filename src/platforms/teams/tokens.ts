import { App, type AppOptions, type IPlugin } from "@microsoft/teams.apps";
import { cloudOf } from "./cloud.ts";
import { TokenError } from "./errors.ts";
import type { TeamsAccess } from "./options.ts";

/** The tokens that we show: to the connector, and to Graph. */
export interface Tokens {
  /** Throws {@link TokenError} when none can be had; undefined where none is needed. */
  connector(): Promise<string | undefined>;
  /** Throws {@link TokenError} when none can be had; undefined where none is needed. */
  graph(): Promise<string | undefined>;
}

/** The SDK's own way to tokens, with which it would send: kept and renewed by Microsoft's MSAL. */
class Registration extends App {
  connector(): Promise<unknown> {
    return this.getBotToken();
  }
  async forGraph(): Promise<unknown> {
    return this.getAppGraphToken();
  }
}

const silence = (): undefined => undefined;
type Logger = NonNullable<AppOptions<IPlugin>["logger"]>;
/** MSAL and the SDK would write to the console. */
const silent: Logger = {
  child: () => silent,
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  log: silence,
  trace: silence,
};

const patience = 15_000;

export function createTokens(access: TeamsAccess): Tokens {
  if (access.kind === "insecure-local") return { connector: async () => undefined, graph: async () => undefined };
  const { clientId, clientSecret, tenantId, token } = access;
  if (token !== undefined) return { connector: async () => token, graph: async () => token };
  const registration = new Registration({
    ...{
      clientId,
      tenantId,
      logger: silent,
      dangerouslyAllowUnauthenticatedRequests: false,
      cloud: cloudOf(access).environment,
    },
    ...(clientSecret === undefined ? {} : { clientSecret }),
  });
  return {
    connector: () => asked(registration.connector()),
    graph: () => asked(registration.forGraph()),
  };
}

async function asked(work: Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TokenError(`no token within ${patience} ms`, false)), patience);
  });
  try {
    return String((await Promise.race([work, tooLong])) ?? "");
  } catch (error) {
    throw error instanceof TokenError ? error : new TokenError(error, isRefusal(error));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Microsoft's sign-in answered, and the answer was no: `invalid_client`, an unknown tenant. Anything else passes by
 * itself.
 */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errorCode } = error as Error & { readonly errorCode?: unknown };
  return (
    typeof errorCode === "string" &&
    !["network_error", "request_cannot_be_made", "endpoints_resolution_error"].includes(errorCode)
  );
}
