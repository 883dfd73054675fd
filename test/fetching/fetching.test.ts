import { EventEmitter } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import { createFetching, fetchOutside, NotFetched } from "../../src/fetching/fetching.ts";
import { trustOf } from "../../src/fetching/reach.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const limits = { most: 100, patience: 10_000 };
const why = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "fetched",
    (error: unknown) =>
      error instanceof NotFetched ? `${error.refused ? "refused" : "failed"}: ${error.message}` : String(error),
  );

describe("where an address may lead", () => {
  const reach = { hosts: ["slack.com", "*.slack.com"], configured: "http://127.0.0.1:4000/api/" };
  test.each([
    ["https://files.slack.com/a", "internet"],
    ["https://slack.com/a", "internet"],
    ["http://127.0.0.1:4000/a", "configured"],
    ["http://127.0.0.1:4001/a", "refused"],
    ["http://files.slack.com/a", "refused"],
    ["https://files.slack.com:8443/a", "refused"],
    ["https://x@files.slack.com/a", "refused"],
    ["https://files.slack.com.evil.example/a", "refused"],
    ["https://evilslack.com/a", "refused"],
    ["https://drive.google.com/a", "refused"],
    ["https://169.254.169.254/latest", "refused"],
    ["https://[::ffff:169.254.169.254]/latest", "refused"],
    ["file:///etc/passwd", "refused"],
  ])("%s: %s", (url, as) => expect(trustOf(reach, new URL(url)).as).toBe(as));
});

describe("what is fetched from outside", () => {
  test("an answer is read to its limit and no further", async () => {
    const base = await serving((_request, response) => response.end("a".repeat(100_000)));
    expect(
      (await fetchOutside({ url: `${base}/a`, reach: { hosts: [], configured: base }, ...limits })).body,
    ).toHaveLength(100);
  });

  test("a body that never ends is given up within the time for everything", async () => {
    const base = await serving((_request, response) => {
      response.writeHead(200);
      response.write("a");
    });
    const asked = { url: base, reach: { hosts: [], configured: base }, most: 100, patience: 200 };
    expect(await why(fetchOutside(asked))).toMatch(/^failed/);
  });

  test("a redirection leads only to hosts that are allowed, and no token of ours comes along to others", async () => {
    const heard: (string | undefined)[] = [];
    const elsewhere = await serving((request, response) => {
      heard.push(request.headers.authorization);
      response.end("elsewhere");
    });
    const base = await serving((_request, response) =>
      response.writeHead(302, { location: `${elsewhere}/secret` }).end(),
    );
    const token = { value: "xoxb-secret", hosts: ["files.slack.com"] };
    const asked = { url: base, token, redirections: 3, ...limits };
    expect(await why(fetchOutside({ ...asked, reach: { hosts: [], configured: base } }))).toMatch(/^refused/);
    expect(heard).toEqual([]);
  });

  test("led to a host that is allowed, and that the token is not for, no token of ours comes along", async () => {
    const heard: unknown[] = [];
    const real = https.request;
    const answers = [
      { statusCode: 302, headers: { location: "https://slack-edge.com/a" } },
      { statusCode: 200, headers: {} },
    ];
    const instead = (url: URL, options: { headers: Record<string, string> }, done: (answer: unknown) => void) => {
      heard.push([url.hostname, options.headers.authorization]);
      return Object.assign(new EventEmitter(), { end: () => done(Object.assign(Readable.from([]), answers.shift())) });
    };
    Object.assign(https, { request: instead });
    syncBuiltinESMExports();
    try {
      const token = { value: "xoxb-secret", hosts: ["files.slack.com"] };
      const reach = { hosts: ["files.slack.com", "slack-edge.com"] };
      await fetchOutside({ url: "https://files.slack.com/a", reach, token, redirections: 1, ...limits });
    } finally {
      Object.assign(https, { request: real });
      syncBuiltinESMExports();
    }
    expect(heard).toEqual([
      ["files.slack.com", "Bearer xoxb-secret"],
      ["slack-edge.com", undefined],
    ]);
  });

  test("the token goes to the configured base", async () => {
    const heard: (string | undefined)[] = [];
    const base = await serving((request, response) => {
      heard.push(request.headers.authorization);
      response.end();
    });
    const token = { value: "xoxb-secret", hosts: ["files.slack.com"] };
    await fetchOutside({ url: base, token, reach: { hosts: [], configured: base }, ...limits });
    expect(heard).toEqual(["Bearer xoxb-secret"]);
  });

  test.each([
    ["169.254.169.254", 4],
    ["127.0.0.1", 4],
    ["::1", 6],
    ["::ffff:10.0.0.1", 6],
  ])(
    "a name that is %s when it is connected to is refused: looked up once, and that address is the one that counts",
    async (address, family) => {
      let times = 0;
      const fetching = createFetching((_host, _options, done) => {
        times += 1;
        done(null, [
          { address: "13.107.136.9", family: 4 },
          { address, family },
        ]);
      });
      expect(
        await why(fetching({ url: "https://files.slack.com/a", reach: { hosts: ["files.slack.com"] }, ...limits })),
      ).toBe("refused: its address is inside our network");
      expect(times).toBe(1);
    },
  );
});

test("nobody but this room asks an address over HTTP by themselves", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("fetching") && !file.startsWith("store/generated"),
  );
  expect(files.length).toBeGreaterThan(100);
  const asking = /\bfetch\(|\b(?:https?)\.(?:request|get)\(|from "(?:node:https|axios|undici|got|node-fetch)"/u;
  expect(files.filter((file) => asking.test(readFileSync(`src/${file}`, "utf8")))).toEqual([]);
});
