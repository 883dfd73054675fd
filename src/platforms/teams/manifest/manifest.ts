import type { Registry } from "../../../bot/registry.ts";
import { type Language, languages } from "../../../messages/language.ts";
import { type PhraseId, phrase } from "../../../messages/phrase.ts";
import { wordsOf } from "../../../messages/vocabulary.ts";
import { createWords } from "../../../messages/words.ts";

export interface ManifestOptions {
  /** The Azure Bot's app id, a GUID; the app in Teams has the same. */
  readonly clientId: string;
  /** Our address from outside: `https://startklar.company.com`. */
  readonly publicUrl?: string;
  /** What people read who use Teams in neither of our languages. Default: English. */
  readonly language?: Language;
}

/** Stand in the manifest until somebody gives the real ones. */
export const placeholder = {
  clientId: "00000000-0000-0000-0000-000000000000",
  publicUrl: "https://startklar.example.com",
} as const;

/** Raised whenever what Teams keeps of the app changes: Teams takes an update by it. */
const version = "1.1.0";
/**
 * What a team's owner consents to when the app is added: without it, Teams tells nobody who is in a private or shared
 * channel, nor who comes and goes there.
 */
const consents = ["ChannelMember.Read.Group"] as const;
/** The newest version of the manifest that this app needs something of: `supportsChannelFeatures`. */
const schema = "1.25";
const schemaUrl = (file: string): string =>
  `https://developer.microsoft.com/json-schemas/teams/v${schema}/${file}.schema.json`;

/** The message action *Make this a change request*. */
export const makeChange = "makeChange";

/**
 * What the composer offers, by where: what is typed most there, since Teams shows no more than ten. Whoever wants the
 * rest types `help`.
 */
const offered = [
  { scopes: ["personal"], commands: ["help", "portfolio", "status", "log", "travel", "task", "plan", "undo"] },
  {
    scopes: ["team", "groupChat"],
    commands: ["help", "status", "log", "travel", "data", "change", "require", "checkin", "minutes", "deliver"],
  },
] as const;

/**
 * The app's manifest for Teams, from the registry: the bot in personal chats, teams and group chats, shared and private
 * channels included, what the composer offers, and the message action. Throws a RangeError for an id or an address that
 * Teams would not take.
 */
export function teamsManifest(
  registry: Registry,
  { clientId, publicUrl = placeholder.publicUrl, language = "en" }: ManifestOptions,
) {
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu.test(clientId)) {
    throw new RangeError(`An Azure Bot's app id is a GUID, not ${clientId}`);
  }
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  if (url?.protocol !== "https:") throw new RangeError(`Teams opens https addresses from outside, not ${publicUrl}`);
  const site = `${url.origin}${url.pathname.replace(/\/+$/u, "")}/about`;
  const text = (id: PhraseId): string => say(language, id);
  return {
    $schema: schemaUrl("MicrosoftTeams"),
    manifestVersion: schema,
    version,
    id: clientId,
    localizationInfo: {
      defaultLanguageTag: language,
      additionalLanguages: othersThan(language).map((other) => ({ languageTag: other, file: `${other}.json` })),
    },
    developer: { name: "Startklar", websiteUrl: site, privacyUrl: site, termsOfUseUrl: site },
    name: { short: "Startklar", full: "Startklar" },
    description: { short: text("teams.manifest.short"), full: text("teams.manifest.full") },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#1f5c4d",
    bots: [
      {
        botId: clientId,
        scopes: ["personal", "team", "groupChat"],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: offered.map(({ scopes, commands }) => ({
          scopes: [...scopes],
          commands: commands.map((name) => commandWords(registry, name, language)),
        })),
      },
    ],
    composeExtensions: [
      {
        botId: clientId,
        commands: [
          {
            id: makeChange,
            type: "action",
            context: ["message"],
            title: text("teams.manifest.change"),
            description: text("teams.manifest.change.description"),
            fetchTask: true,
          },
        ],
      },
    ],
    permissions: ["identity", "messageTeamMembers"],
    validDomains: [url.hostname],
    // What resource-specific consent is given to. The resource means nothing there, and has to be said.
    webApplicationInfo: { id: clientId, resource: `api://botid-${clientId}` },
    authorization: { permissions: { resourceSpecific: consents.map((name) => ({ name, type: "Application" })) } },
    // Shared and private channels, and the people of other tenants in them.
    supportsChannelFeatures: "tier1",
    defaultInstallScope: "team",
    defaultGroupCapability: { team: "bot", groupchat: "bot" },
  };
}

/** What the manifest says in its other languages, by file. */
export function teamsTranslations(
  registry: Registry,
  language: Language = "en",
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    othersThan(language).map((other) => {
      const commands = offered.flatMap(({ commands: names }, list) =>
        names.flatMap((name, index) => {
          const { title, description } = commandWords(registry, name, other);
          const key = `bots[0].commandLists[${list}].commands[${index}]`;
          return [[`${key}.title`, title] as const, [`${key}.description`, description] as const];
        }),
      );
      return [
        `${other}.json`,
        {
          $schema: schemaUrl("MicrosoftTeams.Localization"),
          "name.short": "Startklar",
          "name.full": "Startklar",
          "description.short": say(other, "teams.manifest.short"),
          "description.full": say(other, "teams.manifest.full"),
          ...Object.fromEntries(commands),
          "composeExtensions[0].commands[0].title": say(other, "teams.manifest.change"),
          "composeExtensions[0].commands[0].description": say(other, "teams.manifest.change.description"),
        },
      ];
    }),
  );
}

const words = createWords();
const say = (language: Language, id: PhraseId): string => words.text(language, phrase(id));
const othersThan = (language: Language): readonly Language[] => languages.filter((one) => one !== language);

/** A command as the composer offers it: the word that is typed, and what it is for. */
function commandWords(
  registry: Registry,
  name: string,
  language: Language,
): { readonly title: string; readonly description: string } {
  const command = registry.command(name);
  if (command === undefined) throw new Error(`The composer offers ${name}, which is no command.`);
  const title = language === "en" ? command.name : (wordsOf(`command.${command.name}`, language)[0] ?? command.name);
  return { title, description: say(language, command.summary) };
}
