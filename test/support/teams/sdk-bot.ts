import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PUBLIC, withOverrides } from "@microsoft/teams.api";
import { App, ExpressAdapter } from "@microsoft/teams.apps";
import express from "express";
import type { Fields, Teams } from "./index.ts";

/** What a bot of Microsoft's own SDK heard, in order. */
export type Heard = Fields;

class Listener extends App {
  readonly #hear: (activity: Heard) => Fields;
  constructor(options: ConstructorParameters<typeof App>[0], hear: (activity: Heard) => Fields) {
    super(options);
    this.#hear = hear;
  }
  override async onActivity({ body }: Parameters<App["onActivity"]>[0]): ReturnType<App["onActivity"]> {
    return { status: 200, body: this.#hear({ ...body }) };
  }
}

const none = () => undefined;
const quiet = { debug: none, info: none, trace: none, warn: none, error: none, log: none, child: () => quiet };

/** A bot on Microsoft's SDK, its token check on, that answers what the test says; gives how to stop it. */
export async function startSdkBot(teams: Teams, hear: (activity: Heard) => Fields): Promise<() => Promise<void>> {
  const web = express();
  const app = new Listener(
    {
      clientId: teams.clientId,
      clientSecret: "",
      tenantId: teams.tenantId,
      token: () => teams.token,
      cloud: withOverrides(PUBLIC, { openIdMetadataUrl: teams.metadataUrl }),
      httpServerAdapter: new ExpressAdapter(web, { logger: quiet }),
      logger: quiet,
    },
    hear,
  );
  await app.initialize();
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  teams.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
