import type { Installed } from "../hosting.ts";
import { createAdministrator } from "./administrator.ts";
import { cloudOf } from "./cloud.ts";
import { createConnectors } from "./connector.ts";
import { createDrawing } from "./draw/drawing.ts";
import { unseenAdvice } from "./errors.ts";
import { connect } from "./in/connection.ts";
import { createDialogs } from "./in/dialogs.ts";
import type { Kit, Register } from "./in/kit.ts";
import { createLifecycle } from "./in/lifecycle.ts";
import { registerMessageAction } from "./in/message-action.ts";
import { registerMessages } from "./in/messages.ts";
import { registerPress } from "./in/press.ts";
import { createRoutes } from "./in/routes.ts";
import { registerSubmission } from "./in/submission.ts";
import { createTurns } from "./in/turn.ts";
import type { TeamsOptions } from "./options.ts";
import { createAnswers } from "./out/answer.ts";
import { createDelivery } from "./out/deliver.ts";
import { createElsewhere } from "./out/elsewhere.ts";
import { createPace } from "./out/pace.ts";
import { createShows } from "./out/show.ts";
import { createTokens } from "./tokens.ts";
import { createAway } from "./who/away.ts";
import { createConversations } from "./who/conversations.ts";
import { createDirectory } from "./who/directory.ts";
import { createGroup } from "./who/group.ts";
import { nameOf } from "./who/identity.ts";
import { createReach } from "./who/reach.ts";

const surfaces: readonly Register[] = [registerMessages, registerPress, registerSubmission, registerMessageAction];

/**
 * Microsoft Teams: every way in over `POST /api/messages`, and the way out. Nothing is asked of Teams before somebody
 * speaks.
 *
 * @throws Error when the environment asks the SDK to let anybody in.
 */
export function createTeamsPlatform(options: TeamsOptions) {
  const { access, keeping, channels, log, graphUrl } = options;
  const tokens = createTokens(access);
  const connectors = createConnectors({ access, tokens });
  const conversations = createConversations({ keeping, tenant: access.tenantId, moved: channels.renamed });
  const staffGroup = access.kind === "registered" ? access.staffGroup : undefined;
  const { graph: host } = cloudOf(access);
  const group = staffGroup === undefined ? undefined : createGroup({ id: staffGroup, tokens, host, graphUrl });
  const tellAdministrator = createAdministrator(options);
  const directory = createDirectory({
    ...{ access, connectors, conversations, group },
    withheld: (ref) => tellAdministrator("the members of a channel are withheld", unseenAdvice(nameOf(ref, undefined))),
    shown: ({ tenant, id }) => channels.opened(tenant, id),
  });
  const drawing = createDrawing(options);
  const shows = createShows({ ...options, drawing });
  const elsewhere = createElsewhere(keeping, conversations);
  const { deliver } = createDelivery({
    ...{ ...options, conversations, directory, connectors, drawing, shows, elsewhere, tellAdministrator },
    pace: createPace({ scale: options.pace }),
    targets: access.kind === "registered",
  });
  const answers = createAnswers(options, drawing);
  const dialogs = createDialogs(options, answers);
  const turns = createTurns(options, { directory, conversations, elsewhere, deliver });
  const reach = createReach({ conversations, directory, options });
  const kit: Kit = {
    options,
    conversations,
    directory,
    reach,
    turns,
    dialogs,
    answers,
    shows,
    away: createAway({ access, connectors }),
  };
  const updated = createLifecycle({ conversations, directory, connectors, reach, options });
  const connection = connect(access, log, tellAdministrator, createRoutes(kit, surfaces, updated));
  return {
    platform: { name: "teams", deliver },
    router: connection.router,
    async chat(user: string) {
      const { tenant, id } = await directory.personal(user);
      return { tenant, external: id };
    },
    start() {
      if (access.kind === "insecure-local")
        log.trouble(
          "TEAMS_INSECURE_LOCAL is on: nobody's token is checked, and whoever reaches this port may say that they are staff",
          {
            what: "For a local Teams client on this machine only. Unset it, and set TEAMS_CLIENT_ID and its neighbours, for Teams itself.",
          },
        );
      log.info("listening to Teams", { by: access.kind });
    },
    stop: connection.stop,
  } satisfies Installed;
}
