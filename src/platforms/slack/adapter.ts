import type { Doing } from "../../messages/doing.ts";
import { phrase } from "../../messages/phrase.ts";
import type { Installed } from "../hosting.ts";
import { safe } from "./draw/text.ts";
import { adviceFor, codeOf, OrgWide } from "./errors.ts";
import { registerChannelEvents, registerPeopleEvents } from "./in/channel-events.ts";
import { registerCommand } from "./in/command.ts";
import { connect } from "./in/connection.ts";
import { createFetchFile } from "./in/fetch-file.ts";
import { registerFiles } from "./in/files.ts";
import { finishLate } from "./in/finish.ts";
import { createForms } from "./in/forms.ts";
import { showHome } from "./in/home-tab.ts";
import type { Kit, Register } from "./in/kit.ts";
import { registerMentions } from "./in/mentions.ts";
import { registerPress } from "./in/press.ts";
import { registerShortcuts } from "./in/shortcuts.ts";
import { registerSubmission } from "./in/submission.ts";
import { createTurns } from "./in/turn.ts";
import type { SlackOptions } from "./options.ts";
import { createAnswers } from "./out/answer.ts";
import { createDelivery } from "./out/deliver.ts";
import { createLooks } from "./out/looks.ts";
import { createPace } from "./out/pace.ts";
import { createRespond } from "./out/response-url.ts";
import { createTelling } from "./out/telling.ts";
import { createViews } from "./out/views.ts";
import { createDirectory, type Directory } from "./who/directory.ts";
import { identityOf } from "./who/identity.ts";

/** App Home: drawn when somebody opens it. */
export const registerHome: Register = (app, kit) => {
  app.event("app_home_opened", async ({ event }) => {
    if (event.tab === "home") await showHome(kit, event.user);
  });
};

const surfaces: readonly Register[] = [
  registerCommand,
  registerPress,
  registerSubmission,
  registerShortcuts,
  registerMentions,
  registerFiles,
  registerHome,
  registerChannelEvents,
  registerPeopleEvents,
];

const untilRetry = 30_000;

/**
 * Slack: every way in over HTTP (`POST /slack/events`) or Socket Mode, and the way out. Nothing is asked of Slack until
 * `start`, which goes on trying while Slack cannot be reached or refuses the token: the bot runs on meanwhile.
 */
export function createSlackPlatform(options: SlackOptions) {
  const { credentials, log, words, keeping, timeZone, language, links } = options;
  const notYet = (line: string): string => safe(words.text(language, phrase("slack.notYet", { line })));
  const connection = connect(credentials, log, notYet, () => directory.home());
  const { app, client } = connection;
  const directory: Directory = createDirectory(
    client,
    credentials.staffGroup,
    identityOf(keeping, credentials.botToken),
  );
  const answers = createAnswers(options);
  const looks = createLooks({ ...options, directory });
  const fetchFile = createFetchFile(client, credentials);
  const turns = createTurns(options, directory, fetchFile);
  const views = createViews({ client, words, log });
  const telling = createTelling({ client, directory, answers, looks, log, respond: createRespond(credentials, log) });
  const forms = createForms({ views, keeping, turns, answers, telling, words, timeZone, log, links });
  const following = new Set<Promise<unknown>>();
  const kit: Kit = {
    ...{ options, client, directory, turns, forms, answers, looks, views, telling, fetchFile },
    after(work, who) {
      const done = work()
        .catch(async (error: unknown) => {
          const ref = log.failed(error, { after: "an acknowledgement" });
          if (who !== undefined) await telling.tell(who, phrase("slack.unsaid", { ref }));
        })
        .finally(() => following.delete(done));
      following.add(done);
    },
  };
  for (const register of surfaces) register(app, kit);
  const { deliver } = createDelivery({ ...options, client, directory, looks, pace: createPace(options.pace) });

  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  async function reach(): Promise<void> {
    try {
      await directory.home();
      await connection.start();
    } catch (error) {
      if (error instanceof OrgWide)
        return log.trouble("Slack is not connected", { what: words.text("en", phrase("slack.advice.orgWide")) });
      const code = codeOf(error);
      const advice = code === undefined ? undefined : adviceFor(code);
      log.trouble("Slack cannot be reached", {
        code,
        err: error,
        ...(advice === undefined ? {} : { what: words.text("en", advice) }),
      });
      if (!stopped) retry = setTimeout(() => void reach(), untilRetry);
      return;
    }
    log.info("connected to Slack", { by: credentials.appToken === undefined ? "http" : "socket" });
    await directory
      .warm()
      .catch((error: unknown) => log.info("the names of channels could not be read", { err: error }));
  }

  return {
    platform: { name: "slack", deliver },
    ...(connection.router === undefined ? {} : { router: connection.router }),
    /** Brings the answer of what was not done in time. */
    job: (payload: unknown, doing: Doing) => finishLate(kit, payload, doing),
    async chat(user: string) {
      const [{ team }, external] = await Promise.all([directory.home(), directory.chat(user)]);
      return { tenant: team, external };
    },
    start: () => void reach(),
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await connection.stop();
      await Promise.allSettled([...following]);
    },
  } satisfies Installed;
}
