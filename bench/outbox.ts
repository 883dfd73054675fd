import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Dispatch } from "../src/bot/incoming.ts";
import { migrationsFolder } from "../src/compose.ts";
import { createOutbox } from "../src/outbox/outbox.ts";
import { databaseOver, poolTo } from "../src/store/database.ts";
import { startPostgres } from "../test/support/postgres.ts";
import { startPlatform as startSlack } from "../test/support/slack-bot.ts";
import { startPlatform as startTeams } from "../test/support/teams-bot.ts";

/**
 * `npm run bench -- outbox`: at half past eight as many channels are due a digest (`CHANNELS`, half of them Slack's and
 * half of them
 * Teams'), every tenth of them a second message, and one in a hundred does not answer. The stand-ins keep the
 * platforms' limits: Slack's of a channel and of `chat.postMessage`, Teams' of a conversation and of a tenant, with
 * seconds that are `SCALE` times as short, so that it takes minutes. Said are the time to the last channel that answers
 * and the least that the limits allow, both as measured and at full length; and what was lost, doubled or out of order.
 */
const channels = Number(process.env.CHANNELS ?? 10_000);
const scale = Number(process.env.SCALE ?? 2);
const second = 1 / scale;
const hung = (number: number) => number % 200 === 7;
const twice = (number: number) => number % 10 === 0;

const own = process.env.DATABASE_URL === undefined ? await startPostgres() : undefined;
const url = process.env.DATABASE_URL ?? (await own?.create()) ?? "";
const pool = poolTo(url, () => undefined);
const database = await databaseOver(pool, { migrations: migrationsFolder, close: () => pool.end() });

const nobody: Dispatch = {
  handle: async () => {
    throw new Error("Nobody asks");
  },
} as unknown as Dispatch;
const slack = await startSlack(nobody, { pace: 1_000 * second, standIn: { rates: "tiers", second } });
const teams = await startTeams(nobody, { pace: second, standIn: { rates: "tenant", second } });

interface Place {
  readonly platform: "slack" | "teams";
  readonly external: string;
  readonly number: number;
}
const places: Place[] = [];
for (let number = 0; number < channels; number += 1) {
  const name = `kund-${number}`;
  if (number % 2 === 0)
    places.push({ platform: "slack", external: slack.slack.addChannel({ name, members: ["anna"] }).id, number });
  else {
    const chat = teams.teams.addChat({ name, members: ["anna"] });
    await teams.hosting.keeping.put("conversations", chat.id, {
      ...{
        id: chat.id,
        serviceUrl: teams.teams.serviceUrl,
        tenant: teams.teams.home.id,
        kind: "groupChat",
        name,
        bot: teams.teams.bot,
      },
    });
    places.push({ platform: "teams", external: chat.id, number });
  }
}
slack.slack.hang(
  places.filter(({ platform, number }) => platform === "slack" && hung(number - 1)).map(({ external }) => external),
);
teams.teams.hang(
  places.filter(({ platform, number }) => platform === "teams" && hung(number)).map(({ external }) => external),
);
const hangs = ({ platform, number }: Place) => hung(platform === "slack" ? number - 1 : number);

const client = new pg.Client({ connectionString: url });
await client.connect();
const said = (place: Place, nth: number) => `${place.number}/${nth}`;
for (let from = 0; from < places.length; from += 1_000) {
  const some = places.slice(from, from + 1_000).map((place) => ({ ...place, id: randomUUID() }));
  await client.query(
    `insert into conversations (id, platform, tenant, external, name, outsiders, private)
     select id, platform, 'home', external, 'c', false, false
     from json_to_recordset($1) as c (id uuid, platform text, external text)`,
    [JSON.stringify(some)],
  );
  const messages = some.flatMap((place) =>
    (twice(place.number) || twice(place.number - 1) ? [1, 2] : [1]).map((nth) => ({
      ...{ id: randomUUID(), conversation: place.id },
      content: { audience: "public", blocks: [{ kind: "text", text: { raw: said(place, nth) } }] },
    })),
  );
  await client.query(
    `insert into messages (id, conversation_id, content, said_at) select id, conversation, content, 1
     from json_to_recordset($1) as m (id uuid, conversation uuid, content json)`,
    [JSON.stringify(messages)],
  );
}
await client.query("analyze");

const last = { slack: 0, teams: 0 };
const counts = { sent: 0, later: 0 };
/** How often each was refused for coming too fast. */
const asked = { slack: 0, teams: 0 };
const wellUntil = new Map<string, number>();
const outbox = createOutbox({
  rows: database.outboxRows,
  platforms: [slack.platform.platform, teams.platform.platform].map((platform) => ({
    name: platform.name,
    async deliver(delivery) {
      const came = await platform.deliver(delivery);
      if (came.outcome === "later" && came.asked === true) asked[platform.name as "slack" | "teams"] += 1;
      return came;
    },
  })),
  log: (event, { platform }) => {
    if (event === "sent") {
      counts.sent += 1;
      last[platform as "slack" | "teams"] = performance.now();
    } else if (event === "later") counts.later += 1;
    else if (event !== "up" && event !== "down") wellUntil.set(event, (wellUntil.get(event) ?? 0) + 1);
  },
});
const well = places.filter((place) => !hangs(place));
const due = (platform: Place["platform"]) =>
  well
    .filter((place) => place.platform === platform)
    .reduce((sum, { number }) => sum + (twice(number) || twice(number - 1) ? 2 : 1), 0);
const wanted = due("slack") + due("teams");
const began = performance.now();
outbox.start();
for (let told = 0; counts.sent < wanted && performance.now() - began < 1_200_000; ) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (performance.now() - told < 10_000) continue;
  told = performance.now();
  process.stderr.write(`${((told - began) / 1_000).toFixed(0)} s: ${counts.sent} of ${wanted} sent\n`);
}
await outbox.stop(1_000);

/** What each place was told, in the order in which it came. */
const heard = new Map<string, string[]>();
const hear = (external: string, body: unknown) => {
  const found = JSON.stringify(body).match(/\d+\/\d/u)?.[0];
  if (found !== undefined) heard.set(external, [...(heard.get(external) ?? []), found]);
};
for (const { method, args, answer } of slack.slack.calls)
  if (method === "chat.postMessage" && answer.ok === true) hear(String(args.channel), args.text);
for (const { operation, path, body, status } of teams.teams.calls)
  if (operation === "post" && status < 300) hear(decodeURIComponent(path.split("/")[3] ?? ""), body);
let [lost, doubled, disordered] = [0, 0, 0];
for (const place of well) {
  const wantedHere = (twice(place.number) || twice(place.number - 1) ? [1, 2] : [1]).map((nth) => said(place, nth));
  const found = heard.get(place.external) ?? [];
  lost += wantedHere.filter((one) => !found.includes(one)).length;
  doubled += found.length - new Set(found).size;
  if (
    JSON.stringify([...new Set(found)]) !== JSON.stringify(wantedHere) &&
    wantedHere.every((one) => found.includes(one))
  )
    disordered += 1;
}
/**
 * The least that the limits of a whole workspace allow, seconds: those 600 that may come at once, then ten a second;
 * fifty a second.
 */
const floors = { slack: Math.max(0, (due("slack") - 600) / 10), teams: Math.max(0, due("teams") / 50 - 1) };
const line = (platform: "slack" | "teams") => {
  const took = (last[platform] - began) / 1_000;
  const floor = floors[platform];
  return `${platform}: ${due(platform)} messages, the last after ${took.toFixed(1)} s (limits: ${(floor * second).toFixed(1)} s); at full length ${(took * scale).toFixed(0)} s (limits: ${floor.toFixed(0)} s): ${((took * scale) / floor).toFixed(2)} times`;
};
process.stdout.write(
  `${[
    `${channels} channels, ${channels - well.length} that hang, seconds ${scale} times as short`,
    line("slack"),
    line("teams"),
    `refused for coming too fast: Slack ${asked.slack}, Teams ${asked.teams}; tried again ${counts.later}, else ${JSON.stringify(Object.fromEntries(wellUntil))}`,
    `lost ${lost}, doubled ${doubled}, out of order ${disordered}`,
  ].join("\n")}\n`,
);
await client.end();
await Promise.all([slack.stop(), teams.stop()]);
await database.close();
await own?.stop();
process.exit(lost + doubled + disordered === 0 ? 0 : 1);
