import { callFile } from "../documents/call.ts";
import { createPainter, type Painter } from "../documents/picture/picture.ts";
import { type MadePicture, madeOf, type OpenedFile } from "../messages/made-file.ts";
import { phrase } from "../messages/phrase.ts";
import type { Picture } from "../messages/picture.ts";
import { picturesOf } from "../messages/picture-block.ts";
import type { Words } from "../messages/words.ts";
import type { Database, Store } from "../store/store.ts";

export interface Files {
  get(id: string): Promise<OpenedFile | undefined>;
}

/** The files that messages show: what was handed in, and what is made as it is opened. */
export function filesOf(
  database: Pick<Database, "transaction" | "now">,
  words: Words,
  painter: Painter = createPainter(words),
): Files {
  return {
    async get(id) {
      const made = madeOf(id);
      if (made === undefined) return isId(id) ? database.transaction((store) => store.files.get(id)) : undefined;
      if (made.document === "picture") {
        const picture = await database.transaction((store) => shownIn(store, made));
        return picture && painted(picture, made);
      }
      const now = await database.now();
      return database.transaction((store) => callIn(store, made.of, words, now));
    },
  };

  /** Slow work: in no transaction. */
  async function painted(picture: Picture, { language, theme }: MadePicture): Promise<OpenedFile> {
    const content = await painter.paint(picture, { language, theme });
    return { name: words.text(language, phrase(`file.picture.${picture.kind}`)), content, type: "image/png" };
  }
}

/**
 * The picture that a message shows; undefined where it shows none, or none any more. Hours are shown by nothing but a
 * message of the ledger (A1).
 */
async function shownIn(store: Store, { of, which }: MadePicture): Promise<Picture | undefined> {
  const message = isId(of) ? await store.messages.get(of) : undefined;
  const picture = message && picturesOf(message.content)[which];
  return picture?.kind === "hours" && message?.content.audience !== "ledger" ? undefined : picture;
}

const isId = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u.test(text);

async function callIn(store: Store, id: string, words: Words, now: number): Promise<OpenedFile | undefined> {
  const project = await store.checkIns.projectOf(id);
  if (project === undefined) return undefined;
  const facts = await store.projects.facts(project);
  const call = facts.checkIns.find((one) => one.id === id);
  if (call === undefined) return undefined;
  const mails = new Map<string, string>();
  for (const member of new Set(facts.members.map((one) => one.id))) {
    const mail = (await store.people.accounts(member)).find(
      ({ email, gone }) => email !== undefined && gone === undefined,
    )?.email;
    if (mail !== undefined) mails.set(member, mail);
  }
  const content = callFile(facts, call, { words, agreement: await store.agreements.of(project), mails, now });
  // A mail program takes an event out again by the method beside the type.
  const method = call.state === "cancelled" ? "CANCEL" : "REQUEST";
  return { name: `${call.ref}.ics`, content, type: `text/calendar; charset=utf-8; method=${method}` };
}
