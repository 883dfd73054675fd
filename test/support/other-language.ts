import { createIntl } from "@formatjs/intl";
import type { Agreement } from "../../src/domain/agreement.ts";
import type { LocalName } from "../../src/domain/units.ts";
import type { Language } from "../../src/messages/language.ts";
import { locales } from "../../src/messages/vocabulary.ts";

interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}

const { formatters } = createIntl({ locale: "en", messages: {} });
const literal = 0;

/** What a message says of itself, without its values and what ICU chooses by. */
function said(parts: readonly Part[]): string {
  return parts
    .map((part) =>
      part.type === literal
        ? (part.value ?? "")
        : ` ${Object.values(part.options ?? {})
            .map((option) => said(option.value))
            .join(" ")} `,
    )
    .join("");
}
const ownText = (message: string): string =>
  said(formatters.getMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst() as readonly Part[]);

/** The words of a text, as they are compared. */
const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .normalize("NFC")
    .match(/(?<![\p{L}\p{N}])\p{L}+(?!\p{N})/gu) ?? [];

/** The words that the messages of a language consist of, with the messages that they stand in. */
function messageWords(language: Language): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [key, message] of Object.entries(locales[language])) {
    for (const word of wordsIn(ownText(message))) found.set(word, [...(found.get(word) ?? []), key]);
  }
  return found;
}

/**
 * Words that are right in both languages, by why they are. A word that is in the messages of both and not here stands
 * in one of them by mistake.
 */
const shared: Readonly<Record<string, string>> = {
  "names of products, of their parts, and of ours":
    "access fortnox app api apps application azure certificates channelmember client com configuration connect csv directory docx enterprise excel grid group install invite manifest markdown mb microsoft office pdf png portal powerpoint pptx public read registrations secret secrets sha slack solbacken startklar team teams tenant token url srt txt visio vtt word xlsx zip ab vård kontoret puk sim",
  "spelled alike, and meaning the same":
    "administration hr fax apr aug bot dec e enter feb format full i id in jan just mac nov ok okay organisation per person plan problem program sep sponsor standard status super support budget text under variant version via workshop order partner period business kr kronor ref cell info min bankgiro taxi",
  "spelled alike, and meaning something else": "all be data fall hand ons part personal pin post sent",
  "single letters, of units and of what is shown as an example": "a c f h m o t x z å ä ö",
};
const sharedWords: ReadonlySet<string> = new Set(Object.values(shared).flatMap((words) => words.split(" ")));

/** The words that the messages of both languages hold without a reason: one of them is of the other language. */
export function mixedWords(): readonly string[] {
  const [sv, en] = [messageWords("sv"), messageWords("en")];
  return [...sv]
    .filter(([word]) => en.has(word) && !sharedWords.has(word))
    .map(([word, keys]) => `${word}: sv ${[...new Set(keys)].join(" ")}; en ${[...new Set(en.get(word))].join(" ")}`);
}

const namesOf = (agreement: Agreement): readonly LocalName[] => [
  agreement.title,
  ...Object.values(agreement.variants).map(({ name }) => name),
  ...[
    ...agreement.packages,
    ...agreement.areas,
    ...agreement.options,
    ...agreement.addOns,
    ...(agreement.travel?.cities ?? []),
    ...agreement.plan,
    ...(agreement.porting?.steps ?? []),
  ].map(({ name }) => name),
];

/**
 * Finds words of the other language in what was shown in one; `allowed` stands in what is shown, and belongs to
 * neither.
 */
export function otherLanguage(
  agreement: Agreement,
  allowed: RegExp,
): (language: Language, text: string) => readonly string[] {
  const own = (language: Language): Set<string> =>
    new Set([...messageWords(language).keys(), ...namesOf(agreement).flatMap((name) => wordsIn(name[language]))]);
  const words = { sv: own("sv"), en: own("en") };
  return (language, text) => {
    const other = language === "sv" ? "en" : "sv";
    const strange = (word: string): boolean =>
      (words[other].has(word) && !words[language].has(word)) || (language === "en" && /[åäö]/u.test(word));
    return [...new Set(wordsIn(text.replace(allowed, " ")).filter(strange))];
  };
}
