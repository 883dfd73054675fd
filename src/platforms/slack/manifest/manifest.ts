import type { Registry } from "../../../bot/registry.ts";
import type { Language } from "../../../messages/language.ts";
import { type PhraseId, phrase } from "../../../messages/phrase.ts";
import { wordsOf } from "../../../messages/vocabulary.ts";
import { createWords } from "../../../messages/words.ts";
import { slackEvents, slackScopes } from "./scopes.ts";

export { slackEvents, slackScopes } from "./scopes.ts";

/** What people type before a line. */
export const slashCommand = "/startklar";
/** The callbacks of the message shortcuts, by what they are for. */
export const shortcuts = { change: "change_request", minutes: "thread_minutes" } as const;

export interface ManifestOptions {
  /** `http`: Slack posts to our public address. `socket`: we connect to Slack, and need no address. */
  readonly mode: "http" | "socket";
  /** Our address from outside, for `http`: `https://startklar.company.com`. */
  readonly publicUrl?: string;
  /** A manifest has one language for everybody. Default: English. */
  readonly language?: Language;
}

/** Stands in the manifest until somebody gives the real one. */
const placeholder = "https://startklar.example.com";

/**
 * The app's manifest for Slack, from the registry: what the command takes, the shortcuts, the Home tab, and the scopes
 * and events that are used, no others. Throws a RangeError for an address that Slack would not take.
 */
export function slackManifest(registry: Registry, { mode, publicUrl = placeholder, language = "en" }: ManifestOptions) {
  const words = createWords();
  const text = (id: PhraseId): string => words.text(language, phrase(id));
  const url = mode === "http" ? { url: endpoint(publicUrl) } : {};
  const requestUrl = mode === "http" ? { request_url: endpoint(publicUrl) } : {};
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Startklar",
      description: text("slack.manifest.description"),
      long_description: text("slack.manifest.long"),
      background_color: "#1f5c4d",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "startklar", always_online: true },
      shortcuts: [
        {
          name: text("slack.manifest.change"),
          type: "message",
          callback_id: shortcuts.change,
          description: text("slack.manifest.change.description"),
        },
        {
          name: text("slack.manifest.minutes"),
          type: "message",
          callback_id: shortcuts.minutes,
          description: text("slack.manifest.minutes.description"),
        },
      ],
      slash_commands: [
        {
          command: slashCommand,
          ...url,
          description: text("slack.manifest.command"),
          usage_hint: usageHint(registry, language),
          // Mentions arrive with their ids, so that `team link johan @johan.berg` is exact.
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: slackScopes.map(({ scope }) => scope) } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: slackEvents.map(({ event }) => event) },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: mode === "socket",
      token_rotation_enabled: false,
    },
  };
}

/** Every command that can be typed, the one that explains them first. */
function usageHint(registry: Registry, language: Language): string {
  const typed = registry.commands.filter(({ lines }) => lines.some((line) => line.by !== "card"));
  const names = typed.map(({ name }) => (language === "en" ? name : (wordsOf(`command.${name}`, language)[0] ?? name)));
  const [help] = names.splice(
    typed.findIndex(({ name }) => name === "help"),
    1,
  );
  return `[${[help, ...names].join(" | ")}]`;
}

function endpoint(publicUrl: string): string {
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  if (url?.protocol !== "https:")
    throw new RangeError(`Slack posts to an https address from outside, not to ${publicUrl}`);
  return `${url.origin}${url.pathname.replace(/\/+$/u, "")}/slack/events`;
}
