import { phrase } from "../../../messages/phrase.ts";
import { createRounds } from "../../rounds.ts";
import { Unreachable } from "../../unreachable.ts";
import { adviceFor } from "../errors.ts";
import type { SlackUser } from "../who/identity.ts";
import type { Kit, Register } from "./kit.ts";

type ChannelOf = { readonly channel: string | { readonly id: string; readonly name?: string } };

/**
 * Follows what becomes of channels and people: new ids and names, sharing, archives, guests, and the bot's own way in
 * and out.
 */
export const registerChannelEvents: Register = (app, kit) => {
  const { directory, options } = kit;
  const { channels } = options;
  const idOf = ({ channel }: ChannelOf): string => (typeof channel === "string" ? channel : channel.id);

  /** People may stream through a channel: one look after the last of them is as good as one for each. */
  const rounds = createRounds((id) => lookAgain(kit, id));

  /** Looks at a channel again; one that we cannot look into has gone. */
  async function look(id: string): Promise<void> {
    directory.forgetChannel(id);
    await rounds(id);
  }

  /** The channel cannot be written to any more: whoever can act hears what to do. */
  async function lost(id: string, code: string): Promise<void> {
    // Asked before it is forgotten: afterwards nobody knows its name.
    const name = await directory.place(id).then(
      (place) => place.name,
      () => id,
    );
    directory.forgetChannel(id);
    await channels.troubled(
      id,
      adviceFor(code, { channel: name }) ?? phrase("slack.advice.notThere", { channel: name }),
    );
  }

  app.event("channel_id_changed", async ({ event }) => {
    const { old_channel_id: from, new_channel_id: to } = event;
    await channels.renamed((await directory.home()).team, from, to);
    directory.forgetChannel(from);
    await look(to);
  });
  app.event("channel_shared", async ({ event }) => {
    // From this moment, whatever we can look up: nothing internal is posted there.
    directory.forgetChannel(event.channel);
    const place = await directory.place(event.channel, event.channel);
    await channels.changed({ ...place, outsiders: true });
  });
  app.event("channel_unshared", async ({ event }) => {
    await look(event.channel);
    // Shared with somebody else still: whom it was unshared with is not said by name.
    if (event.is_ext_shared === true) return;
    const { name } = await directory.place(event.channel);
    await channels.troubled(event.channel, phrase("slack.channel.closed", { channel: name }));
  });
  app.event("channel_rename", async ({ event }) => look(idOf(event)));
  app.event("group_rename", async ({ event }) => look(idOf(event)));
  for (const archived of ["channel_archive", "group_archive"] as const) {
    app.event(archived, async ({ event }) => lost(idOf(event), "is_archived"));
  }
  for (const gone of ["channel_deleted", "group_deleted", "channel_left", "group_left"] as const) {
    app.event(gone, async ({ event }) => lost(idOf(event), "channel_not_found"));
  }
  for (const back of ["channel_unarchive", "group_unarchive"] as const) {
    app.event(back, async ({ event }) => {
      await look(idOf(event));
      await channels.opened((await directory.home()).team, idOf(event));
    });
  }
  app.event("member_joined_channel", async ({ event }) => {
    const { botUser, team } = await directory.home();
    // A channel of no project is looked at when somebody asks for something there.
    directory.forgetChannel(event.channel);
    if (event.user === botUser) {
      await look(event.channel);
      await channels.opened(team, event.channel);
    } else if (await channels.bound(event.channel)) {
      await look(event.channel);
      await channels.peopled([await directory.account(event.user)]);
    }
  });
  app.event("member_left_channel", async ({ event }) => {
    directory.refreshChannel(event.channel);
    if (!(await channels.bound(event.channel))) return;
    await rounds(event.channel);
    await channels.departed(event.user, [event.channel]);
  });
};

/** What is known of a channel, kept up to date for the house. */
async function lookAgain({ directory, options }: Kit, id: string): Promise<void> {
  try {
    await options.channels.changed(await directory.place(id));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    options.log.info("a channel could not be looked at", { channel: id, err: error.cause });
  }
}

/** Who people are may change: a member becomes a guest, a group gets another member. */
export const registerPeopleEvents: Register = (app, kit) => {
  const { directory, options, answers } = kit;
  app.event("user_change", async ({ event }) => {
    const had = event.user as SlackUser & { readonly id: string };
    const { channels: theirs, closedOrOpened } = await directory.userChanged(had);
    for (const channel of theirs) if (await options.channels.bound(channel)) await lookAgain(kit, channel);
    if (closedOrOpened) await options.channels.renewed(await directory.account(had.id));
    if (had.deleted === true) await options.channels.departed(had.id);
  });
  app.event("subteam_members_changed", async () => directory.forgetGroup());
  for (const revoked of ["tokens_revoked", "app_uninstalled"] as const) {
    app.event(revoked, async ({ event }) => {
      // Somebody's own token is none of ours: the bot goes on as before.
      if (event.type === "tokens_revoked" && (event.tokens.bot ?? []).length === 0) return;
      directory.forgetHome();
      options.log.trouble(revoked, { what: answers.words("en", phrase("slack.advice.token", { code: revoked })).text });
    });
  }
};
