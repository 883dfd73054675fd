import { createActing } from "./acting.ts";
import { createResponseUrls } from "./answers.ts";
import { createGestures } from "./gestures.ts";
import { createHappenings } from "./happenings.ts";
import { allScopes } from "./methods/index.ts";
import { stackOf } from "./methods/views.ts";
import { createPayloads } from "./payloads.ts";
import { createRates } from "./rates.ts";
import { labelsOf, pingsOf, readMessage } from "./reading.ts";
import { createSlackServer, listenOn } from "./server.ts";
import type { Slack } from "./slack.ts";
import { createTriggers } from "./triggers.ts";
import type { SlackOptions } from "./types.ts";
import { createHttpWire, createSocketWire, encode, sign } from "./wire.ts";
import { createWorld, type World } from "./world.ts";

export type * from "./slack.ts";
export type * from "./types.ts";

const signingSecret = "signing-secret-of-the-tests";
const botToken = "xoxb-startklar-test";
const appToken = "xapp-startklar-test";

/**
 * The people and channels of the story: Leverantören's consultants, Solbacken's people through Slack Connect, and a
 * guest.
 */
function settle(world: World): void {
  world.addUser({ name: "anna", realName: "Anna Lind", email: "anna.lind@leverantoren.se" });
  world.addUser({ name: "erik", realName: "Erik Holm", admin: true, email: "erik.holm@leverantoren.se" });
  world.addUser({ name: "karin", realName: "Karin Ek", team: world.customer.id, email: "karin.ek@solbacken.se" });
  world.addUser({ name: "johan", realName: "Johan Berg", team: world.customer.id });
  world.addUser({ name: "petra", realName: "Petra Sund", team: world.customer.id, admin: true });
  world.addUser({ name: "olle", realName: "Olle Okänd", guest: "single-channel" });
  world.addChannel({ name: "general", members: ["anna", "erik"], bot: false });
  world.addChannel({ name: "solbacken", kind: "private", members: ["anna", "erik"] });
  const people = ["anna", "erik", "karin", "johan", "petra", "olle"];
  world.addChannel({ name: "solbacken-kund", kind: "private", members: people, sharedWith: [world.customer.id] });
}

/**
 * Starts a Slack for tests on the loopback.
 *
 * In it from the start: anna and erik of the home workspace (erik its admin), olle a single-channel guest there; karin,
 * johan and petra of Solbacken (petra that workspace's admin); `general` (public, without the bot), `solbacken`
 * (private) and `solbacken-kund` (private, shared with Solbacken).
 */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const { mode = "http", manifest, rates = "strict" } = options;
  let port = 0;
  let botUrl = "";
  const scopes = options.scopes ?? manifest?.oauth_config?.scopes?.bot ?? allScopes;
  const world = createWorld(options, scopes, () => `http://127.0.0.1:${port}`);
  settle(world);
  const triggers = createTriggers(world, options.triggerLife);
  const responses = createResponseUrls(world);
  const openSocket = () => sockets.open();
  const server = createSlackServer({
    world,
    botToken,
    appToken,
    triggers,
    rates: createRates(rates, Date.now, options.second),
    responses,
    openSocket,
  });
  const sockets = createSocketWire(world, server);
  const wire = mode === "socket" ? sockets : createHttpWire(signingSecret, () => botUrl);
  port = await listenOn(server, options.port);
  const payloads = createPayloads(world, triggers, responses);
  const acting = createActing(world, wire);
  const of = (channel: string) => world.messages.filter((one) => one.channel === world.channel(channel).id);

  return {
    url: `${world.origin()}/api/`,
    signingSecret,
    botToken,
    appToken,
    appId: world.appId,
    botId: world.botId,
    botUser: world.botUser,
    home: world.home,
    customer: world.customer,
    connect(url) {
      botUrl = url.replace(/\/$/, "");
    },
    connected: () => wire.connected(),
    ...createGestures(world, acting, payloads),
    ...createHappenings(world, acting, payloads),
    retry: (last, num = 1, reason = "http_timeout") => acting.send({ ...last.sent, retry: { num, reason } }),
    async raw(body, headers) {
      const response = await fetch(`${botUrl}/slack/events`, {
        method: "POST",
        body: typeof body === "string" ? body : Buffer.from(body),
        headers,
      });
      return { status: response.status, text: await response.text() };
    },
    encode,
    sign: (body, { at, secret = signingSecret } = {}) => sign(secret, body, at),
    recycleSockets: () => sockets.recycle(),
    workspaces: world.teams,
    users: world.users,
    channels: world.channels,
    files: world.files,
    calls: world.calls,
    user: world.user,
    channel: world.channel,
    im: world.im,
    messages: (channel) => of(channel).filter(({ ephemeralTo }) => ephemeralTo === undefined),
    ephemerals: (channel) => of(channel).filter(({ ephemeralTo }) => ephemeralTo !== undefined),
    reads(who, where) {
      const { id } = world.user(who);
      if (!world.channel(where).members.has(id)) return [];
      return of(where)
        .filter(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === id)
        .map((message) => ({
          ts: message.ts,
          text: readMessage(world, message),
          buttons: labelsOf(message.blocks),
          message,
        }));
    },
    pings: pingsOf,
    modal: (user) => stackOf(world, world.user(user).id).at(-1),
    views: (user) => stackOf(world, world.user(user).id),
    homeOf: (user) => world.homes.get(world.user(user).id),
    addUser: world.addUser,
    addChannel: world.addChannel,
    addGroup: ({ id, handle, users }) =>
      void world.groups.push({ id, handle, users: users.map((one) => world.user(one).id) }),
    revoke() {
      world.revoked = true;
    },
    lack(kinds) {
      world.lacks.clear();
      for (const kind of kinds) world.lacks.add(kind);
    },
    grant(granted) {
      world.scopes = granted;
    },
    trouble: (method, trouble, times = 1) => void world.troubles.push({ method, trouble, times }),
    hang(channels) {
      for (const one of channels) world.hung.add(world.channel(one).id);
    },
    mend: () => void world.troubles.splice(0),
    async stop() {
      await sockets.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
