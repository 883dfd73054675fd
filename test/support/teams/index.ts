import { createActing } from "./acting.ts";
import { createActivities } from "./activities.ts";
import { createGestures } from "./gestures.ts";
import { createHappenings } from "./happenings.ts";
import { createKeys } from "./keys.ts";
import { createRates } from "./rates.ts";
import { cardsFor, labelsOf, linksOf, mentionsOf, readMessage } from "./reading.ts";
import { createTeamsServer, listenOn } from "./server.ts";
import type { Read, Teams } from "./teams.ts";
import type { TeamsOptions } from "./types.ts";
import { createWire } from "./wire.ts";
import { askedFor, createWorld, type World } from "./world.ts";

export type * from "./teams.ts";
export type * from "./types.ts";

/** The people and places of the story: Leverantören's consultants, Solbacken's people, and a partner's. */
function settle(world: World, customers: TeamsOptions["customers"] = "guests"): void {
  const guests = customers === "guests";
  world.addUser({ name: "anna", realName: "Anna Lind" });
  world.addUser({ name: "erik", realName: "Erik Holm" });
  world.addUser({
    name: "karin",
    realName: "Karin Ek",
    email: "karin.ek@solbacken.se",
    ...(guests ? { guest: true } : { tenant: world.customer.id }),
  });
  world.addUser({ name: "johan", realName: "Johan Berg", tenant: world.customer.id });
  world.addUser({ name: "petra", realName: "Petra Sund", tenant: world.partner.id });
  world.addTeam({ name: "Leverans", members: ["anna", "erik"] });
  world.addChannel({ team: "Leverans", name: "solbacken" });
  world.addChannel({ team: "Leverans", name: "solbacken-privat", type: "private", members: ["anna", "erik"] });
  world.addChannel({
    team: "Leverans",
    name: "solbacken-delad",
    type: "shared",
    members: ["anna", "erik", "johan", "petra"],
  });
  const everybody = ["anna", "erik", "karin", "johan", "petra"];
  if (guests) {
    world.addTeam({ name: "Kunder", members: ["anna", "erik", "karin"] });
    world.addChannel({ team: "Kunder", name: "solbacken-gäster" });
    world.addChat({ name: "solbacken-kund", members: everybody });
  } else world.addChannel({ team: "Leverans", name: "solbacken-kund", type: "shared", members: everybody });
  for (const name of ["anna", "erik"]) world.personal(name).installed = true;
}

/**
 * Starts a Teams for tests on the loopback.
 *
 * In it from the start: anna and erik of the home tenant, karin its guest, johan of the customer's tenant, petra of a
 * partner's. The team `Leverans` (anna, erik) with the channels General, `solbacken`, `solbacken-privat` (private) and
 * `solbacken-delad` (shared, with johan and petra); the team `Kunder` (with karin) with General and `solbacken-gäster`;
 * the group chat `solbacken-kund` with all five, for Teams lets no guest into a shared channel and nobody of another
 * tenant into any other. The bot is in all of them, and anna and erik have it as a personal app; it is told so by
 * {@link Teams.introduce}.
 */
export async function startTeams(options: TeamsOptions = {}): Promise<Teams> {
  let port = 0;
  let botUrl = "";
  const world = createWorld(options, () => `http://127.0.0.1:${port}`);
  settle(world, options.customers);
  const token = "token-of-the-tests";
  // Teams' own ends with a slash, too.
  const serviceUrl = () => `${world.origin()}/svc/`;
  const keys = createKeys(world.clientId, serviceUrl, options.issuer ?? "https://api.botframework.com");
  const server = createTeamsServer({ world, keys, token, rates: createRates(options) });
  const wire = createWire(() => botUrl);
  const good = () => (options.insecure === true ? null : keys.mint());
  port = await listenOn(server, options.port);
  const activities = createActivities(world, serviceUrl);
  const acting = createActing(world, wire, good);
  const happenings = createHappenings(world, acting, activities);
  const of = (where: string, who?: string) => {
    const conversation = world.conversation(where, who);
    return world.messages.filter((one) => one.conversation === conversation);
  };
  const nameOf = (id: string): string => world.findUser(id)?.name ?? id;

  function reads(who: string, where: string): readonly Read[] {
    const { id } = world.user(who);
    if (!world.membersOf(world.conversation(where, id)).has(id)) return [];
    return of(where, id)
      .filter(({ targetedTo }) => targetedTo === undefined || targetedTo === id)
      .map((message) => ({
        id: message.id,
        text: readMessage(message, id),
        buttons: cardsFor(message, id).flatMap(labelsOf),
        links: cardsFor(message, id).flatMap(linksOf),
        message,
        edited: message.edits.length > 0,
        ...(message.targetedTo === undefined ? {} : { targetedTo: nameOf(message.targetedTo) }),
      }));
  }

  return {
    metadataUrl: `${world.origin()}/v1/.well-known/openidconfiguration`,
    clientId: world.clientId,
    tenantId: world.home.id,
    token,
    serviceUrl: serviceUrl(),
    graphUrl: `${world.origin()}/graph`,
    bot: world.bot,
    home: world.home,
    customer: world.customer,
    partner: world.partner,
    connect(url) {
      botUrl = url.replace(/\/$/, "");
    },
    ...createGestures(world, acting, activities, happenings.install),
    ...happenings,
    raw: (body, { token: given = good() } = {}) => wire.send(body, given),
    retry: (last) => acting.send(last.sent),
    mint: keys.mint,
    keysFetched: () => keys.fetched,
    users: world.users,
    teams: world.teams,
    conversations: world.conversations,
    calls: world.calls,
    user: world.user,
    team: world.team,
    conversation: world.conversation,
    personal: world.personal,
    messages: (where) => of(where),
    reads,
    own(who, where) {
      const { id } = world.user(who);
      const conversation = world.conversation(where, id);
      const shown = world.shown.filter((one) => one.user === id && one.conversation === conversation);
      const targeted = reads(who, where).filter(({ targetedTo }) => targetedTo !== undefined);
      return [...targeted, ...shown].map(({ text }) => text).join("\n");
    },
    everything(who) {
      const { id } = world.user(who);
      const read = world.conversations.flatMap((one) => reads(who, one.id));
      return [...read, ...world.shown.filter(({ user }) => user === id)].map(({ text }) => text).join("\n");
    },
    mentions: (message) => mentionsOf(message.said).map(nameOf),
    dialog: (user) => world.dialogs.get(world.user(user).id),
    addUser: world.addUser,
    addTeam: world.addTeam,
    addChannel: world.addChannel,
    addChat: world.addChat,
    addGroup: ({ id, users }) => void world.groups.set(id, new Set(users.map((one) => world.user(one).id))),
    block(user, blocked = true) {
      world.personal(user).blocked = blocked;
    },
    disable(disabled = true) {
      world.disabled = disabled;
    },
    consent(given) {
      world.consents.clear();
      if (given) for (const name of askedFor()) world.consents.add(name);
    },
    takeTargeted(taken) {
      world.targeted = taken;
    },
    hang(conversations) {
      for (const one of conversations) world.hung.add(world.conversation(one).id);
    },
    trouble: (operation, trouble, times = 1) => void world.troubles.push({ operation, trouble, times }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
