import type { webApi } from "@slack/bolt";

/** A channel as Slack lists it with those who are in it. */
type Membership = NonNullable<webApi.UsersConversationsResponse["channels"]>[number];

/** The most that `users.conversations` gives at once. */
const page = 999;

/** The channels that somebody is in; without a user, those that the bot is in. */
export async function membershipsOf(client: webApi.WebClient, user?: string): Promise<readonly Membership[]> {
  const all: Membership[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const found: webApi.UsersConversationsResponse = await client.users.conversations({
      ...{ user, limit: page, exclude_archived: true, types: "public_channel,private_channel" },
      cursor: cursor === "" ? undefined : cursor,
    });
    all.push(...(found.channels ?? []));
    cursor = found.response_metadata?.next_cursor || undefined;
  }
  return all;
}
