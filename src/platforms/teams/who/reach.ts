import { Unreachable } from "../../unreachable.ts";
import { reachAdvice } from "../errors.ts";
import type { MetConversation, TeamsOptions } from "../options.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";
import type { Directory } from "./directory.ts";
import type { Gone } from "./gone.ts";
import { nameOf, placeOf } from "./identity.ts";
import { isStandard } from "./team.ts";

/** Whether conversations can be reached, and what it means for the house when that changes. */
export interface Reach {
  /** Where nobody answers, a conversation counts as one with people from outside. */
  placed(ref: ConversationRef): Promise<MetConversation>;
  /**
   * Who is in a conversation, or what it is called, is looked at again. `anew` false: what was known holds while nobody
   * answers.
   */
  look(ref: ConversationRef, anew?: boolean): Promise<void>;
  /**
   * Nothing reaches them any more. All are marked before anybody is told, so that nobody is told in one of them; then
   * one sentence names all.
   */
  lost(refs: readonly ConversationRef[], why: Gone): Promise<void>;
  /** They can be written to again: what waited is sent. */
  back(refs: readonly ConversationRef[]): Promise<void>;
  /**
   * Somebody speaks, or presses, in a conversation that was given up: it is open again, and so is what was lost with
   * it.
   */
  heard(ref: ConversationRef, was: Gone): Promise<void>;
}

interface Parts {
  readonly conversations: Conversations;
  readonly directory: Directory;
  readonly options: Pick<TeamsOptions, "channels" | "log">;
}

/** What a team's channels are lost by, and found again by, together. */
const wholeTeam: ReadonlySet<Gone> = new Set(["archived", "teamDeleted", "teamHardDeleted"]);

export function createReach({ conversations, directory, options }: Parts): Reach {
  const { channels, log } = options;

  async function placed(ref: ConversationRef, anew = true): Promise<MetConversation> {
    if (anew) directory.forget(ref.id);
    try {
      return await directory.place(ref);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      log.info("a conversation could not be looked at", { conversation: ref.id, err: error.cause });
      return placeOf(ref, await directory.home(), undefined);
    }
  }
  const look = async (ref: ConversationRef, anew = true): Promise<void> => channels.changed(await placed(ref, anew));

  async function back(refs: readonly ConversationRef[]): Promise<void> {
    for (const ref of refs) {
      const { gone: _gone, ...known } = (await conversations.of(ref.id)) ?? ref;
      await conversations.put(known);
      if (known.kind !== "personal") await look(known);
      await channels.opened(known.tenant, known.id);
    }
  }

  return {
    placed,
    look,
    back,
    async lost(refs, why) {
      const news: ConversationRef[] = [];
      for (const ref of refs) {
        if (await conversations.gone(ref.id, why)) news.push(ref);
        directory.forget(ref.id);
      }
      const told = news
        .filter(({ kind }) => kind !== "personal")
        .map((ref) => ({ external: ref.id, name: nameOf(ref, undefined) }));
      if (told.length > 0) await channels.lost(told, (...places) => reachAdvice(why, ...places));
    },
    async heard(ref, was) {
      // A team is archived or deleted as a whole; one that the bot was taken out of has its private and shared channels
      // on their own.
      const along = (one: ConversationRef) =>
        wholeTeam.has(was) || (was === "removed" && isStandard(one) && isStandard(ref));
      const others = ref.team === undefined ? [] : await conversations.ofTeam(ref.team.id);
      await back([ref, ...others.filter((one) => one.id !== ref.id && one.gone === was && along(one))]);
    },
  };
}
