import type { Language } from "../../messages/language.ts";
import type { PhraseId } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";

/** What the page itself says: phrases without values, by the name that the page knows them by. */
const phrases = {
  actAs: "page.act-as",
  bot: "page.bot",
  cancel: "page.cancel",
  channels: "page.channels",
  choose: "page.choose",
  clock: "page.clock",
  clockPlaying: "page.clock-playing",
  close: "page.close",
  create: "page.create",
  customer: "page.customer",
  dropFile: "page.drop-file",
  dropHere: "page.drop-here",
  edited: "page.edited",
  failed: "page.failed",
  fileTooLarge: "page.file-too-large",
  goTo: "page.go-to",
  history: "page.history",
  here: "instant.here",
  language: "page.language",
  lines: "page.lines",
  menu: "page.menu",
  messages: "page.messages",
  name: "page.name",
  newChannel: "page.new-channel",
  newer: "page.newer",
  newest: "page.newest",
  noSuchMessage: "page.no-such-message",
  offline: "page.offline",
  older: "page.older",
  onlyYou: "page.only-you",
  optional: "page.optional",
  partner: "page.partner",
  plusDay: "page.plus-day",
  plusHour: "page.plus-hour",
  privateChat: "page.private-chat",
  resume: "page.resume",
  send: "page.send",
  shared: "page.shared",
  sharedMeaning: "page.shared-meaning",
  shortName: "page.short-name",
  shortNameTaken: "page.short-name-taken",
  shortNameWrong: "page.short-name-wrong",
  staff: "page.staff",
  tryFirst: "page.try-first",
  tryHelp: "page.try-help",
  tryOne: "page.try-one",
  tryThree: "page.try-three",
  tryTwo: "page.try-two",
  unread: "page.unread",
  useLine: "page.use-line",
  waitFor: "page.wait-for",
  write: "page.write",
} as const satisfies Readonly<Record<string, PhraseId>>;

/** The page's words in a language. */
export function pageWords(words: Words, language: Language): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(phrases).map(([name, say]) => [name, words.text(language, { say })]));
}
