import type { Channel, Manifest } from "./types.ts";
import type { World } from "./world.ts";

/** The scope that each event needs; where there are several, any will do. */
const needed: Readonly<Record<string, readonly string[]>> = {
  app_mention: ["app_mentions:read"],
  app_home_opened: [],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  file_shared: ["files:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  channel_archive: ["channels:read"],
  channel_unarchive: ["channels:read"],
  channel_deleted: ["channels:read"],
  channel_rename: ["channels:read"],
  channel_left: ["channels:read"],
  group_archive: ["groups:read"],
  group_unarchive: ["groups:read"],
  group_deleted: ["groups:read"],
  group_rename: ["groups:read"],
  group_left: ["groups:read"],
  channel_shared: ["channels:read", "groups:read"],
  channel_unshared: ["channels:read", "groups:read"],
  channel_id_changed: ["channels:read", "groups:read"],
};

/** The event that a subscription to messages covers. */
export const messageEvent = ({ kind }: Channel): string =>
  `message.${({ public: "channels", private: "groups", im: "im" } as const)[kind]}`;

/**
 * Whether Slack would send an event of this type: subscribed to, and its scope granted. Without a manifest everything
 * is subscribed to.
 */
export function isSubscribed(world: World, manifest: Manifest | undefined, type: string): boolean {
  const events = manifest?.settings?.event_subscriptions?.bot_events;
  const scopes = needed[type] ?? [];
  return (
    (manifest === undefined || events?.includes(type) === true) &&
    (scopes.length === 0 || scopes.some((scope) => world.scopes.includes(scope)))
  );
}
