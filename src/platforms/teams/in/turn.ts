import { randomUUID } from "node:crypto";
import type { Intent } from "../../../bot/incoming.ts";
import type { Platform } from "../../../messages/platform.ts";
import type { Addressed } from "../../addressed.ts";
import { Unreachable } from "../../unreachable.ts";
import type { Answer, TeamsOptions } from "../options.ts";
import type { Elsewhere } from "../out/elsewhere.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Directory } from "../who/directory.ts";
import { threadOf } from "./activity.ts";
import type { Arrived } from "./arrived.ts";
import { createAsking, type Way } from "./asking.ts";
import { createReading } from "./reading.ts";
import { createTrouble } from "./trouble.ts";

export interface Turns {
  /** Does what was asked; what stopped us before the bot was asked is an answer in words. */
  take(arrived: Arrived, intent: Intent, way: Way): Promise<Answer>;
  /** Brings an answer that is in no message of the store's: to the one who asked, alone. */
  tell(arrived: Arrived, answer: Answer): Promise<void>;
  /** What was typed in a message to the bot, out of Teams' markup. */
  read(arrived: Arrived): Promise<Addressed>;
}

interface Parts extends Pick<Platform, "deliver"> {
  readonly directory: Directory;
  readonly conversations: Conversations;
  readonly elsewhere: Elsewhere;
}

export function createTurns(
  options: Pick<TeamsOptions, "dispatch" | "meet" | "channels" | "placeKeys" | "language" | "now" | "log">,
  { directory, conversations, elsewhere, deliver }: Parts,
): Turns {
  const { now, log } = options;
  const reading = createReading({ directory, conversations, options });
  const trouble = createTrouble(options);
  const ask = createAsking({ options, directory, reading, elsewhere });

  return {
    async take(arrived, intent, way) {
      try {
        return await ask(arrived, intent, way);
      } catch (error) {
        return trouble(error, arrived.ref);
      }
    },
    async tell({ activity, ref }, { reply, replyId, language: spoken }) {
      if (reply === undefined || replyId !== undefined) return;
      const { to, question: _question, ...content } = reply;
      const thread = threadOf(activity);
      const delivered = await deliver({
        ...{ message: randomUUID(), revision: 1, language: spoken, content, saidAt: await now() },
        to: { platform: "teams", tenant: ref.tenant, conversation: ref.id },
        visibleTo: ref.kind === "personal" || to === "place" ? undefined : activity.from.id,
        thread,
      });
      if (delivered.outcome === "sent") return;
      if (delivered.outcome === "refused")
        return log.info("Teams refused words to one person, and would again", { why: delivered.why });
      // Who wrote a moment ago may be gone: told again, they would not be found either.
      if (delivered.outcome === "lost") return log.info("words to one person were for nobody who is there");
      // Nothing is stored and nothing was said: the activity comes again.
      throw new Unreachable(new Error("why" in delivered ? delivered.why : delivered.outcome));
    },
    read: reading.typed,
  };
}
