import type { Content } from "../../../src/messages/content.ts";
import { phrase } from "../../../src/messages/phrase.ts";
import type { Delivered, Delivery } from "../../../src/messages/platform.ts";
import type { MetConversation, TeamsOptions } from "../../../src/platforms/teams/options.ts";
import { startPlatform } from "../../support/teams-bot.ts";

/** What the house was told of conversations, a line each. */
export interface Heard {
  readonly lines: string[];
  readonly places: Map<string, MetConversation>;
}

/** The platform with nobody behind it: what is sent, and what the house is told. */
export async function startWayOut(
  more: Parameters<typeof startPlatform>[1] & { readonly bound?: readonly string[] } = {},
) {
  const heard: Heard = { lines: [], places: new Map() };
  const { bound = ["solbacken"], ...options } = more;
  let nameOf = (id: string): string => id;
  const tell = (line: string) => void heard.lines.push(line);
  const channels: TeamsOptions["channels"] = {
    met: async (place) => {
      heard.places.set(place.external, place);
      tell(`met ${place.name}`);
    },
    peopled: async (accounts) => tell(`peopled ${accounts.map(({ name }) => name).join(", ")}`),
    bound: async (external) => bound.includes(nameOf(external)),
    renamed: async (_tenant, from, to) => tell(`renamed ${from} → ${to}`),
    changed: async (place) => tell(`changed ${place.name}${place.outsiders ? " (outsiders)" : ""}`),
    troubled: async (external, { say }) => tell(`troubled ${nameOf(external)}: ${say}`),
    renewed: async () => undefined,
    departed: async (user, theirs = []) =>
      tell(`departed ${started.teams.users.find(({ id }) => id === user)?.name}: ${theirs.map(nameOf).join(", ")}`),
    lost: async (lost, why) =>
      tell(
        `lost ${lost
          .map(({ name }) => name)
          .sort()
          .join(", ")}: ${why("one").say}`,
      ),
    welcomed: async (place, { blocks }) =>
      tell(`welcomed ${place.name}: ${blocks.map((one) => (one.kind === "line" ? one.line : "")).join("")}`),
    opened: async (_tenant, external) => tell(`opened ${nameOf(external)}`),
  };
  const dispatch = {
    handle: async () => ({ outcome: "done" as const, language: "en" as const, caused: [], repeated: false }),
    system: async () => undefined,
  };
  const started = await startPlatform(dispatch, { channels, language: "en", ...options });
  const { teams, platform } = started;
  nameOf = (id) => {
    const found = teams.conversations.find((one) => one.id === id);
    return found?.kind === "personal" ? "personal" : found?.name || found?.team?.name || id;
  };
  await teams.introduce();
  heard.lines.length = 0;
  let last = 0;

  return {
    ...started,
    heard,
    /** Sends a text to a conversation, by its name, as the outbox would. */
    deliver(where: string, said: string | Content, delivery: Partial<Delivery> = {}): Promise<Delivered> {
      const { id, tenant } = teams.conversation(where);
      last += 1;
      return platform.platform.deliver({
        ...{ message: `message-${last}`, revision: 1, language: "en", saidAt: Date.parse("2026-11-23T09:00+01:00") },
        to: { platform: "teams", tenant, conversation: id },
        content: typeof said === "string" ? text(said) : said,
        ...delivery,
      });
    },
    reads: (user: string, where: string) =>
      teams.reads(user, where).map((one) => one.text.replace(/\s+/gu, " ").trim()),
    /** What was asked of the connector since the last look. */
    asked: () => teams.calls.map(({ operation, status }) => `${operation} ${status}`),
  };
}

export type WayOut = Awaited<ReturnType<typeof startWayOut>>;

export const text = (raw: string, audience: Content["audience"] = "public"): Content => ({
  audience,
  blocks: [{ kind: "text", text: { raw } }],
});
/** Content that addresses a person. */
export const addressed = (id: string, called: string): Content => ({
  audience: "public",
  blocks: [{ kind: "text", text: phrase("teams.show.cover", { name: { person: id as never, called } }) }],
});
