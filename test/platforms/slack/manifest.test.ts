import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { createRegistry } from "../../../src/bot/registry.ts";
import { languages } from "../../../src/messages/language.ts";
import { slackEvents, slackManifest, slackScopes } from "../../../src/platforms/slack/manifest/manifest.ts";
import { manifestFiles } from "../../../src/platforms/slack/manifest/manifest-files.ts";
import { agreements, commands } from "../../support/commands.ts";

const registry = createRegistry(commands, agreements);
const schema = JSON.parse(readFileSync(new URL("../../fixtures/slack-manifest.schema.json", import.meta.url), "utf8"));
const valid = new Ajv({ allErrors: true, strict: false }).compile(schema);
const problems = (manifest: unknown): readonly string[] => {
  valid(manifest);
  return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
const http = { mode: "http", publicUrl: "https://startklar.company.com" } as const;

describe("manifest/", () => {
  test.each(Object.entries(manifestFiles(registry)))("%s is as `npm run manifest` writes it", (name, content) =>
    expect(readFileSync(new URL(`../../../manifest/${name}`, import.meta.url), "utf8")).toBe(content),
  );
  test.each(["slack.json", "slack-socket.json"])("%s is what Slack's published rules take", (name) =>
    expect(problems(JSON.parse(readFileSync(new URL(`../../../manifest/${name}`, import.meta.url), "utf8")))).toEqual(
      [],
    ),
  );
});

describe("the rules can tell", () => {
  const manifest = slackManifest(registry, http);
  const [shortcut] = manifest.features.shortcuts;
  const [command] = manifest.features.slash_commands;
  const { features, settings } = manifest;
  test.each([
    [
      "a long shortcut",
      { ...manifest, features: { ...features, shortcuts: [{ ...shortcut, name: "Make this a change request" }] } },
    ],
    ["11 shortcuts", { ...manifest, features: { ...features, shortcuts: Array.from({ length: 11 }, () => shortcut) } }],
    [
      "a command without its slash",
      { ...manifest, features: { ...features, slash_commands: [{ ...command, command: "startklar" }] } },
    ],
    [
      "a long usage hint",
      { ...manifest, features: { ...features, slash_commands: [{ ...command, usage_hint: "x".repeat(1001) }] } },
    ],
    [
      "a short long description",
      { ...manifest, display_information: { ...manifest.display_information, long_description: "Short" } },
    ],
    ["a scope that is none", { ...manifest, oauth_config: { scopes: { bot: ["chat:read"] } } }],
    [
      "an event that is none",
      {
        ...manifest,
        settings: {
          ...settings,
          event_subscriptions: { ...settings.event_subscriptions, bot_events: ["message"].concat("messages") },
        },
      },
    ],
    [
      "no address and no Socket Mode",
      {
        ...slackManifest(registry, { mode: "socket" }),
        settings: { ...slackManifest(registry, { mode: "socket" }).settings, socket_mode_enabled: false },
      },
    ],
    ["something unknown", { ...manifest, colour: "green" }],
  ])("%s from a good one", (_, wrong) => {
    expect(problems(manifest)).toEqual([]);
    expect(problems(wrong)).not.toEqual([]);
  });
});

describe("both variants", () => {
  test("over HTTP everything comes to one address; a path of ours before it stays", () => {
    const at = (publicUrl: string) =>
      JSON.stringify(slackManifest(registry, { mode: "http", publicUrl })).match(/https:[^"]+/gu);
    expect(at("https://startklar.company.com/")).toEqual(
      Array.from({ length: 3 }, () => "https://startklar.company.com/slack/events"),
    );
    expect(new Set(at("https://company.com/bots/startklar"))).toEqual(
      new Set(["https://company.com/bots/startklar/slack/events"]),
    );
  });
  test("in Socket Mode there is no address", () => {
    const manifest = slackManifest(registry, { mode: "socket" });
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toContain("https:");
  });
  test("what they say, and what they may, is the same", () => {
    const said = (manifest: ReturnType<typeof slackManifest>) => [
      manifest.oauth_config,
      manifest.settings.event_subscriptions.bot_events,
      manifest.features.shortcuts,
    ];
    expect(said(slackManifest(registry, { mode: "socket" }))).toEqual(said(slackManifest(registry, http)));
  });
  test.each(["http://startklar.company.com", "startklar.company.com", "ftp://x"])(
    "Slack cannot post to %s",
    (publicUrl) => expect(() => slackManifest(registry, { mode: "http", publicUrl })).toThrow(RangeError),
  );
  test.each(languages)(
    "a manifest in %s is what Slack takes, and names every command that can be typed",
    (language) => {
      const manifest = slackManifest(registry, { ...http, language });
      expect(problems(manifest)).toEqual([]);
      const hint = manifest.features.slash_commands[0]?.usage_hint ?? "";
      const typed = commands.filter(({ lines }) => lines.some((line) => line.by !== "card"));
      const named = hint
        .slice(1, -1)
        .split(" | ")
        .map((word) => registry.command(word)?.name);
      expect(named.toSorted()).toEqual(typed.map(({ name }) => name).toSorted());
      expect(named[0]).toBe("help");
    },
  );
});

/** What Slack's reference asks for each method that we call and each event that we hear of. */
const everyChannel = (what: string) => [`channels:${what}`, `groups:${what}`, `im:${what}`];
const needed: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "bots.info": ["users:read"],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": everyChannel("history"),
  "conversations.info": everyChannel("read"),
  "users.conversations": ["channels:read", "groups:read"],
  "conversations.members": everyChannel("read"),
  "conversations.open": ["im:write"],
  "conversations.replies": everyChannel("history"),
  "files.info": ["files:read"],
  "pins.add": ["pins:write"],
  "pins.remove": ["pins:write"],
  "team.info": ["team:read"],
  "usergroups.users.list": ["usergroups:read"],
  "users.info": ["users:read", "users:read.email"],
  "users.list": ["users:read", "users:read.email"],
  "views.open": [],
  "views.publish": [],
  "views.update": [],
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  app_uninstalled: [],
  channel_archive: ["channels:read"],
  channel_deleted: ["channels:read"],
  channel_id_changed: ["channels:read", "groups:read"],
  channel_left: ["channels:read"],
  channel_rename: ["channels:read"],
  channel_shared: ["channels:read", "groups:read"],
  channel_unarchive: ["channels:read"],
  channel_unshared: ["channels:read", "groups:read"],
  file_shared: ["files:read"],
  group_archive: ["groups:read"],
  group_deleted: ["groups:read"],
  group_left: ["groups:read"],
  group_rename: ["groups:read"],
  group_unarchive: ["groups:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  "message.im": ["im:history"],
  subteam_members_changed: ["usergroups:read"],
  tokens_revoked: [],
  user_change: ["users:read"],
};

describe("scopes and events: those that are used, no others", () => {
  const folder = new URL("../../../src/platforms/slack/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith("/scopes.ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("\n");
  const methods = [
    ...new Set(
      [...sources.matchAll(/\bclient\.((?:[a-z][a-zA-Z]*\.)+[a-z][a-zA-Z]*)\(/gu)].map(([, method = ""]) => method),
    ),
  ];
  const known = new Set<string>(schema.definitions.event.enum);
  const heard = [...new Set([...sources.matchAll(/"([a-z_]+)"/gu)].map(([, word = ""]) => word))].filter(
    (word) => known.has(word) && word !== "message",
  );
  // What is written to the bot directly is heard through app.message.
  const events = [...heard, ...(sources.includes("app.message(") ? ["message.im"] : [])];

  test("every event that we hear of is subscribed to, and no other", () =>
    expect(slackEvents.map(({ event }) => event).toSorted()).toEqual(events.toSorted()));
  test("every scope that our calls and events need is asked for, and no other", () => {
    const used = [...methods, ...events].flatMap((what) => {
      const scopes = needed[what];
      if (scopes === undefined) throw new Error(`Which scopes does ${what} need?`);
      return scopes;
    });
    expect(slackScopes.map(({ scope }) => scope).toSorted()).toEqual([...new Set([...used, "commands"])].toSorted());
  });
  test("each has its reason, said once", () => {
    for (const list of [
      slackScopes.map(({ scope, reason }) => [scope, reason]),
      slackEvents.map(({ event, reason }) => [event, reason]),
    ]) {
      expect(list.every(([, reason]) => /^[A-Z].*\.$/u.test(reason ?? ""))).toBe(true);
      expect(new Set(list.map(([name]) => name)).size).toBe(list.length);
    }
  });
});
