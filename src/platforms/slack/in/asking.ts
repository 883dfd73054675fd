import type { BroughtFile, Incoming } from "../../../bot/incoming.ts";
import type { Reply } from "../../../messages/content.ts";
import { phrase } from "../../../messages/phrase.ts";
import { isPermanent } from "../errors.ts";
import type { Answer, Asked, SlackOptions } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import { broughtFiles, type FetchFile, FileUnreadable } from "./fetch-file.ts";
import type { Reading } from "./reading.ts";
import type { Spoken } from "./spoken.ts";

/** Asks the bot, once it is known who asks and where, and what was typed and brought. */
export type Asking = (asked: Asked, how: Pick<Incoming, "shows" | "waits">) => Promise<Answer>;

interface Parts {
  readonly options: Pick<SlackOptions, "dispatch" | "language" | "log">;
  readonly directory: Pick<Directory, "account" | "place">;
  readonly reading: Pick<Reading, "meant">;
  readonly spoken: Pick<Spoken, "heard">;
  readonly fetchFile: FetchFile;
}

export function createAsking({ options, directory, reading, spoken, fetchFile }: Parts): Asking {
  const { dispatch, language, log } = options;

  return async (asked, { shows, waits }) => {
    const { user, channel, named, key, edits, thread, forms, brings } = asked;
    const [account, conversation, intent] = await Promise.all([
      directory.account(user),
      directory.place(channel, named),
      reading.meant(asked.intent),
    ]);
    let files: readonly BroughtFile[];
    try {
      files = await broughtFiles(fetchFile, brings?.files ?? []);
    } catch (error) {
      if (brings === undefined || !(error instanceof FileUnreadable || isPermanent(error))) throw error;
      log.info("a file could not be read", { why: (error as Error).message });
      const text = phrase("slack.file.unreadable");
      if (brings.field !== undefined)
        return { outcome: "invalid", language, errors: { [brings.field]: text }, caused: [], repeated: false };
      const reply: Reply = { audience: "public", to: "person", blocks: [{ kind: "text", text, tone: "warning" }] };
      return { outcome: "failed", language, reply, alone: true, caused: [], repeated: false };
    }
    const takes = (intent.kind === "form" || intent.kind === "line") && files.length > 0;
    const answer = await dispatch.handle({
      ...{ account, conversation, key, edits, thread },
      intent: takes ? { ...intent, files } : intent,
      ...{ shows, waits, forms },
    });
    spoken.heard(asked, answer);
    return answer;
  };
}
