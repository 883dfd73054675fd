import { paged } from "../args.ts";
import { type Method, needScope } from "../method.ts";
import { SlackRefusal } from "../refusal.ts";
import { channelObject, isVisible, userObject } from "../wire-shapes.ts";

export const people: Readonly<Record<string, Method>> = {
  "auth.test": {
    tier: "special",
    run: ({ world }) => ({
      url: `https://${world.home.domain}.slack.com/`,
      team: world.home.name,
      user: "startklar",
      team_id: world.home.id,
      user_id: world.botUser,
      bot_id: world.botId,
      is_enterprise_install: world.options.orgWide === true,
    }),
  },
  "users.info": {
    tier: 4,
    scopes: ["users:read"],
    run({ world, args }) {
      const id = args.text("user");
      // Slackbot says of itself that it is no bot.
      if (id === "USLACKBOT")
        return { user: { id, team_id: world.home.id, name: "slackbot", is_bot: false, deleted: false, profile: {} } };
      const user = world.findUser(id);
      if (user === undefined) throw new SlackRefusal("user_not_found");
      if (!isVisible(world, user)) throw new SlackRefusal("user_not_visible");
      return { user: userObject(world, user, args.flag("include_locale")) };
    },
  },
  "users.list": {
    tier: 2,
    scopes: ["users:read"],
    run: ({ world, args }) =>
      paged(
        args,
        "members",
        world.users
          .filter((user) => isVisible(world, user))
          .map((user) => userObject(world, user, args.flag("include_locale"))),
      ),
  },
  "users.conversations": {
    tier: 3,
    run({ world, args }) {
      if (args.number("limit", 100) > 999) throw new SlackRefusal("invalid_limit");
      const kinds = (args.textOr("types") ?? "public_channel")
        .split(",")
        .map((type) => type.trim().replace(/_channel$/u, ""));
      const who = args.textOr("user") ?? world.botUser;
      const own = world.channels
        .filter(({ kind, members }) => kinds.includes(kind) && members.has(who))
        .filter(({ kind, members }) => kind === "public" || members.has(world.botUser));
      for (const { kind } of own) needScope(world, `${kind === "private" ? "groups" : "channels"}:read`);
      const listed = own.filter(({ archived }) => !(archived && args.flag("exclude_archived")));
      // It does not say who is a member: the one who asks is.
      return paged(
        args,
        "channels",
        listed.map((channel) => ({ ...channelObject(world, channel), is_member: undefined })),
      );
    },
  },
  "usergroups.list": {
    tier: 2,
    scopes: ["usergroups:read"],
    run: ({ world, args }) => ({
      usergroups: world.groups.map(({ id, handle, users }) => ({
        id,
        team_id: world.home.id,
        is_usergroup: true,
        name: handle,
        handle,
        is_external: false,
        ...(args.flag("include_users") ? { users } : {}),
      })),
    }),
  },
  "usergroups.users.list": {
    tier: 2,
    scopes: ["usergroups:read"],
    run({ world, args }) {
      const group = world.groups.find(({ id }) => id === args.text("usergroup"));
      if (group === undefined) throw new SlackRefusal("no_such_subteam");
      return { users: group.users };
    },
  },
  "bots.info": {
    tier: 3,
    scopes: ["users:read"],
    run({ world, args }) {
      if (args.text("bot") !== world.botId) throw new SlackRefusal("bot_not_found");
      return {
        bot: { id: world.botId, deleted: false, name: "Startklar", user_id: world.botUser, app_id: world.appId },
      };
    },
  },
  "team.info": {
    tier: 3,
    scopes: ["team:read"],
    run({ world, args }) {
      const asked = args.textOr("team") ?? world.home.id;
      const team = world.teams.find(({ id }) => id === asked);
      const known = asked === world.home.id || world.channels.some(({ sharedWith }) => sharedWith.has(asked));
      if (team === undefined || !known) throw new SlackRefusal("team_not_found");
      return { team: { id: team.id, name: team.name, domain: team.domain, email_domain: "", icon: {} } };
    },
  },
};
