import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";
import AjvDraft04 from "ajv-draft-04";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { teamsFolder, teamsPackage } from "../../../scripts/teams-package.ts";
import { createRegistry } from "../../../src/bot/registry.ts";
import { type Language, languages } from "../../../src/messages/language.ts";
import {
  makeChange,
  placeholder,
  teamsManifest,
  teamsTranslations,
} from "../../../src/platforms/teams/manifest/manifest.ts";
import { icons, teamsFiles } from "../../../src/platforms/teams/manifest/manifest-files.ts";
import { agreements, commands } from "../../support/commands.ts";

const registry = createRegistry(commands, agreements);
const clientId = "8f6e2b1c-0d3a-4c55-9e77-1a2b3c4d5e6f";
const options = { clientId, publicUrl: "https://startklar.company.com" } as const;

const require = createRequire(import.meta.url);

/** Microsoft's own schemas, whose patterns are of the older kind. */
function checkedBy(schema: object) {
  const valid = new AjvDraft04.default({
    allErrors: true,
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
  }).compile(schema);
  return (value: unknown): readonly string[] => {
    valid(value);
    return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
const problems = checkedBy(
  require("@microsoft/app-manifest/build/json-schemas/teams/v1.25/MicrosoftTeams.schema.json"),
);
const translationProblems = checkedBy(
  require("@microsoft/app-manifest/build/json-schemas/teams/v1.25/MicrosoftTeams.Localization.schema.json"),
);

describe("manifest/teams/", () => {
  const kept = (name: string) => readFileSync(new URL(name, teamsFolder));
  test.each(Object.entries(teamsFiles(registry)))("%s is as `npm run manifest` writes it", (name, content) =>
    expect(kept(name).toString("utf8")).toBe(content),
  );
  test("startklar.zip is as `npm run manifest` writes it, byte for byte", () =>
    expect(Buffer.compare(kept("startklar.zip"), teamsPackage(registry))).toBe(0));
  test("the package holds the manifest, its translation and the icons, at its top", () => {
    const files = unzipSync(new Uint8Array(kept("startklar.zip")));
    expect(Object.keys(files).toSorted()).toEqual([...icons, "manifest.json", "sv.json"].toSorted());
    expect(JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()))).toEqual(
      teamsManifest(registry, placeholder),
    );
    for (const icon of icons) expect(Buffer.compare(kept(icon), files[icon] ?? new Uint8Array())).toBe(0);
  });
});

describe("the manifest", () => {
  test.each(languages)("in %s, and its translation, are valid by Microsoft's schemas", (language) => {
    expect(problems(teamsManifest(registry, { ...options, language }))).toEqual([]);
    const translations = Object.entries(teamsTranslations(registry, language));
    expect(translations.map(([file]) => file)).toEqual(
      languages.filter((one) => one !== language).map((one) => `${one}.json`),
    );
    for (const [, translation] of translations) expect(translationProblems(translation)).toEqual([]);
  });
  test.each([
    ["another scope", (manifest: Manifest) => ({ ...manifest, bots: [{ ...manifest.bots[0], scopes: ["channel"] }] })],
    ["an id that is none", (manifest: Manifest) => ({ ...manifest, id: "startklar" })],
    [
      "a long short description",
      (manifest: Manifest) => ({ ...manifest, description: { short: "x".repeat(81), full: "x" } }),
    ],
    ["another tier", (manifest: Manifest) => ({ ...manifest, supportsChannelFeatures: "tier2" })],
    [
      "a permission of another kind",
      (manifest: Manifest) => ({
        ...manifest,
        authorization: { permissions: { resourceSpecific: [{ name: "ChannelMember.Read.Group", type: "Both" }] } },
      }),
    ],
    ["something unknown", (manifest: Manifest) => ({ ...manifest, colour: "green" })],
  ])("the schema can tell %s from a good one", (_, wrong) =>
    expect(problems(wrong(teamsManifest(registry, options)))).not.toEqual([]),
  );

  const manifest = teamsManifest(registry, options);
  test("offers the bot in personal chats, teams and group chats, in shared channels too, and takes files", () => {
    expect(manifest.bots).toMatchObject([
      { botId: clientId, scopes: ["personal", "team", "groupChat"], supportsFiles: true },
    ]);
    expect(manifest).toMatchObject({ id: clientId, supportsChannelFeatures: "tier1" });
  });
  test("asks whoever installs it to let it see who is in shared and private channels, as the same app", () => {
    expect(manifest.authorization.permissions.resourceSpecific).toEqual([
      { name: "ChannelMember.Read.Group", type: "Application" },
    ]);
    expect(manifest.webApplicationInfo).toEqual({ id: clientId, resource: `api://botid-${clientId}` });
  });
  test("makes a message a change request by the command that we answer to", () =>
    expect(manifest.composeExtensions).toMatchObject([
      { botId: clientId, commands: [{ id: makeChange, type: "action", context: ["message"], fetchTask: true }] },
    ]));
  test("names no domain but ours", () => {
    expect(manifest.validDomains).toEqual(["startklar.company.com"]);
    const addresses = JSON.stringify(manifest).match(/https:\/\/[^"]+/gu) ?? [];
    const others = addresses.filter((one) => !one.startsWith("https://startklar.company.com/"));
    expect(others).toEqual(["https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json"]);
  });
  test.each(["http://startklar.company.com", "startklar.company.com"])("Teams cannot open %s", (publicUrl) =>
    expect(() => teamsManifest(registry, { clientId, publicUrl })).toThrow(RangeError),
  );
  test.each(["", "startklar", "8f6e2b1c0d3a4c559e771a2b3c4d5e6f"])("%j is no app id", (id) =>
    expect(() => teamsManifest(registry, { clientId: id })).toThrow(RangeError),
  );
});

type Manifest = ReturnType<typeof teamsManifest>;

describe("what the composer offers", () => {
  const offered = (language: Language) => teamsManifest(registry, { ...options, language }).bots[0]?.commandLists ?? [];
  test.each(languages)("in %s: words that can be typed, no more than Teams shows, and help first", (language) => {
    const lists = offered(language);
    expect(lists.flatMap(({ scopes }) => scopes)).toEqual(["personal", "team", "groupChat"]);
    for (const { commands: list } of lists) {
      expect(list.length).toBeLessThanOrEqual(10);
      expect(registry.command(list[0]?.title ?? "")?.name).toBe("help");
      for (const { title, description } of list) {
        expect(registry.command(title)?.lines.some((line) => line.by !== "card")).toBe(true);
        expect(title.length).toBeLessThanOrEqual(32);
        expect(description.length).toBeLessThanOrEqual(128);
      }
      expect(new Set(list.map(({ title }) => title)).size).toBe(list.length);
    }
  });
  test("is translated command for command", () => {
    const translation = teamsTranslations(registry, "en")["sv.json"] ?? {};
    for (const [list, { commands: ofList }] of offered("sv").entries()) {
      for (const [index, { title, description }] of ofList.entries()) {
        const key = `bots[0].commandLists[${list}].commands[${index}]`;
        expect([translation[`${key}.title`], translation[`${key}.description`]]).toEqual([title, description]);
      }
    }
  });
});

describe("the icons", () => {
  test.each([
    ["color.png", 192],
    ["outline.png", 32],
  ])("%s has %i pixels a side", (name, size) => {
    const { width, height } = pictureOf(name);
    expect([width, height]).toEqual([size, size]);
  });
  test("the outline is white on nothing", () => {
    const { pixels } = pictureOf("outline.png");
    const shown = pixels.filter(([, , , alpha = 255]) => alpha > 0);
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.length).toBeLessThan(pixels.length / 2);
    expect(shown.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
  });
  test("the one in colours has the accent colour at its edge", () =>
    expect(`#${Buffer.from(pictureOf("color.png").pixels[0]?.slice(0, 3) ?? []).toString("hex")}`).toBe(
      teamsManifest(registry, options).accentColor,
    ));
});

/** The pixels of a PNG of 8 bits a channel, each its red, green, blue and, where it has one, alpha. */
function pictureOf(name: string): {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly (readonly number[])[];
} {
  const file = readFileSync(new URL(name, teamsFolder));
  expect(file.subarray(1, 4).toString("latin1")).toBe("PNG");
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const channels = file[25] === 6 ? 4 : 3;
  const packed: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.subarray(at + 4, at + 8).toString("latin1") === "IDAT")
      packed.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(packed)), width * channels, channels);
  const pixels = Array.from({ length: width * height }, (_, index) => [
    ...bytes.subarray(index * channels, (index + 1) * channels),
  ]);
  return { width, height, pixels };
}

/** The rows of a PNG without their filters: each byte is told by those to its left and above. */
function unfiltered(rows: Buffer, length: number, channels: number): Buffer {
  const bytes = Buffer.alloc((rows.length / (length + 1)) * length);
  for (let row = 0; row * length < bytes.length; row += 1) {
    const filter = rows[row * (length + 1)];
    for (let at = 0; at < length; at += 1) {
      const here = row * length + at;
      const left = at < channels ? 0 : (bytes[here - channels] ?? 0);
      const above = row === 0 ? 0 : (bytes[here - length] ?? 0);
      const corner = row === 0 || at < channels ? 0 : (bytes[here - length - channels] ?? 0);
      const guess = [0, left, above, Math.floor((left + above) / 2), nearest(left, above, corner)][filter ?? 0] ?? 0;
      bytes[here] = (rows[row * (length + 1) + 1 + at] ?? 0) + guess;
    }
  }
  return bytes;
}

function nearest(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
