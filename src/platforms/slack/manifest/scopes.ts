/** A permission that the app asks for, and what it is for: whoever installs it reads both. */
export interface SlackScope {
  readonly scope: string;
  readonly reason: string;
}

/** Every bot scope, each with its reason. No more than what the methods and events below need. */
export const slackScopes: readonly SlackScope[] = [
  { scope: "app_mentions:read", reason: "Read the lines that mention @startklar in a channel." },
  {
    scope: "channels:history",
    reason:
      "Read a thread that somebody makes minutes of, see the line that a file came with, and look up a message by its metadata before it is sent again after a crash.",
  },
  {
    scope: "channels:read",
    reason: "Know a channel's name, who is in it, and whether it is shared, archived or renamed.",
  },
  { scope: "chat:write", reason: "Answer, post cards and reminders, and edit them as things move on." },
  { scope: "commands", reason: "The command /startklar and the two message shortcuts." },
  {
    scope: "files:read",
    reason: "Take in the files that are dropped into a project's channel, or put in a form: customer data.",
  },
  { scope: "groups:history", reason: "As channels:history, in private channels." },
  { scope: "groups:read", reason: "As channels:read, in private channels." },
  { scope: "im:history", reason: "Read the lines that somebody writes to the bot directly." },
  { scope: "im:read", reason: "Know that a conversation is somebody's own with the bot." },
  { scope: "im:write", reason: "Write to somebody directly: what only they should see." },
  {
    scope: "pins:write",
    reason: "Pin the card that stays in a channel shared with a customer, and unpin the one before it.",
  },
  { scope: "team:read", reason: "Know the name of the organisation that somebody from outside belongs to." },
  { scope: "usergroups:read", reason: "Know who is staff when STAFF_GROUP names a user group." },
  { scope: "users:read", reason: "Know a person's name, and whether they are a guest or from another organisation." },
  { scope: "users:read.email", reason: "Recognise a staff member on another platform by their verified e-mail." },
];

/** An event that the bot hears of, and what it does then. */
export interface SlackEvent {
  readonly event: string;
  readonly reason: string;
}

/** Every event that the app subscribes to. */
export const slackEvents: readonly SlackEvent[] = [
  { event: "app_home_opened", reason: "Draw the Home tab." },
  { event: "app_mention", reason: "Run the line that mentions the bot." },
  { event: "app_uninstalled", reason: "Say in the log that nothing can be sent any more." },
  { event: "channel_archive", reason: "Tell staff that a project's channel no longer takes messages." },
  { event: "channel_deleted", reason: "Tell staff that a project's channel is gone." },
  { event: "channel_id_changed", reason: "Follow a channel that got another id when it was shared." },
  { event: "channel_left", reason: "Tell staff that the bot was taken out of a project's channel." },
  { event: "channel_rename", reason: "Know the channel by its new name." },
  { event: "channel_shared", reason: "Keep what is internal out of a channel from the moment it is shared." },
  { event: "channel_unarchive", reason: "Send again to a channel that was taken up again." },
  { event: "channel_unshared", reason: "Know that people from outside have left a channel." },
  { event: "file_shared", reason: "Hand a file that is dropped into a project's channel to the project." },
  { event: "group_archive", reason: "As channel_archive, in private channels." },
  { event: "group_deleted", reason: "As channel_deleted, in private channels." },
  { event: "group_left", reason: "As channel_left, in private channels." },
  { event: "group_rename", reason: "As channel_rename, in private channels." },
  { event: "group_unarchive", reason: "As channel_unarchive, in private channels." },
  { event: "member_joined_channel", reason: "Know that somebody from outside has joined a channel." },
  {
    event: "member_left_channel",
    reason: "Know that the last one from outside has left a channel, or that an approver has.",
  },
  { event: "message.im", reason: "Run the line that somebody writes to the bot directly." },
  { event: "subteam_members_changed", reason: "Know who has joined or left the group that STAFF_GROUP names." },
  { event: "tokens_revoked", reason: "Say in the log how to install the app again." },
  { event: "user_change", reason: "Know that a member has become a guest, or left." },
];
