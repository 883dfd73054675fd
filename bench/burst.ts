import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { commandOf, type Measured, onEmbedded, onPostgres, slackHouse } from "./house.ts";

/**
 * `npm run bench -- burst`: 1, 10, 20 and 40 slash commands at once, in five projects, on either database. Prints the
 * slowest
 * acknowledgement in milliseconds (Slack waits for 3,000) as it is seen from a thread of its own, how many carried
 * their answer, were empty, or said that nothing is stored yet, and how many answers were lost or came twice; and the
 * longest that nothing else could run meanwhile.
 */
const projects = 5;
/** Sends what it is given, all at once: whoever measures must not wait for those who are measured. */
const sender = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", async (requests) => {
    parentPort.postMessage(await Promise.all(requests.map(async ({ url, ...request }) => {
      const begun = performance.now();
      const text = await (await fetch(url, request)).text();
      return { took: performance.now() - begun, text };
    })));
  });`;
interface Acknowledged {
  readonly took: number;
  readonly text: string;
}
const say = (line: string) => process.stdout.write(`${line}\n`);

async function burst(name: string, open: () => Promise<Measured>): Promise<void> {
  const measured = await open();
  const { slack, port, stop } = await slackHouse(measured.database);
  const worker = new Worker(sender, { eval: true });
  const sent = async (lines: readonly { readonly user: string; readonly channel: string; readonly text: string }[]) => {
    const requests = lines.map(({ user, channel, text }) => {
      const { body, headers } = commandOf(slack, { user, channel: slack.channel(channel).id, text });
      return { url: `http://127.0.0.1:${port}/slack/events`, method: "POST", body, headers };
    });
    worker.postMessage(requests);
    const [acks] = (await once(worker, "message")) as [readonly Acknowledged[]];
    return acks;
  };
  const channels = Array.from({ length: projects }, (_, at) => `burst-${at}`);
  for (const channel of channels) {
    slack.addChannel({ name: channel, members: ["anna", "erik"] });
    await slack.command("anna", channel, `open "${channel} AB" code:${channel}`);
  }
  for (let warm = 0; warm < 10; warm += 1)
    await slack.command("anna", channels[warm % projects] ?? "", 'log 1m documentation "warm"');
  const stored = async (note: string): Promise<number> =>
    Number(
      (await measured.pool.query("select count(*) as n from work_entries where note like $1", [`${note}%`])).rows[0]?.n,
    );
  const told = (note: string, acks: readonly Acknowledged[]): number =>
    [...channels.flatMap((channel) => slack.messages(channel)), ...acks].filter(({ text }) => text.includes(`${note}”`))
      .length;
  for (const count of [1, 10, 20, 40]) {
    const notes = Array.from({ length: count }, (_, at) => `b${count}-${String(at).padStart(2, "0")}`);
    const stalls = monitorEventLoopDelay({ resolution: 5 });
    stalls.enable();
    const acks = await sent(
      notes.map((note, at) => ({
        user: at % 2 === 0 ? "anna" : "erik",
        channel: channels[at % projects] ?? "",
        text: `log 1m documentation "${note}"`,
      })),
    );
    stalls.disable();
    const end = performance.now() + 60_000;
    while (
      performance.now() < end &&
      !((await stored(`b${count}-`)) >= count && notes.every((note) => told(note, acks) > 0))
    )
      await wait(50);
    await wait(300);
    const slowest = Math.max(...acks.map(({ took }) => took));
    const carried = acks.filter(({ text }) => /H\d/u.test(text)).length;
    const empty = acks.filter(({ text }) => text === "").length;
    const entries = await Promise.all(notes.map(stored));
    const lost = notes.filter((note, at) => entries[at] === 0 || told(note, acks) === 0).length;
    const doubled = notes.filter((note, at) => (entries[at] ?? 0) > 1 || told(note, acks) > 1).length;
    say(
      `${name.padEnd(11)} ${String(count).padStart(2)} at once   slowest ${slowest.toFixed(0).padStart(5)} ms   answered ${carried}   ` +
        `empty ${empty}   in words ${count - carried - empty}   lost ${lost}   doubled ${doubled}   longest stall ${(stalls.max / 1e6).toFixed(0)} ms`,
    );
  }
  await worker.terminate();
  await stop();
  await measured.stop();
}

await burst("embedded", onEmbedded);
await burst("PostgreSQL", onPostgres);
