import type { Language } from "../../../messages/language.ts";
import type { Answer, Asked } from "../options.ts";

/** Of so many people in so many places. */
const most = 2_000;

/** The languages that people were answered in: for words that cannot wait for the database. */
export interface Spoken {
  /** The one that somebody was answered in last, there or by anybody there. */
  of(asked: Asked): Language;
  heard(asked: Asked, answer: Answer): void;
}

export function createSpoken(usual: Language): Spoken {
  const last = new Map<string, Language>();
  const remember = (key: string, language: Language): void => {
    last.delete(key);
    last.set(key, language);
    const [oldest] = last.keys();
    if (last.size > most && oldest !== undefined) last.delete(oldest);
  };
  return {
    of: ({ user, channel }) => last.get(`${channel}/${user}`) ?? last.get(channel) ?? usual,
    heard({ user, channel }, { language }) {
      remember(`${channel}/${user}`, language);
      remember(channel, language);
    },
  };
}
