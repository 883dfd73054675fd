import type { Language } from "../../../messages/language.ts";
import type { Answer, Asked } from "../options.ts";

/** Of so many people in so many places. */
const most = 2_000;

/**
 * The language that somebody was answered in last, there or by anybody there: for words that cannot wait for the
 * database.
 */
export function createSpoken(usual: Language) {
  const last = new Map<string, Language>();
  const remember = (key: string, language: Language): void => {
    last.delete(key);
    last.set(key, language);
    const [oldest] = last.keys();
    if (last.size > most && oldest !== undefined) last.delete(oldest);
  };
  return {
    of: ({ user, channel }: Asked): Language => last.get(`${channel}/${user}`) ?? last.get(channel) ?? usual,
    heard({ user, channel }: Asked, { language }: Answer): void {
      remember(`${channel}/${user}`, language);
      remember(channel, language);
    },
  };
}
